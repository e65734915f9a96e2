# SPDX-License-Identifier: Apache-2.0
# How a room is declared. One call a sub-folder:
#   till_room(drivers/printer SOURCES a.cpp b.cpp USES drivers/transport LINKS PkgConfig::X PRIVATE_LINKS y)
# makes the static library till_drivers_printer, alias till::drivers::printer, with the include root at the top of the
# tree. USES names the rooms whose headers it may include; the layer check (tests/lint/layers.py) reads the same list
# from build/<preset>/layers.json and refuses any other #include.

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)

add_library(till_flags INTERFACE)
target_compile_options(till_flags INTERFACE
  -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual)
target_include_directories(till_flags INTERFACE ${PROJECT_SOURCE_DIR})

set_property(GLOBAL PROPERTY TILL_ROOMS "")
function(till_room path)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES;LINKS;PRIVATE_LINKS" ${ARGN})
  string(REPLACE "/" "_" target "till_${path}")
  string(REPLACE "/" "::" alias "till::${path}")
  add_library(${target} STATIC ${ROOM_SOURCES})
  add_library(${alias} ALIAS ${target})
  target_link_libraries(${target} PUBLIC till_flags Threads::Threads ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE_LINKS})
  set(uses "")
  foreach(use ${ROOM_USES})
    string(REPLACE "/" "_" used "till_${use}")
    target_link_libraries(${target} PUBLIC ${used})
    list(APPEND uses "\"${use}\"")
  endforeach()
  list(JOIN uses ", " uses)
  set_property(GLOBAL APPEND PROPERTY TILL_ROOMS "\"${path}\": [${uses}]")
endfunction()

# A test program of one room: till_test(ledger/money LABEL unit SOURCES money_test.cpp USES ledger/money)
# makes till_test_ledger_money and registers each TEST with ctest under LABEL. ENVIRONMENT is optional; so is WRAPPER, a
# program that each test is started by (umockdev-wrapper), and PROCESSORS, how many of them it keeps busy.
function(till_test path)
  cmake_parse_arguments(TEST "" "LABEL;WRAPPER;PROCESSORS" "SOURCES;USES;LINKS;ENVIRONMENT" ${ARGN})
  find_package(GTest REQUIRED)
  include(GoogleTest)
  string(REPLACE "/" "_" target "till_test_${path}")
  add_executable(${target} ${TEST_SOURCES})
  target_link_libraries(${target} PRIVATE till_flags GTest::gtest GTest::gmock GTest::gtest_main ${TEST_LINKS})
  foreach(use ${TEST_USES})
    string(REPLACE "/" "_" used "till_${use}")
    target_link_libraries(${target} PRIVATE ${used})
  endforeach()
  target_compile_definitions(${target} PRIVATE TILL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(TEST_WRAPPER)
    find_program(TILL_${TEST_WRAPPER} ${TEST_WRAPPER} REQUIRED)
    # Meant for cross-compiling, and what ctest puts before the program's name in any case.
    set_target_properties(${target} PROPERTIES CROSSCOMPILING_EMULATOR ${TILL_${TEST_WRAPPER}})
  endif()
  if(NOT TEST_PROCESSORS)
    set(TEST_PROCESSORS 1)
  endif()
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS "${TEST_LABEL}" ENVIRONMENT "${TEST_ENVIRONMENT}" PROCESSORS ${TEST_PROCESSORS} TIMEOUT 120)
endfunction()
