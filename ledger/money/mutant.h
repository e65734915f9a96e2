// SPDX-License-Identifier: Apache-2.0
// A wrong turn that the tests must notice: `if (mutant("normal_not_full"))`. Only files compiled for the preset
// `mutants` can take one, the one that CITYTILL_MUTANT in the environment names; anywhere else the question is answered
// while compiling, and nothing of it is left (tests/simulation/mutants_test.py).
#pragma once

#ifdef CITYTILL_MUTANTS
#include <cstdlib>
#include <string_view>
#endif

namespace till {

#ifdef CITYTILL_MUTANTS
[[nodiscard]] inline bool mutant(std::string_view name) {
  static const char* const chosen = std::getenv("CITYTILL_MUTANT");
  return chosen != nullptr && name == chosen;
}
#else
[[nodiscard]] consteval bool mutant(const char* /*name*/) { return false; }
#endif

}  // namespace till
