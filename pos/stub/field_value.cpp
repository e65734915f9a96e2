// SPDX-License-Identifier: Apache-2.0
#include "pos/stub/field_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace till::pos::stub {

namespace {

constexpr auto kDateFormats = std::to_array<std::string_view>({"MMDDYY", "YYMMDD", "YYYYMMDD", "YYYY-MM-DD"});

bool allDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::int64_t> readNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (!allDigits(text) || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Money> bounded(std::int64_t minor) {
  if (minor > ledger::money::kLargestAmountMinor) return std::nullopt;
  return Money::fromMinor(minor);
}

std::optional<Money> readImplied(int decimals, std::string_view text) {
  auto value = readNumber(text);
  if (!value) return std::nullopt;
  for (int i = decimals; i < 2; ++i) {
    if (*value > ledger::money::kLargestAmountMinor) return std::nullopt;
    *value *= 10;
  }
  return bounded(*value);
}

// "84.27", "-12.40", "12.40CR", "0000702.99"
std::optional<Money> readExplicit(std::string_view text) {
  bool negative = false;
  if (text.starts_with('-')) {
    negative = true;
    text.remove_prefix(1);
  } else if (text.ends_with("CR")) {
    negative = true;
    text.remove_suffix(2);
  }
  const auto point = text.find('.');
  if (point == std::string_view::npos || text.size() != point + 3) return std::nullopt;
  const auto whole = readNumber(text.substr(0, point));
  const auto cents = readNumber(text.substr(point + 1));
  if (!whole || !cents || *whole > ledger::money::kLargestAmountMinor) return std::nullopt;
  const auto amount = bounded(*whole * 100 + *cents);
  if (!amount) return std::nullopt;
  return negative ? -*amount : *amount;
}

int nearestYear(int twoDigits, int thisYear) {
  const int year = thisYear - thisYear % 100 + twoDigits;
  const int candidates[] = {year, year - 100, year + 100};
  return *std::min_element(std::begin(candidates), std::end(candidates),
                           [thisYear](int a, int b) { return std::abs(a - thisYear) < std::abs(b - thisYear); });
}

// The digits that stand where `letter` stands in the format.
int part(std::string_view format, std::string_view text, char letter) {
  int value = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] == letter) value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::optional<Money> readMoney(const Field& field, std::string_view text) {
  return field.explicitPoint ? readExplicit(text) : readImplied(field.decimals, text);
}

bool isDateFormat(std::string_view format) {
  return std::find(kDateFormats.begin(), kDateFormats.end(), format) != kDateFormats.end();
}

DateReading readDate(std::string_view format, std::string_view text, Date today) {
  if (text.find_first_not_of("0 -") == std::string_view::npos) return {.sound = true, .date = std::nullopt};
  if (text.size() != format.size()) return {};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (format[i] == '-' ? text[i] != '-' : !digit) return {};
  }
  const bool longYear = std::count(format.begin(), format.end(), 'Y') == 4;
  const int printed = part(format, text, 'Y');
  const int year = longYear ? printed : nearestYear(printed, static_cast<int>(today.year()));
  const Date date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(part(format, text, 'M'))),
                  std::chrono::day(static_cast<unsigned>(part(format, text, 'D'))));
  if (!date.ok()) return {};
  return {.sound = true, .date = date};
}

std::string isoText(Date date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

}  // namespace till::pos::stub
