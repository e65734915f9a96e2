// SPDX-License-Identifier: Apache-2.0
#include "pos/sale/retender.h"

#include <algorithm>
#include <map>

#include "pos/sale/tender_rules.h"

namespace till::pos::sale {

namespace {

using namespace ledger::journal;

bool same(const TenderTaken& a, const TenderTaken& b) {
  return a.kind == b.kind && a.amount == b.amount && a.reference == b.reference && a.last4 == b.last4;
}

void putIn(std::vector<TenderInForce>& all, const std::vector<TenderTaken>& tenders,
           const std::vector<Applied>& applied) {
  const auto first = all.size();
  for (const auto& tender : tenders) all.push_back({.taken = tender, .applied = {}});
  for (const auto& part : applied) {
    const auto at = first + static_cast<std::size_t>(part.tender);
    if (part.tender >= 0 && at < all.size()) all[at].applied.push_back(part);
  }
}

std::vector<EntryLine> summed(const std::map<std::string, Money>& sums) {
  std::vector<EntryLine> entry;
  for (const auto& [account, amount] : sums)
    if (!amount.isZero()) entry.push_back({.account = account, .amount = amount});
  return entry;
}

bool nothingChanges(const PaymentRetendered& fact) {
  return fact.out.size() == fact.in.size() && std::ranges::equal(fact.out, fact.in, same);
}

}  // namespace

std::vector<TenderInForce> tendersInForce(const PaymentTaken& payment, std::span<const PaymentRetendered> chain) {
  std::vector<TenderInForce> all;
  putIn(all, payment.tenders, payment.applied);
  for (const auto& change : chain) {
    for (const auto& gone : change.out) {
      const auto found = std::ranges::find_if(all, [&](const auto& one) { return same(one.taken, gone); });
      if (found != all.end()) all.erase(found);
    }
    putIn(all, change.in, change.applied);
  }
  return all;
}

Sale saleOf(const PaymentTaken& payment, const std::vector<TenderInForce>& inForce,
            const std::vector<std::size_t>& out) {
  std::vector<Money> amounts(payment.bills.size());
  for (const auto at : out)
    for (const auto& part : inForce.at(at).applied)
      if (static_cast<std::size_t>(part.bill) < amounts.size())
        amounts[static_cast<std::size_t>(part.bill)] += part.amount;
  Sale sale(payment.sale);
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    BasketLine line;
    line.bill.account = payment.bills[i].account;
    line.unknownAccount = true;
    line.paying = amounts[i];
    if (!sale.addLine(std::move(line))) return Sale(payment.sale);
  }
  return sale;
}

tl::expected<PaymentRetendered, SaleError> retender(const std::vector<TenderInForce>& inForce,
                                                    const std::vector<std::size_t>& out, const Sale& paid,
                                                    const SaleRules& rules) {
  const auto settled = SettledSale::settle(paid, rules);
  if (!settled) return tl::unexpected(settled.error());
  PaymentRetendered fact;
  std::map<std::string, Money> sums;
  for (const auto at : out) fact.out.push_back(inForce.at(at).taken);
  fact.in = settled->fact().tenders;
  fact.applied = settled->fact().applied;
  fact.change = settled->fact().change;
  if (nothingChanges(fact)) return tl::unexpected(SaleError{SaleErrorCode::nothingToPay});
  for (const auto& tender : fact.out) sums[debitAccount(tender.kind, rules)] -= tender.amount;
  for (const auto& tender : fact.in) sums[debitAccount(tender.kind, rules)] += tender.amount;
  fact.entry = summed(sums);
  return fact;
}

PaymentReversed reverse(const PaymentTaken& payment, std::int64_t paymentSeq,
                        std::span<const PaymentRetendered> chain) {
  auto reversal = reverse(payment, paymentSeq);
  if (chain.empty()) return reversal;
  reversal.tenders.clear();
  for (const auto& one : tendersInForce(payment, chain)) {
    reversal.tenders.push_back(one.taken);
    reversal.tenders.back().given = one.taken.amount;
  }
  std::map<std::string, Money> sums;
  for (const auto& line : payment.entry) sums[line.account] -= line.amount;
  for (const auto& change : chain)
    for (const auto& line : change.entry) sums[line.account] -= line.amount;
  reversal.entry = summed(sums);
  return reversal;
}

bool hasCash(const std::vector<TenderTaken>& tenders) {
  return std::ranges::any_of(tenders, [](const auto& tender) { return tender.kind == TenderKind::cash; });
}

}  // namespace till::pos::sale
