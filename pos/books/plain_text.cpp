// SPDX-License-Identifier: Apache-2.0
#include "pos/books/plain_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace till::pos::books {
namespace {

constexpr std::size_t kLongest = 1000;

struct Range {
  std::uint32_t first, last;
};
// Control characters; marks of direction; ends of lines and paragraphs; halves of pairs.
constexpr std::array<Range, 7> kNever{{{0x00, 0x1f},
                                       {0x7f, 0x9f},
                                       {0x200e, 0x200f},
                                       {0x2028, 0x202e},
                                       {0x2066, 0x2069},
                                       {0xd800, 0xdfff},
                                       {0x110000, 0xffffffff}}};

struct Letter {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
};

// The first letter, in its shortest form; nullopt: no UTF-8.
std::optional<Letter> firstOf(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  if (byte(0) < 0x80) return Letter{byte(0), 1};
  const std::size_t bytes = byte(0) >= 0xf8 ? 0 : byte(0) >= 0xf0 ? 4 : byte(0) >= 0xe0 ? 3 : byte(0) >= 0xc0 ? 2 : 0;
  if (bytes == 0 || text.size() < bytes) return std::nullopt;
  Letter letter{byte(0) & (0x7fU >> bytes), bytes};
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return std::nullopt;
    letter.code = letter.code << 6 | (byte(i) & 0x3f);
  }
  constexpr std::array<std::uint32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
  return letter.code < kLeast.at(bytes) ? std::nullopt : std::optional(letter);
}

}  // namespace

bool isPlainText(std::string_view text) {
  if (text.size() > kLongest) return false;
  while (!text.empty()) {
    const auto letter = firstOf(text);
    if (!letter) return false;
    const bool never = std::ranges::any_of(
        kNever, [&](const Range& range) { return letter->code >= range.first && letter->code <= range.last; });
    if (never) return false;
    text.remove_prefix(letter->bytes);
  }
  return true;
}

}  // namespace till::pos::books
