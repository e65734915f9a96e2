// SPDX-License-Identifier: Apache-2.0
// Scanners behind umockdev's usbfs, opened by the real libusb.
#include "drivers/transport/usb_hid.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <mutex>
#include <string>

#include "drivers/transport/usb_context.h"
#include "drivers/virtual/model/hid_scanner_model.h"
#include "drivers/virtual/umockdev/usb_port.h"

namespace till::drivers::transport {
namespace {

using namespace std::chrono_literals;
using model::HidScannerModel;
using umockdev::Testbed;
using umockdev::UsbPort;

constexpr int kVendor = 0x05E0;
constexpr int kProduct = 0x1200;

class Heard {
 public:
  Listener listener() {
    return {[this](std::span<const std::byte> bytes) { note(std::string(bytes.size(), '#'), bytes); },
            [this](const Fault& fault) { note("lost " + std::to_string(static_cast<int>(fault.code)), {}); }};
  }
  bool waitFor(std::size_t packets) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 20s, [&] { return sizes_.size() >= packets; });
  }
  std::string text() {
    const std::lock_guard lock(mutex_);
    return text_;
  }
  std::vector<std::string> sizes() {
    const std::lock_guard lock(mutex_);
    return sizes_;
  }

 private:
  void note(std::string size, std::span<const std::byte> bytes) {
    const std::lock_guard lock(mutex_);
    sizes_.push_back(std::move(size));
    for (const std::byte byte : bytes) text_.push_back(static_cast<char>(byte));
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> sizes_;
  std::string text_;
};

class UsbHidTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Testbed::open();
    ASSERT_TRUE(opened) << opened.error();
    testbed_ = std::move(*opened);
  }
  std::unique_ptr<UsbPort> plugIn(HidScannerModel& scanner, const std::string& serial, const std::string& portPath,
                                  int vendor = kVendor) {
    auto port = umockdev::openUsbPort(*testbed_, scanner, {vendor, kProduct, serial, portPath, true, &scanner});
    EXPECT_TRUE(port) << port.error();
    return std::move(*port);
  }
  auto open(UsbSettings usb, HidUse use = HidUse::pos) { return openUsbHid({std::move(usb), use}, heard_.listener()); }

  std::unique_ptr<Testbed> testbed_;
  Heard heard_;
};

TEST_F(UsbHidTest, howeverOftenADeviceIsMissedTheOthersLiveInOneContext) {
  HidScannerModel scanner({});
  const auto port = plugIn(scanner, "A", "1-1");
  const auto transport = open({kVendor, kProduct, "", ""});
  ASSERT_TRUE(transport) << transport.error().detail;
  const auto context = UsbContext::hold();
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(open({kVendor, kProduct + 1, "", ""}));
  EXPECT_EQ(UsbContext::hold(), context);
}

TEST_F(UsbHidTest, theDescriptorComesFirstAndThenEachReportByItself) {
  HidScannerModel scanner({});
  const auto port = plugIn(scanner, "A", "1-1");
  const auto transport = open({kVendor, kProduct, "", ""});
  ASSERT_TRUE(transport) << transport.error().detail;
  ASSERT_EQ(heard_.sizes().size(), 1U);
  EXPECT_EQ(heard_.sizes()[0].size(), scanner.reportDescriptor().size());
  port->use([&] { scanner.scan("4711"); });
  ASSERT_TRUE(heard_.waitFor(3));  // the report, and the empty one after it
  EXPECT_EQ(heard_.sizes()[1].size(), 64U);
  EXPECT_EQ(heard_.sizes()[2].size(), 0U);
}

TEST_F(UsbHidTest, usbhidIsSentAwayAndHasItBackAfterwards) {
  HidScannerModel scanner({});
  const auto port = plugIn(scanner, "A", "1-1");
  EXPECT_TRUE(port->kernelDriverBound());
  {
    const auto transport = open({kVendor, kProduct, "", ""});
    ASSERT_TRUE(transport);
    EXPECT_FALSE(port->kernelDriverBound());
  }
  EXPECT_TRUE(port->kernelDriverBound());
}

TEST_F(UsbHidTest, aScannerInTheWrongModeIsNamedAndLeftWithTheKernel) {
  model::HidScannerTraits keyboard;
  keyboard.keyboard = true;
  HidScannerModel types(keyboard);
  HidScannerModel reports({});
  const auto first = plugIn(types, "A", "1-1");
  const auto second = plugIn(reports, "B", "1-2");
  const auto pos = open({kVendor, kProduct, "A", ""}, HidUse::pos);
  ASSERT_FALSE(pos);
  EXPECT_EQ(pos.error().code, FaultCode::unsupported);
  EXPECT_NE(pos.error().detail.find("not in HID-POS mode"), std::string::npos) << pos.error().detail;
  EXPECT_TRUE(first->kernelDriverBound());
  const auto typed = open({kVendor, kProduct, "B", ""}, HidUse::keyboard);
  ASSERT_FALSE(typed);
  EXPECT_NE(typed.error().detail.find("not in keyboard mode"), std::string::npos) << typed.error().detail;
}

TEST_F(UsbHidTest, twoAlikeAreToldApartBySerialOrPort) {
  HidScannerModel left({});
  HidScannerModel right({});
  const auto first = plugIn(left, "A", "1-1");
  const auto second = plugIn(right, "A", "1-2");
  const auto any = open({kVendor, kProduct, "A", ""});
  ASSERT_FALSE(any);
  EXPECT_NE(any.error().detail.find("two USB scanners fit"), std::string::npos) << any.error().detail;
  const auto transport = open({kVendor, kProduct, "", "1-2"});
  ASSERT_TRUE(transport) << transport.error().detail;
  first->use([&] { left.scan("left"); });
  second->use([&] { right.scan("right"); });
  ASSERT_TRUE(heard_.waitFor(2));
  EXPECT_NE(heard_.text().find("right"), std::string::npos);
  EXPECT_EQ(heard_.text().find("left"), std::string::npos);
}

TEST_F(UsbHidTest, aScannerThatWaitsToBeAskedIsAsked) {
  model::HidScannerTraits traits;
  traits.silentUntilRouted = true;
  HidScannerModel honeywell(traits);
  const auto port = plugIn(honeywell, "A", "1-1", 0x0C2E);
  const auto transport = open({0x0C2E, kProduct, "", ""});
  ASSERT_TRUE(transport) << transport.error().detail;
  port->use([&] { honeywell.scan("4711"); });
  ASSERT_TRUE(heard_.waitFor(2));
  EXPECT_NE(heard_.text().find("4711"), std::string::npos);
}

TEST_F(UsbHidTest, anotherProgramThatHasItIsAFaultOfItsOwn) {
  HidScannerModel scanner({});
  const auto port = plugIn(scanner, "A", "1-1");
  port->claimElsewhere();
  const auto transport = open({kVendor, kProduct, "", ""});
  ASSERT_FALSE(transport);
  EXPECT_EQ(transport.error().code, FaultCode::busy);
}

TEST_F(UsbHidTest, aPulledPlugIsToldOnce) {
  HidScannerModel scanner({});
  const auto port = plugIn(scanner, "A", "1-1");
  const auto transport = open({kVendor, kProduct, "", ""});
  ASSERT_TRUE(transport);
  port->unplug();
  ASSERT_TRUE(heard_.waitFor(2));
  EXPECT_EQ(heard_.sizes()[1], "lost " + std::to_string(static_cast<int>(FaultCode::gone)));
  const auto again = open({kVendor, kProduct, "", ""});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, FaultCode::notFound);
}

}  // namespace
}  // namespace till::drivers::transport
