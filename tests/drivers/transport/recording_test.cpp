// SPDX-License-Identifier: Apache-2.0
// A failure at a counter, recorded and played again: a receipt printer at work, its wire on a tape.
#include "drivers/transport/recording.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "drivers/printer/printer_tape.h"
#include "drivers/printer/receipt_printer_device.h"
#include "drivers/transport/replay.h"
#include "drivers/virtual/loopback/loopback_port.h"
#include "drivers/virtual/model/printer_model.h"

namespace till::drivers::transport {
namespace {

using namespace std::chrono_literals;
using printer::JobOutcome;
using printer::JobResult;

printer::PrinterProfile quick() {
  printer::PrinterProfile profile;
  profile.codePages = {{"cp437", 0}};
  profile.codePageOrder = {"cp437"};
  profile.realTimeClear = true;
  profile.writeDeadline = profile.statusDeadline = 300ms;
  profile.confirmDeadline = 2s;
  profile.pieceBytes = 64;
  return profile;
}

printer::PrintDocument receipt() {
  printer::PrintDocument document{"receipt", {}};
  document.elements.emplace_back(printer::TextLine{"Maria Delgado", {}});
  for (int i = 1; i <= 9; ++i) document.elements.emplace_back(printer::TwoColumns{"Water", "12.50", {}});
  document.elements.emplace_back(printer::Cut{});
  return document;
}

struct Recorded {
  std::string tape;
  JobResult result;
};

// Prints on the model with the wire on a tape.
Recorded record(Masking masking, const std::function<void(model::PrinterModel&)>& trouble) {
  model::PrinterModel model;
  trouble(model);
  const auto device = loopback::openLoopbackPort(model);
  Recorded recorded;
  printer::ReceiptPrinter receiptPrinter(quick());
  const auto opened = receiptPrinter.open([&](Listener listener) {
    return openRecorded([&](Listener inner) { return openLoopback(device.wire, std::move(inner)); },
                        std::move(listener), [&](const std::string& line) { recorded.tape += line; }, masking);
  });
  EXPECT_TRUE(opened);
  recorded.result = receiptPrinter.print(receipt());
  return recorded;
}

JobResult replay(const std::string& text) {
  const auto tape = readTape(text);
  EXPECT_TRUE(tape) << tape.error();
  printer::ReceiptPrinter receiptPrinter(quick(), {}, printer::processIdBefore(*tape));
  const auto opened = receiptPrinter.open([&](Listener listener) -> tl::expected<std::unique_ptr<Transport>, Fault> {
    return openReplay(*tape, std::move(listener), printer::printerQuestions());
  });
  EXPECT_TRUE(opened);
  return receiptPrinter.print(receipt());
}

struct Session {
  const char* name;
  std::function<void(model::PrinterModel&)> trouble;
  JobOutcome outcome;
};
class Sessions : public testing::TestWithParam<Session> {};

TEST_P(Sessions, playedAgainEndAsTheyDid) {
  for (const Masking masking : {Masking::none, Masking::toDevice}) {
    const Recorded recorded = record(masking, GetParam().trouble);
    EXPECT_EQ(recorded.result.outcome, GetParam().outcome) << recorded.tape;
    const JobResult again = replay(recorded.tape);
    EXPECT_EQ(again.outcome, recorded.result.outcome) << again.reason << "\n" << recorded.tape;
    EXPECT_EQ(again.reason, recorded.result.reason) << recorded.tape;
    EXPECT_EQ(again.anyByteTaken, recorded.result.anyByteTaken);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, Sessions,
    testing::Values(Session{"sound", [](auto&) {}, JobOutcome::confirmed},
                    Session{"paperOut", [](auto& p) { p.setPaper(model::PaperSupply::out); }, JobOutcome::failed},
                    Session{"paperEnds", [](auto& p) { p.endPaperAfter(4); }, JobOutcome::failed},
                    Session{"coverOpen", [](auto& p) { p.setCoverOpen(true); }, JobOutcome::failed},
                    Session{"cutter", [](auto& p) { p.setCutterJammed(true); }, JobOutcome::failed}),
    [](const auto& row) { return std::string(row.param.name); });

// As with an answer that came a moment before the host's next question was taped, and is heard before it now.
TEST(Recording, leavesOutAStepThatAHostThatHearsSoonerNoLongerTakes) {
  const auto tape = readTape("CityTill tape 1\n0 > 41\n0 < 06\n0 > 42\n0 > 43\n0 > 44\n");
  ASSERT_TRUE(tape) << tape.error();
  const auto wire = openReplay(*tape, {}, {});
  const auto writes = [&](char letter) {
    const std::array<std::byte, 1> byte{static_cast<std::byte>(letter)};
    return wire->write(byte, Deadline::in(std::chrono::seconds(1))).has_value();
  };
  EXPECT_TRUE(writes('A'));
  EXPECT_FALSE(writes('D')) << "two steps are not left out";
  EXPECT_TRUE(writes('C'));
  EXPECT_TRUE(writes('D'));
}

TEST(Recording, masksWhatIsPrintedAndKeepsTheCommands) {
  const std::string tape = record(Masking::toDevice, [](auto&) {}).tape;
  EXPECT_EQ(tape.find("4d 61 72 69 61"), std::string::npos) << "Maria";
  EXPECT_EQ(tape.find("31 32 2e 35 30"), std::string::npos) << "12.50";
  EXPECT_NE(tape.find("1b 40"), std::string::npos);
  EXPECT_NE(tape.find("1d 56 42 00"), std::string::npos) << "the cut";
  EXPECT_NE(record(Masking::none, [](auto&) {}).tape.find("4d 61 72 69 61"), std::string::npos);
}

TEST(Recording, masksWhatIsScannedAndKeepsItsShape) {
  const auto wire = std::make_shared<LoopbackWire>([](auto bytes) { return bytes.size(); });
  std::string tape;
  const auto opened = openRecorded([&](Listener inner) { return openLoopback(wire, std::move(inner)); }, {},
                                   [&](const std::string& line) { tape += line; }, Masking::toHost);
  ASSERT_TRUE(opened);
  wire->send(std::as_bytes(std::span("]C10045\r", 8)));
  EXPECT_NE(tape.find("< 5d .. .. .. .. .. .. 0d\n"), std::string::npos) << tape;
}

TEST(Recording, masksTheKeysOfAScannerThatIsAKeyboard) {
  const auto wire = std::make_shared<LoopbackWire>([](auto bytes) { return bytes.size(); });
  std::string tape;
  const auto opened = openRecorded([&](Listener inner) { return openLoopback(wire, std::move(inner)); }, {},
                                   [&](const std::string& line) { tape += line; }, Masking::keysToHost);
  ASSERT_TRUE(opened);
  constexpr std::array kShiftA{std::byte{0x02}, std::byte{0}, std::byte{0x04}, std::byte{0x1E}, std::byte{0x59}};
  constexpr std::array kEnter{std::byte{0}, std::byte{0}, std::byte{0x28}};
  wire->send(kShiftA);
  wire->send(kEnter);
  EXPECT_NE(tape.find("< 02 00 .. .. ..\n"), std::string::npos) << tape;
  EXPECT_NE(tape.find("< 00 00 28\n"), std::string::npos) << tape;
}

TEST(Recording, aLostLinkAndAFailedOpeningAreOnTheTape) {
  const auto wire = std::make_shared<LoopbackWire>([](auto bytes) { return bytes.size(); });
  std::string tape;
  const auto sink = [&](const std::string& line) { tape += line; };
  const auto open = [&](Listener inner) { return openLoopback(wire, std::move(inner)); };
  {
    const auto opened = openRecorded(open, {}, sink, Masking::none);
    ASSERT_TRUE(opened);
    wire->unplug();
  }
  EXPECT_NE(tape.find(" x gone "), std::string::npos) << tape;
  EXPECT_FALSE(openRecorded(open, {}, sink, Masking::none));
  EXPECT_NE(tape.find(" x notFound "), std::string::npos) << tape;
}

// As the rack does it: opened again and again while the device is away.
TEST(Recording, theFirstSessionIsKeptWhateverIsOpenedAfterIt) {
  std::string tape;
  FirstSession session([&](const std::string& line) { tape = line == kTapeHeader ? line : tape + line; });
  const auto sink = [&](const std::string& line) { session.line(line); };
  const auto wire = std::make_shared<LoopbackWire>([](auto bytes) { return bytes.size(); });
  const auto open = [&](Listener inner) { return openLoopback(wire, std::move(inner)); };
  wire->unplug();
  EXPECT_FALSE(openRecorded(open, {}, sink, Masking::none));
  EXPECT_FALSE(openRecorded(open, {}, sink, Masking::none));
  EXPECT_EQ(std::ranges::count(tape, '\n'), 2) << "only the last that failed: " << tape;
  wire->plug();
  constexpr std::array kByte{std::byte{0x41}};
  {
    const auto opened = openRecorded(open, {}, sink, Masking::none);
    ASSERT_TRUE(opened);
    EXPECT_TRUE((*opened)->write(kByte, Deadline::in(1s)));
    wire->unplug();
  }
  const std::string first = tape;
  EXPECT_NE(first.find(" > 41\n"), std::string::npos) << first;
  EXPECT_NE(first.find(" x gone"), std::string::npos) << first;
  EXPECT_FALSE(openRecorded(open, {}, sink, Masking::none));
  wire->plug();
  EXPECT_TRUE(openRecorded(open, {}, sink, Masking::none).value()->write(kByte, Deadline::in(1s)));
  EXPECT_EQ(tape, first);
}

TEST(Replay, aDriverThatSaysSomethingElseIsToldWhereAndWhat) {
  const auto tape = readTape(std::string(kTapeHeader) + "0 > 1b 40\n5 < 14\n9 > 1b 61\n");
  ASSERT_TRUE(tape);
  std::size_t heard = 0;
  const auto played = openReplay(*tape, {[&](auto bytes) { heard += bytes.size(); }, {}});
  const auto deadline = Deadline::in(1s);
  constexpr std::array kFirst{std::byte{0x1B}, std::byte{0x40}, std::byte{0x1B}, std::byte{0x45}};
  const auto written = played->write(kFirst, deadline);
  ASSERT_FALSE(written);
  EXPECT_EQ(heard, 1U);
  EXPECT_EQ(written.error().taken, 3U);
  EXPECT_NE(written.error().detail.find("expected 0 > 61"), std::string::npos) << written.error().detail;
}

TEST(Replay, aWriteThatTimedOutTimesOutAgain) {
  const auto tape = readTape(std::string(kTapeHeader) + "0 > 41 42 43\n1 ! timedOut 2 full\n2 > 43\n3 x gone pulled\n");
  ASSERT_TRUE(tape);
  int lost = 0;
  const auto played = openReplay(*tape, {{}, [&](const Fault&) { ++lost; }});
  constexpr std::array kBytes{std::byte{0x41}, std::byte{0x42}, std::byte{0x43}};
  const auto first = played->write(kBytes, Deadline::in(1s));
  ASSERT_FALSE(first);
  EXPECT_EQ(first.error().code, FaultCode::timedOut);
  EXPECT_EQ(first.error().taken, 2U);
  EXPECT_FALSE(played->write(std::span(kBytes).last(1), Deadline::in(1s))) << "the plug is pulled behind it";
  EXPECT_EQ(lost, 1);
}

TEST(Replay, noMoreIsTakenThanWasWrittenWhateverTheTapeSays) {
  const auto tape = readTape(std::string(kTapeHeader) + "0 > 41 42\n1 ! timedOut 295 full\n");
  ASSERT_TRUE(tape);
  const auto played = openReplay(*tape, {});
  constexpr std::array kBytes{std::byte{0x41}, std::byte{0x42}};
  const auto written = played->write(kBytes, Deadline::in(1s));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().taken, 2U);
}

class BadTapes : public testing::TestWithParam<std::pair<const char*, const char*>> {};
TEST_P(BadTapes, nameTheLine) {
  const auto tape = readTape(std::string(kTapeHeader) + GetParam().first);
  ASSERT_FALSE(tape);
  EXPECT_EQ(tape.error().substr(0, 7), GetParam().second) << tape.error();
}
INSTANTIATE_TEST_SUITE_P(All, BadTapes,
                         testing::Values(std::pair{"0 > 1b 4\n", "line 2:"}, std::pair{"0 > 1b zz\n", "line 2:"},
                                         std::pair{"x > 1b\n", "line 2:"}, std::pair{"-1 > 1b\n", "line 2:"},
                                         std::pair{"0 > 1b\n# a remark\n1 ? 00\n", "line 4:"},
                                         std::pair{"0 >\n", "line 2:"}, std::pair{"0 ! timedOut\n", "line 2:"},
                                         std::pair{"0 x eaten up\n", "line 2:"}, std::pair{"0 > 1b", "line 2:"}));

TEST(Tape, anotherFileIsNoTape) { EXPECT_FALSE(readTape("#!/bin/sh\n")); }

}  // namespace
}  // namespace till::drivers::transport
