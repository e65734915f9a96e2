// SPDX-License-Identifier: Apache-2.0
// A check that was read at a counter, its wire on a tape without the customer's account, and read again from the tape.
#include "drivers/micr/check_tape.h"

#include <gtest/gtest.h>

#include "drivers/micr/check_reader.h"
#include "drivers/transport/recording.h"
#include "tests/drivers/slip/station.h"

namespace till::drivers::micr {
namespace {

using model::CheckReaderModel;
using transport::Fault;
using transport::Listener;
using transport::Masking;
using transport::Transport;

CheckReaderSettings quick() {
  CheckReaderSettings settings;
  settings.deadlines = slip::quickDeadlines();
  return settings;
}

struct Recorded {
  std::string tape;
  ReadResult result;
};

// The person puts the check in as soon as it is asked for.
Recorded record(const std::string& magnetic, char detail, bool coverOpen) {
  slip::AttendedStation station;
  if (detail != 0) station.setNextDetail(detail);
  station.setCoverOpen(coverOpen);
  station.person = [&](CheckReaderModel& now) {
    const bool asks = now.waits() == CheckReaderModel::Waits::check && now.saidThatItWaits();
    if (asks && !now.sheet()) now.insert(model::Sheet{magnetic, {}, {}});
  };
  const auto device = loopback::openLoopbackPort(station);
  Recorded recorded;
  slip::StationLink link;
  EXPECT_TRUE(link.open([&](Listener listener) {
    return transport::openRecorded([&](Listener inner) { return openLoopback(device.wire, std::move(inner)); },
                                   std::move(listener), [&](const std::string& line) { recorded.tape += line; },
                                   Masking::checksToHost);
  }));
  recorded.result = CheckReader(link, quick()).read({});
  return recorded;
}

ReadResult replay(const std::string& text) {
  const auto tape = transport::readTape(text);
  EXPECT_TRUE(tape) << tape.error();
  slip::StationLink link;
  EXPECT_TRUE(link.open([&](Listener listener) -> tl::expected<std::unique_ptr<Transport>, Fault> {
    return openReplay(*tape, std::move(listener), checkTapeOptions());
  }));
  return CheckReader(link, quick()).read({});
}

struct Check {
  const char* name;
  const char* magnetic;
  char detail;
  bool coverOpen;
  ReadOutcome outcome;
};
class Checks : public testing::TestWithParam<Check> {};

TEST_P(Checks, readAgainFromAMaskedTapeEndAsTheyDid) {
  const auto& check = GetParam();
  const Recorded recorded = record(check.magnetic, check.detail, check.coverOpen);
  EXPECT_EQ(recorded.result.outcome, check.outcome) << recorded.result.reason << "\n" << recorded.tape;
  const ReadResult again = replay(recorded.tape);
  EXPECT_EQ(again.outcome, recorded.result.outcome) << again.reason << "\n" << recorded.tape;
  EXPECT_EQ(again.reason, recorded.result.reason) << recorded.tape;
  EXPECT_EQ(shapeOf(again.characters), shapeOf(recorded.result.characters));
  EXPECT_EQ(again.line.account.state, recorded.result.line.account.state);
}

INSTANTIATE_TEST_SUITE_P(
    All, Checks,
    testing::Values(Check{"sound", "t021000021t 123456789o 0101", 0, false, ReadOutcome::read},
                    Check{"inDoubt", "t021000021t 1234?6789o 0101", 0, false, ReadOutcome::partial},
                    Check{"withoutInk", "", 0, false, ReadOutcome::none},
                    Check{"wrongSize", "t021000021t 123456789o 0101", 'D', false, ReadOutcome::none},
                    Check{"readerError", "t021000021t 123456789o 0101", 'G', false, ReadOutcome::none},
                    Check{"coverOpen", "t021000021t 123456789o 0101", 0, true, ReadOutcome::none}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(CheckTape, hasNoAccountOnIt) {
  const std::string tape = record("t021000021t 123456789o 0101", 0, false).tape;
  EXPECT_NE(tape.find("74 .. .. .. .. .. .. .. .. .. 74 20 .. .. .. .. .. .. .. .. .. 6f 20 .. .. .. .. 00"),
            std::string::npos)
      << tape;
}

std::string masked(const std::vector<std::string>& pieces) {
  transport::Masker masker(Masking::checksToHost);
  std::string all;
  for (const auto& piece : pieces) {
    const auto line = masker.masked(std::as_bytes(std::span(piece)), false);
    for (const auto& byte : line.bytes) all += byte ? static_cast<char>(*byte) : '#';
  }
  return all;
}

TEST(CheckTape, aStatusThatLooksLikeADigitStays) {
  EXPECT_EQ(masked({"2", "r", "4", std::string("\x37%\0", 3)}), std::string("2r4\x37%\0", 6));
}
TEST(CheckTape, aLineIsMaskedWhereverItIsCutInPieces) {
  EXPECT_EQ(masked({"_@", "t02", "\x13", "1t 4o", std::string("\0", 1), "2"}), std::string("_@t##\x13#t #o\0"
                                                                                           "2",
                                                                                           13));
}
TEST(CheckTape, aLineWhoseHeadWasLostIsMaskedFromWhatNoAnswerBeginsWith) {
  EXPECT_EQ(masked({std::string("20193t 4567o\0", 13) + "6"}), std::string("20###t ####o\0"
                                                                           "6",
                                                                           14));
}

}  // namespace
}  // namespace till::drivers::micr
