// SPDX-License-Identifier: Apache-2.0
// Stub reading: bytes of a scan to account and amounts, by declarative layouts. Pure.
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/money/money.h"

namespace till::pos::stub {

using Date = std::chrono::year_month_day;

struct Field {
  std::string name;  // "account", "amount_due", "due_date", or any other
  enum class Type { text, digits, money, date } type = Type::text;
  int position = 0;  // fixed: 1-based
  int length = 0;
  bool stripZeros = false;
  int decimals = 2;            // of money with implied decimals
  bool explicitPoint = false;  // money as printed: "84.27", trailing CR or leading minus is negative
  std::string dateFormat;      // MMDDYY YYMMDD YYYYMMDD YYYY-MM-DD; all zeros or blank is no date
  bool required = true;
};

struct Check {
  // "luhn", or "weighted" with weights cycled from `fromLeft`, digit-summed or plain, modulus 10
  std::string algorithm;
  std::vector<int> weights;
  bool fromLeft = false;
  bool digitSum = false;
  bool complement = true;  // 10 - r, or r itself
  int spanFirst = 0;       // 1-based, inclusive; 0: the named field without its last digit
  int spanLast = 0;
  int at = 0;  // position of the check digit; 0: last digit of the field
  std::string field;
};

struct Layout {
  std::string id;
  enum class Mode { fixed, regex } mode = Mode::fixed;
  int length = 0;                // fixed
  std::string match;             // regex (PCRE subset of std::regex ECMAScript with named groups (?P<name>..))
  std::vector<std::string> aim;  // allowed AIM identifiers, empty: all
  std::string strip;             // characters dropped before matching
  bool upper = false;
  std::map<char, char> map;
  std::vector<Field> fields;
  std::vector<Check> checks;
};

struct StubReading {
  std::string layout;  // empty when keyed
  std::string account;
  std::optional<Money> amountDue;
  std::optional<Date> dueDate;
  std::map<std::string, std::string> other;
  bool keyed = false;
};

enum class StubErrorCode {
  noMatch,
  badLength,
  checkDigit,
  multipleScans,
  looksLikeCard,
  badDate,
  badAmount,
  ambiguous,
  notText,
  noAccount
};
struct StubError {
  StubErrorCode code = StubErrorCode::noMatch;
  std::string layout;
};
[[nodiscard]] std::string_view name(StubErrorCode code);  // "check_digit"; as in the vectors

// A layout that cannot work is refused when it is loaded: sentence with what is wrong, for the configuration's error.
[[nodiscard]] tl::expected<void, std::string> checkLayout(const Layout& layout);

// 13 to 19 digits (spaces and dashes aside) with a card prefix and a right Luhn digit: never shown, stored or logged.
[[nodiscard]] bool looksLikeCard(std::string_view text);

class StubReader {
 public:
  explicit StubReader(std::vector<Layout> layouts);  // in order of priority; compiled once
  ~StubReader();
  StubReader(StubReader&&) noexcept;
  StubReader& operator=(StubReader&&) noexcept;
  [[nodiscard]] tl::expected<StubReading, StubError> read(std::string_view symbology, std::string_view text,
                                                          Date today) const;
  // An account number typed by hand.
  [[nodiscard]] static tl::expected<StubReading, StubError> keyed(std::string_view account);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace till::pos::stub
