// SPDX-License-Identifier: Apache-2.0
#include "ledger/money/money.h"

#include <algorithm>
#include <charconv>

namespace till::ledger::money {
namespace {

constexpr std::int64_t kMinorPerMajor = 100;

std::string digitsOf(Money amount, bool grouped) {
  const std::uint64_t minor = amount.isNegative() ? ~static_cast<std::uint64_t>(amount.minor()) + 1
                                                  : static_cast<std::uint64_t>(amount.minor());
  std::string whole = std::to_string(minor / kMinorPerMajor);
  if (grouped) {
    for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3) {
      whole.insert(static_cast<std::size_t>(at), 1, ',');
    }
  }
  const std::string cents = std::to_string(minor % kMinorPerMajor);
  return (amount.isNegative() ? "-" : "") + whole + "." + (cents.size() < 2 ? "0" : "") + cents;
}

bool isDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Money& Money::operator+=(Money other) {
  if (__builtin_add_overflow(minor_, other.minor_, &minor_)) throw MoneyOverflow();
  return *this;
}

Money& Money::operator-=(Money other) {
  if (__builtin_sub_overflow(minor_, other.minor_, &minor_)) throw MoneyOverflow();
  return *this;
}

Money Money::operator-() const { return Money() - *this; }

Money Money::times(std::int64_t count) const {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(minor_, count, &product)) throw MoneyOverflow();
  return Money(product);
}

std::string toText(Money amount) { return digitsOf(amount, true); }

std::string toPlainText(Money amount) { return digitsOf(amount, false); }

std::optional<Money> fromPlainText(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  if (point == std::string_view::npos || text.size() - point != 3 || point > 10) return std::nullopt;
  if (!isDigits(text.substr(0, point)) || !isDigits(text.substr(point + 1))) return std::nullopt;
  std::int64_t whole = 0;
  std::int64_t cents = 0;
  std::from_chars(text.data(), text.data() + point, whole);
  std::from_chars(text.data() + point + 1, text.data() + text.size(), cents);
  const std::int64_t minor = whole * kMinorPerMajor + cents;
  if (minor > kLargestAmountMinor) return std::nullopt;
  return Money::fromMinor(negative ? -minor : minor);
}

Money sum(std::span<const Money> amounts) {
  Money total;
  for (const Money amount : amounts) total += amount;
  return total;
}

}  // namespace till::ledger::money
