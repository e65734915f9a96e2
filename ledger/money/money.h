// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace till::ledger::money {

struct MoneyOverflow : std::overflow_error {
  MoneyOverflow() : std::overflow_error("an amount left the range of 64 bits") {}
};

// An amount in minor units (cents) of the office's one currency. Arithmetic is checked: a sum that leaves int64 is a
// bug of ours and throws MoneyOverflow, which stops the station; amounts from outside are bounded where they are
// parsed.
class Money {
 public:
  constexpr Money() = default;
  [[nodiscard]] static constexpr Money fromMinor(std::int64_t minor) { return Money(minor); }
  [[nodiscard]] constexpr std::int64_t minor() const { return minor_; }
  [[nodiscard]] constexpr bool isZero() const { return minor_ == 0; }
  [[nodiscard]] constexpr bool isNegative() const { return minor_ < 0; }
  [[nodiscard]] constexpr bool isPositive() const { return minor_ > 0; }

  Money& operator+=(Money other);
  Money& operator-=(Money other);
  [[nodiscard]] friend Money operator+(Money a, Money b) { return a += b; }
  [[nodiscard]] friend Money operator-(Money a, Money b) { return a -= b; }
  [[nodiscard]] Money operator-() const;
  [[nodiscard]] Money times(std::int64_t count) const;
  friend constexpr auto operator<=>(Money, Money) = default;

 private:
  explicit constexpr Money(std::int64_t minor) : minor_(minor) {}
  std::int64_t minor_ = 0;
};

// The largest amount anything outside may name: 10,000,000.00. Keeps every sum of a day far inside int64.
inline constexpr std::int64_t kLargestAmountMinor = 1'000'000'000;

// "1,234.56", "-7.30", "0.00": two decimals, a comma each three digits.
[[nodiscard]] std::string toText(Money amount);
// "1234.56": the same without commas, for files.
[[nodiscard]] std::string toPlainText(Money amount);
// Reads "84.27" or "-84.27" with exactly two decimals and no spare characters; nothing else.
[[nodiscard]] std::optional<Money> fromPlainText(std::string_view text);
[[nodiscard]] Money sum(std::span<const Money> amounts);

}  // namespace till::ledger::money

namespace till {
using ledger::money::Money;
}
