// SPDX-License-Identifier: Apache-2.0
// From one person to another: money, and the till it lies in.
#include "pos/funds/checks.h"

namespace till::pos::funds {

using ledger::journal::EntryLine;
using ledger::journal::kTransitFund;

Built<CashMoved> handOver(const Books& books, int till, const Cash& cash, const std::string& giver,
                          const std::string& receiver) {
  if (const auto why = cashRefusal(cash)) return refused(*why);
  if (receiver.empty()) return refused(Refusal::noReceiver);
  if (receiver == giver) return refused(Refusal::samePerson);
  const auto& accounts = books.accounts;
  if (accounts.transit.empty()) return refused(Refusal::unknownFund);
  CashMoved fact;
  fact.kind = "hand_over";
  fact.amount = -cash.amount;
  fact.from = ledger::journal::tillFund(till);
  fact.to = kTransitFund;
  fact.moved = cash.amount;
  fact.pieces = cash.pieces;
  fact.receiver = receiver;
  fact.businessDate = books.businessDate;
  fact.entry = {{.account = accounts.transit, .amount = cash.amount},
                {.account = accounts.tills, .amount = -cash.amount}};
  return fact;
}

Built<HandOverAccepted> accept(const Books& books, const HandedOver& over, const std::string& fund, bool inSession,
                               const Cash& counted) {
  const auto& accounts = books.accounts;
  const std::string account = accountOf(accounts, fund, inSession);
  if (account.empty() || accounts.transit.empty() || accounts.unassigned.empty()) return refused(Refusal::unknownFund);
  if (fund == kTransitFund) return refused(Refusal::sameFund);
  if (!over.amount.isPositive() || counted.amount.isNegative()) return refused(Refusal::nothing);
  // That nothing at all was in it can be true, and is a difference like any other.
  const auto why = counted.amount.isZero() ? std::nullopt : cashRefusal(counted);
  if (why) return refused(*why);
  HandOverAccepted fact;
  fact.of = over.seq;
  fact.to = fund;
  fact.pieces = counted.pieces;
  fact.handedOver = over.amount;
  fact.counted = counted.amount;
  fact.difference = counted.amount - over.amount;
  if (inSession) fact.amount = counted.amount;
  fact.businessDate = books.businessDate;
  fact.entry = {EntryLine{account, counted.amount}, EntryLine{accounts.unassigned, -fact.difference},
                EntryLine{accounts.transit, -over.amount}};
  std::erase_if(fact.entry, [](const EntryLine& line) { return line.amount.isZero(); });
  return fact;
}

TillPlaced placed(std::int64_t session, const std::string& drawer) { return {.session = session, .drawer = drawer}; }

TillPlaced setAside(std::int64_t session) { return {.session = session, .drawer = ""}; }

tl::expected<void, Refusal> mayCloseFor(const std::string& custodian, const std::string& closes,
                                        const std::string& witness) {
  if (closes.empty() || witness.empty()) return refused(Refusal::noReceiver);
  if (closes == custodian || witness == custodian || witness == closes) return refused(Refusal::samePerson);
  return {};
}

}  // namespace till::pos::funds
