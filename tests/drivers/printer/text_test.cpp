// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "drivers/printer/code_pages.h"
#include "drivers/printer/text_layout.h"

namespace till::drivers::printer {
namespace {

PrinterProfile profileWith(std::map<std::string, int> pages, std::vector<std::string> order) {
  PrinterProfile profile;
  profile.graphics = false;
  profile.codePages = std::move(pages);
  profile.codePageOrder = std::move(order);
  return profile;
}

std::string bytesOf(const GlyphLine& line) {
  std::string bytes;
  for (const Glyph& glyph : line) bytes.push_back(static_cast<char>(glyph.byte));
  return bytes;
}
std::string printed(std::string_view utf8) { return bytesOf(toGlyphs(utf8, profileWith({}, {}))); }
GlyphLine plain(std::string_view text) { return toGlyphs(text, profileWith({}, {})); }

TEST(CodePagesTest, eachCharacterTakesTheFirstPageThatHasIt) {
  const auto profile = profileWith({{"cp437", 0}, {"cp1252", 16}, {"cp858", 19}}, {"cp437", "cp1252"});
  EXPECT_EQ(toGlyphs("é", profile), (GlyphLine{{0x82, 0}}));   // on both: the preferred page
  EXPECT_EQ(toGlyphs("©", profile), (GlyphLine{{0xA9, 16}}));  // cp437 has none
  EXPECT_EQ(toGlyphs("Ë", profile), (GlyphLine{{0xCB, 16}}));
  EXPECT_EQ(toGlyphs("‗", profile), (GlyphLine{{0xF2, 19}}));  // on none of the preferred
  EXPECT_EQ(toGlyphs("a", profile), (GlyphLine{{'a', std::nullopt}}));
}

TEST(CodePagesTest, FieldFailure17TheEuroPrintsAsAnotherLetter) {
  EXPECT_EQ(toGlyphs("€", profileWith({{"cp858", 19}}, {"cp858"})), (GlyphLine{{0xD5, 19}}));
  EXPECT_EQ(toGlyphs("€", profileWith({{"cp1252", 16}}, {"cp1252"})), (GlyphLine{{0x80, 16}}));
}

TEST(CodePagesTest, aPageTheProfileNamesAndNobodyKnowsIsPassedOver) {
  EXPECT_EQ(bytesOf(toGlyphs("é", profileWith({{"klingon", 3}, {"cp850", 400}}, {"klingon", "cp850"}))), "e");
}

struct Spelt {
  std::string_view utf8;
  std::string_view printed;
};
class SpeltTest : public testing::TestWithParam<Spelt> {};
TEST_P(SpeltTest, withoutAnyPage) { EXPECT_EQ(printed(GetParam().utf8), GetParam().printed); }
INSTANTIATE_TEST_SUITE_P(All, SpeltTest,
                         testing::Values(Spelt{"José Ñuñez", "Jose Nunez"}, Spelt{"Straße", "Strasse"},
                                         Spelt{"Nguyễn Thị", "Nguyen Thi"}, Spelt{"Łódź", "Lodz"},
                                         Spelt{"“5 – 6”…", "\"5 - 6\"..."}, Spelt{"€ 5", "EUR 5"},
                                         Spelt{"e\xCC\x81", "e"}, Spelt{"Mun\u0303oz", "Munoz"}, Spelt{"\u0303", ""},
                                         Spelt{"葛\U000E0100", "?"}, Spelt{"水", "?"}, Spelt{"a\tb\nc\r", "a b c "},
                                         Spelt{{"\x10\x14\x01\x00x\x1B@", 7}, "x@"},
                                         Spelt{"a\x7F\xC2\x9B"
                                               "b",
                                               "ab"},
                                         Spelt{"\xE2\x80\xAE"
                                               "abc",
                                               "abc"},
                                         Spelt{"\xFF\xC3", "??"}, Spelt{"\xC0\x8A", "??"}, Spelt{"\xED\xA0\x80", "???"},
                                         Spelt{"", ""}));

TEST(CodePagesTest, aMarkIsPartOfTheLetterItMakes) {
  const auto profile = profileWith({{"cp1252", 16}}, {"cp1252"});
  EXPECT_EQ(toGlyphs("n\u0303", profile), (GlyphLine{{0xF1, 16}}));
  EXPECT_EQ(toGlyphs("\xFFn\u0303", profile), (GlyphLine{{'?', std::nullopt}, {0xF1, 16}})) << "beside what is no text";
}

TEST(CodePagesTest, anAccentThatMakesNoLetterIsDrawnOverIt) {
  auto profile = profileWith({{"cp1252", 16}}, {"cp1252"});
  profile.graphics = true;
  EXPECT_EQ(toGlyphs("x\u0302", profile), (GlyphLine{{'x', std::nullopt, U'x', 0x302}}));
  EXPECT_EQ(toGlyphs("\u0302", profile), (GlyphLine{{' ', std::nullopt, U' ', 0x302}})) << "without a letter";
  EXPECT_EQ(toGlyphs("x\u0302\u0302", profile).size(), 2U) << "a second one has a place of its own";
  EXPECT_EQ(toUtf8(toGlyphs("x\u0302é", profile), profile), "x\u0302é");
}

TEST(CodePagesTest, whatCannotBeDrawnIsToldByItsCodePoint) {
  const auto spelled = [](std::string_view text) { return bytesOf(spelledOut(plain(text))); };
  EXPECT_EQ(spelled("王 a"), "<738B> a");
  EXPECT_EQ(spelled("😀"), "<1F600>");
  EXPECT_EQ(spelled("กี"), "<0E01><0E35>");
  EXPECT_EQ(spelled("é?"), "e?");
}

struct Wrapped {
  std::string_view text;
  std::size_t columns;
  std::vector<std::string> lines;
};
class WrapTest : public testing::TestWithParam<Wrapped> {};
TEST_P(WrapTest, atWords) {
  std::vector<std::string> lines;
  for (const auto& line : wrap(plain(GetParam().text), GetParam().columns)) lines.push_back(bytesOf(line));
  EXPECT_EQ(lines, GetParam().lines);
}
INSTANTIATE_TEST_SUITE_P(All, WrapTest,
                         testing::Values(Wrapped{"", 5, {""}}, Wrapped{"abcde", 5, {"abcde"}},
                                         Wrapped{"ab cd ef", 5, {"ab cd", "ef"}},
                                         Wrapped{"abcdefg", 3, {"abc", "def", "g"}},
                                         Wrapped{"  ab cd", 5, {"  ab", "cd"}}, Wrapped{"ab      cd", 4, {"ab", "cd"}},
                                         Wrapped{"ab ", 2, {"ab"}}, Wrapped{"        ", 3, {""}},
                                         Wrapped{"ab", 1, {"a", "b"}}));

struct Columns {
  std::string_view left;
  std::string_view right;
  std::vector<std::string> lines;
};
class TwoColumnsTest : public testing::TestWithParam<Columns> {};
TEST_P(TwoColumnsTest, neverCutsTheRight) {
  std::vector<std::string> lines;
  for (const auto& line : twoColumns(plain(GetParam().left), plain(GetParam().right), 12))
    lines.push_back(bytesOf(line));
  EXPECT_EQ(lines, GetParam().lines);
}
INSTANTIATE_TEST_SUITE_P(All, TwoColumnsTest,
                         testing::Values(Columns{"Water", "12.00", {"Water  12.00"}},
                                         Columns{"Waters", "12.00", {"Waters 12.00"}},
                                         Columns{"Water past due", "12.00", {"Water", "past", "due    12.00"}},
                                         Columns{"", "1.00", {"        1.00"}},
                                         Columns{"Due", "1,234,567.89", {"Due", "1,234,567.89"}},
                                         Columns{"", "a very long right part", {" a very long", "  right part"}}));

}  // namespace
}  // namespace till::drivers::printer
