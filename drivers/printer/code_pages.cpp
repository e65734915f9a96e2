// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/code_pages.h"
#include "drivers/printer/code128.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

#include "drivers/printer/code_page_tables.h"
#include "drivers/raster/font.h"

namespace till::drivers::printer {
namespace {

constexpr char32_t kNotUtf8 = 0xFFFD;

struct Range {
  char32_t first;
  char32_t last;
};
template <std::size_t n>
bool isIn(const std::array<Range, n>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(), [c](const Range& r) { return c >= r.first && c <= r.last; });
}

constexpr std::array kSpaces{Range{0x09, 0x0A},     Range{0x0D, 0x0D},     Range{0xA0, 0xA0},
                             Range{0x1680, 0x1680}, Range{0x2000, 0x200A}, Range{0x2028, 0x2029},
                             Range{0x202F, 0x202F}, Range{0x205F, 0x205F}, Range{0x3000, 0x3000}};
// Controls, soft hyphen, joiners, zero-width and direction marks, variation selectors, byte order mark, tags.
constexpr std::array kDropped{Range{0x00, 0x1F},     Range{0x7F, 0x9F},      Range{0xAD, 0xAD},
                              Range{0x34F, 0x34F},   Range{0x61C, 0x61C},    Range{0x200B, 0x200F},
                              Range{0x202A, 0x202E}, Range{0x2060, 0x206F},  Range{0xFE00, 0xFE0F},
                              Range{0xFEFF, 0xFEFF}, Range{0xE0000, 0xE0FFF}};

constexpr std::array kAccentsOfLetters{Range{0x300, 0x36F}};

struct Spelling {
  char32_t of;
  std::string_view as;
};
constexpr std::array kSpellings{
    Spelling{0xA3, "GBP"},   Spelling{0xA5, "JPY"},    Spelling{0xA9, "(C)"},  Spelling{0xAB, "<<"},
    Spelling{0xAC, "not"},   Spelling{0xAE, "(R)"},    Spelling{0xB1, "+/-"},  Spelling{0xBB, ">>"},
    Spelling{0xBC, "1/4"},   Spelling{0xBD, "1/2"},    Spelling{0xBE, "3/4"},  Spelling{0xC6, "AE"},
    Spelling{0xDE, "Th"},    Spelling{0xDF, "ss"},     Spelling{0xE6, "ae"},   Spelling{0xF7, "/"},
    Spelling{0xFE, "th"},    Spelling{0x132, "IJ"},    Spelling{0x133, "ij"},  Spelling{0x152, "OE"},
    Spelling{0x153, "oe"},   Spelling{0x1E9E, "SS"},   Spelling{0x2010, "-"},  Spelling{0x2011, "-"},
    Spelling{0x2012, "-"},   Spelling{0x2013, "-"},    Spelling{0x2014, "-"},  Spelling{0x2015, "-"},
    Spelling{0x2018, "'"},   Spelling{0x2019, "'"},    Spelling{0x201A, ","},  Spelling{0x201B, "'"},
    Spelling{0x201C, "\""},  Spelling{0x201D, "\""},   Spelling{0x201E, "\""}, Spelling{0x2020, "+"},
    Spelling{0x2022, "*"},   Spelling{0x2026, "..."},  Spelling{0x2032, "'"},  Spelling{0x2033, "\""},
    Spelling{0x2039, "<"},   Spelling{0x203A, ">"},    Spelling{0x2044, "/"},  Spelling{0x20AC, "EUR"},
    Spelling{0x2116, "No."}, Spelling{0x2122, "(TM)"}, Spelling{0x2190, "<-"}, Spelling{0x2192, "->"},
    Spelling{0x2212, "-"},   Spelling{0x2260, "!="},   Spelling{0x2264, "<="}, Spelling{0x2265, ">="}};

// The plain letter of each accented one; '?' where there is none.
constexpr char32_t kLatinFrom = 0xA0;
constexpr std::string_view kLatin =  // U+00A0 to U+024F
    " !cL?Y|S\"?a?\??\?-o?23'uP.,1o?\??\??AAAAAA?CEEEEIIIIDNOOOOOxOUUUUY?\?aaaaaa?ceeeeiiii"
    "dnooooo?ouuuuy?yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi?\?JjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOo?\?RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzsb?\??\??O?\??\??\??EE"
    "?\??\??\??I?\?l?\??\?OOo?\??\??\??\??\??\??Uu?\??\?Zz?\??\??\??\??\??\??\??\??\??\??\?AaIiOoUuUuUuUuUueAa"
    "Aa?\??\?GgKkOoOo?\?j?\??Gg?\?NnAa?\??\?AaAaEeEeIiIiOoOoRrRrUuUuSsTt?\?Hh?\??\??\?AaEeOoOoOo"
    "OoYy?\??\??\?ACcL?\??\??BU?EeJj?\?RrYy";
constexpr char32_t kAdditionalFrom = 0x1E00;
constexpr std::string_view kAdditional =  // U+1E00 to U+1EFF: Vietnamese and others
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOo"
    "OoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyas?\??\?"
    "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUu"
    "UuYyYyYyYy?\??\??\?";
static_assert(kLatin.size() == 0x250 - kLatinFrom && kAdditional.size() == 0x1F00 - kAdditionalFrom);

// What a lead byte says of its sequence; the smallest value keeps overlong forms out.
struct Lead {
  std::uint8_t mask;
  std::uint8_t bits;
  std::size_t length;
  char32_t smallest;
};
constexpr std::array kLeads{Lead{0x80, 0x00, 1, 0}, Lead{0xE0, 0xC0, 2, 0x80}, Lead{0xF0, 0xE0, 3, 0x800},
                            Lead{0xF8, 0xF0, 4, 0x10000}};

// Takes one character off the front of `text`, which is not empty. A bad byte is taken alone.
char32_t takeCharacter(std::string_view& text) {
  const auto byteAt = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const auto bad = [&] {
    text.remove_prefix(1);
    return kNotUtf8;
  };
  const auto lead =
      std::find_if(kLeads.begin(), kLeads.end(), [&](const Lead& row) { return (byteAt(0) & row.mask) == row.bits; });
  if (lead == kLeads.end() || text.size() < lead->length) return bad();
  char32_t value = byteAt(0) & static_cast<std::uint8_t>(~lead->mask);
  if (lead->length == 1) value = byteAt(0);
  for (std::size_t i = 1; i < lead->length; ++i) {
    if ((byteAt(i) & 0xC0) != 0x80) return bad();
    value = (value << 6) | (byteAt(i) & 0x3Fu);
  }
  if (value < lead->smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return bad();
  text.remove_prefix(lead->length);
  return value;
}

struct UsablePage {
  const CodePage* table;
  std::uint8_t number;
};

const CodePage* tableOf(std::string_view name) {
  const auto tables = codePageTables();
  const auto found =
      std::find_if(tables.begin(), tables.end(), [&](const CodePage& page) { return page.name == name; });
  return found == tables.end() ? nullptr : &*found;
}

// The preferred pages first, then the model's others.
std::vector<UsablePage> pagesOf(const PrinterProfile& profile) {
  std::vector<std::string_view> names(profile.codePageOrder.begin(), profile.codePageOrder.end());
  for (const auto& [name, number] : profile.codePages) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  std::vector<UsablePage> pages;
  for (const auto name : names) {
    const auto entry = profile.codePages.find(std::string(name));
    const CodePage* table = tableOf(name);
    if (entry == profile.codePages.end() || table == nullptr) continue;
    if (entry->second < 0 || entry->second > 255) continue;
    if (profile.softwareFlow && isFlowByte(static_cast<std::size_t>(entry->second))) continue;  // ESC t 17 is XON
    pages.push_back({table, static_cast<std::uint8_t>(entry->second)});
  }
  return pages;
}

std::optional<Glyph> onAPage(char32_t c, const std::vector<UsablePage>& pages) {
  if (c == 0) return std::nullopt;
  for (const UsablePage& page : pages) {
    const auto& upper = page.table->upper;
    const auto found = std::find(upper.begin(), upper.end(), c);
    if (found == upper.end()) continue;
    return Glyph{static_cast<std::uint8_t>(0x80 + (found - upper.begin())), page.number};
  }
  return std::nullopt;
}

std::string_view spellingOf(char32_t c) {
  const auto found =
      std::find_if(kSpellings.begin(), kSpellings.end(), [c](const Spelling& row) { return row.of == c; });
  if (found != kSpellings.end()) return found->as;
  if (c >= kLatinFrom && c - kLatinFrom < kLatin.size()) return kLatin.substr(c - kLatinFrom, 1);
  if (c >= kAdditionalFrom && c - kAdditionalFrom < kAdditional.size()) {
    return kAdditional.substr(c - kAdditionalFrom, 1);
  }
  return "?";
}

// Letters; signs and punctuation are as good when they are spelt.
bool mustBeDrawn(char32_t c) {
  const bool sign = c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00);
  return c != kNotUtf8 && (!sign || spellingOf(c) == "?");
}

void appendUtf8(std::string& text, char32_t c) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  const auto more = [&](int shift) { put(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) put(0xC0U | (c >> 6));
  if (c >= 0x800 && c < 0x10000) put(0xE0U | (c >> 12));
  if (c >= 0x10000) put(0xF0U | (c >> 18)), more(12);
  if (c >= 0x800) more(6);
  more(0);
}

void append(std::vector<Glyph>& glyphs, std::string_view ascii) {
  for (const char c : ascii) glyphs.push_back(Glyph{static_cast<std::uint8_t>(c), std::nullopt});
}

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string wellFormed(std::string_view text) {
  std::string whole;
  while (!text.empty()) appendUtf8(whole, takeCharacter(text));
  return whole;
}

std::string composed(std::string_view text) {
  std::string whole = wellFormed(text);
  utf8proc_uint8_t* made = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(whole.data()), static_cast<utf8proc_ssize_t>(whole.size()),
                   &made, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(made, &std::free);
  if (length < 0) return whole;
  return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(length)};
}

class GlyphRow {
 public:
  explicit GlyphRow(const PrinterProfile& profile) : graphics_(profile.graphics), pages_(pagesOf(profile)) {}

  void put(char32_t c) {
    const char32_t under = std::exchange(letter_, 0);
    if (isIn(kSpaces, c)) return append(glyphs_, " ");
    if (isIn(kDropped, c)) return;
    if (raster::isAccent(c)) return putAccent(c, under);
    letter_ = c;
    if (c < 0x80) return glyphs_.push_back(Glyph{static_cast<std::uint8_t>(c), std::nullopt});
    if (const auto glyph = onAPage(c, pages_)) return glyphs_.push_back(*glyph);
    const std::string_view spelling = spellingOf(c);
    const bool none = spelling == "?" && c != kNotUtf8;
    if (none || (graphics_ && mustBeDrawn(c))) return glyphs_.push_back(Glyph{'?', std::nullopt, c});
    if (spelling.size() != 1) letter_ = 0;
    append(glyphs_, spelling);
  }

  [[nodiscard]] std::vector<Glyph> take() { return std::move(glyphs_); }

 private:
  // One accent a letter; a further one, or one without a letter, has a place of its own. Not drawn, that of a letter
  // goes, as that of a spelt letter does; a vowel does not.
  void putAccent(char32_t accent, char32_t letter) {
    if (!graphics_ && isIn(kAccentsOfLetters, accent)) return;
    if (!graphics_) return glyphs_.push_back(Glyph{'?', std::nullopt, accent});
    if (letter == 0) return glyphs_.push_back(Glyph{' ', std::nullopt, U' ', accent});
    glyphs_.back().missing = letter;
    glyphs_.back().accent = accent;
  }

  bool graphics_;
  std::vector<UsablePage> pages_;
  std::vector<Glyph> glyphs_;
  char32_t letter_ = 0;  // the last one, if it has a glyph to itself and no accent
};

}  // namespace

bool isKnownCodePage(std::string_view name) { return tableOf(name) != nullptr; }

std::vector<Glyph> toGlyphs(std::string_view utf8, const PrinterProfile& profile) {
  GlyphRow row(profile);
  const std::string letters = isAscii(utf8) ? std::string(utf8) : composed(utf8);
  std::string_view rest = letters;
  while (!rest.empty()) row.put(takeCharacter(rest));
  return row.take();
}

std::vector<Glyph> spelledOut(const std::vector<Glyph>& glyphs) {
  std::vector<Glyph> spelled;
  spelled.reserve(glyphs.size());
  for (const Glyph& glyph : glyphs) {
    if (glyph.missing == 0 || glyph.byte != '?') {
      spelled.push_back(Glyph{glyph.byte, glyph.page});
      continue;
    }
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "<%04X>", static_cast<unsigned>(glyph.missing));
    append(spelled, text.data());
  }
  return spelled;
}

std::string toUtf8(const std::vector<Glyph>& line, const PrinterProfile& profile) {
  const std::vector<UsablePage> pages = pagesOf(profile);
  std::string text;
  for (const Glyph& glyph : line) {
    const auto page = std::find_if(pages.begin(), pages.end(), [&](const auto& p) { return glyph.page == p.number; });
    const bool upper = page != pages.end() && glyph.byte >= 0x80;
    appendUtf8(text, glyph.missing != 0 ? glyph.missing : upper ? page->table->upper[glyph.byte - 0x80U] : glyph.byte);
    if (glyph.accent != 0) appendUtf8(text, glyph.accent);
  }
  return text;
}

}  // namespace till::drivers::printer
