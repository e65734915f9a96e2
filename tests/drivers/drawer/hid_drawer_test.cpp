// SPDX-License-Identifier: Apache-2.0
// A drawer on USB HID, through the real libusb against umockdev's usbfs.
#include <gtest/gtest.h>

#include "drivers/drawer/standalone_drawer.h"
#include "drivers/transport/usb_hid.h"
#include "drivers/virtual/model/hid_drawer_model.h"
#include "drivers/virtual/umockdev/usb_port.h"

namespace till::drivers::drawer {
namespace {

using namespace std::chrono_literals;

class HidDrawerTest : public testing::Test {
 protected:
  void SetUp() override {
    auto testbed = umockdev::Testbed::open();
    ASSERT_TRUE(testbed) << testbed.error();
    testbed_ = std::move(*testbed);
    auto port = umockdev::openUsbPort(*testbed_, model_, {0x07C5, 0x0500, "D7", "1-4", true, &model_});
    ASSERT_TRUE(port) << port.error();
    port_ = std::move(*port);
    settings_.link = transport::UsbHidSettings{{0x07C5, 0x0500, "D7", ""}, transport::HidUse::drawer};
    settings_.trigger = {std::byte{0}, std::byte{1}, std::byte{1}};
    settings_.senseBit = SenseBit{0, 0x01};
    settings_.polarity = SensorPolarity::highIsOpen;
    settings_.openDeadline = 2s;
  }
  tl::expected<void, transport::Fault> plugIn(StandaloneDrawer& drawer) {
    return drawer.open([&](transport::Listener listener) {
      return transport::openUsbHid(std::get<transport::UsbHidSettings>(settings_.link), std::move(listener));
    });
  }
  // Its reports come on another thread.
  static bool comesTo(StandaloneDrawer& drawer, DrawerState state) {
    const auto deadline = transport::Deadline::in(20s);
    while (drawer.state() != state && !deadline.passed()) drawer.poll();
    return drawer.state() == state;
  }

  model::HidDrawerModel model_;
  std::unique_ptr<umockdev::Testbed> testbed_;
  std::unique_ptr<umockdev::UsbPort> port_;
  StandaloneDrawerSettings settings_;
};

TEST_F(HidDrawerTest, anOutputReportOpensItAndAnInputReportSaysSo) {
  StandaloneDrawer drawer(settings_);
  ASSERT_TRUE(plugIn(drawer));
  EXPECT_FALSE(port_->kernelDriverBound());
  ASSERT_TRUE(comesTo(drawer, DrawerState::closed));
  EXPECT_EQ(drawer.kick(), KickOutcome::opened);
  port_->use([&] { model_.shut(); });
  EXPECT_TRUE(comesTo(drawer, DrawerState::closed));
}

TEST_F(HidDrawerTest, oneThatIsJammedIsTriedTwiceAndNamed) {
  settings_.openDeadline = 30ms;
  port_->use([&] { model_.ignore(2); });
  StandaloneDrawer drawer(settings_);
  ASSERT_TRUE(plugIn(drawer));
  ASSERT_TRUE(comesTo(drawer, DrawerState::closed));
  EXPECT_EQ(drawer.kick(), KickOutcome::notOpened);
  port_->use([&] { EXPECT_FALSE(model_.isOpen()); });
}

TEST_F(HidDrawerTest, withoutASenseItOpensAndIsUnknown) {
  settings_.senseBit.reset();
  StandaloneDrawer drawer(settings_);
  ASSERT_TRUE(plugIn(drawer));
  EXPECT_EQ(drawer.kick(), KickOutcome::unknown);
  port_->use([&] { EXPECT_TRUE(model_.isOpen()); });
}

TEST_F(HidDrawerTest, untaughtItIsUnknownWhateverItReports) {
  settings_.polarity = SensorPolarity::untaught;
  StandaloneDrawer drawer(settings_);
  ASSERT_TRUE(plugIn(drawer));
  EXPECT_EQ(drawer.kick(), KickOutcome::unknown);
}

TEST_F(HidDrawerTest, unpluggedItFailsAndWorksAgainOnceItIsBack) {
  StandaloneDrawer drawer(settings_);
  ASSERT_TRUE(plugIn(drawer));
  port_->unplug();
  EXPECT_EQ(drawer.kick(), KickOutcome::failed);
  EXPECT_EQ(drawer.state(), DrawerState::unknown);
  EXPECT_FALSE(plugIn(drawer));
  port_->plug();
  ASSERT_TRUE(plugIn(drawer));
  EXPECT_EQ(drawer.kick(), KickOutcome::opened);
}

}  // namespace
}  // namespace till::drivers::drawer
