// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "pos/funds/funds.h"

namespace till::pos::funds {

namespace {

constexpr std::string_view kTill = "till.";

struct Place {
  std::string_view fund;
  std::string FundAccounts::* account;
};
constexpr std::array<Place, 4> kPlaces{{{ledger::journal::kSafeFund, &FundAccounts::safe},
                                        {kPettyFund, &FundAccounts::petty},
                                        {ledger::journal::kTransitFund, &FundAccounts::transit},
                                        {ledger::journal::kDepositFund, &FundAccounts::deposit}}};

}  // namespace

const std::array<std::string, kActs>& actNames() {
  static const std::array<std::string, kActs> kNames{"drop",      "pick_up", "change", "float_out",      "float_back",
                                                     "hand_over", "accept",  "swap",   "surprise_count", "paid_out"};
  return kNames;
}

std::optional<int> tillOf(std::string_view fund) {
  if (!fund.starts_with(kTill)) return std::nullopt;
  fund.remove_prefix(kTill.size());
  int till = 0;
  const auto [end, error] = std::from_chars(fund.data(), fund.data() + fund.size(), till);
  if (error != std::errc() || end != fund.data() + fund.size() || till < 1) return std::nullopt;
  return till;
}

std::string accountOf(const FundAccounts& accounts, std::string_view fund, bool inSession) {
  if (tillOf(fund)) return inSession ? accounts.tills : accounts.floats;
  for (const auto& place : kPlaces)
    if (place.fund == fund) return accounts.*place.account;
  return {};
}

}  // namespace till::pos::funds
