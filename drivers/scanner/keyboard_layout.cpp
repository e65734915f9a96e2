// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/keyboard_layout.h"

#include <algorithm>

namespace till::drivers::scanner {
namespace {

constexpr std::array kLayouts{
    KeyboardLayout{"us", U"abcdefghijklmnopqrstuvwxyz1234567890-=[]\\\\;'`,./\\",
                   U"ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()_+{}||:\"~<>?|",
                   U"                                                 "},
    KeyboardLayout{"de", U"abcdefghijklmnopqrstuvwxzy1234567890\u00DF\u0301\u00FC+##\u00F6\u00E4\u0302,.-<",
                   U"ABCDEFGHIJKLMNOPQRSTUVWXZY!\"\u00A7$%&/()=?\u0300\u00DC*''\u00D6\u00C4\u00B0;:_>",
                   U"    \u20AC       \u00B5   @          \u00B2\u00B3   {[]}\\  ~        |"},
    KeyboardLayout{"es", U"abcdefghijklmnopqrstuvwxyz1234567890'\u00A1\u0300+\u00E7\u00E7\u00F1\u0301\u00BA,.-<",
                   U"ABCDEFGHIJKLMNOPQRSTUVWXYZ!\"\u00B7$%&/()=?\u00BF\u0302*\u00C7\u00C7\u00D1\u0308\u00AA;:_>",
                   U"    \u20AC                     |@#\u0303 \u00AC      []}} {\\    "},
    KeyboardLayout{"fr", U"qbcdefghijkl,noparstuvzxyw&\u00E9\"'(-\u00E8_\u00E7\u00E0)=\u0302$**m\u00F9\u00B2;:!<",
                   U"QBCDEFGHIJKL?NOPARSTUVZXYW1234567890\u00B0+\u0308\u00A3\u00B5\u00B5M% ./\u00A7>",
                   U"    \u20AC                      ~#{[|`\\^@]} \u00A4         "}};

struct Mark {
  char32_t mark;
  char32_t spacing;
  std::u32string_view letters;
  std::u32string_view made;  // of the mark and each of the letters
};
constexpr std::array kMarks{
    Mark{U'\u0301', U'\u00B4', U"aeiouyAEIOUY",
         U"\u00E1\u00E9\u00ED\u00F3\u00FA\u00FD\u00C1\u00C9\u00CD\u00D3\u00DA\u00DD"},
    Mark{U'\u0300', U'`', U"aeiouAEIOU", U"\u00E0\u00E8\u00EC\u00F2\u00F9\u00C0\u00C8\u00CC\u00D2\u00D9"},
    Mark{U'\u0302', U'^', U"aeiouAEIOU", U"\u00E2\u00EA\u00EE\u00F4\u00FB\u00C2\u00CA\u00CE\u00D4\u00DB"},
    Mark{U'\u0308', U'\u00A8', U"aeiouyAEIOU", U"\u00E4\u00EB\u00EF\u00F6\u00FC\u00FF\u00C4\u00CB\u00CF\u00D6\u00DC"},
    Mark{U'\u0303', U'~', U"aonAON", U"\u00E3\u00F5\u00F1\u00C3\u00D5\u00D1"}};

constexpr std::uint8_t kFirstLetter = 0x04;
constexpr std::uint8_t kEnter = 0x28;
constexpr std::uint8_t kFirstSign = 0x2D;
constexpr std::uint8_t kAfterSigns = 0x39;
constexpr std::uint8_t kBesideShift = 0x64;
constexpr std::size_t kLettersAndDigits = 36;

struct SameEverywhere {
  std::uint8_t key;
  char32_t character;
};
constexpr std::array kSameEverywhere{
    SameEverywhere{0x28, '\r'}, SameEverywhere{0x2A, 0x08}, SameEverywhere{0x2B, '\t'}, SameEverywhere{0x2C, ' '},
    SameEverywhere{0x54, '/'},  SameEverywhere{0x55, '*'},  SameEverywhere{0x56, '-'},  SameEverywhere{0x57, '+'},
    SameEverywhere{0x58, '\r'}, SameEverywhere{0x59, '1'},  SameEverywhere{0x5A, '2'},  SameEverywhere{0x5B, '3'},
    SameEverywhere{0x5C, '4'},  SameEverywhere{0x5D, '5'},  SameEverywhere{0x5E, '6'},  SameEverywhere{0x5F, '7'},
    SameEverywhere{0x60, '8'},  SameEverywhere{0x61, '9'},  SameEverywhere{0x62, '0'},  SameEverywhere{0x63, '.'}};

// kNoPlace: not a key of the layouts.
constexpr std::size_t kNoPlace = 49;
std::size_t placeOf(std::uint8_t key) {
  if (key >= kFirstLetter && key < kEnter) return static_cast<std::size_t>(key - kFirstLetter);
  if (key >= kFirstSign && key < kAfterSigns) return kLettersAndDigits + static_cast<std::size_t>(key - kFirstSign);
  return key == kBesideShift ? kNoPlace - 1 : kNoPlace;
}

const Mark* markOf(char32_t character) {
  const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& m) { return m.mark == character; });
  return mark == kMarks.end() ? nullptr : &*mark;
}

}  // namespace

const KeyboardLayout* keyboardLayout(std::string_view name) {
  const auto layout =
      std::find_if(kLayouts.begin(), kLayouts.end(), [&](const KeyboardLayout& l) { return l.name == name; });
  return layout == kLayouts.end() ? nullptr : &*layout;
}

char32_t characterOf(const KeyboardLayout& layout, std::uint8_t key, ShiftLevel level) {
  for (const SameEverywhere& same : kSameEverywhere) {
    if (same.key == key) return same.character;
  }
  const std::array levels{layout.plain, layout.shifted, layout.altGr};
  const std::u32string_view row = levels.at(static_cast<std::size_t>(level));
  const std::size_t place = placeOf(key);
  return place < row.size() && row[place] != U' ' ? row[place] : 0;
}

bool isDead(char32_t character) { return markOf(character) != nullptr; }

char32_t composed(char32_t mark, char32_t letter) {
  const Mark* const found = markOf(mark);
  if (found == nullptr) return 0;
  const std::size_t at = found->letters.find(letter);
  return at == std::u32string_view::npos ? 0 : found->made[at];
}

char32_t spacing(char32_t mark) {
  const Mark* const found = markOf(mark);
  return found == nullptr ? mark : found->spacing;
}

}  // namespace till::drivers::scanner
