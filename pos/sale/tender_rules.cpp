// SPDX-License-Identifier: Apache-2.0
#include "pos/sale/tender_rules.h"

#include <algorithm>
#include <array>

namespace till::pos::sale {

namespace {

bool isPlainWord(const std::string& text) {
  return !text.empty() && text.size() <= kLongestReference && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == ' ' ||
           c == '/';
  });
}

bool isLast4(const std::string& text) {
  return text.size() == 4 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool isTooLarge(Money amount) {
  return amount.minor() > ledger::money::kLargestAmountMinor || amount.minor() < -ledger::money::kLargestAmountMinor;
}

std::optional<SaleErrorCode> tenderFault(const Tender& tender) {
  if (!tender.given.isPositive()) return SaleErrorCode::notPositive;
  if (isTooLarge(tender.given)) return SaleErrorCode::tooLarge;
  if (stub::looksLikeCard(tender.reference)) return SaleErrorCode::cardNumber;
  const bool isCash = tender.kind == TenderKind::cash;
  if (isCash ? !tender.reference.empty() : !isPlainWord(tender.reference)) return SaleErrorCode::badReference;
  const bool isCard = tender.kind == TenderKind::card;
  if (isCard ? !isLast4(tender.last4) : !tender.last4.empty()) return SaleErrorCode::badLast4;
  return std::nullopt;
}

const std::string& debitAccount(TenderKind kind, const SaleRules& rules) {
  const std::array<const std::string*, 4> accounts{&rules.cashAccount, &rules.checkAccount, &rules.moneyOrderAccount,
                                                   &rules.cardAccount};
  return *accounts.at(static_cast<std::size_t>(kind));
}

}  // namespace till::pos::sale
