// SPDX-License-Identifier: Apache-2.0
// The search over the real serial transport: a pseudo-terminal whose device is set to a rate of its own.
#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "drivers/health/line_search.h"
#include "drivers/virtual/model/noise.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"
#include "drivers/virtual/pty/pty_port.h"

namespace till::drivers::health {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// A hand that scans one code again and again.
class TirelessHand : public model::ScannerModel {
 public:
  using ScannerModel::ScannerModel;
  void tick() override {
    if (++ticks_ % 4 == 0) scan("004512873007");
  }

 private:
  int ticks_ = 0;
};

// Says something senseless to whatever it hears.
class Chatterer : public model::Device {
 public:
  std::size_t receive(std::span<const std::byte> bytes) override {
    if (!bytes.empty()) noise_.appendTo(replies_, 64);
    return bytes.size();
  }
  std::vector<std::byte> takeReplies() override { return std::exchange(replies_, {}); }

 private:
  model::Noise noise_;
  std::vector<std::byte> replies_;
};

class LineSearchTest : public testing::Test {
 protected:
  LineSearchTest() {
    std::string pattern = (fs::temp_directory_path() / "line-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  ~LineSearchTest() override { fs::remove_all(directory_); }

  [[nodiscard]] std::unique_ptr<model::Port> plugIn(model::Device& device, int baud) const {
    auto port = pty::openPtyPort(device, directory_, "ttyTEST", {.baud = baud});
    EXPECT_TRUE(port) << port.error();
    return port ? std::move(*port) : nullptr;
  }
  [[nodiscard]] transport::SerialSettings configured(int baud) const {
    transport::SerialSettings settings;
    settings.port = (directory_ / "ttyTEST").string();
    settings.baud = baud;
    return settings;
  }

  fs::path directory_;
};

TEST_F(LineSearchTest, aPrinterIsUnderstoodAtItsOwnRate) {
  for (const int baud : {1200, 19200, 115200}) {
    model::PrinterModel printer;
    const auto port = plugIn(printer, baud);
    const auto found = searchPrinter(configured(9600), transport::openSerial, milliseconds(100));
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_TRUE(*found) << baud;
    EXPECT_EQ((*found)->settings.baud, baud);
    EXPECT_EQ((*found)->settings.parity, 'N');
  }
}

TEST_F(LineSearchTest, aPrinterAtTheConfiguredRateIsFoundFirst) {
  model::PrinterModel printer;
  const auto port = plugIn(printer, 4800);
  const auto found = searchPrinter(configured(4800), transport::openSerial);
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->settings.baud, 4800);
}

TEST_F(LineSearchTest, whatTalksNonsenseAtEveryRateIsNoPrinter) {
  Chatterer chatterer;
  const auto port = plugIn(chatterer, 0);
  const auto found = searchPrinter(configured(9600), transport::openSerial, milliseconds(100));
  ASSERT_TRUE(found) << found.error().detail;
  EXPECT_FALSE(*found);
}

TEST_F(LineSearchTest, aScannerIsUnderstoodAtItsOwnRateAndItsEndIsSaid) {
  TirelessHand scanner(model::ScannerTraits{.aimPrefix = false, .suffix = ""});
  const auto port = plugIn(scanner, 115200);
  const auto found = searchScanner(configured(9600), transport::openSerial);
  ASSERT_TRUE(found) << found.error().detail;
  ASSERT_TRUE(*found);
  EXPECT_EQ((*found)->settings.baud, 115200);
  EXPECT_EQ((*found)->suffix, "none");
}

TEST_F(LineSearchTest, nobodyScansAndItEnds) {
  model::ScannerModel scanner;
  const auto port = plugIn(scanner, 9600);
  const auto found = searchScanner(configured(9600), transport::openSerial, milliseconds(5));
  ASSERT_TRUE(found) << found.error().detail;
  EXPECT_FALSE(*found);
}

TEST_F(LineSearchTest, aPortThatSomebodyElseHoldsIsLeftToThem) {
  model::PrinterModel printer;
  const auto port = plugIn(printer, 19200);
  const auto held = transport::openSerial(configured(19200), {});
  ASSERT_TRUE(held) << held.error().detail;
  const auto found = searchPrinter(configured(9600), transport::openSerial);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, transport::FaultCode::busy);
}

}  // namespace
}  // namespace till::drivers::health
