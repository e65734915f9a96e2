// SPDX-License-Identifier: Apache-2.0
// Wall time as the office's wall shows it. Reads the system's time zone database; an unknown zone reads as UTC (the
// configuration refuses it before).
#pragma once

#include <cstdint>
#include <string>

namespace till::pos::shift {

struct OfficeTime {
  int year = 1970;
  unsigned month = 1;
  unsigned day = 1;
  int hour = 0;
  int minute = 0;
};
[[nodiscard]] OfficeTime officeTime(std::int64_t unixMillis, const std::string& timeZone);
[[nodiscard]] std::string isoDate(const OfficeTime& time);    // "2026-11-23": proposed as the session's business date
[[nodiscard]] std::string clockText(const OfficeTime& time);  // "10:42"

}  // namespace till::pos::shift
