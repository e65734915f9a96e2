# SPDX-License-Identifier: Apache-2.0
# The files that can take a wrong turn, compiled so that they do when asked. All others are those of preset dev.
function(till_mutants target folder)
  list(TRANSFORM ARGN PREPEND ${PROJECT_SOURCE_DIR}/${folder}/)
  set_source_files_properties(${ARGN} TARGET_DIRECTORY ${target} PROPERTIES COMPILE_DEFINITIONS CITYTILL_MUTANTS)
endfunction()
till_mutants(till_ledger_store ledger/store open.cpp core.cpp core_rules.cpp projections.cpp schema.cpp keeping.cpp)
till_mutants(till_pos_station pos/station settle.cpp papers.cpp)
