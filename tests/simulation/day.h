// SPDX-License-Identifier: Apache-2.0
// One seed is one counter's days: clerks at work, faults as the seed drew them, the power cut again and again, and the
// books checked after every start. The same seed does the same, call for call.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "tests/simulation/books.h"

namespace till::simulation {

struct Told {
  std::int64_t cuts = 0, kills = 0, payments = 0, unheard = 0, events = 0, starts = 0;
  std::int64_t rebuilt = 0, balanced = 0;  // days whose projections were made anew; that hledger agreed with
  Finding finding;
};

// Works `folder`, which is made, on the simulated disk. Never throws; what went wrong is the finding.
// With `aloud` it tells on the way what it does, as a line each.
[[nodiscard]] Told liveThrough(std::uint64_t seed, const std::filesystem::path& folder, bool aloud = false);

}  // namespace till::simulation
