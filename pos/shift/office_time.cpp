// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/office_time.h"

#include <date/tz.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace till::pos::shift {

namespace {

date::local_time<std::chrono::milliseconds> localTime(std::int64_t unixMillis, const std::string& timeZone) {
  const date::sys_time<std::chrono::milliseconds> utc{std::chrono::milliseconds(unixMillis)};
  try {
    return date::locate_zone(timeZone)->to_local(utc);
  } catch (const std::runtime_error&) {
    return date::local_time<std::chrono::milliseconds>(utc.time_since_epoch());
  }
}

}  // namespace

OfficeTime officeTime(std::int64_t unixMillis, const std::string& timeZone) {
  const auto local = localTime(unixMillis, timeZone);
  const auto midnight = date::floor<date::days>(local);
  const date::year_month_day day(midnight);
  const date::hh_mm_ss clock(local - midnight);
  return {.year = static_cast<int>(day.year()),
          .month = static_cast<unsigned>(day.month()),
          .day = static_cast<unsigned>(day.day()),
          .hour = static_cast<int>(clock.hours().count()),
          .minute = static_cast<int>(clock.minutes().count())};
}

std::string isoDate(const OfficeTime& time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", time.year, time.month, time.day);
  return text.data();
}

std::string clockText(const OfficeTime& time) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", time.hour, time.minute);
  return text.data();
}

}  // namespace till::pos::shift
