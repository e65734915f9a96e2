// SPDX-License-Identifier: Apache-2.0
#include "pos/stub/check_digit.h"

namespace till::pos::stub {

namespace {

struct Parts {
  std::string_view body;
  char digit;
};

// What is summed, and the digit it is held against. Positions were checked when the layout was loaded, for fixed
// layouts; a text of a regular expression may be shorter.
std::optional<Parts> partsOf(const Check& check, std::string_view text, std::string_view field) {
  const std::string_view all = check.field.empty() ? text : field;
  if (all.size() < 2) return std::nullopt;
  const auto first = static_cast<std::size_t>(check.spanFirst);
  const auto last = static_cast<std::size_t>(check.spanLast);
  const auto at = check.at == 0 ? all.size() : static_cast<std::size_t>(check.at);
  if (at > all.size() || last > all.size()) return std::nullopt;
  const auto body = first == 0 ? all.substr(0, all.size() - 1) : all.substr(first - 1, last - first + 1);
  return Parts{body, all[at - 1]};
}

Check luhn() {
  Check check;
  check.weights = {2, 1};
  check.digitSum = true;
  return check;
}

}  // namespace

std::optional<int> checkDigitOf(const Check& asked, std::string_view body) {
  static const Check kLuhn = luhn();
  const Check& check = asked.algorithm == "luhn" ? kLuhn : asked;
  int sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = check.fromLeft ? body[i] : body[body.size() - 1 - i];
    if (c < '0' || c > '9') return std::nullopt;
    const int product = (c - '0') * check.weights[i % check.weights.size()];
    sum += check.digitSum ? product / 10 + product % 10 : product;
  }
  const int rest = sum % 10;
  return check.complement ? (10 - rest) % 10 : rest;
}

bool luhnHolds(std::string_view digits) {
  Check check;
  check.algorithm = "luhn";
  return holds(check, digits, {});
}

bool holds(const Check& check, std::string_view text, std::string_view field) {
  const auto parts = partsOf(check, text, field);
  if (!parts) return false;
  const auto expected = checkDigitOf(check, parts->body);
  return expected && parts->digit == static_cast<char>('0' + *expected);
}

}  // namespace till::pos::stub
