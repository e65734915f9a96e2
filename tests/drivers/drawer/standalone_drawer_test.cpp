// SPDX-License-Identifier: Apache-2.0
// A drawer on a serial line: a port that keeps what is written and whose lines a test moves.
#include "drivers/drawer/standalone_drawer.h"

#include <gtest/gtest.h>

#include <array>
namespace till::drivers::drawer {
namespace {

using namespace std::chrono_literals;
using transport::Fault;
using transport::FaultCode;
using transport::ModemLines;

// The box at the end of the cable.
struct Box {
  ModemLines lines;
  std::string written;
  bool open = false;
  int ignored = 0;  // so many triggers do nothing
  std::optional<FaultCode> fault;
  bool senses = true;
  std::function<void(const Fault&)> lost;
  std::function<void(std::span<const std::byte>)> received;
};

class BoxPort : public transport::Transport {
 public:
  explicit BoxPort(Box& box) : box_(box) {}
  tl::expected<void, Fault> write(std::span<const std::byte> bytes, transport::Deadline) override {
    if (box_.fault) return tl::unexpected(Fault{*box_.fault, "no"});
    for (const auto byte : bytes) box_.written += static_cast<char>(byte);
    if (box_.ignored-- > 0) return {};
    box_.open = true;
    box_.lines.cts = true;
    return {};
  }
  tl::expected<ModemLines, Fault> modemLines() override {
    if (!box_.senses) return tl::unexpected(Fault{FaultCode::unsupported, "none"});
    return box_.lines;
  }

 private:
  Box& box_;
};

class StandaloneDrawerTest : public testing::Test {
 protected:
  StandaloneDrawerTest() {
    settings_.sense = SenseLine::cts;
    settings_.polarity = SensorPolarity::highIsOpen;
    settings_.openDeadline = 30ms;
  }
  StandaloneDrawer& open() {
    drawer_.emplace(settings_);
    EXPECT_TRUE(drawer_->open([this](transport::Listener listener) {
      box_.lost = std::move(listener.lost);
      box_.received = std::move(listener.received);
      return std::unique_ptr<transport::Transport>(std::make_unique<BoxPort>(box_));
    }));
    return *drawer_;
  }

  StandaloneDrawerSettings settings_;
  Box box_;
  std::optional<StandaloneDrawer> drawer_;
};

TEST_F(StandaloneDrawerTest, aTriggerOpensItAndTheLineSaysSo) {
  StandaloneDrawer& drawer = open();
  EXPECT_EQ(drawer.state(), DrawerState::closed);
  EXPECT_EQ(drawer.kick(), KickOutcome::opened);
  EXPECT_EQ(box_.written, "\x07");
  box_.lines.cts = false;
  drawer.poll();
  EXPECT_EQ(drawer.state(), DrawerState::closed);
}

TEST_F(StandaloneDrawerTest, theOtherPolarityIsTaughtTheSameWay) {
  settings_.polarity = SensorPolarity::lowIsOpen;
  EXPECT_EQ(open().state(), DrawerState::open);
}

TEST_F(StandaloneDrawerTest, aSensorOnTheRingLineIsReadAsAnyOther) {
  settings_.sense = SenseLine::ri;
  StandaloneDrawer& drawer = open();
  EXPECT_EQ(drawer.state(), DrawerState::closed);
  box_.lines.ri = true;
  drawer.poll();
  EXPECT_EQ(drawer.state(), DrawerState::open);
}

// A HID drawer that has more reports than one: a battery's, a lock's.
TEST_F(StandaloneDrawerTest, onlyTheReportOfThatNumberSaysWhetherItIsOpen) {
  settings_.senseBit = SenseBit{1, 0x01, 2};
  StandaloneDrawer& drawer = open();
  const auto report = [&](std::uint8_t number, std::uint8_t value) {
    const std::array bytes{std::byte{number}, std::byte{value}};
    box_.received(bytes);
    drawer.poll();
    return drawer.state();
  };
  report(0x06, 0x00);  // its report descriptor comes first
  EXPECT_EQ(report(2, 0), DrawerState::closed);
  EXPECT_EQ(report(1, 1), DrawerState::closed) << "another report has that bit set";
  EXPECT_EQ(report(2, 1), DrawerState::open);
  EXPECT_EQ(report(1, 0), DrawerState::open);
}

TEST_F(StandaloneDrawerTest, aTriggerThatIsIgnoredIsRepeatedOnce) {
  box_.ignored = 1;
  EXPECT_EQ(open().kick(), KickOutcome::opened);
  EXPECT_EQ(box_.written, "\x07\x07");
}

TEST_F(StandaloneDrawerTest, oneThatStaysShutIsNamedAfterTwo) {
  box_.ignored = 9;
  EXPECT_EQ(open().kick(), KickOutcome::notOpened);
  EXPECT_EQ(box_.written, "\x07\x07");
}

TEST_F(StandaloneDrawerTest, withoutASensorItIsUnknownAndNeverGoodNews) {
  settings_.sense = SenseLine::none;
  EXPECT_EQ(open().kick(), KickOutcome::unknown);
  EXPECT_EQ(drawer_->state(), DrawerState::unknown);
  settings_.sense = SenseLine::cts;
  settings_.polarity = SensorPolarity::untaught;
  EXPECT_EQ(open().kick(), KickOutcome::unknown);
  settings_.polarity = SensorPolarity::highIsOpen;
  box_.senses = false;  // an adapter without the line
  EXPECT_EQ(open().kick(), KickOutcome::unknown);
}

TEST_F(StandaloneDrawerTest, aPortThatIsGoneFailsAndCanBeOpenedAgain) {
  StandaloneDrawer& drawer = open();
  box_.fault = FaultCode::gone;
  EXPECT_EQ(drawer.kick(), KickOutcome::failed);
  EXPECT_FALSE(drawer.isOpen());
  EXPECT_EQ(drawer.state(), DrawerState::unknown);
  EXPECT_EQ(drawer.kick(), KickOutcome::failed) << "without a port too";
  box_.fault.reset();
  EXPECT_EQ(open().kick(), KickOutcome::opened);
}

TEST_F(StandaloneDrawerTest, anUnplugThatIsOnlyToldClosesIt) {
  StandaloneDrawer& drawer = open();
  box_.lost(Fault{FaultCode::gone, "pulled"});
  drawer.poll();
  EXPECT_FALSE(drawer.isOpen());
}

TEST_F(StandaloneDrawerTest, itChargesBeforeTheFirstTriggerAndACancelEndsTheWait) {
  settings_.firstCharge = 1h;
  StandaloneDrawer& drawer = open();
  drawer.cancel();
  EXPECT_EQ(drawer.kick(), KickOutcome::failed);
  EXPECT_EQ(box_.written, "");
}

TEST_F(StandaloneDrawerTest, twoBytesWhereItsSwitchesSaySo) {
  settings_.trigger = {std::byte{0x1B}, std::byte{0x07}};
  EXPECT_EQ(open().kick(), KickOutcome::opened);
  EXPECT_EQ(box_.written, "\x1B\x07");
}

}  // namespace
}  // namespace till::drivers::drawer
