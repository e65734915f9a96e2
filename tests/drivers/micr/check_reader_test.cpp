// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/check_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "drivers/printer/receipt_printer_device.h"
#include "drivers/slip/slip_printer.h"
#include "tests/drivers/slip/station.h"

namespace till::drivers::micr {
namespace {

using model::CheckReaderModel;
using slip::AttendedStation;
using std::chrono::milliseconds;
using Mood = CheckReaderModel::Mood;
using Waits = CheckReaderModel::Waits;

constexpr const char* kCheck = "t021000021t 123456789o 0101";
constexpr const char* kOther = "t111000025t 987654321o 0202";

CheckReaderSettings quick() {
  CheckReaderSettings settings;
  settings.deadlines = slip::quickDeadlines();
  return settings;
}

auto putIn(std::string magnetic) {
  return [magnetic](CheckReaderModel& station) { station.insert(model::Sheet{magnetic, {}, {}}); };
}

class CheckReaderTest : public testing::Test {
 protected:
  ReadResult read(const CheckReaderSettings& settings = quick()) {
    CheckReader reader(station_.link, settings);
    return reader.read(stop_.get_token());
  }
  void expectNone(const ReadResult& result, std::string_view reason) {
    EXPECT_EQ(result.outcome, ReadOutcome::none);
    EXPECT_EQ(result.reason, reason);
    EXPECT_EQ(result.line.account, Field{});
  }
  Waits waitsNow() {
    Waits waits = Waits::no;
    station_.use([&](AttendedStation& station) { waits = station.waits(); });
    return waits;
  }
  slip::Station station_;
  std::stop_source stop_;
};

TEST_F(CheckReaderTest, readsACheckThatIsPutIn) {
  station_.when(Waits::check, putIn(kCheck));
  const auto result = read();
  EXPECT_EQ(result.outcome, ReadOutcome::read) << result.reason;
  EXPECT_EQ(result.reason, "");
  EXPECT_EQ(result.characters, kCheck);
  EXPECT_EQ(result.line.transit.text, "021000021");
  EXPECT_EQ(result.line.account.text, "123456789");
  EXPECT_EQ(result.line.serial.text, "0101");
  EXPECT_EQ(result.line.amount.state, FieldState::absent);
}

TEST_F(CheckReaderTest, readsACheckThatIsInAlready) {
  station_.use(putIn(kCheck));
  EXPECT_EQ(read().line.transit.text, "021000021");
}

TEST_F(CheckReaderTest, anEndorsementGoesOnTheBackOfTheCheckThatWasRead) {
  station_.when(Waits::check, putIn(kCheck));
  CheckReader reader(station_.link, quick());
  ASSERT_EQ(reader.read({}).outcome, ReadOutcome::read);
  ASSERT_TRUE(reader.toPrintPosition());
  slip::SlipPrinter slips(station_.link, {}, slip::quickDeadlines());
  const auto printed = slips.print({slip::Sheet::slip, slip::Side::back, {"FOR DEPOSIT ONLY"}}, {});
  EXPECT_EQ(printed.outcome, printer::JobOutcome::confirmed) << printed.reason;
  station_.use([](AttendedStation& station) {
    ASSERT_TRUE(station.sheet());
    EXPECT_EQ(station.sheet()->magnetic, kCheck);
    EXPECT_EQ(station.sheet()->back, std::vector<std::string>{"FOR DEPOSIT ONLY"});
    EXPECT_TRUE(station.ejected());
    EXPECT_EQ(station.unknownBytes(), 0);
  });
}

TEST_F(CheckReaderTest, whatIsUnreadableIsPartial) {
  station_.when(Waits::check, putIn("t021000021t 12345?789o 0101"));
  const auto result = read();
  EXPECT_EQ(result.outcome, ReadOutcome::partial);
  EXPECT_EQ(result.reason, reason::kUnreadable);
  EXPECT_EQ(result.line.transit.text, "021000021");
  EXPECT_EQ(result.line.account.state, FieldState::unreadable);
}

TEST_F(CheckReaderTest, aWrongCheckDigitIsPartialThoughTheReaderSawNoFault) {
  station_.when(Waits::check, putIn("t021000022t 123456789o 0101"));
  const auto result = read();
  EXPECT_EQ(result.outcome, ReadOutcome::partial);
  EXPECT_EQ(result.line.transit.state, FieldState::wrongCheckDigit);
}

TEST_F(CheckReaderTest, asManyAsAreAllowedMayBeUnreadableAndNoMore) {
  CheckReaderSettings settings = quick();
  settings.unreadableAllowed = 2;
  station_.when(Waits::check, putIn("t021000021t 1?345?789o 0101"));
  EXPECT_EQ(read(settings).outcome, ReadOutcome::partial);
  station_.use([](AttendedStation& station) { station.remove(); });
  station_.when(Waits::check, putIn("t021000021t 1?345?7?9o 0101"));
  expectNone(read(settings), reason::kUnreadable);
  station_.when(Waits::check, putIn("t021000021t 1?345678901o"));
  settings.unreadableAllowed = 0;
  expectNone(read(settings), reason::kUnreadable);
}

TEST_F(CheckReaderTest, eachDetailHasItsWord) {
  const std::pair<char, std::string_view> rows[] = {
      {0x44, reason::kWrongSize},         {0x45, reason::kNoMagnetism},     {0x46, reason::kUnreadable},
      {0x47, reason::kReaderError},       {0x48, reason::kNoise},           {0x49, printer::reason::kCoverOpen},
      {0x43, slip::reason::kNotInserted}, {0x42, slip::reason::kCancelled}, {0x41, reason::kNotFound}};
  for (const auto& [detail, word] : rows) {
    CheckReaderSettings settings = quick();
    settings.unreadableAllowed = 0;
    station_.when(Waits::check, [wanted = detail](CheckReaderModel& station) {
      station.setNextDetail(wanted);
      putIn(kCheck)(station);
    });
    expectNone(read(settings), word);
  }
}

TEST_F(CheckReaderTest, theCoverAndTheStationsOwnTimeEndTheWait) {
  station_.when(Waits::check, [](CheckReaderModel& station) { station.setCoverOpen(true); });
  expectNone(read(), printer::reason::kCoverOpen);
  station_.use([](AttendedStation& station) { station.setCoverOpen(false); });
  station_.when(Waits::check, [](CheckReaderModel& station) { station.letTimePass(); });
  expectNone(read(), slip::reason::kNotInserted);
}

TEST_F(CheckReaderTest, otherSymbolsThanTheMapsAreNoCheck) {
  station_.when(Waits::check, putIn("C021000021C 123D"));
  const auto result = read();
  expectNone(result, reason::kSymbols);
  EXPECT_EQ(result.characters, "C021000021C 123D");  // for recording the map
  station_.use([](AttendedStation& station) { station.remove(); });
  station_.when(Waits::check, putIn("123456789"));
  expectNone(read(), reason::kNoTransit);
}

TEST_F(CheckReaderTest, aWaitEndsAtItsDeadline) {
  CheckReaderSettings settings = quick();
  settings.deadlines.insert = milliseconds(30);
  expectNone(read(settings), slip::reason::kNotInserted);
  EXPECT_EQ(waitsNow(), Waits::no);
}

TEST_F(CheckReaderTest, aWaitIsCancelled) {
  station_.when(Waits::check, [this](CheckReaderModel&) { stop_.request_stop(); });
  expectNone(read(), slip::reason::kCancelled);
  EXPECT_EQ(waitsNow(), Waits::no);
}

TEST_F(CheckReaderTest, aCheckReadAtTheMomentOfCancellingIsNotLost) {
  station_.when(Waits::check, [this](CheckReaderModel& station) {
    stop_.request_stop();
    putIn(kCheck)(station);
  });
  const auto result = read();
  EXPECT_EQ(result.outcome, ReadOutcome::read) << result.reason;
  EXPECT_EQ(result.line.serial.text, "0101");
}

TEST_F(CheckReaderTest, anAnswerThatComesTooLateIsNotTakenForTheNextCheck) {
  CheckReaderSettings settings = quick();
  settings.deadlines.status = milliseconds(100);
  settings.deadlines.finish = milliseconds(50);
  station_.when(Waits::check, [this](CheckReaderModel& station) {
    stop_.request_stop();
    station.setMood(Mood::delaying);
    putIn(kOther)(station);
  });
  expectNone(read(settings), slip::reason::kCancelled);
  stop_ = {};
  station_.use([](AttendedStation& station) { station.remove(); });
  station_.when(Waits::check, putIn(kCheck));
  EXPECT_EQ(read(settings).characters, kCheck);
}

TEST_F(CheckReaderTest, anAnswerThatComesTwiceIsNotTakenForTheNextCheck) {
  CheckReaderSettings settings = quick();
  settings.deadlines.finish = milliseconds(50);
  station_.when(Waits::check, [](CheckReaderModel& station) {
    station.setMood(Mood::delaying);
    putIn(kOther)(station);
  });
  EXPECT_EQ(read(settings).characters, kOther);  // asked for again: so it came twice
  station_.use([](AttendedStation& station) { station.remove(); });
  station_.when(Waits::check, putIn(kCheck));
  EXPECT_EQ(read(settings).characters, kCheck);
}

TEST_F(CheckReaderTest, aCommandCutOffByAPulledPlugSwallowsNoOther) {
  for (std::size_t bytes = 34; bytes < 58; bytes += 4) {
    SCOPED_TRACE(bytes);
    station_.unplugAfter(bytes);
    station_.when(Waits::check, [](CheckReaderModel&) {});
    auto settings = quick();
    settings.deadlines.insert = milliseconds(20);
    const auto cut = read(settings);
    EXPECT_EQ(cut.outcome, ReadOutcome::none);
    station_.unplug();
    station_.plug();
    ASSERT_TRUE(station_.open());
    station_.when(Waits::check, putIn(kCheck));
    auto next = read();
    if (next.reason == printer::reason::kGone) {  // the first plug's end was told late, to the second
      ASSERT_TRUE(station_.open());
      next = read();
    }
    EXPECT_EQ(next.characters, kCheck) << cut.reason << ", then " << next.reason;
    station_.use([](AttendedStation& station) { station.remove(); });
    station_.unplug();
    station_.plug();
    ASSERT_TRUE(station_.open());
  }
}

TEST_F(CheckReaderTest, anAnswerThatIsGarbledOrLostIsAskedForOnceMore) {
  CheckReaderSettings settings = quick();
  settings.deadlines.finish = milliseconds(50);
  for (const Mood mood : {Mood::garbling, Mood::losing}) {
    station_.when(Waits::check, [mood](CheckReaderModel& station) {
      station.setMood(mood);
      putIn(kCheck)(station);
    });
    const auto result = read(settings);
    EXPECT_EQ(result.outcome, ReadOutcome::read) << result.reason;
    EXPECT_EQ(result.characters, kCheck);
    station_.use([](AttendedStation& station) { station.remove(); });
  }
  station_.use([](AttendedStation& station) { EXPECT_EQ(station.readings(), 2); });
}

TEST_F(CheckReaderTest, silenceBabbleAndAPulledPlugAreTold) {
  CheckReaderSettings settings = quick();
  settings.deadlines.status = milliseconds(50);
  station_.use([](AttendedStation& station) { station.setMood(Mood::silent); });
  expectNone(read(settings), printer::reason::kSilent);
  station_.use([](AttendedStation& station) { station.setMood(Mood::babbling); });
  expectNone(read(settings), printer::reason::kBabbling);
  station_.unplug();
  expectNone(read(settings), printer::reason::kGone);
}

}  // namespace
}  // namespace till::drivers::micr
