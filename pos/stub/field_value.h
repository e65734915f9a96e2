// SPDX-License-Identifier: Apache-2.0
// Printed money and dates to values. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "pos/stub/stub.h"

namespace till::pos::stub {

// nullopt: not an amount, or over the largest one there is.
[[nodiscard]] std::optional<Money> readMoney(const Field& field, std::string_view text);

struct DateReading {
  bool sound = false;
  std::optional<Date> date;  // none: zeros or blank
};
// A year of two digits is the one nearest to today.
[[nodiscard]] DateReading readDate(std::string_view format, std::string_view text, Date today);
[[nodiscard]] bool isDateFormat(std::string_view format);
[[nodiscard]] std::string isoText(Date date);

}  // namespace till::pos::stub
