// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/escpos.h"

#include <gtest/gtest.h>

#include <random>

#include "drivers/printer/code128.h"
#include "tests/drivers/printer/scripted_printer.h"

namespace till::drivers::printer {
namespace {

std::string asText(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
std::string encoded(std::vector<Element> elements, const PrinterProfile& profile = quickProfile()) {
  return asText(encode(PrintDocument{"test", std::move(elements)}, profile));
}
bool has(const std::string& bytes, const std::string& part) { return bytes.find(part) != std::string::npos; }
std::string dataOf(const Code128& code) { return {code.data.begin(), code.data.end()}; }

TEST(EscPosTest, aJobSetsUpWhatEscAtForgets) {
  EXPECT_TRUE(encoded({}).starts_with(text({0x1B, '@', 0x1D, 'a', 0x0F, 0x1C, '.', 0x1B, 'R', 0})));
}

TEST(EscPosTest, thePageIsSelectedBeforeTheCharacterAndOnlyWhenItChanges) {
  EXPECT_TRUE(encoded({TextLine{"aéé", {}}}).ends_with("a" + text({0x1B, 't', 19, 0x82, 0x82, '\n'})));
}

TEST(EscPosTest, stylesAreSentWhenTheyChangeAndGivenBack) {
  Style big;
  big.bold = true;
  big.width = 2;
  const std::string bytes = encoded({TextLine{"A", big}, TextLine{"B", {}}});
  const std::string change = text({0x1B, 'E', 1, 0x1D, '!', 0x10, 'A', '\n', 0x1B, 'E', 0, 0x1D, '!', 0, 'B', '\n'});
  EXPECT_TRUE(bytes.ends_with(change));
}

TEST(EscPosTest, wideTextWrapsAtItsOwnWidth) {
  Style wide;
  wide.width = 4;
  EXPECT_TRUE(has(encoded({TextLine{"TWELVE CHARS AND", wide}}), "TWELVE CHARS\nAND\n"));
}

TEST(EscPosTest, aCutFeedsToTheCutterFirst) {
  EXPECT_TRUE(encoded({Cut{}}).ends_with(text({0x1D, 'V', 0x42, 0})));
  EXPECT_TRUE(encoded({Cut{false}}).ends_with(text({0x1D, 'V', 0x41, 0})));
  auto clone = quickProfile();
  clone.cutter = false;
  EXPECT_TRUE(encoded({Cut{}}, clone).ends_with(text({0x1B, 'd', 4})));
}

std::string pulse(PulseLine line, int on, int off, PulseCommand command = PulseCommand::escP) {
  PrinterProfile profile;
  profile.pulseCommand = command;
  profile.pulseOn = std::chrono::milliseconds(on);
  profile.pulseOff = std::chrono::milliseconds(off);
  return asText(encodePulse(line, profile));
}

TEST(EscPosTest, aPulseAlwaysHasBothTimes) {
  using std::chrono::milliseconds;
  EXPECT_EQ(pulse(PulseLine::pin2, 50, 500), text({0x1B, 'p', 0, 25, 250}));
  EXPECT_EQ(pulse(PulseLine::pin5, 9000, 0), text({0x1B, 'p', 1, 255, 255}));
  EXPECT_EQ(pulse(PulseLine::pin2, 32, 40), text({0x1B, 'p', 0, 17, 20}));
}

TEST(EscPosTest, aStarDrawerHasItsOwnCommandAndNeverTheBuzzers) {
  const auto star = PulseCommand::starBel;
  EXPECT_EQ(pulse(PulseLine::pin2, 200, 200, star), text({0x1B, 0x07, 20, 20, 0x07}));
  EXPECT_EQ(pulse(PulseLine::pin5, 200, 5000, star), text({0x1B, 0x07, 20, 127, 0x1A}));
  EXPECT_EQ(pulse(PulseLine::pin2, 160, 40, star), text({0x1B, 0x07, 17, 17, 0x07})) << "10h would begin a DLE";
}

TEST(Code128Test, digitsGoInPairsAndBracesAreDoubled) {
  EXPECT_EQ(dataOf(*encodeCode128("2A-000418")), "{B2A-{C" + text({0, 4, 18}));
  EXPECT_EQ(dataOf(*encodeCode128("a{b")), "{Ba{{b");
  EXPECT_EQ(dataOf(*encodeCode128("12345")), "{B1{C" + text({23, 45}));
  EXPECT_EQ(dataOf(*encodeCode128("a12345b")), "{Ba12345b");
}

TEST(Code128Test, itsWidthIsThatOfItsSymbols) {
  EXPECT_EQ(encodeCode128("1234")->modules, 11u * (1 + 2 + 1) + 13);
  EXPECT_EQ(encodeCode128("a{")->modules, 11u * (1 + 2 + 1) + 13);
  EXPECT_EQ(encodeCode128("a123456")->modules, 11u * (1 + 1 + 1 + 3 + 1) + 13);
}

TEST(Code128Test, digitsThatWouldSpellARealTimeCommandStayDigits) {
  EXPECT_EQ(dataOf(*encodeCode128("1604")), "{B1604");          // 10 04: status
  EXPECT_EQ(dataOf(*encodeCode128("16200001")), "{B16200001");  // 10 14 00 01: the drawer opens
}

TEST(Code128Test, whatItCannotHoldItRefuses) {
  EXPECT_FALSE(encodeCode128(""));
  EXPECT_FALSE(encodeCode128("a\nb"));
  EXPECT_FALSE(encodeCode128("é"));
  EXPECT_FALSE(encodeCode128(std::string(300, 'a')));
}

TEST(Code128Test, onALineWithSoftwareFlowNoDigitsAreXonOrXoff) {
  EXPECT_EQ(dataOf(*encodeCode128("1719")), "{C" + text({17, 19}));
  EXPECT_EQ(dataOf(*encodeCode128("1719", true)), "{B1719");
  EXPECT_EQ(dataOf(*encodeCode128("1820", true)), "{C" + text({18, 20}));
  EXPECT_FALSE(encodeCode128("fifteen letters", true)) << "its length would be XON";
  EXPECT_TRUE(encodeCode128("fifteen letters"));
}

// All that a page can be, on a line that stops at XOFF: what cannot be sent is sent otherwise, and is there.
TEST(EscPosTest, onALineWithSoftwareFlowNeitherXonNorXoffIsSent) {
  PrinterProfile profile = quickProfile();
  profile.graphics = false;
  profile.softwareFlow = true;
  profile.codePages = {{"cp437", 0}, {"cp1252", 16}, {"cp866", 17}, {"cp858", 19}};
  profile.codePageOrder = {"cp866", "cp858"};
  std::vector<Element> all{TextLine{"\xC3\xA9 \xE2\x82\xAC \xD0\x96", {}}};
  for (int width = 1; width <= 4; ++width)
    for (int height = 1; height <= 4; ++height) {
      Style style;
      style.width = width;
      style.height = height;
      all.emplace_back(TextLine{"A", style});
    }
  for (int lines = 0; lines <= 255; ++lines) all.emplace_back(Feed{lines});
  for (int number = 0; number < 100; ++number) all.emplace_back(Barcode{std::to_string(1000 + number)});
  for (std::size_t length = 1; length < 40; ++length) {
    all.emplace_back(Barcode{std::string(length, 'x')});
    all.emplace_back(QrCode{std::string(length, 'x')});
  }
  all.emplace_back(Pdf417{"R1|2A-000418"});
  all.emplace_back(Cut{});
  const std::string bytes = encoded(all, profile);
  EXPECT_FALSE(has(bytes, "\x11"));
  EXPECT_FALSE(has(bytes, "\x13"));
  EXPECT_TRUE(has(bytes, text({0x1B, 't', 16, 0xE9, ' ', 0x80, ' '}) + "<0416>\n")) << "page 1252 has two of them";
  EXPECT_TRUE(has(bytes, std::string(14, 'x') + "\n")) << "no code: its text";
  for (const auto command : {PulseCommand::escP, PulseCommand::starBel})
    for (int millis = 2; millis < 600; ++millis) {
      profile.pulseCommand = command;
      profile.pulseOn = profile.pulseOff = std::chrono::milliseconds(millis);
      const std::string kick = asText(encodePulse(PulseLine::pin2, profile));
      EXPECT_FALSE(has(kick, "\x11") || has(kick, "\x13")) << millis;
    }
}

TEST(EscPosTest, aBarcodeTooWideForThePaperBecomesAQrCode) {
  const std::string data = "R1|2A-000418|0123456789abcdef";
  const std::string bytes = encoded({Barcode{data}});
  EXPECT_FALSE(has(bytes, text({0x1D, 'k'})));
  EXPECT_TRUE(has(bytes, text({0x1D, '(', 'k', 32, 0, '1', 'P', '0'}) + data));
  EXPECT_TRUE(has(encoded({Barcode{"2A-000418"}}), text({0x1D, 'k', 73})));
}

TEST(EscPosTest, aModelWithoutCodesPrintsTheirText) {
  auto plain = quickProfile();
  plain.nativeQr = plain.nativeCode128 = plain.graphics = false;
  const std::string bytes = encoded({Barcode{"2A-000418"}, QrCode{"hello"}}, plain);
  EXPECT_FALSE(has(bytes, text({0x1D, 'k'})) || has(bytes, text({0x1D, '(', 'k'})));
  EXPECT_TRUE(has(bytes, "2A-000418\n") && has(bytes, "hello\n"));
}

// Whatever the text, the only control bytes are those of our own commands.
TEST(EscPosTest, noTextFromOutsideBecomesACommand) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string hostile;
    const std::string dangerous = text({0x10, 0x04, 0x01, 0x10, 0x14, 0x01, 0x00, 0x01, 0x1B, 'p', 0, 0x1D, 'V', 0});
    for (int i = 0; i < 200; ++i) {
      hostile.push_back(random() % 2 == 0 ? dangerous[random() % dangerous.size()] : static_cast<char>(random()));
    }
    const std::string bytes = encoded(
        {TextLine{hostile, {}}, TwoColumns{hostile, hostile, {}}, Barcode{hostile}, QrCode{hostile}, Rule{hostile[0]}});
    for (const int next : {0x04, 0x05, 0x14}) EXPECT_FALSE(has(bytes, text({0x10, next})));
    EXPECT_FALSE(has(bytes, text({0x1B, 'p'})));
    EXPECT_FALSE(has(bytes, text({0x1D, 'V'})));
  }
}

}  // namespace
}  // namespace till::drivers::printer
