// SPDX-License-Identifier: Apache-2.0
#include "pos/sale/sale.h"

#include <algorithm>

#include "pos/sale/tender_rules.h"

namespace till::pos::sale {

namespace {

tl::unexpected<SaleError> refused(SaleErrorCode code) { return tl::unexpected(SaleError{code}); }

Money payable(const BasketLine& line) { return std::max(line.bill.due, Money()); }

bool mayExceedTheBills(TenderKind kind, const SaleRules& rules) {
  const bool isPaper = kind == TenderKind::check || kind == TenderKind::moneyOrder;
  return kind == TenderKind::cash || (isPaper && rules.checkOverBillIsCredit);
}

}  // namespace

Money BasketLine::amount() const { return paying.value_or(payable(*this)) + beyond; }

Money BasketLine::credit() const { return unknownAccount ? Money() : std::max(amount() - payable(*this), Money()); }

tl::expected<void, SaleError> Sale::addLine(BasketLine line) {
  const auto same = [&line](const BasketLine& other) { return other.bill.account == line.bill.account; };
  if (std::any_of(lines_.begin(), lines_.end(), same)) return refused(SaleErrorCode::alreadyInBasket);
  if (lines_.size() >= kMostLines || isTooLarge(line.bill.due)) return refused(SaleErrorCode::tooLarge);
  line.beyond = Money();
  if (line.paying && line.paying->isNegative()) return refused(SaleErrorCode::notPositive);
  if (isTooLarge(total() + line.amount())) return refused(SaleErrorCode::tooLarge);
  lines_.push_back(std::move(line));
  spreadBeyond();
  return {};
}

tl::expected<void, SaleError> Sale::payOnLine(std::size_t line, Money amount) {
  if (line >= lines_.size()) return refused(SaleErrorCode::noSuchLine);
  if (!tenders_.empty()) return refused(SaleErrorCode::tendersPresent);
  if (!amount.isPositive()) return refused(SaleErrorCode::notPositive);
  if (isTooLarge(amount) || isTooLarge(total() - lines_[line].amount() + amount)) {
    return refused(SaleErrorCode::tooLarge);
  }
  lines_[line].paying = amount;
  return {};
}

tl::expected<void, SaleError> Sale::takeLine(std::size_t line) {
  if (line >= lines_.size()) return refused(SaleErrorCode::noSuchLine);
  if (!tenders_.empty()) return refused(SaleErrorCode::tendersPresent);
  lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(line));
  return {};
}

tl::expected<void, SaleError> Sale::addTender(Tender tender, const SaleRules& rules) {
  if (lines_.empty()) return refused(SaleErrorCode::emptyBasket);
  if (!stillToPay().isPositive()) return refused(SaleErrorCode::nothingToPay);
  if (const auto fault = tenderFault(tender)) return refused(*fault);
  if (tenders_.size() >= kMostTenders || isTooLarge(tendered() + tender.given)) {
    return refused(SaleErrorCode::tooLarge);
  }
  if (tender.given > stillToPay() && !mayExceedTheBills(tender.kind, rules)) {
    return refused(SaleErrorCode::overTendered);
  }
  tenders_.push_back(std::move(tender));
  spreadBeyond();
  return {};
}

tl::expected<void, SaleError> Sale::takeTender(std::size_t tender) {
  if (tender >= tenders_.size()) return refused(SaleErrorCode::noSuchLine);
  tenders_.erase(tenders_.begin() + static_cast<std::ptrdiff_t>(tender));
  spreadBeyond();
  return {};
}

// What paper gave over the bills when it was taken becomes credit on the last bill that is being paid; only cash that
// came after it can be change.
void Sale::spreadBeyond() {
  for (BasketLine& line : lines_) line.beyond = Money();
  const Money asked = total();
  Money beyond;
  Money running;
  for (const Tender& tender : tenders_) {
    running += tender.given;
    if (tender.kind != TenderKind::cash) beyond = std::max(beyond, running - asked);
  }
  const auto paid = [](const BasketLine& line) { return line.amount().isPositive(); };
  const auto last = std::find_if(lines_.rbegin(), lines_.rend(), paid);
  if (last != lines_.rend()) last->beyond = beyond;
}

Money Sale::total() const {
  Money sum;
  for (const BasketLine& line : lines_) sum += line.amount();
  return sum;
}

Money Sale::tendered() const {
  Money sum;
  for (const Tender& tender : tenders_) sum += tender.given;
  return sum;
}

Money Sale::stillToPay() const { return std::max(total() - tendered(), Money()); }

Money Sale::change() const { return std::max(tendered() - total(), Money()); }

std::vector<ledger::journal::PrivateValue> privateValues(const Sale& sale) {
  std::vector<ledger::journal::PrivateValue> values;
  for (std::size_t i = 0; i < sale.lines().size(); ++i) {
    const bill::Bill& bill = sale.lines()[i].bill;
    if (!bill.name.empty()) values.push_back({"name." + std::to_string(i), bill.name});
    if (!bill.street.empty()) values.push_back({"service_address." + std::to_string(i), bill.street});
  }
  return values;
}

}  // namespace till::pos::sale
