// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/micr_line.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace till::drivers::micr {
namespace {

constexpr char kUnreadable = '?';
constexpr std::size_t kLongest = 100;
constexpr std::size_t kTransitDigits = 9;
constexpr std::size_t kAmountDigits = 10;
// The symbols inside this file, whatever the reader calls them.
constexpr char kTransit = 't';
constexpr char kOnUs = 'o';
constexpr char kAmount = 'a';
constexpr char kDash = '-';

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAllDigits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), isDigit); }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::optional<std::string> inOurSymbols(std::string_view characters, const SymbolMap& symbols) {
  const std::array<std::array<char, 2>, 4> rows{
      {{symbols.transit, kTransit}, {symbols.onUs, kOnUs}, {symbols.amount, kAmount}, {symbols.dash, kDash}}};
  std::string line;
  for (const char c : characters) {
    const auto row = std::find_if(rows.begin(), rows.end(), [c](const auto& r) { return r[0] == c; });
    if (row == rows.end() && !isDigit(c) && c != ' ' && c != kUnreadable) return {};
    line.push_back(row == rows.end() ? c : (*row)[1]);
  }
  return line;
}

Field digitsOf(std::string_view text, std::size_t length = 0) {
  text = trimmed(text);
  if (text.empty()) return {};
  if (text.find(kUnreadable) != std::string_view::npos) return {FieldState::unreadable, ""};
  if (!isAllDigits(text) || (length != 0 && text.size() != length)) return {FieldState::malformed, ""};
  return {FieldState::read, std::string(text)};
}

Field transitOf(std::string_view text) {
  if (trimmed(text).empty()) return {FieldState::malformed, ""};
  Field field = digitsOf(text, kTransitDigits);
  if (field.state == FieldState::read && !isTransitNumber(field.text)) return {FieldState::wrongCheckDigit, ""};
  return field;
}

// Some banks print the check's number before the account, with a space between; others write an account in groups.
Field accountOf(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return {};
  if (text.find(kUnreadable) != std::string_view::npos) return {FieldState::unreadable, ""};
  const auto belongs = [](char c) { return isDigit(c) || c == kDash || c == ' '; };
  if (!std::all_of(text.begin(), text.end(), belongs) || std::none_of(text.begin(), text.end(), isDigit)) {
    return {FieldState::malformed, ""};
  }
  const bool grouped = text.find(' ') != std::string_view::npos;
  return {grouped ? FieldState::ambiguous : FieldState::read, std::string(text)};
}

// Left of the transit field: on a business check, the check's number between two on-us symbols (and one digit more,
// the external processing code).
Field auxiliaryOf(std::string_view text) {
  const auto first = text.find(kOnUs);
  const auto last = text.rfind(kOnUs);
  if (first == last && text.find(kUnreadable) != std::string_view::npos) return {FieldState::unreadable, ""};
  if (first == std::string_view::npos)
    return digitsOf(text).text.size() > 1 ? Field{FieldState::malformed, ""} : Field{};
  if (first == last) return {FieldState::malformed, ""};
  return digitsOf(text.substr(first + 1, last - first - 1));
}

// "a 0000012345 a" at the right end. What remains of `rest` is in front of it.
Field takeAmount(std::string_view& rest) {
  const auto first = rest.find(kAmount);
  if (first == std::string_view::npos) return {};
  const std::string_view amount = rest.substr(first + 1);
  rest = rest.substr(0, first);
  const auto end = amount.find(kAmount);
  if (end == std::string_view::npos || !trimmed(amount.substr(end + 1)).empty()) return {FieldState::malformed, ""};
  const Field field = digitsOf(amount.substr(0, end), kAmountDigits);
  return field.state == FieldState::absent ? Field{FieldState::malformed, ""} : field;
}

// "account o serial", each of which may be missing. Without the symbol nobody knows which is which.
void readOnUs(std::string_view text, MicrLine& line) {
  const auto symbol = text.rfind(kOnUs);
  if (symbol == std::string_view::npos) {
    if (trimmed(text).empty()) return;
    const bool unreadable = text.find(kUnreadable) != std::string_view::npos;
    line.account = {unreadable ? FieldState::unreadable : FieldState::malformed, ""};
    if (line.serial.state == FieldState::absent) line.serial = line.account;
    return;
  }
  std::string_view account = trimmed(text.substr(0, symbol));
  if (!account.empty() && account.front() == kOnUs) account.remove_prefix(1);
  line.account = accountOf(account);
  const Field behind = digitsOf(text.substr(symbol + 1));
  if (line.serial.state == FieldState::absent) line.serial = behind;
}

}  // namespace

bool isUsable(const SymbolMap& symbols) {
  const std::array all{symbols.transit, symbols.onUs, symbols.amount, symbols.dash};
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i] <= ' ' || all[i] >= 0x7F || isDigit(all[i]) || all[i] == kUnreadable) return false;
    if (std::count(all.begin(), all.end(), all[i]) != 1) return false;
  }
  return true;
}

std::string shapeOf(std::string_view characters) {
  std::string shape(characters);
  for (char& c : shape)
    if (c >= '0' && c <= '9') c = '9';
  return shape;
}

bool isTransitNumber(std::string_view digits) {
  if (digits.size() != kTransitDigits || !isAllDigits(digits)) return false;
  constexpr std::array kWeights{3, 7, 1};
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += kWeights[i % kWeights.size()] * (digits[i] - '0');
  return sum != 0 && sum % 10 == 0;
}

tl::expected<MicrLine, LineFault> parseMicrLine(std::string_view characters, const SymbolMap& symbols) {
  if (!isUsable(symbols)) return tl::unexpected(LineFault::noSymbolMap);
  if (characters.size() > kLongest) return tl::unexpected(LineFault::tooLong);
  const auto ours = inOurSymbols(characters, symbols);
  if (!ours) return tl::unexpected(LineFault::unknownSymbol);

  const std::string_view all = *ours;
  const auto open = all.find(kTransit);
  const auto close = open == std::string_view::npos ? open : all.find(kTransit, open + 1);
  if (close == std::string_view::npos || all.find(kTransit, close + 1) != std::string_view::npos) {
    return tl::unexpected(LineFault::noTransit);
  }
  MicrLine line;
  line.transit = transitOf(all.substr(open + 1, close - open - 1));
  line.serial = auxiliaryOf(all.substr(0, open));
  std::string_view rest = all.substr(close + 1);
  line.amount = takeAmount(rest);
  readOnUs(rest, line);
  return line;
}

}  // namespace till::drivers::micr
