// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/code128.h"

#include <algorithm>

namespace till::drivers::printer {
namespace {

constexpr std::size_t kModulesPerSymbol = 11;
constexpr std::size_t kFixedSymbols = 2;  // start, check
constexpr std::size_t kStopModules = 13;
constexpr std::size_t kWorthSwitching = 6;  // digits in the middle; four at either end
constexpr std::size_t kWorthAtAnEnd = 4;
constexpr std::size_t kLongest = 255;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isPrintable(char c) { return c >= 0x20 && c <= 0x7E; }

std::size_t digitsAt(std::string_view text, std::size_t from) {
  const auto begin = text.begin() + static_cast<std::ptrdiff_t>(from);
  return static_cast<std::size_t>(std::find_if_not(begin, text.end(), isDigit) - begin);
}

class Writer {
 public:
  void one(char c) {
    enter('B');
    put(static_cast<std::uint8_t>(c));
    if (c == '{') code_.data.push_back('{');
  }
  void pair(char tens, char ones) {
    enter('C');
    put(static_cast<std::uint8_t>((tens - '0') * 10 + (ones - '0')));
  }
  [[nodiscard]] Code128 finish() {
    code_.modules = kModulesPerSymbol * (symbols_ + kFixedSymbols) + kStopModules;
    return std::move(code_);
  }

 private:
  void enter(char set) {
    if (set == set_) return;
    if (set_ != 0) ++symbols_;
    set_ = set;
    code_.data.push_back('{');
    code_.data.push_back(static_cast<std::uint8_t>(set));
  }
  void put(std::uint8_t value) {
    code_.data.push_back(value);
    ++symbols_;
  }

  Code128 code_;
  char set_ = 0;
  std::size_t symbols_ = 0;
};

Code128 inB(std::string_view text) {
  Writer writer;
  for (const char c : text) writer.one(c);
  return writer.finish();
}

Code128 inBAndC(std::string_view text) {
  Writer writer;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t digits = digitsAt(text, at);
    const bool atAnEnd = at == 0 || at + digits == text.size();
    if (digits < (atAnEnd ? kWorthAtAnEnd : kWorthSwitching)) {
      for (std::size_t i = 0; i < std::max<std::size_t>(digits, 1); ++i) writer.one(text[at++]);
      continue;
    }
    if (digits % 2 == 1) {
      writer.one(text[at++]);
      --digits;
    }
    for (; digits > 0; digits -= 2, at += 2) writer.pair(text[at], text[at + 1]);
  }
  return writer.finish();
}

}  // namespace

bool hasRealTimeCommand(const std::vector<std::uint8_t>& bytes) {
  return std::adjacent_find(bytes.begin(), bytes.end(), [](std::uint8_t dle, std::uint8_t next) {
           return dle == 0x10 && (next == 0x04 || next == 0x05 || next == 0x14);
         }) != bytes.end();
}

std::optional<Code128> encodeCode128(std::string_view text, bool softwareFlow) {
  if (text.empty() || !std::all_of(text.begin(), text.end(), isPrintable)) return std::nullopt;
  const auto mayBeSent = [softwareFlow](const Code128& code) {
    const bool stops = isFlowByte(code.data.size()) || std::any_of(code.data.begin(), code.data.end(), isFlowByte);
    return !hasRealTimeCommand(code.data) && !(softwareFlow && stops);
  };
  Code128 code = inBAndC(text);
  if (!mayBeSent(code)) code = inB(text);
  if (!mayBeSent(code) || code.data.size() > kLongest) return std::nullopt;
  return code;
}

}  // namespace till::drivers::printer
