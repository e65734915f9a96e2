// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <charconv>

#include "ledger/journal/events.h"

namespace till::ledger::journal {
namespace {

constexpr int kLetters = 26;
constexpr std::size_t kDigits = 6;

// 1 -> A, 26 -> Z, 27 -> AA: as columns of a spreadsheet are named.
std::string epochLetters(int epoch) {
  std::string letters;
  for (; epoch > 0; epoch = (epoch - 1) / kLetters) {
    letters.insert(letters.begin(), static_cast<char>('A' + (epoch - 1) % kLetters));
  }
  return letters;
}

template <class Int>
bool readInt(std::string_view text, Int& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

}  // namespace

std::string tillFund(int till) { return "till." + std::to_string(till); }

std::string toText(const ReceiptNumber& number) {
  std::string digits = std::to_string(number.number);
  if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
  return std::to_string(number.station) + epochLetters(number.epoch) + "-" + digits;
}

std::optional<ReceiptNumber> receiptNumberFromText(std::string_view text) {
  const auto dash = text.find('-');
  const auto letter = std::find_if(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const auto letterAt = static_cast<std::size_t>(letter - text.begin());
  if (dash == std::string_view::npos || letterAt >= dash || dash - letterAt > 4) return std::nullopt;
  ReceiptNumber number;
  number.epoch = 0;
  for (const char c : text.substr(letterAt, dash - letterAt)) {
    if (c < 'A' || c > 'Z') return std::nullopt;
    number.epoch = number.epoch * kLetters + (c - 'A' + 1);
  }
  if (!readInt(text.substr(0, letterAt), number.station)) return std::nullopt;
  if (text.size() - dash - 1 < kDigits || !readInt(text.substr(dash + 1), number.number)) return std::nullopt;
  if (number.station < 1 || number.number < 1) return std::nullopt;
  return number;
}

}  // namespace till::ledger::journal
