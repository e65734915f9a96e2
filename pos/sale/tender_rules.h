// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "pos/sale/sale.h"

namespace till::pos::sale {

inline constexpr std::size_t kLongestReference = 32;
inline constexpr std::size_t kMostLines = 200;
inline constexpr std::size_t kMostTenders = 50;

[[nodiscard]] bool isTooLarge(Money amount);

// What is wrong with a tender by itself, whatever the basket.
[[nodiscard]] std::optional<SaleErrorCode> tenderFault(const Tender& tender);

// The general ledger's account that a tender debits.
[[nodiscard]] const std::string& debitAccount(TenderKind kind, const SaleRules& rules);

}  // namespace till::pos::sale
