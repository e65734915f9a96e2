// SPDX-License-Identifier: Apache-2.0
// The printer model behind umockdev's usbfs, seen by the real libusb; the scanner as a tty of the test bed.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "drivers/transport/inbox.h"
#include "drivers/transport/transport.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"
#include "drivers/virtual/umockdev/usb_port.h"
#include "tests/drivers/virtual/wire.h"

namespace till::drivers::umockdev {
namespace {

using namespace std::chrono_literals;
using tests::wire;
using transport::Deadline;
using transport::FaultCode;

class UmockdevTest : public ::testing::Test {
 protected:
  UmockdevTest() {
    auto opened = Testbed::open();
    if (opened) testbed_ = std::move(*opened);
  }
  void SetUp() override { ASSERT_TRUE(testbed_) << "run it under umockdev-wrapper"; }

  std::unique_ptr<UsbPort> plugIn(UsbSocket socket = {}) {
    auto port = openUsbPort(*testbed_, printer_, std::move(socket));
    EXPECT_TRUE(port) << port.error();
    return std::move(*port);
  }

  auto open(transport::UsbSettings settings = {0x04B8, 0x0E15, "", ""}) {
    inbox_ = std::make_shared<transport::Inbox>();
    return transport::openUsbPrinter(settings, transport::listenerInto(inbox_));
  }

  std::string hear(std::size_t bytes) {
    std::vector<std::byte> heard;
    const Deadline deadline = Deadline::in(5s);
    while (heard.size() < bytes && inbox_->wait(deadline)) {
      const auto arrived = inbox_->take();
      heard.insert(heard.end(), arrived.bytes.begin(), arrived.bytes.end());
      if (arrived.lost) return "lost";
    }
    return tests::hex(heard);
  }

  std::unique_ptr<Testbed> testbed_;
  model::PrinterModel printer_;
  std::shared_ptr<transport::Inbox> inbox_;
};

TEST_F(UmockdevTest, bytesGoBothWays) {
  const auto port = plugIn();
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  ASSERT_TRUE((*transport)->write(wire("'job' 0A 10 04 01"), Deadline::in(1s)));
  EXPECT_EQ(hear(1), "12");
  port->use([&] { EXPECT_EQ(model::textOf(printer_.slips().front(), {}), "job\n"); });
}

TEST_F(UmockdevTest, aTwinThatCannotBeOpenedHidesNoDeviceWithTheRightSerial) {
  model::PrinterModel twin;
  for (const std::string shut : {"1-1", "1-2"}) {
    SCOPED_TRACE(shut);
    const std::string other = shut == "1-1" ? "1-2" : "1-1";
    const auto wanted = plugIn({.serial = "OURS", .portPath = other});
    const auto second = openUsbPort(*testbed_, twin, {.serial = "THEIRS", .portPath = shut});
    ASSERT_TRUE(second) << second.error();
    (*second)->takeNode();
    EXPECT_TRUE(open({0x04B8, 0x0E15, "OURS", ""}));
    EXPECT_FALSE(open()) << "nothing says that the one which opens is meant";
    EXPECT_FALSE(open({0x04B8, 0x0E15, "THEIRS", ""}));
  }
}

TEST_F(UmockdevTest, afterAStallItIsReadOnAtOnce) {
  const auto port = plugIn();
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  ASSERT_TRUE((*transport)->write(wire("1D 61 08"), Deadline::in(1s)));
  hear(4);
  port->stallIn();
  port->use([&] { printer_.setPaper(model::PaperSupply::out); });
  EXPECT_EQ(hear(4).size(), 11U) << "the printer said so by itself, and nothing was written";
  ASSERT_TRUE((*transport)->write(wire("10 04 04"), Deadline::in(1s)));
  EXPECT_EQ(hear(1), "7E");
}

TEST_F(UmockdevTest, FieldFailure04BusyOnExitBecauseTheDriverWasGivenBackBeforeTheRelease) {
  const auto port = plugIn();
  EXPECT_TRUE(port->kernelDriverBound());
  {
    auto transport = open();
    ASSERT_TRUE(transport) << transport.error().detail;
    EXPECT_FALSE(port->kernelDriverBound());
  }
  EXPECT_TRUE(port->kernelDriverBound());
}

TEST_F(UmockdevTest, FieldFailure01BusyAfterARestartBecauseUsblpHoldsIt) {
  const auto port = plugIn();
  for (int start = 1; start <= 3; ++start) {
    ASSERT_TRUE(port->kernelDriverBound());
    const auto transport = open();
    ASSERT_TRUE(transport) << "start " << start << ": " << transport.error().detail;
  }
}

TEST_F(UmockdevTest, FieldFailure02ClaimFailsInSilenceWhileAnotherProgramHoldsIt) {
  const auto port = plugIn({.kernelDriver = false});
  port->claimElsewhere();
  const auto refused = open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, FaultCode::busy);
  EXPECT_NE(refused.error().detail.find("CUPS"), std::string::npos) << refused.error().detail;
}

TEST_F(UmockdevTest, FieldFailure30AZeroLengthPacketWedgesThePrinter) {
  const auto port = plugIn();
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  ASSERT_TRUE((*transport)->write({}, Deadline::in(1s)));
  const std::vector<std::byte> wholePackets(512, std::byte{0x0A});
  ASSERT_TRUE((*transport)->write(wholePackets, Deadline::in(1s)));
  ASSERT_TRUE((*transport)->write(wire("10 04 01"), Deadline::in(1s)));
  EXPECT_EQ(hear(1), "12") << "it still answers";
}

TEST_F(UmockdevTest, isFoundBySerialNumberAndByPort) {
  const auto port = plugIn({.serial = "X77"});
  EXPECT_TRUE(open({0x04B8, 0x0E15, "X77", ""}));
  EXPECT_FALSE(open({0x04B8, 0x0E15, "X78", ""}));
  EXPECT_TRUE(open({0x04B8, 0x0E15, "", "1-1"}));
  EXPECT_FALSE(open({0x04B8, 0x0E15, "", "1-2"}));
  EXPECT_FALSE(open({0x04B8, 0x0E16, "", ""}));
}

TEST_F(UmockdevTest, aFullPrinterHoldsTheWriterOffAndTakesTheRestLater) {
  const auto port = plugIn();
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->use([&] { printer_.setPaper(model::PaperSupply::out); });
  const std::vector<std::byte> much(10'000, std::byte{0x0A});
  const auto held = (*transport)->write(much, Deadline::in(100ms));
  ASSERT_FALSE(held);
  EXPECT_EQ(held.error().code, FaultCode::timedOut);
  EXPECT_EQ(held.error().taken, 4096U);
  port->use([&] { printer_.setPaper(model::PaperSupply::present); });
  ASSERT_TRUE((*transport)->write(std::span(much).subspan(4096), Deadline::in(1s)));
  port->use([&] { EXPECT_EQ(printer_.slips().front().elements.size(), 10'000U); });
}

TEST_F(UmockdevTest, aStallIsClearedOnce) {
  const auto port = plugIn();
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->stall();
  ASSERT_TRUE((*transport)->write(wire("'job' 0A"), Deadline::in(1s)));
  port->use([&] { EXPECT_EQ(model::textOf(printer_.slips().front(), {}), "job\n"); });
}

TEST_F(UmockdevTest, anUnpluggedOneIsLostAndComesBackWithANewAddress) {
  const auto port = plugIn();
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->unplug();
  EXPECT_EQ(hear(1), "lost");
  const auto written = (*transport)->write(wire("0A"), Deadline::in(1s));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, FaultCode::gone);
  transport->reset();
  EXPECT_FALSE(open());
  port->plug();
  auto again = open();
  ASSERT_TRUE(again) << again.error().detail;
  ASSERT_TRUE((*again)->write(wire("10 04 01"), Deadline::in(1s)));
  EXPECT_EQ(hear(1), "12");
}

TEST_F(UmockdevTest, unpluggedInTheMiddleItTakesNotAByteMore) {
  const auto port = plugIn();
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->unplugAfter(4);
  const auto written = (*transport)->write(wire("'one' 0A 'two' 0A"), Deadline::in(2s));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, FaultCode::gone);
  port->use([&] { EXPECT_EQ(model::textOf(printer_.slips().front(), {}), "one\n"); });
}

TEST_F(UmockdevTest, aScannerIsATty) {
  model::ScannerModel scanner;
  auto port = openTtyPort(*testbed_, scanner, "ttyACM0");
  ASSERT_TRUE(port) << port.error();
  transport::SerialSettings settings;
  settings.port = "/dev/ttyACM0";
  const auto openTty = [&] {
    inbox_ = std::make_shared<transport::Inbox>();
    return transport::openSerial(settings, transport::listenerInto(inbox_));
  };
  auto transport = openTty();
  ASSERT_TRUE(transport) << transport.error().detail;
  (*port)->use([&] { scanner.scan("47"); });
  EXPECT_EQ(hear(3), "34 37 0D");
  (*port)->unplug();
  EXPECT_EQ(hear(1), "lost");
  transport->reset();
  EXPECT_FALSE(openTty());
  (*port)->plug();
  transport = openTty();
  ASSERT_TRUE(transport) << transport.error().detail;
  (*port)->use([&] { scanner.scan("11"); });
  EXPECT_EQ(hear(3), "31 31 0D");
}

}  // namespace
}  // namespace till::drivers::umockdev
