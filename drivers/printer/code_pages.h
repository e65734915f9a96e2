// SPDX-License-Identifier: Apache-2.0
// UTF-8 to the bytes that a printer of a given model prints. Pure. A printer says nothing when a character is missing
// from its page (hardware-docs/receipt-printers.md: it "silently prints something else"), so what a page lacks is
// decided here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/printer/profile.h"

namespace till::drivers::printer {

// The n of ESC t n. ASCII is the same on all pages, so it needs none.
using PageNumber = std::optional<std::uint8_t>;

struct Glyph {
  std::uint8_t byte = '?';  // never below 0x20, never 0x7F
  PageNumber page;
  char32_t missing = 0;  // the character, where no page has it: the line must be drawn
  char32_t accent = 0;   // over it, where Unicode has no letter with it
  friend bool operator==(const Glyph&, const Glyph&) = default;
};

// True for the names a profile's codePages may have: "cp437", "cp858", "cp1252", ...
[[nodiscard]] bool isKnownCodePage(std::string_view name);

// One glyph a column. The text is composed first (NFC), so "n" and a tilde are the letter "ñ". The profile's pages are
// tried in order of preference. A letter that none of them has is left to be drawn where the model has graphics; else,
// and for punctuation always, a plain spelling is taken ("é" to "e", "ß" to "ss"). What has none is '?' and says what
// is missing; `spelledOut` tells it. Line ends and tabs become a space; all other control and direction characters are
// dropped; a byte that is no UTF-8 becomes '?'.
[[nodiscard]] std::vector<Glyph> toGlyphs(std::string_view utf8, const PrinterProfile& profile);

// With the code point of each missing character in its place, "<738B>", where it cannot be drawn: so that two names
// never look the same on paper.
[[nodiscard]] std::vector<Glyph> spelledOut(const std::vector<Glyph>& glyphs);

// What a line of glyphs says, for drawing it.
[[nodiscard]] std::string toUtf8(const std::vector<Glyph>& line, const PrinterProfile& profile);

}  // namespace till::drivers::printer
