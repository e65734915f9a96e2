// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/right_to_left.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

namespace till::drivers::printer {
namespace {

constexpr Glyph kSpace{' ', std::nullopt};

const utf8proc_property_t& propertyOf(char32_t c) { return *utf8proc_get_property(static_cast<utf8proc_int32_t>(c)); }

// Of the letter before it, with a place of its own.
bool isMark(const Glyph& glyph) {
  const char32_t mark = glyph.missing == U' ' ? glyph.accent : glyph.missing;
  return mark != 0 && propertyOf(mark).category == UTF8PROC_CATEGORY_MN;
}

bool runsLeft(const Glyph& glyph) {
  const auto direction = propertyOf(glyph.missing).bidi_class;
  return glyph.missing != 0 && (direction == UTF8PROC_BIDI_CLASS_R || direction == UTF8PROC_BIDI_CLASS_AL);
}

// Spaces and signs between two such letters belong to their run.
bool goesAlong(const Glyph& glyph) {
  if (glyph.missing != 0) return isMark(glyph);
  return glyph.byte < 0x80 &&
         std::string_view(" -'\".,:;/&()[]").find(static_cast<char>(glyph.byte)) != std::string_view::npos;
}

// --- joining: a letter's forms are Unicode's presentation forms of it

enum Form : std::size_t { isolated, final, initial, medial };
using Forms = std::array<char32_t, 4>;  // 0: it has none
constexpr std::array kFormTypes{UTF8PROC_DECOMP_TYPE_ISOLATED, UTF8PROC_DECOMP_TYPE_FINAL, UTF8PROC_DECOMP_TYPE_INITIAL,
                                UTF8PROC_DECOMP_TYPE_MEDIAL};
constexpr char32_t kFirstForm = 0xFB50;
constexpr char32_t kLastForm = 0xFEFC;

// Ligatures are of more than one letter, and left out.
std::map<char32_t, Forms> makeForms() {
  std::map<char32_t, Forms> all;
  for (char32_t c = kFirstForm; c <= kLastForm; ++c) {
    const auto type = std::ranges::find(kFormTypes, static_cast<utf8proc_decomp_type_t>(propertyOf(c).decomp_type));
    if (type == kFormTypes.end()) continue;
    std::array<utf8proc_int32_t, 8> letters{};
    const auto count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), letters.data(), letters.size(),
                                static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_COMPOSE), nullptr);
    if (count == 1) all[static_cast<char32_t>(letters[0])].at(static_cast<std::size_t>(type - kFormTypes.begin())) = c;
  }
  return all;
}

const Forms& formsOf(char32_t c) {
  static const auto all = makeForms();
  static constexpr Forms kNone{};
  const auto found = all.find(c);
  return found == all.end() ? kNone : found->second;
}

using Position = GlyphLine::iterator;

char32_t letterAfter(Position at, Position end) {
  const auto found = std::find_if(at + 1, end, [](const Glyph& glyph) { return !isMark(glyph); });
  return found == end ? 0 : found->missing;
}

void join(Position from, Position to) {
  char32_t before = 0;
  for (Position at = from; at != to; ++at) {
    if (isMark(*at)) continue;
    const Forms& forms = formsOf(at->missing);
    const bool joinsBefore = formsOf(before).at(initial) != 0 && forms.at(final) != 0;
    const bool joinsAfter = forms.at(initial) != 0 && formsOf(letterAfter(at, to)).at(final) != 0;
    before = at->missing;
    const char32_t form = forms.at((joinsBefore ? final : isolated) + (joinsAfter ? initial : isolated));
    if (form != 0) at->missing = form;
  }
}

// A bracket that opens on the left of what it holds opens on the right of it.
void mirror(Glyph& glyph) {
  constexpr std::string_view kBrackets = "()[]";
  const auto at = glyph.missing == 0 ? kBrackets.find(static_cast<char>(glyph.byte)) : std::string_view::npos;
  if (at != std::string_view::npos) glyph.byte = static_cast<std::uint8_t>(kBrackets[at ^ 1U]);
}

// Behind the run's last letter.
Position endOfRun(Position from, Position end) {
  Position last = from;
  for (Position at = from; at != end && (runsLeft(*at) || goesAlong(*at)); ++at) {
    if (*at == kSpace && at + 1 != end && at[1] == kSpace) break;
    if (runsLeft(*at) || isMark(*at)) last = at;
  }
  return last + 1;
}

}  // namespace

GlyphLine inPrintedOrder(GlyphLine line) {
  Position at = line.begin();
  while ((at = std::find_if(at, line.end(), runsLeft)) != line.end()) {
    const Position end = endOfRun(at, line.end());
    join(at, end);
    std::for_each(at, end, mirror);
    std::reverse(at, end);
    at = end;
  }
  return line;
}

}  // namespace till::drivers::printer
