// SPDX-License-Identifier: Apache-2.0
#include "drivers/display/display_commands.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "drivers/printer/code_pages.h"

namespace till::drivers::display {
namespace {

using printer::Glyph;
using Pair = std::array<std::uint8_t, 2>;
using Triple = std::array<std::uint8_t, 3>;

// The two languages differ only in what these are called.
struct Words {
  Pair overwrite;  // a full line does not push the other one up
  Triple noCursor;
  Triple charactersOfUsa;  // so that '#', '$', '@', '[' are themselves
  Pair brightness;         // and n
  Pair position;           // and column, line, both from 1
};
constexpr Words kCd5220{{0x1B, 0x11}, {0x1B, '_', 0}, {0x1B, 'f', 'A'}, {0x1B, '*'}, {0x1B, 'l'}};
constexpr Words kEpsonDmD{{0x1F, 0x01}, {0x1F, 'C', 0}, {0x1B, 'R', 0}, {0x1F, 'X'}, {0x1F, '$'}};

constexpr Pair kInitialise{0x1B, '@'};
constexpr Pair kSelectPage{0x1B, 't'};
constexpr Triple kToDisplay{0x1B, '=', 2};
constexpr Triple kToPrinter{0x1B, '=', 1};
constexpr std::uint8_t kClear = 0x0C;
// CR ends a string that was cut off, and CLR the string mode, in which all else is ignored. As the missing parameters
// of another command that was cut off both are out of range, so that it does nothing; none of ours lacks more than two.
constexpr Triple kOutOfAnything{0x0D, kClear, kClear};

const Words& wordsOf(const DisplayProfile& profile) {
  return profile.language == DisplayLanguage::cd5220 ? kCd5220 : kEpsonDmD;
}

void put(Bytes& bytes, std::uint8_t byte) { bytes.push_back(static_cast<std::byte>(byte)); }

template <std::size_t n>
void put(Bytes& bytes, const std::array<std::uint8_t, n>& more) {
  for (const std::uint8_t byte : more) put(bytes, byte);
}

Bytes framed(const Bytes& message, const DisplayProfile& profile) {
  if (!profile.behindPrinter) return message;
  Bytes bytes;
  put(bytes, kToDisplay);
  bytes.insert(bytes.end(), message.begin(), message.end());
  put(bytes, kToPrinter);
  return bytes;
}

// The character table of drivers/printer for what the display has; a display draws nothing, so what no page has is
// spelt out.
printer::PrinterProfile charactersOf(const DisplayProfile& profile) {
  printer::PrinterProfile characters;
  characters.graphics = false;
  characters.codePages = profile.codePages;
  characters.codePageOrder = profile.codePageOrder;
  if (profile.selectsCodePage) return characters;
  characters.codePages.clear();
  if (profile.codePageOrder.empty()) return characters;
  const auto only = profile.codePages.find(profile.codePageOrder.front());
  if (only != profile.codePages.end()) characters.codePages.insert(*only);
  return characters;
}

void putLine(Bytes& bytes, std::string_view text, std::uint8_t line, const DisplayProfile& profile) {
  const auto columns = static_cast<std::size_t>(std::clamp(profile.columns, 1, 255));
  std::vector<Glyph> glyphs = printer::toGlyphs(text, charactersOf(profile));
  glyphs.resize(columns, Glyph{' ', std::nullopt});
  put(bytes, wordsOf(profile).position);
  put(bytes, Pair{1, line});
  printer::PageNumber page;
  for (const Glyph& glyph : glyphs) {
    if (profile.selectsCodePage && glyph.page && glyph.page != page) {
      page = glyph.page;
      put(bytes, kSelectPage);
      put(bytes, *page);
    }
    put(bytes, glyph.byte);
  }
}

void putLines(Bytes& bytes, const Lines& lines, const DisplayProfile& profile) {
  putLine(bytes, lines.upper, 1, profile);
  putLine(bytes, lines.lower, 2, profile);
}

void putBrightness(Bytes& bytes, Brightness brightness, const DisplayProfile& profile) {
  put(bytes, wordsOf(profile).brightness);
  put(bytes, static_cast<std::uint8_t>(brightness));
}

}  // namespace

Bytes encodeRestore(const Lines& lines, Brightness brightness, const DisplayProfile& profile) {
  const Words& words = wordsOf(profile);
  Bytes bytes;
  put(bytes, kOutOfAnything);
  put(bytes, kInitialise);
  put(bytes, words.overwrite);
  put(bytes, words.noCursor);
  put(bytes, words.charactersOfUsa);
  putBrightness(bytes, brightness, profile);
  putLines(bytes, lines, profile);
  return framed(bytes, profile);
}

Bytes encodeLines(const Lines& lines, const DisplayProfile& profile) {
  Bytes bytes;
  putLines(bytes, lines, profile);
  return framed(bytes, profile);
}

Bytes encodeClear(const DisplayProfile& profile) { return framed(Bytes{std::byte{kClear}}, profile); }

Bytes encodeBrightness(Brightness brightness, const DisplayProfile& profile) {
  Bytes bytes;
  putBrightness(bytes, brightness, profile);
  return framed(bytes, profile);
}

}  // namespace till::drivers::display
