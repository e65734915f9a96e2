// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace drivers;
using drawer::DrawerState;
using drawer::KickOutcome;
using drawer::SensorPolarity;
using model::DrawerModel;
using model::DrawerSensor;
using model::PaperSupply;
using model::PrinterModel;

const std::string kPulse = "\x1Bp";

TEST_P(DrawerContract, aTaughtSensorSeesItOpenAndShut) {
  open();
  ASSERT_TRUE(waitForDrawer(DrawerState::closed));
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::opened);
  EXPECT_TRUE(waitForDrawer(DrawerState::open));
  operate([](PrinterModel& p) {
    EXPECT_EQ(p.drawer().pulses(), 1);
    p.drawer().shut();
  });
  EXPECT_TRUE(waitForDrawer(DrawerState::closed));
}

TEST_P(DrawerContract, theOtherPolarityIsTaughtTheSameWay) {
  drawer = DrawerModel(false);
  settings.drawer->polarity = SensorPolarity::lowIsOpen;
  open();
  ASSERT_TRUE(waitForDrawer(DrawerState::closed));
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::opened);
}

TEST_P(DrawerContract, FieldFailure13TheOtherSolenoidIsOnPin5AndIsReachedThere) {
  drawer = DrawerModel(true, model::SolenoidPin::pin5);
  settings.drawer->pin = drawer::DrawerPin::pin5;
  open();
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::opened);
}

// The port has one sensor line, and here it is the first one's.
TEST_P(DrawerContract, twoDrawersOnOnePrinterAreKickedThroughTheirOwnPins) {
  using Port = rack::DrawerPlace::OnPort;
  auto second = *settings.drawer;
  second.pin = drawer::DrawerPin::pin5;
  second.polarity = SensorPolarity::untaught;
  second.sensorless = true;
  settings.drawers = {{"left", Port{0, *settings.drawer}}, {"right", Port{0, second}}};
  settings.drawer.reset();
  open();
  ASSERT_TRUE(waitForDrawer(DrawerState::closed));
  rack().kick(1, 1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::unknown);
  rack().kick(2, 0);
  EXPECT_EQ(outcomeOf(2), KickOutcome::opened);
  EXPECT_TRUE(waitForDrawer(DrawerState::open));
  operate([](PrinterModel& p) { EXPECT_EQ(p.drawer().pulses(), 2); });
  EXPECT_EQ(heard().secondDrawer, DrawerState::unknown) << "the line is not its own";
  const std::string bytes = wireBytes();
  const auto toPin5 = bytes.find(kPulse + '\1');
  const auto toPin2 = bytes.find(kPulse + '\0');
  ASSERT_NE(toPin5, std::string::npos);
  ASSERT_NE(toPin2, std::string::npos);
  EXPECT_LT(toPin5, toPin2);
}

TEST_P(DrawerContract, anUntaughtSensorMakesNoNews) {
  settings.drawer->polarity = SensorPolarity::untaught;
  open();
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::unknown);
  EXPECT_TRUE(waitForDrawer(DrawerState::unknown));
  EXPECT_TRUE(waitFor([](const Heard& all) { return all.boxIsOpen; })) << "the pulse was not sent";
}

TEST_P(DrawerContract, aDrawerThatDoesNotOpenIsTriedTwiceAndNamed) {
  open();
  ASSERT_TRUE(waitForDrawer(DrawerState::closed));
  operate([](PrinterModel& p) { p.drawer().setJammed(true); });
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::notOpened);
  operate([](PrinterModel& p) { EXPECT_EQ(p.drawer().pulses(), 2); });
}

TEST_P(DrawerContract, aSensorThatIsStuckShutIsNotBelievedToHaveSeenIt) {
  open();
  ASSERT_TRUE(waitForDrawer(DrawerState::closed));
  operate([](PrinterModel& p) { p.drawer().setSensor(DrawerSensor::stuck); });
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::notOpened);
}

// A missing sensor reads high, as the pull-up leaves it (hardware-docs/cash-drawers.md): where high is "shut" it never
// opens.
TEST_P(DrawerContract, aMissingSensorNeverSeesItOpenWhereHighIsShut) {
  drawer = DrawerModel(false);
  drawer.setSensor(DrawerSensor::missing);
  settings.drawer->polarity = SensorPolarity::lowIsOpen;
  open();
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::notOpened);
}

TEST_P(DrawerContract, anOfflinePrinterKeepsNoPulseForLater) {
  open();
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::out); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.online; }));
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::failed);
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::present); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.online; }));
  operate([](PrinterModel& p) {
    EXPECT_FALSE(p.drawer().isOpen());
    EXPECT_EQ(p.drawer().pulses(), 0);
  });
}

TEST_P(DrawerContract, withoutAPrinterTheKeyIsNeeded) {
  open();
  wires().printerPort().unplug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
  rack().kick(1);
  EXPECT_EQ(outcomeOf(1), KickOutcome::failed);
  EXPECT_TRUE(waitForDrawer(DrawerState::unknown));
  wires().printerPort().plug();
  EXPECT_TRUE(waitForDrawer(DrawerState::closed));
}

TEST_P(DrawerContract, aKickIsOnTheWireBeforeTheFirstByteOfItsReceipt) {
  open();
  rack().kick(1);
  rack().print(1, receipt("Receipt 1"));
  (void)resultOf(1);
  const std::string bytes = wireBytes();
  const std::size_t pulse = bytes.find(kPulse);
  ASSERT_NE(pulse, std::string::npos);
  EXPECT_LT(pulse, bytes.find("Receipt 1"));
  EXPECT_EQ(bytes.find('\n'), bytes.find('\n', pulse)) << "something was printed before it";
}

TEST_P(DrawerContract, aKickOvertakesTheJobsThatWait) {
  open();
  rack().print(1, receipt("First"));
  rack().print(2, receipt("Second"));
  rack().print(3, receipt("Third"));
  rack().kick(1);
  (void)resultOf(3);
  const std::string bytes = wireBytes();
  ASSERT_NE(bytes.find(kPulse), std::string::npos);
  EXPECT_LT(bytes.find(kPulse), bytes.find("Third"));
}

struct Hostile {
  const char* name;
  std::string text;
};

const Hostile kHostile[] = {
    {"real-time pulse", std::string("a\x10\x14\x01\x00\x01z", 7)},
    {"queued pulse", std::string("a\x1Bp\x00\x19\xFAz", 7)},
    {"digits that spell DLE EOT in code set C", "16041604"},
    {"digits that spell a pulse in code set C", "1620010001"},
    {"digits that spell a clear", "16200801032001060208"},
    {"UTF-8 of C1 controls", "a\xC2\x90\xC2\x94\xC2\x9Bz"},
    {"DLE DC4 in wide clothes", "a\xE0\x80\x90\xE0\x80\x94z"},
    {"bytes that are no text", "a\xFF\xFE\x90\x94\x9Bz"},
    {"backspaces and a right-to-left override", "a\b\b\xE2\x80\xAEz"},
    {"braces", "{A{B{C{1{{"},
    {"initialise and feed",
     "a\x1B@\x1B"
     "d\xFFz"},
};

TEST_P(DrawerContract, noTextFromOutsideCanPulseItOrSpeakToThePrinter) {
  open();
  std::int64_t job = 0;
  for (const Hostile& row : kHostile) {
    SCOPED_TRACE(row.name);
    printer::PrintDocument document{
        "hostile",
        {printer::TextLine{row.text, {}}, printer::TwoColumns{row.text, row.text, {}}, printer::Barcode{row.text, true},
         printer::QrCode{row.text}, printer::TextLine{"the end", {}}, printer::Cut{}}};
    rack().print(++job, document);
    const auto result = resultOf(job);
    EXPECT_EQ(result.outcome, printer::JobOutcome::confirmed) << result.reason;
    const auto slips = paper();
    ASSERT_EQ(slips.size(), static_cast<std::size_t>(job));
    EXPECT_THAT(slips.back(), ::testing::HasSubstr("the end\n- - -"));
  }
  EXPECT_EQ(rubbish(), 0U);
  operate([](PrinterModel& p) { EXPECT_EQ(p.drawer().pulses(), 0); });
  EXPECT_EQ(wireBytes().find("\x10\x14"), std::string::npos);
}

}  // namespace
}  // namespace till::tests::contract
