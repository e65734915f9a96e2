// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/code_page_text.h"

#include <iconv.h>

#include <array>
#include <cstddef>
#include <string_view>

namespace till::drivers::model {
namespace {

constexpr const char* kNothing = "\xEF\xBF\xBD";  // U+FFFD

struct PageName {
  std::uint8_t page;
  const char* name;  // as iconv knows it
};
constexpr std::array kPages{
    PageName{0, "CP437"},   PageName{2, "CP850"},   PageName{3, "CP860"},       PageName{4, "CP863"},
    PageName{5, "CP865"},   PageName{13, "CP857"},  PageName{14, "CP737"},      PageName{15, "ISO-8859-7"},
    PageName{16, "CP1252"}, PageName{17, "CP866"},  PageName{18, "CP852"},      PageName{19, "CP858"},
    PageName{33, "CP775"},  PageName{34, "CP855"},  PageName{35, "CP861"},      PageName{36, "CP862"},
    PageName{37, "CP864"},  PageName{38, "CP869"},  PageName{39, "ISO-8859-2"}, PageName{40, "ISO-8859-15"},
    PageName{45, "CP1250"}, PageName{46, "CP1251"}, PageName{47, "CP1253"},     PageName{48, "CP1254"},
    PageName{49, "CP1255"}, PageName{50, "CP1256"}, PageName{51, "CP1257"},     PageName{52, "CP1258"},
};

const char* pageName(std::uint8_t page) {
  for (const PageName& row : kPages) {
    if (row.page == page) return row.name;
  }
  return kPages.front().name;
}

using Upper = std::array<std::string, 128>;

Upper readPage(const char* name) {
  Upper upper;
  const iconv_t converter = ::iconv_open("UTF-8", name);
  for (std::size_t i = 0; i < upper.size(); ++i) {
    char from = static_cast<char>(0x80 + i);
    std::array<char, 8> to{};
    char* in = &from;
    char* out = to.data();
    std::size_t inLeft = 1;
    std::size_t outLeft = to.size();
    const bool known = converter != reinterpret_cast<iconv_t>(-1) &&
                       ::iconv(converter, &in, &inLeft, &out, &outLeft) != static_cast<std::size_t>(-1);
    const bool printable = known && !(to[0] == '\xC2' && static_cast<unsigned char>(to[1]) < 0xA0);  // C1 controls
    upper[i] = printable ? std::string(to.data(), to.size() - outLeft) : kNothing;
  }
  if (converter != reinterpret_cast<iconv_t>(-1)) ::iconv_close(converter);
  return upper;
}

const Upper& upperOf(std::uint8_t page) {
  thread_local std::array<std::pair<const char*, Upper>, kPages.size()> read;
  const char* const name = pageName(page);
  for (auto& [known, upper] : read) {
    if (known == name) return upper;
    if (known != nullptr) continue;
    known = name;
    upper = readPage(name);
    return upper;
  }
  return read.front().second;
}

// What ESC R n puts in the place of these.
constexpr std::string_view kReplaced = "#$@[\\]^`{|}~";
using NationalSet = std::array<const char*, 12>;
constexpr std::array<NationalSet, 14> kNationalSets{{
    {"#", "$", "@", "[", "\\", "]", "^", "`", "{", "|", "}", "~"},  // 0 USA
    {"#", "$", "à", "°", "ç", "§", "^", "`", "é", "ù", "è", "¨"},   // 1 France
    {"#", "$", "§", "Ä", "Ö", "Ü", "^", "`", "ä", "ö", "ü", "ß"},   // 2 Germany
    {"£", "$", "@", "[", "\\", "]", "^", "`", "{", "|", "}", "~"},  // 3 UK
    {"#", "$", "@", "Æ", "Ø", "Å", "^", "`", "æ", "ø", "å", "~"},   // 4 Denmark I
    {"#", "¤", "É", "Ä", "Ö", "Å", "Ü", "é", "ä", "ö", "å", "ü"},   // 5 Sweden
    {"#", "$", "@", "°", "\\", "é", "^", "ù", "à", "ò", "è", "ì"},  // 6 Italy
    {"₧", "$", "@", "¡", "Ñ", "¿", "^", "`", "¨", "ñ", "}", "~"},   // 7 Spain I
    {"#", "$", "@", "[", "¥", "]", "^", "`", "{", "|", "}", "~"},   // 8 Japan
    {"#", "¤", "É", "Æ", "Ø", "Å", "Ü", "é", "æ", "ø", "å", "ü"},   // 9 Norway
    {"#", "$", "É", "Æ", "Ø", "Å", "Ü", "é", "æ", "ø", "å", "ü"},   // 10 Denmark II
    {"#", "$", "á", "¡", "Ñ", "¿", "é", "`", "í", "ñ", "ó", "ú"},   // 11 Spain II
    {"#", "$", "á", "¡", "Ñ", "¿", "é", "ü", "í", "ñ", "ó", "ú"},   // 12 Latin America
    {"#", "$", "@", "[", "₩", "]", "^", "`", "{", "|", "}", "~"},   // 13 Korea
}};

}  // namespace

std::string printedText(std::uint8_t byte, std::uint8_t page, std::uint8_t nationalSet) {
  if (byte >= 0x80) return upperOf(page)[byte - 0x80U];
  const std::size_t place = kReplaced.find(static_cast<char>(byte));
  if (place != std::string_view::npos && nationalSet < kNationalSets.size()) return kNationalSets[nationalSet][place];
  return std::string(1, static_cast<char>(byte));
}

}  // namespace till::drivers::model
