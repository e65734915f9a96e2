// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "pos/sale/sale.h"
#include "pos/sale/tender_rules.h"

namespace till::pos::sale {

namespace {

using ledger::journal::Applied;
using ledger::journal::BillPaid;
using ledger::journal::EntryLine;
using ledger::journal::PaymentTaken;
using ledger::journal::TenderTaken;

// A service that is not in the table goes to suspense, where the office sees it; the configuration does not load so.
const std::string& glAccountOf(const std::string& service, const SaleRules& rules) {
  const auto named = [&service](const bill::Service& one) { return one.id == service; };
  const auto found = std::find_if(rules.services.begin(), rules.services.end(), named);
  return found == rules.services.end() ? rules.unknownAccountGl : found->glAccount;
}

BillPaid paid(const BasketLine& line, const SaleRules& rules) {
  BillPaid paid;
  paid.account = line.bill.account;
  paid.due = line.bill.due;
  paid.billAsOf = line.bill.asOf;
  paid.entered = line.stub.keyed ? "keyed" : "scan";
  paid.layout = line.stub.layout;
  paid.unknownAccount = line.unknownAccount;
  if (line.unknownAccount) {
    paid.lines.push_back({kUnappliedService, "current", line.amount(), rules.unknownAccountGl});
    return paid;
  }
  const auto allocation = bill::allocate(line.bill, line.amount(), rules.allocationOrder);
  for (const auto& part : allocation.lines) {
    paid.lines.push_back({part.service, part.age == bill::Age::pastDue ? "past_due" : "current", part.amount,
                          glAccountOf(part.service, rules)});
  }
  paid.credit = allocation.credit;
  return paid;
}

// Cash net of change, which comes out of the last cash first.
std::vector<TenderTaken> taken(const Sale& sale) {
  std::vector<TenderTaken> tenders;
  for (const Tender& tender : sale.tenders()) {
    tenders.push_back({tender.kind, tender.given, tender.given, tender.reference, tender.last4});
  }
  Money change = sale.change();
  for (auto tender = tenders.rbegin(); tender != tenders.rend() && change.isPositive(); ++tender) {
    if (tender->kind != TenderKind::cash) continue;
    const Money back = std::min(change, tender->amount);
    tender->amount -= back;
    change -= back;
  }
  return tenders;
}

std::vector<int> cashLast(const std::vector<TenderTaken>& tenders) {
  std::vector<int> order;
  for (int i = 0; i < static_cast<int>(tenders.size()); ++i) order.push_back(i);
  std::stable_partition(order.begin(), order.end(),
                        [&tenders](int i) { return tenders[static_cast<std::size_t>(i)].kind != TenderKind::cash; });
  return order;
}

// Fills the bills in their order by the tenders in theirs.
std::vector<Applied> applied(const Sale& sale, const std::vector<TenderTaken>& tenders) {
  std::vector<Money> open;
  for (const BasketLine& line : sale.lines()) open.push_back(line.amount());
  std::vector<Applied> all;
  std::size_t bill = 0;
  for (const int tender : cashLast(tenders)) {
    Money rest = tenders[static_cast<std::size_t>(tender)].amount;
    while (rest.isPositive() && bill < open.size()) {
      const Money part = std::min(rest, open[bill]);
      if (part.isPositive()) all.push_back({tender, static_cast<int>(bill), part});
      rest -= part;
      open[bill] -= part;
      if (open[bill].isZero()) ++bill;
    }
  }
  return all;
}

void add(std::vector<EntryLine>& entry, const std::string& account, Money amount) {
  if (amount.isZero()) return;
  const auto same = [&](const EntryLine& line) {
    return line.account == account && line.amount.isPositive() == amount.isPositive();
  };
  const auto found = std::find_if(entry.begin(), entry.end(), same);
  if (found == entry.end()) {
    entry.push_back({account, amount});
  } else {
    found->amount += amount;
  }
}

std::vector<EntryLine> entryOf(const PaymentTaken& fact, const SaleRules& rules) {
  std::vector<EntryLine> entry;
  for (const TenderTaken& tender : fact.tenders) add(entry, debitAccount(tender.kind, rules), tender.amount);
  for (const BillPaid& bill : fact.bills) {
    for (const BillPaid::Line& line : bill.lines) add(entry, line.glAccount, -line.amount);
    add(entry, rules.creditAccount, -bill.credit);
  }
  return entry;
}

bool sumsToZero(const std::vector<EntryLine>& entry) {
  Money sum;
  for (const EntryLine& line : entry) sum += line.amount;
  return sum.isZero();
}

}  // namespace

tl::expected<SettledSale, SaleError> SettledSale::settle(const Sale& sale, const SaleRules& rules) {
  if (sale.empty()) return tl::unexpected(SaleError{SaleErrorCode::emptyBasket});
  if (!sale.complete()) return tl::unexpected(SaleError{SaleErrorCode::nothingToPay});
  PaymentTaken fact;
  fact.sale = sale.id();
  fact.total = sale.total();
  fact.change = sale.change();
  for (const BasketLine& line : sale.lines()) fact.bills.push_back(paid(line, rules));
  fact.tenders = taken(sale);
  fact.applied = applied(sale, fact.tenders);
  fact.entry = entryOf(fact, rules);
  if (!sumsToZero(fact.entry)) return tl::unexpected(SaleError{SaleErrorCode::overTendered});
  return SettledSale(sale, std::move(fact));
}

bool SettledSale::movesCash() const {
  return std::any_of(fact_.tenders.begin(), fact_.tenders.end(),
                     [](const TenderTaken& tender) { return tender.kind == TenderKind::cash; });
}

}  // namespace till::pos::sale
