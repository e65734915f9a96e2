// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/tape.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace till::drivers::transport {
namespace {

constexpr std::string_view kMasked = "..";
constexpr std::array<std::string_view, 8> kCodes{"notFound", "noPermission", "busy",        "gone",
                                                 "timedOut", "stalled",      "unsupported", "failed"};

std::string toText(std::optional<std::byte> byte) {
  if (!byte) return std::string(kMasked);
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto value = std::to_integer<unsigned>(*byte);
  return {kDigits[value >> 4], kDigits[value & 15]};
}

std::string_view takeWord(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  const auto word = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return word;
}

template <class Number>
bool readWhole(std::string_view word, Number& value, int base = 10) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value, base);
  return error == std::errc{} && end == word.data() + word.size() && !word.empty() && word.front() != '-';
}

std::optional<TapeBytes> readBytes(std::string_view rest, bool toDevice) {
  if (rest.empty()) return std::nullopt;
  TapeBytes read{toDevice, {}};
  while (!rest.empty()) {
    const auto word = takeWord(rest);
    unsigned value = 0;
    if (word == kMasked) {
      read.bytes.emplace_back();
    } else if (word.size() == 2 && readWhole(word, value, 16)) {
      read.bytes.emplace_back(static_cast<std::byte>(value));
    } else {
      return std::nullopt;
    }
  }
  return read;
}

std::optional<TapeFault> readFault(std::string_view rest, bool lost) {
  TapeFault read{lost, {}};
  const auto* const code = std::find(kCodes.begin(), kCodes.end(), takeWord(rest));
  if (code == kCodes.end()) return std::nullopt;
  read.fault.code = static_cast<FaultCode>(code - kCodes.begin());
  if (!lost && !readWhole(takeWord(rest), read.fault.taken)) return std::nullopt;
  read.fault.detail = rest;
  return read;
}

std::optional<TapeLine> readLine(std::string_view text) {
  TapeLine line;
  if (!readWhole(takeWord(text), line.millis)) return std::nullopt;
  const auto sign = takeWord(text);
  const auto set = [&](auto read) -> std::optional<TapeLine> {
    if (!read) return std::nullopt;
    line.what = std::move(*read);
    return line;
  };
  if (sign == ">" || sign == "<") return set(readBytes(text, sign == ">"));
  if (sign == "!" || sign == "x") return set(readFault(text, sign == "x"));
  return std::nullopt;
}

}  // namespace

std::string toText(const TapeLine& line) {
  std::string text = std::to_string(line.millis);
  if (const auto* bytes = std::get_if<TapeBytes>(&line.what)) {
    text += bytes->toDevice ? " >" : " <";
    for (const auto& byte : bytes->bytes) text += ' ' + toText(byte);
  } else {
    const auto& [lost, fault] = std::get<TapeFault>(line.what);
    text += lost ? " x " : " ! ";
    text += kCodes.at(static_cast<std::size_t>(fault.code));
    if (!lost) text += ' ' + std::to_string(fault.taken);
    std::string words = fault.detail;
    std::replace(words.begin(), words.end(), '\n', ' ');
    text += ' ' + words;
  }
  return text + '\n';
}

tl::expected<Tape, std::string> readTape(std::string_view text) {
  Tape tape;
  if (!text.starts_with(kTapeHeader)) return tl::unexpected(std::string("line 1: not a tape; it begins otherwise"));
  text.remove_prefix(kTapeHeader.size());
  for (int number = 2; !text.empty(); ++number) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return tl::unexpected("line " + std::to_string(number) + ": it has no end");
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.empty() || line.front() == '#') continue;
    auto read = readLine(line);
    if (!read) {
      return tl::unexpected("line " + std::to_string(number) + ": found \"" + std::string(line.substr(0, 40)) +
                            "\"; allowed: milliseconds, then > or < and bytes, ! or x and a fault");
    }
    tape.push_back(std::move(*read));
  }
  return tape;
}

}  // namespace till::drivers::transport
