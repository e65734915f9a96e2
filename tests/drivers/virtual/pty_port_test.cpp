// SPDX-License-Identifier: Apache-2.0
// The models on pseudo-terminals, seen by the real serial transport.
#include "drivers/virtual/pty/pty_port.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "drivers/transport/inbox.h"
#include "drivers/transport/transport.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"
#include "tests/drivers/virtual/wire.h"

namespace till::drivers::pty {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using tests::wire;
using transport::Deadline;

class PtyPortTest : public ::testing::Test {
 protected:
  PtyPortTest() {
    std::string pattern = (fs::temp_directory_path() / "pty-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  ~PtyPortTest() override { fs::remove_all(directory_); }

  std::unique_ptr<model::Port> plugIn(model::Device& device) {
    auto port = openPtyPort(device, directory_, "ttyPOS0");
    EXPECT_TRUE(port) << port.error();
    return std::move(*port);
  }

  auto open(const std::string& path) {
    inbox_ = std::make_shared<transport::Inbox>();
    transport::SerialSettings settings;
    settings.port = path;
    return transport::openSerial(settings, transport::listenerInto(inbox_));
  }
  auto open() { return open((directory_ / "ttyPOS0").string()); }

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

  fs::path directory_;
  std::shared_ptr<transport::Inbox> inbox_;
};

TEST_F(PtyPortTest, isASerialPortByItsLinkAndByItsOwnName) {
  model::PrinterModel printer;
  const auto port = plugIn(printer);
  const std::string link = (directory_ / "ttyPOS0").string();
  for (const std::string& path : {link, fs::read_symlink(link).string(), "/dev/../../.." + link}) {
    SCOPED_TRACE(path);
    auto transport = open(path);
    ASSERT_TRUE(transport) << transport.error().detail;
    ASSERT_TRUE((*transport)->write(wire("10 04 01"), Deadline::in(1s)));
    EXPECT_EQ(hear(1), "12");
  }
}

TEST_F(PtyPortTest, carriesEveryByteUnchanged) {
  model::PrinterModel printer;
  const auto port = plugIn(printer);
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  std::string image = "1D 76 30 00 20 00 08 00";
  for (int i = 0; i < 256; ++i) image += " " + tests::hex(std::vector{static_cast<std::byte>(i == 16 ? 0 : i)});
  ASSERT_TRUE((*transport)->write(wire(image + " 10 04 01"), Deadline::in(1s)));
  EXPECT_EQ(hear(1), "12");
  port->use([&] {
    const auto& elements = printer.slips().front().elements;
    ASSERT_EQ(elements.size(), 1U);
    const auto& bits = std::get<model::PrintedImage>(elements[0]).bits;
    for (std::size_t i = 0; i < 256; ++i) EXPECT_EQ(bits.at(i), i == 16 ? 0 : i);
  });
}

TEST_F(PtyPortTest, anUnpluggedOneIsLostAndComesBackUnderItsName) {
  model::PrinterModel printer;
  const auto port = plugIn(printer);
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->unplug();
  EXPECT_EQ(hear(1), "lost");
  EXPECT_FALSE(open()) << "the name is gone too";
  port->plug();
  auto again = open();
  ASSERT_TRUE(again) << again.error().detail;
  ASSERT_TRUE((*again)->write(wire("10 04 01"), Deadline::in(1s)));
  EXPECT_EQ(hear(1), "12");
}

TEST_F(PtyPortTest, unpluggedInTheMiddleItTakesNotAByteMore) {
  model::PrinterModel printer;
  const auto port = plugIn(printer);
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->unplugAfter(4);
  (void)(*transport)->write(wire("'one' 0A 'two' 0A"), Deadline::in(1s));
  EXPECT_EQ(hear(1), "lost");
  port->use([&] { EXPECT_EQ(model::textOf(printer.slips().front(), {}), "one\n"); });
}

TEST_F(PtyPortTest, whatNobodyHearsIsLost) {
  model::ScannerModel scanner;
  const auto port = plugIn(scanner);
  port->use([&] { scanner.scan("unheard"); });
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->use([&] { scanner.scan("4"); });
  EXPECT_EQ(hear(2), "34 0D");
}

TEST_F(PtyPortTest, aFullPrinterHoldsTheWriterOffUntilItHasRoom) {
  model::PrinterModel printer;
  const auto port = plugIn(printer);
  auto transport = open();
  ASSERT_TRUE(transport) << transport.error().detail;
  port->use([&] { printer.setPaper(model::PaperSupply::out); });
  const std::vector<std::byte> much(200'000, std::byte{0x0A});
  const auto held = (*transport)->write(much, Deadline::in(100ms));
  ASSERT_FALSE(held);
  EXPECT_EQ(held.error().code, transport::FaultCode::timedOut);
  port->use([&] { printer.setPaper(model::PaperSupply::present); });
  const auto rest = std::span(much).subspan(held.error().taken);
  EXPECT_TRUE((*transport)->write(rest, Deadline::in(5s)));
}

TEST_F(PtyPortTest, aDirectoryThatIsNotThereIsTold) {
  model::ScannerModel scanner;
  const auto port = openPtyPort(scanner, directory_ / "no", "ttyPOS0");
  ASSERT_FALSE(port);
  EXPECT_NE(port.error().find("ttyPOS0"), std::string::npos);
}

}  // namespace
}  // namespace till::drivers::pty
