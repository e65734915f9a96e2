// SPDX-License-Identifier: Apache-2.0
// Events in words. What was refused, scanned or typed is in no event, so it is in none of these either.
#include <array>

#include "ledger/report/reading.h"

namespace till::ledger::report {
namespace {

using namespace journal;

std::string words(std::string name) {
  for (char& c : name) c = c == '_' || c == '.' ? ' ' : c;
  if (!name.empty() && name.front() >= 'a' && name.front() <= 'z') name.front() = static_cast<char>(name.front() - 32);
  return name;
}

std::string listed(std::initializer_list<std::string> parts) {
  std::string text;
  for (const auto& part : parts) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

std::string accounts(const std::vector<BillPaid>& bills) {
  std::string text;
  for (const auto& bill : bills) text += (text.empty() ? "" : " ") + bill.account;
  return text;
}

std::string tenders(const std::vector<TenderTaken>& taken) {
  std::string text;
  for (const auto& tender : taken) text += (text.empty() ? "" : " + ") + tenderText(tender);
  return text;
}

struct Told {
  const store::StoredEvent& event;

  Act operator()(const PaymentTaken& payment) const {
    return {"Payment " + receiptOf(event, payment.receipt), listed({accounts(payment.bills), tenders(payment.tenders)}),
            payment.total};
  }
  Act operator()(const PaymentReversed& reversal) const {
    const int epoch = reversal.reversesEpoch > 0 ? reversal.reversesEpoch : event.key.epoch;
    const std::string of = toText(ReceiptNumber{event.key.station, epoch, reversal.reversedReceipt});
    return {words(reversal.how) + " " + receiptOf(event, reversal.receipt),
            listed({"of " + of, reversal.reason,
                    reversal.receiptReturned == "no" ? "receipt not returned" : std::string()}),
            -totalOf(reversal.tenders)};
  }
  Act operator()(const PaymentRetendered& change) const {
    return {"Paid otherwise " + change.receipt,
            listed({tenders(change.out) + " became " + tenders(change.in), change.reason}), totalOf(change.in)};
  }
  Act operator()(const CheckReturned& returned) const {
    return {"Check returned " + returned.receipt, listed({"check " + returned.check, words(returned.reason)}),
            -returned.amount};
  }
  Act operator()(const PaymentMoved& moved) const {
    Money amount;
    for (const auto& bill : moved.bills) amount += totalOf(bill).isPositive() ? totalOf(bill) : Money();
    return {"Moved to another account " + moved.receipt, listed({accounts(moved.bills), moved.reason}), amount};
  }
  Act operator()(const SessionOpened& opened) const {
    return {"Session " + std::to_string(opened.session) + " opened",
            listed({opened.till ? "till " + std::to_string(*opened.till) : std::string("batch")}), opened.floatAmount};
  }
  Act operator()(const CashMoved& moved) const {
    return {words(moved.kind), listed({moved.reference, moved.from + " to " + moved.to, moved.receiver}), moved.moved};
  }
  Act operator()(const HandOverAccepted& accepted) const {
    return {"Hand-over accepted", "to " + accepted.to, accepted.counted};
  }
  Act operator()(const DrawerOpened& drawer) const {
    const std::string stood = drawer.openMillis > 0 ? toText(Cell(Duration{drawer.openMillis}), {}) : std::string();
    return {"Drawer, " + words(drawer.cause), listed({drawer.how, drawer.reason, stood}), {}};
  }
  Act operator()(const PrintFinished& print) const {
    constexpr std::array kOutcomes{"confirmed", "failed", "unconfirmed", "not needed"};
    return {words(print.document), kOutcomes.at(static_cast<std::size_t>(print.outcome)), {}};
  }
  Act operator()(const CountSealed& sealed) const { return {"Count sealed", "", sealed.cashCounted}; }
  Act operator()(const CountKept& kept) const { return {words(kept.purpose) + " count", "", kept.cashCounted}; }
  Act operator()(const SessionClosed& closed) const {
    Money overShort;
    for (const auto& line : closed.lines) overShort += line.overShort;
    return {"Closed, Z " + std::to_string(closed.z), listed({"over or short", closed.reason}), overShort};
  }
  Act operator()(const FundAssigned& assigned) const {
    return {"Fund assigned", assigned.fund + " to " + assigned.custodian, assigned.amount};
  }
  Act operator()(const FundCounted& counted) const { return {"Fund counted", counted.fund, counted.counted}; }
  Act operator()(const TillPlaced& placed) const {
    return {placed.drawer.empty() ? "Till set aside" : "Till put into its drawer", placed.drawer, {}};
  }
  Act operator()(const ActReviewed& reviewed) const {
    return {"Reviewed: " + reviewed.verdict, listed({"event " + std::to_string(reviewed.of), reviewed.note}), {}};
  }
  Act operator()(const DepositMade& made) const {
    return {"Deposit " + std::to_string(made.deposit) + " sealed", "bag " + made.bag, made.total};
  }
  Act operator()(const BagMoved& moved) const {
    return {"Bag moved", listed({"bag " + moved.bag, moved.from + " to " + moved.to, moved.reference}), {}};
  }
  Act operator()(const DepositConfirmed& confirmed) const {
    return {"Bank confirmed deposit " + std::to_string(confirmed.deposit), listed({confirmed.reference}),
            confirmed.bank};
  }
  Act operator()(const Refused& refusal) const {
    return {words(event.kind), listed({words(refusal.code), words(refusal.where)}), {}};
  }
  Act operator()(const DeviceTested& tested) const {
    return {words(event.kind), listed({tested.device, tested.act, words(tested.result)}), {}};
  }
  template <class Other>
  Act operator()(const Other&) const {
    return {words(event.kind), "", {}};
  }
};

}  // namespace

Act actOf(const store::StoredEvent& event) { return std::visit(Told{event}, event.body); }

std::string receiptOf(const store::StoredEvent& event, std::int64_t number) {
  return toText(ReceiptNumber{event.key.station, event.key.epoch, number});
}

std::string approverOf(const store::StoredEvent& event) {
  return event.context.approval ? event.context.approval->approver : std::string();
}

std::string tenderText(const TenderTaken& tender) {
  constexpr std::array kNames{"Cash", "Check", "Money order", "Card slip"};
  const std::string name = kNames.at(static_cast<std::size_t>(tender.kind));
  return tender.reference.empty() ? name : name + " " + tender.reference;
}

Money totalOf(const std::vector<TenderTaken>& taken) {
  Money total;
  for (const auto& tender : taken) total += tender.amount;
  return total;
}

Money totalOf(const BillPaid& bill) {
  Money total = bill.credit;
  for (const auto& line : bill.lines) total += line.amount;
  return total;
}

std::string kindTitle(TenderKind kind) {
  constexpr std::array kTitles{"Cash", "Checks", "Money orders", "Card slips"};
  return kTitles.at(static_cast<std::size_t>(kind));
}

Cell personCell(const std::string& id) { return id.empty() ? Cell() : Cell(Person{id}); }
Cell textCell(const std::string& text) { return text.empty() ? Cell() : Cell(text); }

}  // namespace till::ledger::report
