// SPDX-License-Identifier: Apache-2.0
#include "pos/books/standing.h"

#include <algorithm>
#include <map>

namespace till::pos::books {
namespace {

using namespace ledger::journal;
using Money = ledger::money::Money;

void take(Standing& payment, const ledger::store::StoredEvent& correction) {
  if (std::holds_alternative<PaymentReversed>(correction.body)) payment.reversedBy = correction.key;
  if (const auto* returned = std::get_if<CheckReturned>(&correction.body)) payment.returned.insert(returned->tender);
  if (const auto* change = std::get_if<PaymentRetendered>(&correction.body)) {
    payment.tenders = change->in;
    payment.applied = change->applied;
  }
  const auto* moved = std::get_if<PaymentMoved>(&correction.body);
  if (moved == nullptr || moved->bills.size() != 2) return;
  payment.moved.insert(moved->bill);
  payment.bills.at(static_cast<std::size_t>(moved->bill)) = moved->bills.back();
}

// The part of a bill from `offset` on: its lines in their order, its credit last.
BillPaid partOf(const BillPaid& bill, Money offset, Money amount) {
  BillPaid part = bill;
  part.lines.clear();
  part.credit = Money();
  const auto takeFrom = [&](Money there) {
    const Money skipped = std::min(offset, there);
    offset -= skipped;
    const Money taken = std::min(amount, there - skipped);
    amount -= taken;
    return taken;
  };
  for (auto line : bill.lines) {
    line.amount = takeFrom(line.amount);
    if (!line.amount.isZero()) part.lines.push_back(std::move(line));
  }
  part.credit = takeFrom(bill.credit);
  return part;
}

}  // namespace

std::optional<Standing> standing(const ledger::store::Books& books, const ReceiptNumber& receipt) {
  const auto event = books.receipt(receipt);
  const auto* paid = event ? std::get_if<PaymentTaken>(&event->body) : nullptr;
  if (paid == nullptr) return std::nullopt;
  Standing payment{event->key, event->context.session, *paid, paid->bills, paid->tenders, paid->applied, {}, {}, {}};
  for (const auto& correction : books.corrections(event->key.epoch, event->key.seq)) take(payment, correction);
  return payment;
}

Money paidOn(const BillPaid& bill) {
  Money paid = bill.credit;
  for (const auto& line : bill.lines) paid += line.amount;
  return paid;
}

BillPaid negated(BillPaid bill) {
  for (auto& line : bill.lines) line.amount = -line.amount;
  bill.credit = -bill.credit;
  return bill;
}

std::vector<BillPaid> paidBy(const Standing& payment, int tender) {
  std::map<int, Money> filled;
  std::vector<BillPaid> parts;
  for (const auto& one : payment.applied) {
    Money& before = filled[one.bill];
    if (one.tender == tender) {
      parts.push_back(partOf(payment.bills.at(static_cast<std::size_t>(one.bill)), before, one.amount));
    }
    before += one.amount;
  }
  return parts;
}

std::string creditAccountOf(const PaymentTaken& payment, const std::string& otherwise) {
  std::map<std::string, Money> credited;
  for (const auto& line : payment.entry) {
    if (line.amount.isNegative()) credited[line.account] += line.amount;
  }
  for (const auto& bill : payment.bills) {
    for (const auto& line : bill.lines) credited[line.glAccount] += line.amount;
  }
  const auto left = std::ranges::find_if(credited, [](const auto& one) { return one.second.isNegative(); });
  return left == credited.end() ? otherwise : left->first;
}

}  // namespace till::pos::books
