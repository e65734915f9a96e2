// SPDX-License-Identifier: Apache-2.0
// A month at the counter, posted to a real ledger by a seed: several people, all tenders, voids, drops, changed
// tenders, returned checks, money moved to the right account, counts that are over or short, bags for the bank.
#pragma once

#include <cstdint>
#include <filesystem>

namespace till::ledger::month {

struct Plan {
  std::uint64_t seed = 1;
  int days = 30;
  int payments = 40;  // a session
};

// Throws std::runtime_error with the ledger's own words where it refuses.
void work(const std::filesystem::path& directory, const Plan& plan);

}  // namespace till::ledger::month
