// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/slip_printer.h"

#include <gtest/gtest.h>

#include <string>

#include "drivers/printer/receipt_printer_device.h"
#include "tests/drivers/slip/station.h"

namespace till::drivers::slip {
namespace {

using model::CheckReaderModel;
using printer::JobOutcome;
using std::chrono::milliseconds;
using Waits = CheckReaderModel::Waits;
using Lines = std::vector<std::string>;

printer::PrinterProfile slipProfile() {
  printer::PrinterProfile profile;
  profile.columns = 35;
  profile.codePages = {{"cp437", 0}, {"cp858", 19}};
  profile.codePageOrder = {"cp437", "cp858"};
  return profile;
}

SlipJob endorsement() { return {slip::Sheet::slip, Side::back, {"FOR DEPOSIT ONLY", "Se\xC3\xB1or 5\xE2\x82\xAC"}}; }
void putInASheet(CheckReaderModel& station) { station.insert(model::Sheet{}); }

class SlipPrinterTest : public testing::Test {
 protected:
  printer::JobResult print(const SlipJob& job, const StationDeadlines& deadlines = quickDeadlines()) {
    SlipPrinter slips(station_.link, slipProfile(), deadlines);
    return slips.print(job, stop_.get_token());
  }
  void expectNothingPrinted(const printer::JobResult& result, std::string_view reason) {
    EXPECT_EQ(result.outcome, JobOutcome::failed);
    EXPECT_FALSE(result.anyByteTaken);
    EXPECT_EQ(result.reason, reason);
  }
  Waits waitsNow() {
    Waits waits = Waits::no;
    station_.use([&](AttendedStation& station) { waits = station.waits(); });
    return waits;
  }
  Station station_;
  std::stop_source stop_;
};

TEST_F(SlipPrinterTest, waitsForTheSheetPrintsOnItsBackAndDrivesItOut) {
  station_.when(Waits::slip, putInASheet);
  const auto result = print(endorsement());
  EXPECT_EQ(result.outcome, JobOutcome::confirmed) << result.reason;
  station_.use([](AttendedStation& station) {
    ASSERT_TRUE(station.sheet());
    EXPECT_EQ(station.sheet()->back, (Lines{"FOR DEPOSIT ONLY", "Se\xC3\xB1or 5\xE2\x82\xAC"}));
    EXPECT_TRUE(station.sheet()->face.empty());
    EXPECT_TRUE(station.ejected());
    EXPECT_EQ(station.minutesToWait(), 1);
    EXPECT_EQ(station.unknownBytes(), 0);
  });
}

TEST_F(SlipPrinterTest, validatesAStubOnItsFace) {
  station_.when(Waits::slip, putInASheet);
  EXPECT_EQ(print({slip::Sheet::validation, Side::face, {"PAID 12.34"}}).outcome, JobOutcome::confirmed);
  station_.use([](AttendedStation& station) { EXPECT_EQ(station.sheet()->face, Lines{"PAID 12.34"}); });
}

TEST_F(SlipPrinterTest, theNextSheetIsNotTheLastOne) {
  station_.when(Waits::slip, putInASheet);
  ASSERT_EQ(print(endorsement()).outcome, JobOutcome::confirmed);
  auto deadlines = quickDeadlines();
  deadlines.insert = milliseconds(30);
  expectNothingPrinted(print(endorsement(), deadlines), reason::kSheetLeft);
  station_.use([](AttendedStation& station) {
    EXPECT_EQ(station.sheet()->back.size(), 2u);  // nothing printed over it
    station.person = [](CheckReaderModel& now) {
      if (now.waits() == Waits::removal && now.taken().empty()) return now.remove();
      if (now.waits() == Waits::slip) putInASheet(now);
    };
  });
  EXPECT_EQ(print(endorsement()).outcome, JobOutcome::confirmed);
  station_.use([](AttendedStation& station) {
    ASSERT_EQ(station.taken().size(), 1u);
    EXPECT_EQ(station.taken()[0].back.size(), 2u);
    EXPECT_EQ(station.sheet()->back.size(), 2u);
  });
}

TEST_F(SlipPrinterTest, aSheetThatNobodyPutsInEndsTheWait) {
  auto deadlines = quickDeadlines();
  deadlines.insert = milliseconds(30);
  expectNothingPrinted(print(endorsement(), deadlines), reason::kNotInserted);
  EXPECT_EQ(waitsNow(), Waits::no);
}

TEST_F(SlipPrinterTest, theStationsOwnTimeEndsTheWaitToo) {
  station_.when(Waits::slip, [](CheckReaderModel& station) { station.letTimePass(); });
  expectNothingPrinted(print(endorsement()), reason::kNotInserted);
}

TEST_F(SlipPrinterTest, aWaitIsCancelled) {
  station_.when(Waits::slip, [this](CheckReaderModel&) { stop_.request_stop(); });
  expectNothingPrinted(print(endorsement()), reason::kCancelled);
  EXPECT_EQ(waitsNow(), Waits::no);
}

TEST_F(SlipPrinterTest, aSheetPutInAtTheMomentOfCancellingIsLetGoUnprinted) {
  station_.when(Waits::slip, [this](CheckReaderModel& station) {
    stop_.request_stop();
    putInASheet(station);
  });
  const auto result = print(endorsement());
  if (result.outcome == JobOutcome::confirmed) return;  // it was quicker: that is an answer too
  expectNothingPrinted(result, reason::kCancelled);
  station_.use([](AttendedStation& station) {
    EXPECT_EQ(station.waits(), Waits::removal);
    EXPECT_TRUE(station.sheet()->back.empty());
  });
}

TEST_F(SlipPrinterTest, anOpenCoverIsSaidBeforeAnybodyWaits) {
  station_.use([](AttendedStation& station) { station.setCoverOpen(true); });
  expectNothingPrinted(print(endorsement()), printer::reason::kCoverOpen);
  EXPECT_EQ(waitsNow(), Waits::no);
}

TEST_F(SlipPrinterTest, silenceGoneAndBabbleAreTold) {
  auto deadlines = quickDeadlines();
  deadlines.status = milliseconds(30);
  station_.use([](AttendedStation& station) { station.setMood(CheckReaderModel::Mood::silent); });
  expectNothingPrinted(print(endorsement(), deadlines), printer::reason::kSilent);
  station_.use([](AttendedStation& station) {
    station.setMood(CheckReaderModel::Mood::sound);
    station.person = [](CheckReaderModel& now) { now.setMood(CheckReaderModel::Mood::babbling); };
  });
  EXPECT_EQ(print({slip::Sheet::slip, Side::face, {"x"}}).outcome, JobOutcome::failed);
  station_.unplug();
  expectNothingPrinted(print(endorsement()), printer::reason::kGone);
}

TEST_F(SlipPrinterTest, aStationThatFallsSilentAtThePrintingLeavesItInDoubt) {
  auto deadlines = quickDeadlines();
  deadlines.status = deadlines.finish = milliseconds(50);
  station_.use([](AttendedStation& station) {
    station.person = [](CheckReaderModel& now) {
      if (now.waits() == Waits::slip) putInASheet(now);
      if (now.sheet() && !now.sheet()->back.empty()) now.setMood(CheckReaderModel::Mood::silent);
    };
  });
  const auto result = print(endorsement(), deadlines);
  EXPECT_EQ(result.outcome, JobOutcome::unconfirmed);
  EXPECT_TRUE(result.anyByteTaken);
  EXPECT_EQ(result.reason, printer::reason::kSilent);

  station_.use([](AttendedStation& station) {
    station.person = {};
    station.setMood(CheckReaderModel::Mood::sound);
  });
  expectNothingPrinted(print(endorsement()), reason::kSheetLeft);
  station_.use([](AttendedStation& station) { station.remove(); });
  station_.when(Waits::slip, putInASheet);
  EXPECT_EQ(print(endorsement()).outcome, JobOutcome::confirmed);
}

}  // namespace
}  // namespace till::drivers::slip
