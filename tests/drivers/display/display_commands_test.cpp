// SPDX-License-Identifier: Apache-2.0
#include "drivers/display/display_commands.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>

#include "tests/drivers/virtual/wire.h"

namespace till::drivers::display {
namespace {

using tests::hex;
using tests::wire;

DisplayProfile narrow(DisplayLanguage language) {
  DisplayProfile profile;
  profile.language = language;
  profile.columns = 4;
  return profile;
}

DisplayProfile withPages() {
  DisplayProfile profile = narrow(DisplayLanguage::epsonDmD);
  profile.selectsCodePage = true;
  profile.codePages = {{"cp437", 0}, {"cp866", 17}, {"cp858", 19}};
  profile.codePageOrder = {"cp437", "cp858"};
  return profile;
}

struct Row {
  const char* what;
  DisplayProfile profile;
  std::string upper;
  std::string lower;
  std::string bytes;
};
DisplayProfile behindPrinter() {
  DisplayProfile profile = narrow(DisplayLanguage::epsonDmD);
  profile.behindPrinter = true;
  return profile;
}
const DisplayProfile kPole = narrow(DisplayLanguage::cd5220);
const DisplayProfile kEpson = narrow(DisplayLanguage::epsonDmD);

const std::array kRows{
    Row{"a pole", kPole, "Due", "12", "1B 6C 01 01 'Due ' 1B 6C 01 02 '12  '"},
    Row{"an Epson", kEpson, "Due", "12", "1F 24 01 01 'Due ' 1F 24 01 02 '12  '"},
    Row{"behind a printer", behindPrinter(), "Due", "12", "1B 3D 02 1F 24 01 01 'Due ' 1F 24 01 02 '12  ' 1B 3D 01"},
    Row{"nothing is blanks", kPole, "", "", "1B 6C 01 01 '    ' 1B 6C 01 02 '    '"},
    Row{"what is too long is cut off", kPole, "Thanks", "", "1B 6C 01 01 'Than' 1B 6C 01 02 '    '"},
    Row{"the one table it has", kPole, "se\xC3\xB1o", "", "1B 6C 01 01 'se' A4 'o' 1B 6C 01 02 '    '"},
    Row{"what its table lacks is spelt", kPole,
        "\xE2\x82\xAC"
        "5",
        "", "1B 6C 01 01 'EUR5' 1B 6C 01 02 '    '"},
    Row{"what no spelling has", kPole, "\xE6\xBC\xA2", "", "1B 6C 01 01 '?   ' 1B 6C 01 02 '    '"},
    Row{"no UTF-8", kPole,
        "a\xFF"
        "b",
        "", "1B 6C 01 01 'a?b ' 1B 6C 01 02 '    '"},
    Row{"one page after another", withPages(), "\xC3\xA9\xE2\x82\xAC\xD0\x96", "\xC3\xA9",
        "1F 24 01 01 1B 74 00 82 1B 74 13 D5 1B 74 11 86 20 1F 24 01 02 1B 74 00 82 '   '"},
    Row{"a command is no text", kPole, "\x1B=\x01\x0C", "\n\r\t.", "1B 6C 01 01 '=   ' 1B 6C 01 02 '   .'"}};

TEST(DisplayCommandsTest, theLinesAreTheseBytes) {
  for (const Row& row : kRows) {
    EXPECT_EQ(hex(encodeLines({row.upper, row.lower}, row.profile)), hex(wire(row.bytes))) << row.what;
  }
}

TEST(DisplayCommandsTest, aRestoreBeginsOutOfAnyState) {
  EXPECT_EQ(hex(encodeRestore({"A", "B"}, Brightness::percent60, kPole)),
            hex(wire("0D 0C 0C 1B 40 1B 11 1B 5F 00 1B 66 41 1B 2A 03 1B 6C 01 01 'A   ' 1B 6C 01 02 'B   '")));
  EXPECT_EQ(hex(encodeRestore({"A", "B"}, Brightness::percent100, kEpson)),
            hex(wire("0D 0C 0C 1B 40 1F 01 1F 43 00 1B 52 00 1F 58 04 1F 24 01 01 'A   ' 1F 24 01 02 'B   '")));
}

TEST(DisplayCommandsTest, clearAndBrightness) {
  EXPECT_EQ(hex(encodeClear(kPole)), "0C");
  EXPECT_EQ(hex(encodeClear(behindPrinter())), "1B 3D 02 0C 1B 3D 01");
  EXPECT_EQ(hex(encodeBrightness(Brightness::percent20, kPole)), "1B 2A 01");
  EXPECT_EQ(hex(encodeBrightness(Brightness::percent40, kEpson)), "1F 58 02");
}

TEST(DisplayCommandsTest, noTextChangesTheCommandsAroundIt) {
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int round = 0; round < 500; ++round) {
    std::string noise(12, ' ');
    for (char& c : noise) c = static_cast<char>(byte(random));
    const Bytes bytes = encodeLines({noise, noise}, kPole);
    ASSERT_EQ(bytes.size(), 16u);
    const auto control = [](std::byte b) { return b < std::byte{0x20} || b == std::byte{0x7F}; };
    ASSERT_EQ(std::count_if(bytes.begin() + 4, bytes.begin() + 8, control), 0) << hex(bytes);
    ASSERT_EQ(std::count_if(bytes.begin() + 12, bytes.end(), control), 0) << hex(bytes);
  }
}

}  // namespace
}  // namespace till::drivers::display
