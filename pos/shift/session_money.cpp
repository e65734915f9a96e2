// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/session_money.h"

#include <map>
#include <utility>

#include "pos/sale/retender.h"

namespace till::pos::shift {

namespace {

using namespace ledger::journal;
using ledger::store::StoredEvent;
using Place = std::pair<int, std::int64_t>;  // epoch, seq

struct Payment {
  PaymentTaken fact;
  std::vector<PaymentRetendered> chain;
  std::size_t act = 0;
};

struct Gathering {
  SessionMoney money = {};
  std::map<Place, Payment> payments = {};

  MoneyAct& act(const StoredEvent& event, MoneyAct::Kind kind, std::string name) {
    money.acts.push_back({.kind = kind,
                          .wallMillis = event.at.unixMillis,
                          .name = std::move(name),
                          .accounts = {},
                          .tenders = {},
                          .undone = false});
    return money.acts.back();
  }
  static std::string number(const StoredEvent& event, std::int64_t receipt) {
    return toText(ReceiptNumber{event.key.station, event.key.epoch, receipt});
  }

  void take(const StoredEvent& event, const PaymentTaken& fact) {
    auto& made = act(event, MoneyAct::Kind::payment, number(event, fact.receipt));
    for (const auto& bill : fact.bills) made.accounts.push_back(bill.account);
    made.tenders = fact.tenders;
    payments[{event.key.epoch, event.key.seq}] = {.fact = fact, .chain = {}, .act = money.acts.size() - 1};
  }
  void take(const StoredEvent& event, const PaymentRetendered& fact) {
    const auto found = payments.find({event.key.epoch, fact.payment});
    if (found == payments.end()) return;
    auto& [payment, chain, at] = found->second;
    chain.push_back(fact);
    money.acts[at].tenders.clear();
    for (auto& one : sale::tendersInForce(payment, chain)) money.acts[at].tenders.push_back(std::move(one.taken));
  }
  void take(const StoredEvent& event, const PaymentReversed& fact) {
    const int epoch = fact.reversesEpoch > 0 ? fact.reversesEpoch : event.key.epoch;
    if (const auto found = payments.find({epoch, fact.reverses}); found != payments.end())
      money.acts[found->second.act].undone = true;
    auto& made = act(event, MoneyAct::Kind::reversal, number(event, fact.receipt));
    for (const auto& bill : fact.bills) made.accounts.push_back(bill.account);
    made.tenders = fact.tenders;
  }
  void moved(const StoredEvent& event, const std::string& kind, Money amount) {
    if (amount.isZero()) return;
    const Money size = amount.isNegative() ? -amount : amount;
    act(event, MoneyAct::Kind::movement, kind).tenders = {
        {.kind = TenderKind::cash, .amount = size, .given = size, .reference = "", .last4 = ""}};
  }
  void take(const StoredEvent& event, const CashMoved& fact) { moved(event, fact.kind, fact.amount); }
  void take(const StoredEvent& event, const HandOverAccepted& fact) { moved(event, "hand_over", fact.amount); }
  void take(const StoredEvent&, const CountSealed& fact) { money.sealed = fact; }
  template <class Other>
  void take(const StoredEvent&, const Other&) {}
};

}  // namespace

SessionMoney moneyOf(std::span<const StoredEvent> events) {
  Gathering gathering;
  for (const auto& event : events) std::visit([&](const auto& fact) { gathering.take(event, fact); }, event.body);
  return std::move(gathering.money);
}

}  // namespace till::pos::shift
