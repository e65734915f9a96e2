// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>

#include "ledger/report/postings.h"

namespace till::ledger::report {
namespace {

using std::chrono::year_month_day;

bool digits(std::string_view text, int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

std::optional<year_month_day> read(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (!digits(text.substr(0, 4), year) || !digits(text.substr(5, 2), month) || !digits(text.substr(8), day)) {
    return std::nullopt;
  }
  const year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() && year > 0 ? std::optional(date) : std::nullopt;
}

std::string written(const year_month_day& date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::string mondayOf(const std::string& day) {
  const auto date = read(day);
  if (!date) return day;
  const std::chrono::sys_days at(*date);
  return written(year_month_day(at - (std::chrono::weekday(at) - std::chrono::Monday)));
}

}  // namespace

bool isDay(const std::string& text) { return read(text).has_value(); }

std::string dayAfter(const std::string& day) {
  const auto date = read(day);
  return date ? written(year_month_day(std::chrono::sys_days(*date) + std::chrono::days(1))) : day;
}

std::string dayBefore(const std::string& day) {
  const auto date = read(day);
  return date ? written(year_month_day(std::chrono::sys_days(*date) - std::chrono::days(1))) : day;
}

std::string periodOf(const std::string& day, Period period) {
  constexpr std::size_t kMonth = 7;
  if (period == Period::day) return day;
  if (period == Period::week) return mondayOf(day);
  return period == Period::month ? day.substr(0, kMonth) : std::string();
}

}  // namespace till::ledger::report
