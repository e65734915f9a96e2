// SPDX-License-Identifier: Apache-2.0
// What a model has no letters or codes for, on its paper: printed by the model of a printer, looked at as dots, and
// read back by zbarimg.
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "drivers/printer/escpos.h"
#include "drivers/printer/escpos_image.h"
#include "drivers/printer/right_to_left.h"
#include "drivers/raster/png.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/slip_image.h"

namespace till::drivers::printer {
namespace {

namespace fs = std::filesystem;
using model::PrintedImage;
using model::PrintedLine;
using model::PrinterModel;

PrinterProfile western() {
  PrinterProfile profile;
  profile.codePages = {{"cp437", 0}, {"cp858", 19}, {"cp1252", 16}};
  profile.codePageOrder = {"cp1252", "cp858", "cp437"};
  return profile;
}

class Printed {
 public:
  Printed(const std::vector<Element>& elements, const PrinterProfile& profile) {
    const Bytes bytes = encode({"", elements}, profile);
    std::span<const std::byte> rest(bytes);
    while (!rest.empty()) rest = rest.subspan(printer_.receive(rest));
  }

  [[nodiscard]] std::string text() const { return textOf(printer_.slips().front(), printer_.traits().format); }
  template <class Kind>
  [[nodiscard]] std::vector<Kind> all() const {
    std::vector<Kind> found;
    for (const auto& element : printer_.slips().front().elements)
      if (const auto* one = std::get_if<Kind>(&element)) found.push_back(*one);
    return found;
  }
  [[nodiscard]] raster::Canvas paper() const {
    auto canvas = draw(printer_.slips().front(), printer_.traits().format);
    EXPECT_TRUE(canvas);
    return canvas.value_or(raster::Canvas(1, 1));
  }
  [[nodiscard]] std::string readBack() const {
    std::string pattern = (fs::temp_directory_path() / "graphics-XXXXXX").string();
    const fs::path directory = ::mkdtemp(pattern.data());
    EXPECT_TRUE(raster::writePng(paper(), directory / "slip.png"));
    // Zbar looks for PDF417 only when told to.
    const std::string command = "zbarimg --nodbus --quiet -Senable '" + (directory / "slip.png").string() + "'";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string codes;
    for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) codes += static_cast<char>(c);
    fs::remove_all(directory);
    return codes;
  }
  PrinterModel& printer() { return printer_; }

 private:
  PrinterModel printer_;
};

long inkOf(const PrintedImage& image) {
  long ink = 0;
  for (const auto byte : image.bits) ink += std::popcount(byte);
  return ink;
}

// --- text

TEST(DrawnText, whatAPageHasIsPrintedAsLetters) {
  const Printed printed({TextLine{"ñ á € ß Schröder", {}}}, western());
  EXPECT_EQ(printed.text(), "ñ á € ß Schröder\n");
  EXPECT_TRUE(printed.all<PrintedImage>().empty());
}

TEST(DrawnText, anotherPageOfTheModelIsTriedBeforeDrawing) {
  auto profile = western();
  profile.codePages["cp866"] = 17;
  const Printed printed({TextLine{"Мария Иванова, Peña", {}}}, profile);
  EXPECT_EQ(printed.text(), "Мария Иванова, Peña\n");
}

TEST(DrawnText, aNameThatNoPageHasIsALineOfDotsAsItWouldStandInLetters) {
  const Printed printed({TextLine{"Receipt", {}}, TextLine{"Мария Иванова", {}}, TextLine{"Paid", {}}}, western());
  const auto images = printed.all<PrintedImage>();
  ASSERT_EQ(images.size(), 1U);
  EXPECT_EQ(images[0].widthDots, 576);
  EXPECT_GT(inkOf(images[0]), 500);
  // Thirteen letters of twelve dots from the left, nothing behind them.
  const int rowBytes = images[0].widthDots / 8;
  for (int row = 0; row < images[0].heightDots; ++row)
    for (int at = 13 * 12 / 8 + 1; at < rowBytes; ++at)
      ASSERT_EQ(images[0].bits[static_cast<std::size_t>(row * rowBytes + at)], 0);
  EXPECT_EQ(printed.all<PrintedLine>().size(), 2U);
}

TEST(DrawnText, anAmountBesideADrawnNameStaysAtTheRight) {
  const Printed printed({TwoColumns{"Ольга", "12.50", {}}}, western());
  const auto images = printed.all<PrintedImage>();
  ASSERT_EQ(images.size(), 1U);
  long right = 0;
  const int rowBytes = images[0].widthDots / 8;
  for (int row = 0; row < images[0].heightDots; ++row)
    for (int at = rowBytes - 8; at < rowBytes; ++at)
      right += std::popcount(images[0].bits[static_cast<std::size_t>(row * rowBytes + at)]);
  EXPECT_GT(right, 100);
}

TEST(DrawnText, anImpactPrinterSpellsIt) {
  auto impact = western();
  impact.graphics = false;
  EXPECT_EQ(Printed({TextLine{"Łódź", {}}}, impact).text(), "Lódz\n");
  EXPECT_EQ(Printed({TextLine{"王 小", {}}}, impact).text(), "<738B> <5C0F>\n");
}

TEST(DrawnText, anAmountBesideASpelledNameIsWhole) {
  auto impact = western();
  impact.graphics = false;
  impact.columns = 20;
  EXPECT_EQ(Printed({TwoColumns{"王小明", "12.50", {}}}, impact).text(), "<738B><5C0F><6\n60E>           12.50\n");
}

TEST(DrawnText, aLetterAndItsMarksArePrintedAsTheLetterTheyMake) {
  const Printed printed({TextLine{"Mun\u0303oz, Jose\u0301", {}}}, western());
  EXPECT_EQ(printed.text(), "Muñoz, José\n");
  EXPECT_TRUE(printed.all<PrintedImage>().empty());
}

struct Pair {
  const char* name;
  std::string one;
  std::string other;
};
class NamesApart : public testing::TestWithParam<Pair> {};
TEST_P(NamesApart, neverLookTheSame) {
  const auto drawn = [](const std::string& name) { return Printed({TextLine{name, {}}}, western()).paper().gray; };
  EXPECT_NE(drawn(GetParam().one), drawn(GetParam().other));
  auto impact = western();
  impact.graphics = false;
  const bool onlyByAnAccent = GetParam().name == std::string("accent");  // it goes, as that of a spelt letter does
  EXPECT_EQ(
      encode({"", {TextLine{GetParam().one, {}}}}, impact) == encode({"", {TextLine{GetParam().other, {}}}}, impact),
      onlyByAnAccent);
}
INSTANTIATE_TEST_SUITE_P(All, NamesApart,
                         testing::Values(Pair{"chinese", "王小明", "陈小明"}, Pair{"thai", "กา", "ขา"},
                                         Pair{"thaiVowels", "กี", "กิ"}, Pair{"hindi", "राम", "रमा"},
                                         Pair{"hindiVowels", "कि", "की"}, Pair{"arabic", "بت", "تب"},
                                         Pair{"arabicVowels", "بَ", "بِ"}, Pair{"hebrew", "שרה", "שנה"},
                                         Pair{"beyondTheBasicPlane", "𠮷田", "𠮸田"},
                                         Pair{"accent", "Ayọ\u0300", "Ayọ\u0301"}),
                         [](const auto& row) { return std::string(row.param.name); });

// Letters in the order of reading against the same line as it stands on paper, from its left: Arabic letters joined.
struct Turned {
  const char* name;
  std::string read;
  std::string printed;
};
class RightToLeft : public testing::TestWithParam<Turned> {};
TEST_P(RightToLeft, isPrintedInItsOrder) {
  const auto profile = western();
  EXPECT_EQ(toUtf8(inPrintedOrder(toGlyphs(GetParam().read, profile)), profile), GetParam().printed);
}
INSTANTIATE_TEST_SUITE_P(
    All, RightToLeft,
    testing::Values(Turned{"latin", "Ana 12 (b)", "Ana 12 (b)"}, Turned{"hebrew", "שרה", "הרש"},
                    Turned{"twoWords", "שרה כהן", "ןהכ הרש"}, Turned{"besideLatin", "Acme שרה 4", "Acme הרש 4"},
                    Turned{"figuresStay", "שרה 12 כהן", "הרש 12 ןהכ"}, Turned{"brackets", "ש (ר) ה", "ה (ר) ש"},
                    Turned{"columnsStay", "שרה  כהן", "הרש  ןהכ"}, Turned{"spaceBehind", "שרה ", "הרש "},
                    // meem initial, hah medial, meem medial, dal final
                    Turned{"joined", "محمد", "\uFEAA\uFEE4\uFEA4\uFEE3"},
                    // dal does not join what follows
                    Turned{"notJoined", "دار", "\uFEAD\uFE8D\uFEA9"},
                    // vowels stay with their letter, and letters join across them
                    Turned{"vowels", "بَب", "\uFE90\uFE91\u064E"}, Turned{"twoMarks", "بَّب", "\uFE90 \u0651\uFE91\u064E"},
                    Turned{"empty", "", ""}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(DrawnText, anAmountBesideAnArabicNameStaysAtTheRight) {
  const auto images = Printed({TwoColumns{"محمد", "12.50", {}}}, western()).all<PrintedImage>();
  const auto latin = Printed({TwoColumns{"жжжж", "12.50", {}}}, western()).all<PrintedImage>();
  ASSERT_EQ(images.size(), 1U);
  ASSERT_EQ(latin.size(), 1U);
  const auto rowBytes = static_cast<std::size_t>(images[0].widthDots / 8);
  for (std::size_t at = 0; at < images[0].bits.size(); ++at)
    if (at % rowBytes > rowBytes / 2) {
      ASSERT_EQ(images[0].bits[at], latin[0].bits[at]);
    }
}

TEST(DrawnText, anAccentStandsOverItsLetterAndTakesNoRoom) {
  const auto with = Printed({TwoColumns{"x\u0302y", "12.50", {}}}, western()).all<PrintedImage>();
  const auto without = Printed({TwoColumns{"жy", "12.50", {}}}, western()).all<PrintedImage>();
  ASSERT_EQ(with.size(), 1U);
  ASSERT_EQ(without.size(), 1U);
  const auto behind = [](const PrintedImage& image) {  // what stands right of the second letter
    std::vector<std::uint8_t> dots;
    const auto rowBytes = static_cast<std::size_t>(image.widthDots / 8);
    for (std::size_t at = 0; at < image.bits.size(); ++at)
      if (at % rowBytes >= 3) dots.push_back(image.bits[at]);
    return dots;
  };
  EXPECT_EQ(behind(with[0]), behind(without[0]));
}

// --- codes

struct Drawn {
  const char* name;
  Element code;
  std::string read;
};
class DrawnCode : public testing::TestWithParam<Drawn> {};
TEST_P(DrawnCode, isReadBackFromThePaper) {
  auto profile = western();
  profile.nativeQr = profile.nativeCode128 = false;
  EXPECT_EQ(Printed({GetParam().code}, profile).readBack(), GetParam().read + "\n");
}
INSTANTIATE_TEST_SUITE_P(
    All, DrawnCode,
    testing::Values(Drawn{"code128", Barcode{"2A-000418"}, "CODE-128:2A-000418"},
                    Drawn{"itf", Barcode{"00451287", false, raster::Linear::itf}, "I2/5:00451287"},
                    Drawn{"code39", Barcode{"WO 4711", true, raster::Linear::code39}, "CODE-39:WO 4711"},
                    Drawn{"ean13", Barcode{"4006381333931", true, raster::Linear::ean13}, "EAN-13:4006381333931"},
                    Drawn{"qr", QrCode{"R1|2A-000418|0123456789abcdef"}, "QR-Code:R1|2A-000418|0123456789abcdef"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(DrawnCode, aPdf417IsDrawnInItsWidth) {
  const auto images = Printed({Pdf417{"R1|2A-000418"}}, western()).all<PrintedImage>();
  ASSERT_FALSE(images.empty());
  EXPECT_LE(images[0].widthDots, 576);
}

struct NoCode {
  const char* name;
  Element code;
};
class ImpossibleCode : public testing::TestWithParam<NoCode> {};
TEST_P(ImpossibleCode, isPrintedAsItsText) {
  const Printed printed({GetParam().code}, western());
  EXPECT_TRUE(printed.all<PrintedImage>().empty());
  EXPECT_FALSE(printed.text().empty());
  EXPECT_EQ(printed.readBack(), "");
}
INSTANTIATE_TEST_SUITE_P(All, ImpossibleCode,
                         testing::Values(NoCode{"control", Barcode{"a\x1B"
                                                                   "b",
                                                                   true, raster::Linear::code39}},
                                         NoCode{"pdf417", Pdf417{"a\x10\x04"}}, NoCode{"empty", Pdf417{""}}),
                         [](const auto& row) { return std::string(row.param.name); });

// --- pictures

raster::Bitmap blackSquare(int size) {
  raster::Bitmap bitmap(size, size);
  for (int y = 0; y < size; ++y)
    for (int x = 0; x < size; ++x) bitmap.blacken(x, y);
  return bitmap;
}

TEST(Pictures, FieldFailure11NothingPrintsAboveTheClonesBufferHeight) {
  auto profile = western();
  profile.imageRows = 40;
  const auto images = Printed({Image{blackSquare(100)}}, profile).all<PrintedImage>();
  ASSERT_EQ(images.size(), 3U);
  EXPECT_EQ(images[0].heightDots, 40);
  EXPECT_EQ(images[2].heightDots, 20);
  EXPECT_EQ(inkOf(images[0]) + inkOf(images[1]) + inkOf(images[2]), 100 * 100);
}

TEST(Pictures, FieldFailure09GarbageAfterPicturesOf48Rows) {
  auto profile = western();
  profile.imageRows = 96;
  profile.avoidRowsMultiple = 48;
  for (const int size : {48, 96, 97, 144, 300}) {
    long rows = 0;
    for (const auto& image : Printed({Image{blackSquare(size)}}, profile).all<PrintedImage>()) {
      EXPECT_NE(image.heightDots % 48, 0) << size;
      rows += inkOf(image) / size;
    }
    EXPECT_EQ(rows, size);
  }
}

TEST(Pictures, FieldFailure10JunkTextAfterAPictureThatSaysMoreRowsThanItHas) {
  for (const int size : {1, 7, 31, 32, 33, 100}) {
    Printed printed({Image{blackSquare(size)}, TextLine{"after", {}}}, western());
    EXPECT_EQ(printed.printer().unknownCommands(), 0U) << size;
    EXPECT_EQ(printed.all<PrintedLine>().size(), 1U) << size;
  }
}

TEST(Pictures, areCutOffAtThePapersEdge) {
  EXPECT_EQ(Printed({Image{blackSquare(800)}}, western()).all<PrintedImage>().front().widthDots, 576);
}

// Each row spells a drawer pulse, a status question, an error recovery and the wiping of the job.
TEST(Pictures, cannotOpenTheDrawerOrWipeTheJob) {
  constexpr std::array<std::uint8_t, 24> kCommands{0x10, 0x14, 1, 0, 5, 0x10, 0x04, 1, 0x10, 0x05, 2,    0,
                                                   0x10, 0x14, 8, 1, 3, 20,   1,    6, 2,    8,    0x10, 0x14};
  raster::Bitmap hostile(24 * 8, 50);
  for (std::size_t i = 0; i < hostile.bits.size(); ++i) hostile.bits[i] = kCommands.at(i % kCommands.size());
  Printed printed({TextLine{"before", {}}, Image{hostile}, TextLine{"after", {}}}, western());
  EXPECT_EQ(printed.printer().drawer().pulses(), 0);
  EXPECT_EQ(printed.printer().takeReplies().size(), 4U) << "the automatic status that ESC @ asks for, and nothing else";
  EXPECT_NE(printed.text().find("before"), std::string::npos);
  EXPECT_NE(printed.text().find("after"), std::string::npos);
  EXPECT_EQ(printed.printer().unknownCommands(), 0U);
}

TEST(Pictures, holdNoRealTimeCommandWhateverTheyShow) {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    raster::Bitmap noise(128, 64);
    unsigned state = seed;
    for (auto& byte : noise.bits) {
      constexpr std::array<std::uint8_t, 4> kLikely{0x10, 0x04, 0x05, 0x14};
      state = state * 1664525U + 1013904223U;
      byte = kLikely.at(state >> 24U & 3U);
    }
    const Bytes bytes = encodeImage(noise, western());
    for (std::size_t i = 1; i < bytes.size(); ++i) {
      const auto after = std::to_integer<int>(bytes[i]);
      const bool command = bytes[i - 1] == std::byte{0x10} && (after == 4 || after == 5 || after == 0x14);
      ASSERT_FALSE(command) << "seed " << seed << " at " << i;
    }
  }
}

}  // namespace
}  // namespace till::drivers::printer
