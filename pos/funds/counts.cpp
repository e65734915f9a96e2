// SPDX-License-Identifier: Apache-2.0
// The register of funds, and counts that are no closing.
#include "pos/funds/checks.h"

namespace till::pos::funds {

CountKept surpriseCount(std::int64_t session, const shift::CountDown& count, const std::string& witness) {
  CountKept fact;
  fact.session = session;
  fact.purpose = "surprise";
  fact.cash = count.cash.lines();
  fact.checks = count.checks;
  fact.moneyOrders = count.moneyOrders;
  fact.cards = count.cards;
  fact.cashCounted = count.cash.total();
  fact.witness = witness;
  return fact;
}

Built<FundAssigned> assign(const FundAccounts& accounts, const std::string& fund, const std::string& custodian,
                           Money amount) {
  if (accountOf(accounts, fund, false).empty()) return refused(Refusal::unknownFund);
  if (custodian.empty()) return refused(Refusal::noReceiver);
  if (amount.isNegative()) return refused(Refusal::nothing);
  if (amount.minor() > ledger::money::kLargestAmountMinor) return refused(Refusal::tooLarge);
  return FundAssigned{.fund = fund, .custodian = custodian, .amount = amount};
}

Built<FundCounted> count(const Books& books, const FundCount& count) {
  const std::string account = accountOf(books.accounts, count.fund, false);
  if (account.empty() || books.accounts.overShort.empty()) return refused(Refusal::unknownFund);
  if (count.counter.empty() || count.witness.empty()) return refused(Refusal::noReceiver);
  if (count.counter == count.witness) return refused(Refusal::samePerson);
  if (count.counted.amount.isNegative()) return refused(Refusal::nothing);
  const auto why = count.counted.amount.isZero() ? std::nullopt : cashRefusal(count.counted);
  if (why) return refused(*why);
  FundCounted fact;
  fact.fund = count.fund;
  fact.cash = count.counted.pieces;
  fact.counted = count.counted.amount;
  fact.expected = count.expected;
  fact.overShort = fact.counted - fact.expected;
  fact.reason = count.reason;
  fact.witness = count.witness;
  fact.independent = !count.custodian.empty() && count.custodian != count.counter && count.custodian != count.witness;
  fact.businessDate = books.businessDate;
  if (fact.overShort.isZero()) return fact;
  if (fact.reason.empty()) return refused(Refusal::noReason);
  fact.entry = {{.account = account, .amount = fact.overShort},
                {.account = books.accounts.overShort, .amount = -fact.overShort}};
  return fact;
}

}  // namespace till::pos::funds
