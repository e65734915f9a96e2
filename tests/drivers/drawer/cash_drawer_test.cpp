// SPDX-License-Identifier: Apache-2.0
#include "drivers/drawer/cash_drawer.h"

#include <gtest/gtest.h>

#include "tests/drivers/printer/scripted_printer.h"

namespace till::drivers::drawer {
namespace {

using printer::quickProfile;
using printer::ReceiptPrinter;
using printer::ScriptedPrinter;
using printer::text;

const std::string kPulse = text({0x1B, 'p', 0, 25, 250});

DrawerSettings taught() {
  DrawerSettings settings;
  settings.polarity = SensorPolarity::highIsOpen;
  settings.openDeadline = std::chrono::milliseconds(20);
  return settings;
}

int pulsesIn(const std::string& bytes) {
  int count = 0;
  for (auto at = bytes.find(kPulse); at != std::string::npos; at = bytes.find(kPulse, at + 1)) ++count;
  return count;
}

class CashDrawerTest : public testing::Test {
 protected:
  CashDrawer drawer(DrawerSettings settings) {
    EXPECT_TRUE(printer_.open(device_.open()));
    return {printer_, settings};
  }
  ScriptedPrinter device_;
  ReceiptPrinter printer_{quickProfile()};
};

TEST_F(CashDrawerTest, opensWhenTheSensorSaysSo) {
  device_.onPulse = [&] { device_.status[1] = 0x16; };
  CashDrawer box = drawer(taught());
  EXPECT_EQ(box.state(), DrawerState::closed);
  EXPECT_EQ(box.kick(), KickOutcome::opened);
  EXPECT_EQ(box.state(), DrawerState::open);
  EXPECT_EQ(pulsesIn(device_.received()), 1);
}

TEST_F(CashDrawerTest, theTaughtPolarityDecides) {
  auto settings = taught();
  settings.polarity = SensorPolarity::lowIsOpen;
  device_.status[1] = 0x16;
  device_.onPulse = [&] { device_.status[1] = 0x12; };
  CashDrawer box = drawer(settings);
  EXPECT_EQ(box.state(), DrawerState::closed);
  EXPECT_EQ(box.kick(), KickOutcome::opened);
}

TEST_F(CashDrawerTest, FieldFailure14APulseThatIsIgnoredIsRepeatedOnce) {
  int pulses = 0;
  device_.onPulse = [&] {
    if (++pulses == 2) device_.status[1] = 0x16;
  };
  EXPECT_EQ(drawer(taught()).kick(), KickOutcome::opened);
  EXPECT_EQ(pulses, 2);
}

TEST_F(CashDrawerTest, aStuckSensorIsNotOpened) {
  EXPECT_EQ(drawer(taught()).kick(), KickOutcome::notOpened);
  EXPECT_EQ(pulsesIn(device_.received()), 2);
}

TEST_F(CashDrawerTest, anUntaughtSensorIsUnknownAndNeverGoodNews) {
  device_.status[1] = 0x16;
  auto settings = taught();
  settings.polarity = SensorPolarity::untaught;
  CashDrawer box = drawer(settings);
  EXPECT_EQ(box.state(), DrawerState::unknown);
  EXPECT_EQ(box.kick(), KickOutcome::unknown);
  EXPECT_EQ(pulsesIn(device_.received()), 1);
}

TEST_F(CashDrawerTest, aPrinterThatFallsSilentLeavesTheDrawerUnknown) {
  device_.onPulse = [&] { device_.answers = false; };
  CashDrawer box = drawer(taught());
  EXPECT_EQ(box.kick(), KickOutcome::unknown);
  EXPECT_EQ(box.state(), DrawerState::unknown);
}

TEST_F(CashDrawerTest, withoutALinkOrOffLineTheKickFailed) {
  CashDrawer box(printer_, taught());
  EXPECT_EQ(box.kick(), KickOutcome::failed);
  device_.status[1] = 0x1A;
  ASSERT_TRUE(printer_.open(device_.open()));
  EXPECT_EQ(box.kick(), KickOutcome::failed);
  EXPECT_EQ(pulsesIn(device_.received()), 0);
}

TEST_F(CashDrawerTest, thePulseIsTheFirstThingOnTheWire) {
  CashDrawer box = drawer(taught());
  const std::size_t before = device_.received().size();
  device_.onPulse = [&] { device_.status[1] = 0x16; };
  ASSERT_EQ(box.kick(), KickOutcome::opened);
  EXPECT_TRUE(device_.received().substr(before).starts_with(kPulse));
}

}  // namespace
}  // namespace till::drivers::drawer
