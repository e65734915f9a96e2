// SPDX-License-Identifier: Apache-2.0
// Failures that other people's counters had (hardware-docs/failures.md), as tests: the number, then the symptom that
// must not be seen here. Those of one parser or one encoder stand beside it; those of USB in umockdev_test.cpp.
#include <gmock/gmock.h>

#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace std::chrono_literals;
using namespace drivers;
using drawer::DrawerState;
using drawer::KickOutcome;
using model::Manners;
using model::PaperSupply;
using model::PrinterModel;
using printer::JobOutcome;
using printer::PrintDocument;
using printer::TextLine;
using ::testing::HasSubstr;

constexpr std::size_t kBytesATick = 1000;  // a slow head: about 20 KB a second, and never a whole number of pieces
constexpr std::size_t kPiece = 512;

PrintDocument longReceipt(int lines) {
  PrintDocument document{"long", {}};
  for (int line = 1; line <= lines; ++line) {
    document.elements.emplace_back(TextLine{"Line " + std::to_string(line) + " of a very long receipt", {}});
  }
  document.elements.emplace_back(printer::Cut{});
  return document;
}

printer::Image square(int size) {
  printer::Image image{raster::Bitmap(size, size)};
  for (auto& byte : image.bitmap.bits) byte = 0xFF;
  return image;
}

std::size_t occurrences(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

TEST_P(FieldFailures, FieldFailure05HalfAReceiptWhereTheHeadIsSlowerThanTheTimeout) {
  settings.printer->profile.writeDeadline = 20ms * GetParam().slower;
  settings.printer->profile.confirmDeadline = 15s * GetParam().slower;
  settings.printer->profile.pieceBytes = kPiece;
  open();
  makeSlow(kBytesATick / static_cast<std::size_t>(GetParam().slower));
  rack().print(1, longReceipt(380));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  const std::string slip = paper().at(0);
  for (int line = 1; line <= 380; ++line) {
    ASSERT_EQ(occurrences(slip, "Line " + std::to_string(line) + " of"), 1U) << line;
  }
}

TEST_P(FieldFailures, FieldFailure06GarbageAfterAPictureThatATimeoutCut) {
  settings.printer->profile.writeDeadline = 20ms * GetParam().slower;
  settings.printer->profile.confirmDeadline = 15s * GetParam().slower;
  settings.printer->profile.pieceBytes = kPiece;
  open();
  makeSlow(kBytesATick / static_cast<std::size_t>(GetParam().slower));
  rack().print(1, {"picture", {square(200), TextLine{"after it", {}}, printer::Cut{}}});
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  EXPECT_THAT(paper().at(0), HasSubstr("[image 200x"));
  EXPECT_THAT(paper().at(0), HasSubstr("after it\n"));
  EXPECT_EQ(rubbish(), 0U);
}

TEST_P(FieldFailures, FieldFailure07FrozenAtThreeQuartersOfALongJob) {
  settings.printer->profile.writeDeadline = 10ms * GetParam().slower;
  settings.printer->profile.confirmDeadline = 15s * GetParam().slower;
  settings.printer->profile.pieceBytes = kPiece;
  open();
  makeSlow(kBytesATick / static_cast<std::size_t>(GetParam().slower));
  rack().print(1, {"long picture", {square(256), square(256), square(256), printer::Cut{}}});
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  rack().print(2, receipt("The next one"));
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
}

TEST_P(FieldFailures, FieldFailure08ACloneWithASmallBufferLosesNothing) {
  traits.bufferBytes = 300;
  settings.printer->profile.imageRows = 8;
  open();
  rack().print(1, longReceipt(60));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  EXPECT_THAT(paper().at(0), HasSubstr("Line 60 of"));
  EXPECT_EQ(rubbish(), 0U);
}

TEST_P(FieldFailures, FieldFailure12TheDrawerOpensWithTheNextPrint) {
  open();
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::opened);
  operate([](PrinterModel& p) { p.drawer().shut(); });
  ASSERT_TRUE(waitForDrawer(DrawerState::closed));
  rack().print(1, receipt("Receipt"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  operate([](PrinterModel& p) { EXPECT_EQ(p.drawer().pulses(), 1); });
  EXPECT_THAT(wireBytes(), HasSubstr(std::string("\x1Bp\0\x19\x32", 5))) << "both times";
}

TEST_P(FieldFailures, FieldFailure15ADrawerOpenSinceBeforeTheStartIsNotReportedClosed) {
  plugIn();
  operate([](PrinterModel& p) { p.drawer().openWithKey(); });
  start();
  EXPECT_TRUE(waitForDrawer(DrawerState::open));
}

TEST_P(FieldFailures, FieldFailure18TheDrawerOpensWhenNobodyAsked) {
  open();
  for (int job = 1; job <= 3; ++job) {
    rack().print(job, receipt("Card sale " + std::to_string(job)));
    EXPECT_EQ(resultOf(job).outcome, JobOutcome::confirmed);
  }
  operate([](PrinterModel& p) { EXPECT_EQ(p.drawer().pulses(), 0); });
}

// The model's knife is four lines behind its head.
TEST_P(FieldFailures, FieldFailure19TheLastLinesAreCutOff) {
  open();
  PrintDocument whole = longReceipt(12);
  whole.elements.back() = printer::Cut{false};
  rack().print(1, longReceipt(12));
  rack().print(2, whole);
  for (int job = 1; job <= 2; ++job) {
    EXPECT_EQ(resultOf(job).outcome, JobOutcome::confirmed);
    EXPECT_THAT(paper().at(static_cast<std::size_t>(job - 1)), HasSubstr("Line 12 of")) << "job " << job;
  }
  EXPECT_EQ(paper().size(), 2U) << "nothing is left for the next slip";
}

TEST_P(FieldFailures, FieldFailure21AllQueuedReceiptsPrintAfterTheRollIsChanged) {
  open();
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::out); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.paper == printer::PaperState::out; }));
  for (int job = 1; job <= 3; ++job) {
    rack().print(job, receipt("Queued " + std::to_string(job)));
    EXPECT_EQ(resultOf(job).outcome, JobOutcome::failed) << "not a success without paper";
  }
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::present); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.online; }));
  rack().print(4, receipt("Asked for"));
  EXPECT_EQ(resultOf(4).outcome, JobOutcome::confirmed);
  for (const auto& slip : paper()) EXPECT_EQ(occurrences(slip, "Queued"), 0U);
}

// The first comes out whole, and is reported as in doubt: its proof never came. Whatever follows, it is not printed
// again by the drivers.
TEST_P(FieldFailures, FieldFailure22AReceiptIsPrintedTwice) {
  traits.processId = traits.realTimeClear = false;  // so that it cannot say either that it dropped it
  settings.printer->profile.realTimeClear = false;
  settings.printer->profile.confirmDeadline = 300ms * GetParam().slower;
  open();
  rack().print(1, receipt("Receipt 1 only"));
  rack().print(2, receipt("Receipt 2 only"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::unconfirmed);
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::unconfirmed);
  wires().printerPort().unplug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
  rack().print(3, receipt("Receipt 3 only"));
  EXPECT_FALSE(resultOf(3).anyByteTaken);
  wires().printerPort().plug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  rack().print(4, receipt("Receipt 4 only"));
  EXPECT_EQ(resultOf(4).outcome, JobOutcome::unconfirmed);
  std::string all;
  for (const auto& slip : paper()) all += slip;
  for (const auto& [job, times] : std::map<int, std::size_t>{{1, 1}, {2, 1}, {3, 0}, {4, 1}}) {
    EXPECT_EQ(occurrences(all, "Receipt " + std::to_string(job) + " only"), times) << job;
  }
}

TEST_P(FieldFailures, FieldFailure23AnErrorIsReturnedThoughItPrinted) {
  traits.processId = false;  // it prints, and cannot say so
  open();
  rack().print(1, receipt("Receipt"));
  const auto result = resultOf(1);
  EXPECT_NE(result.outcome, JobOutcome::confirmed);
  EXPECT_TRUE(result.anyByteTaken) << "what may be on paper is not printed again by itself";
}

TEST_P(FieldFailures, FieldFailure24TheFirstJobAfterAPowerCycleVanishes) {
  open();
  operate([](PrinterModel& p) { p.powerCycle(); });
  rack().print(1, receipt("First after it"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  EXPECT_THAT(paper().back(), HasSubstr("First after it"));
}

TEST_P(FieldFailures, FieldFailure25TheFirstCharactersOfTheSecondJobAreLost) {
  open();
  for (int job = 1; job <= 2; ++job) rack().print(job, receipt("Receipt " + std::to_string(job)));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
  EXPECT_THAT(paper().at(0), HasSubstr("Receipt 1")) << "on USB the model loses 23 bytes after each new opening";
  EXPECT_THAT(paper().at(1), HasSubstr("Receipt 2"));
}

TEST_P(FieldFailures, FieldFailure26TheFirstJobIsWellAndTheOneAfterAReopenIsGibberish) {
  traits.realTimeClear = settings.printer->profile.realTimeClear = false;  // a clone: it gets zeros first
  open();
  for (int start = 1; start <= 3; ++start) {
    rack().print(start, receipt("Start " + std::to_string(start)));
    EXPECT_EQ(resultOf(start).outcome, JobOutcome::confirmed);
    EXPECT_EQ(paper().size(), static_cast<std::size_t>(start));
    EXPECT_THAT(paper().back(), HasSubstr("Start " + std::to_string(start)));
    stop();
    this->start();
    ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  }
  EXPECT_EQ(rubbish(), 0U);
}

TEST_P(FieldFailures, FieldFailure27TheEndOfTheReceiptIsMissingWhereTheProgramEnds) {
  settings.printer->profile.confirmDeadline = 15s * GetParam().slower;
  settings.printer->profile.pieceBytes = kPiece;
  open();
  makeSlow(kBytesATick / static_cast<std::size_t>(GetParam().slower));
  rack().print(1, longReceipt(60));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed) << "told only when the cut is done";
  stop();
  EXPECT_EQ(occurrences(wireBytes(), "\x1DV"), 1U);
  EXPECT_THAT(paper().at(0), HasSubstr("Line 60 of"));
}

TEST_P(FieldFailures, FieldFailure28APrinterWhoseStatusNobodyReadsFreezes) {
  settings.pollEvery = 1h;  // nobody asks
  open();
  const auto noisy = [](PrinterModel& p) {
    for (int i = 0; i < 2000; ++i) {  // each is four bytes of automatic status
      p.setCoverOpen(true);
      p.setCoverOpen(false);
    }
  };
  rack().print(1, receipt("First"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  operate(noisy);
  rack().print(2, receipt("Second"));
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
}

TEST_P(FieldFailures, FieldFailure33GarbageFromAWrongBaudRateIsNotTakenForStatus) {
  open();
  operate([](PrinterModel& p) { p.setManners(Manners::babbling); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.fault.find("baud rate") != std::string::npos; }));
  rack().print(1, receipt("Receipt"));
  EXPECT_NE(resultOf(1).outcome, JobOutcome::confirmed);
}

TEST_P(FieldFailures, FieldFailure35CannotPrintAfterReplugUntilARestart) {
  open();
  for (int round = 1; round <= 3; ++round) {
    wires().printerPort().unplug();
    ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
    wires().printerPort().plug();
    ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
    rack().print(round, receipt("Round " + std::to_string(round)));
    EXPECT_EQ(resultOf(round).outcome, JobOutcome::confirmed);
  }
}

}  // namespace
}  // namespace till::tests::contract
