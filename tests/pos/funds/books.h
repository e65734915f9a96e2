// SPDX-License-Identifier: Apache-2.0
// Accounts and cash to try the funds with.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "ledger/journal/entry.h"
#include "pos/funds/funds.h"

namespace till::pos::funds {

inline const FundAccounts kAccounts{.tills = "tills",
                                    .floats = "floats",
                                    .safe = "safe",
                                    .petty = "petty",
                                    .transit = "transit",
                                    .deposit = "deposit",
                                    .overShort = "over",
                                    .unassigned = "unassigned"};
inline const Books kBooks{.accounts = kAccounts, .businessDate = "2026-12-15"};

inline Money cents(std::int64_t minor) { return Money::fromMinor(minor); }
inline Cash cash(std::int64_t minor) { return {.amount = cents(minor), .pieces = {}}; }
inline Cash twenties(std::int64_t pieces) {
  return {.amount = cents(2000 * pieces), .pieces = {{2000, "note", pieces, cents(2000 * pieces)}}};
}

inline std::map<std::string, Money> booked(const std::vector<ledger::journal::EntryLine>& entry) {
  EXPECT_EQ(ledger::journal::imbalance(entry), "");
  std::map<std::string, Money> sums;
  for (const auto& line : entry) sums[line.account] += line.amount;
  return sums;
}
using Booked = std::map<std::string, Money>;

}  // namespace till::pos::funds
