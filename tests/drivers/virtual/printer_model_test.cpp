// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/printer_model.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/drivers/virtual/wire.h"

namespace till::drivers::model {
namespace {

using tests::hex;
using tests::wire;

const char* const kProof = "1D 28 48 06 00 30 30 '0042'";
const char* const kProofReply = "37 22 30 30 34 32 00";
const char* const kClear = "10 14 08 01 03 14 01 06 02 08";

class PrinterModelTest : public ::testing::Test {
 protected:
  void send(PrinterModel& to, std::string_view written) {
    const auto bytes = wire(written);
    EXPECT_EQ(to.receive(bytes), bytes.size());
  }
  void send(std::string_view written) { send(printer_, written); }
  std::string said() { return hex(printer_.takeReplies()); }
  std::string paper() { return textOf(printer_.slips().back(), printer_.traits().format); }

  PrinterModel printer_;
};

TEST_F(PrinterModelTest, printsTextInTheCodePagesOfEscT) {
  const std::pair<const char*, const char*> rows[] =
      {
          {"'plain' 0A", "plain\n"},        {"1B 74 00 80 0A", "Ç\n"}, {"1B 74 02 B5 0A", "Á\n"},
          {"1B 74 10 80 0A", "€\n"},        {"1B 74 13 D5 0A", "€\n"}, {"1B 74 11 80 0A", "А\n"},
          {"1B 74 FA 80 0A", "Ç\n"},       // a page it does not have prints as page 0
          {"1B 52 07 '[|]' 0A", "¡ñ¿\n"},  // Spain
          {"1B 52 00 '#[|]' 0A", "#[|]\n"},
      };
  for (const auto& [bytes, text] : rows) {
    SCOPED_TRACE(bytes);
    PrinterModel printer;
    send(printer, bytes);
    EXPECT_EQ(textOf(printer.slips().back(), printer.traits().format), text);
    EXPECT_EQ(printer.unknownCommands(), 0U);
  }
}

TEST_F(PrinterModelTest, aPartialLineStaysInThePrintBuffer) {
  send("'half'");
  EXPECT_EQ(paper(), "");
  send("0A");
  EXPECT_EQ(paper(), "half\n");
}

TEST_F(PrinterModelTest, stylesAndPlacesAreOnThePaper) {
  send("1B 45 01 1B 2D 01 'a' 1B 45 00 1B 2D 00 1D 42 01 'b' 1D 42 00 1D 21 11 'c' 0A");
  const auto& line = std::get<PrintedLine>(printer_.slips().back().elements.at(0));
  ASSERT_EQ(line.runs.size(), 3U);
  EXPECT_TRUE(line.runs[0].style.bold && line.runs[0].style.underline);
  EXPECT_TRUE(line.runs[1].style.inverse && !line.runs[1].style.bold);
  EXPECT_EQ(line.runs[2].style.width, 2);
  EXPECT_EQ(line.runs[2].style.height, 2);
}

TEST_F(PrinterModelTest, textIsAlignedToThePaper) {
  PrinterTraits small;
  small.format = {384, 32};
  PrinterModel printer(small);
  send(printer, "1B 61 01 'mid' 0A 1B 61 02 'right' 0A 1B 61 00 'left' 0A");
  EXPECT_EQ(textOf(printer.slips().back(), small.format),
            std::string(14, ' ') + "mid\n" + std::string(27, ' ') + "right\nleft\n");
}

TEST_F(PrinterModelTest, aLineThatIsTooLongGoesOn) {
  send("'" + std::string(50, 'x') + "' 0A");
  EXPECT_EQ(paper(), std::string(48, 'x') + "\nxx\n");
}

TEST_F(PrinterModelTest, aCutEndsTheSlip) {
  send("'one' 0A 1D 56 42 00 'two' 0A");
  ASSERT_EQ(printer_.slips().size(), 2U);
  EXPECT_TRUE(printer_.slips().front().cut);
  EXPECT_TRUE(std::get<PrintedCut>(printer_.slips().front().elements.back()).partial);
  EXPECT_EQ(printer_.slips().back().number, 2U);
  EXPECT_EQ(paper(), "two\n");
}

TEST_F(PrinterModelTest, aCutInTheMiddleOfALineIsIgnored) {
  send("'one' 1D 56 00");
  EXPECT_EQ(printer_.slips().size(), 1U);
  EXPECT_EQ(printer_.unknownCommands(), 1U);
}

TEST_F(PrinterModelTest, codes128AreReadBackFromTheirCodeSets) {
  const std::pair<const char*, const char*> rows[] = {
      {"7B 42 'AB7{{'", "AB7{"},
      {"7B 43 0C 22", "1234"},
      {"7B 42 'A' 7B 43 0C", "A12"},
  };
  for (const auto& [data, text] : rows) {
    SCOPED_TRACE(data);
    PrinterModel printer;
    const auto bytes = wire(data);
    send(printer, std::string("1D 6B 49 ") + hex(std::vector{static_cast<std::byte>(bytes.size())}) + " " + data);
    ASSERT_EQ(printer.slips().back().elements.size(), 1U);
    EXPECT_EQ(std::get<PrintedBarcode>(printer.slips().back().elements[0]).data, text);
  }
}

TEST_F(PrinterModelTest, aBarcodeThatItCannotPrintIsNotThere) {
  for (const char* const bytes : {"1D 6B 49 02 'AB'", "1D 6B 49 03 7B 43 64", "1D 6B 49 02 7B 42"}) {
    SCOPED_TRACE(bytes);
    PrinterModel printer;
    send(printer, bytes);
    EXPECT_TRUE(printer.slips().back().elements.empty());
  }
  send("1D 77 06 1D 6B 49 1E 7B 42 '0123456789012345678901234567'");  // too wide: fed, not printed
  EXPECT_TRUE(std::holds_alternative<PrintedFeed>(printer_.slips().back().elements.at(0)));
}

TEST_F(PrinterModelTest, aQrCodeIsStoredAndPrinted) {
  send("1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31 1D 28 6B 05 00 31 50 30 'hi' 1D 28 6B 03 00 31 51 30");
  const auto& code = std::get<PrintedQr>(printer_.slips().back().elements.at(0));
  EXPECT_EQ(code.data, "hi");
  EXPECT_EQ(code.moduleDots, 6);
  EXPECT_EQ(code.correction, 'M');
}

TEST_F(PrinterModelTest, anImageCanBePrintedTwiceAsLarge) {
  send("1D 76 30 03 01 00 01 00 80");
  const auto& image = std::get<PrintedImage>(printer_.slips().back().elements.at(0));
  EXPECT_EQ(image.widthDots, 16);
  EXPECT_EQ(image.heightDots, 2);
  EXPECT_EQ(image.bits, (std::vector<std::uint8_t>{0xC0, 0x00, 0xC0, 0x00}));
}

struct StatusRow {
  const char* name;
  void (*prepare)(PrinterModel&);
  const char* replies;  // to DLE EOT 1, 2, 3, 4
};

TEST_F(PrinterModelTest, answersRealTimeQuestionsInEveryState) {
  const StatusRow rows[] = {
      {"healthy", [](PrinterModel&) {}, "12 12 12 12"},
      {"near end", [](PrinterModel& p) { p.setPaper(PaperSupply::nearEnd); }, "12 12 12 1E"},
      {"paper out", [](PrinterModel& p) { p.setPaper(PaperSupply::out); }, "1A 32 12 7E"},
      {"cover", [](PrinterModel& p) { p.setCoverOpen(true); }, "1A 16 12 12"},
      {"drawer open", [](PrinterModel& p) { p.drawer().openWithKey(); }, "16 12 12 12"},
      {"no sensor", [](PrinterModel& p) { p.drawer().setSensor(DrawerSensor::missing); }, "16 12 12 12"},
  };
  for (const StatusRow& row : rows) {
    SCOPED_TRACE(row.name);
    PrinterModel printer;
    row.prepare(printer);
    send(printer, "10 04 01 10 04 02 10 04 03 10 04 04");
    EXPECT_EQ(hex(printer.takeReplies()), row.replies);
  }
}

TEST_F(PrinterModelTest, tellsChangesByItselfWhenAskedTo) {
  printer_.setCoverOpen(true);
  EXPECT_EQ(said(), "");
  printer_.setCoverOpen(false);
  send("1D 61 0F");
  EXPECT_EQ(said(), "10 00 00 0F");
  printer_.setPaper(PaperSupply::nearEnd);
  EXPECT_EQ(said(), "10 00 03 0F");
  printer_.setPaper(PaperSupply::out);
  EXPECT_EQ(said(), "18 00 0F 0F");
  printer_.setPaper(PaperSupply::present);
  printer_.drawer().openWithKey();
  EXPECT_EQ(said(), "10 00 00 0F 14 00 00 0F");
  send("1D 61 02");
  EXPECT_EQ(said(), "14 00 00 0F");
  printer_.drawer().shut();
  EXPECT_EQ(said(), "") << "the drawer is not among the items any more";
  send("1B 40");
  printer_.setCoverOpen(true);
  EXPECT_EQ(said(), "") << "ESC @ forgets it";
}

TEST_F(PrinterModelTest, provesWhatIsOnPaper) {
  send(std::string("'job' 0A ") + kProof);
  EXPECT_EQ(paper(), "job\n");
  EXPECT_EQ(said(), kProofReply);
}

TEST_F(PrinterModelTest, keepsTheRestOfAJobUntilThePaperIsBack) {
  printer_.endPaperAfter(1);
  send(std::string("'one' 0A 'two' 0A 1D 56 42 00 ") + kProof);
  EXPECT_EQ(paper(), "one\n");
  EXPECT_FALSE(printer_.online());
  EXPECT_EQ(said(), "");
  printer_.setPaper(PaperSupply::present);
  EXPECT_EQ(textOf(printer_.slips().front(), printer_.traits().format).substr(0, 8), "one\ntwo\n");
  EXPECT_EQ(said(), kProofReply);
}

TEST_F(PrinterModelTest, dropsTheRestOfAJobWhenToldTo) {
  for (const bool cover : {false, true}) {
    PrinterModel printer;
    if (cover) printer.openCoverAfter(1);
    if (!cover) printer.endPaperAfter(1);
    send(printer, std::string("'one' 0A 'two' 0A ") + kProof + " " + kClear);
    EXPECT_EQ(hex(printer.takeReplies()), "37 25 00");
    printer.setPaper(PaperSupply::present);
    printer.setCoverOpen(false);
    EXPECT_EQ(textOf(printer.slips().back(), printer.traits().format), "one\n");
    EXPECT_EQ(hex(printer.takeReplies()), "");
  }
}

TEST_F(PrinterModelTest, aCloneDoesNotKnowHowToDropOrProve) {
  PrinterTraits clone;
  clone.realTimeClear = clone.processId = clone.asb = false;
  PrinterModel printer(clone);
  send(printer, std::string(kClear) + " " + kProof + " 1D 61 0F 1D 72 01");
  EXPECT_EQ(hex(printer.takeReplies()), "00") << "only GS r 1";
}

TEST_F(PrinterModelTest, takesNoMoreThanItsBufferWhileOffline) {
  printer_.setPaper(PaperSupply::out);
  const std::vector<std::byte> much(5000, std::byte{'x'});
  EXPECT_EQ(printer_.receive(much), 4096U);
  EXPECT_EQ(printer_.receive(much), 0U);
  send("10 04 04");
  EXPECT_EQ(said(), "7E") << "real-time questions get through a full buffer";
  printer_.setPaper(PaperSupply::present);
  EXPECT_EQ(printer_.waiting(), 0U);
  EXPECT_EQ(printer_.receive(much), 5000U);
}

TEST_F(PrinterModelTest, aJammedCutterStopsItUntilItIsToldToGoOn) {
  printer_.setCutterJammed(true);
  send(std::string("'job' 0A 1D 56 42 00 ") + kProof + " 10 04 03");
  EXPECT_EQ(said(), "1A");
  EXPECT_EQ(printer_.slips().size(), 1U);
  send("10 05 02");
  EXPECT_FALSE(printer_.online()) << "still jammed";
  printer_.setCutterJammed(false);
  EXPECT_FALSE(printer_.online()) << "free, but not told so";
  send("10 05 01");
  EXPECT_EQ(printer_.slips().size(), 2U);
  EXPECT_EQ(said(), kProofReply);
}

TEST_F(PrinterModelTest, recoveringByClearingDropsTheRest) {
  printer_.setCutterJammed(true);
  send(std::string("'job' 0A 1D 56 42 00 ") + kProof);
  printer_.setCutterJammed(false);
  send("10 05 02");
  EXPECT_TRUE(printer_.online());
  EXPECT_EQ(printer_.slips().size(), 1U);
  EXPECT_EQ(said(), "");
}

struct PulseRow {
  const char* bytes;
  int pulses;
  bool open;
};

TEST_F(PrinterModelTest, pulsesOpenTheDrawer) {
  const PulseRow rows[] = {
      {"1B 70 00 19 FA", 1, true},
      {"1B 70 30 19 FA", 1, true},
      {"1B 70 01 19 FA", 1, false},  // the other pin
      {"1B 70 00 02 FA", 1, false},  // too short to pull
      {"1B 70 05 19 FA", 0, false},
      {"10 14 01 00 01", 1, true},
      {"1D 28 44 03 00 14 01 00 10 14 01 00 01", 0, false},  // switched off before
      {"1B 70 00", 0, false},                                // waits for its times
  };
  for (const PulseRow& row : rows) {
    SCOPED_TRACE(row.bytes);
    PrinterModel printer;
    send(printer, row.bytes);
    EXPECT_EQ(printer.drawer().pulses(), row.pulses);
    EXPECT_EQ(printer.drawer().isOpen(), row.open);
  }
}

TEST_F(PrinterModelTest, realTimePulsesActInsideOtherData) {
  send("1D 28 6B 08 00 31 50 30 10 14 01 00 01");
  EXPECT_EQ(printer_.drawer().pulses(), 1);
}

TEST_F(PrinterModelTest, aPulseWaitsWhileThePrinterIsOffline) {
  printer_.setPaper(PaperSupply::out);
  send("1B 70 00 19 FA");
  EXPECT_FALSE(printer_.drawer().isOpen());
  printer_.setPaper(PaperSupply::present);
  EXPECT_TRUE(printer_.drawer().isOpen());
}

TEST_F(PrinterModelTest, aSilentOnePrintsAndSaysNothing) {
  printer_.setManners(Manners::silent);
  send(std::string("1D 61 0F 'job' 0A 10 04 01 ") + kProof);
  EXPECT_EQ(paper(), "job\n");
  EXPECT_EQ(said(), "");
}

TEST_F(PrinterModelTest, aBabblingOneSaysNothingThatMakesSense) {
  printer_.setManners(Manners::babbling);
  send(kProof);
  printer_.tick();
  const std::string noise = said();
  EXPECT_GT(noise.size(), 100U);
  EXPECT_EQ(noise.find(kProofReply), std::string::npos);
}

TEST_F(PrinterModelTest, aPowerCycleForgetsWhatWasSent) {
  printer_.setPaper(PaperSupply::out);
  send("1D 61 0F 'job' 0A");
  printer_.powerCycle();
  printer_.setPaper(PaperSupply::present);
  EXPECT_EQ(paper(), "");
  EXPECT_EQ(said(), "");
}

TEST_F(PrinterModelTest, tellsWhoItIs) {
  send("1D 49 43");
  EXPECT_EQ(said(), "5F 76 69 72 74 75 61 6C 00");
}

TEST_F(PrinterModelTest, tellsItsListener) {
  int paperGrew = 0;
  int stateChanged = 0;
  printer_.listen({[&] { ++paperGrew; }, [&] { ++stateChanged; }});
  printer_.endPaperAfter(2);
  send("'a' 0A 'b' 0A");
  EXPECT_EQ(paperGrew, 2);
  EXPECT_EQ(stateChanged, 1);
}

TEST_F(PrinterModelTest, bytesInAnyPiecesPrintTheSame) {
  const auto bytes = wire(std::string("1B 40 1D 61 0F 1B 74 10 'text' 80 0A 1D 6B 49 05 7B 42 'abc' "
                                      "1D 28 6B 05 00 31 50 30 'hi' 1D 28 6B 03 00 31 51 30 10 04 01 1D 56 42 00 ") +
                          kProof);
  std::string whole;
  for (std::size_t piece = bytes.size(); piece > 0; --piece) {
    PrinterModel printer;
    for (std::size_t i = 0; i < bytes.size(); i += piece) {
      printer.receive(std::span(bytes).subspan(i, std::min(piece, bytes.size() - i)));
    }
    const std::string result = textOf(printer.slips().front(), printer.traits().format) + hex(printer.takeReplies());
    if (whole.empty()) whole = result;
    EXPECT_EQ(result, whole) << "in pieces of " << piece;
  }
}

}  // namespace
}  // namespace till::drivers::model
