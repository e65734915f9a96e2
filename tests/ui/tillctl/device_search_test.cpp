// SPDX-License-Identifier: Apache-2.0
// `tillctl devices test` of a device that is set to another rate than devices.toml says.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"
#include "drivers/virtual/pty/pty_port.h"
#include "ui/tillctl/device_tests.h"

namespace till::ui::tillctl {
namespace {

namespace fs = std::filesystem;
namespace model = drivers::model;

class TirelessHand : public model::ScannerModel {
 public:
  using ScannerModel::ScannerModel;
  void tick() override {
    if (++ticks_ % 4 == 0) scan("004512873007");
  }

 private:
  int ticks_ = 0;
};

class DeviceSearchTest : public testing::Test {
 protected:
  DeviceSearchTest() {
    std::string pattern = (fs::temp_directory_path() / "search-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  ~DeviceSearchTest() override { fs::remove_all(directory_); }

  [[nodiscard]] std::string port() const { return "port = \"" + (directory_ / "ttyTEST").string() + "\"\n"; }

  // What it says, with `device` at the port, set to `baud`.
  std::string tested(const std::string& name, model::Device& device, int baud, const std::string& toml) {
    auto port = drivers::pty::openPtyPort(device, directory_, "ttyTEST", {.baud = baud});
    EXPECT_TRUE(port) << port.error();
    std::ofstream(directory_ / "devices.toml") << toml;
    Options options;
    options.office = fs::path(TILL_SOURCE_DIR) / "config/offices/sample-city";
    options.devices = directory_ / "devices.toml";
    testing::internal::CaptureStdout();
    const auto outcome =
        testDevices().run({{"device", name}, {"--name", ""}, {"--kick", ""}, {"--seconds", "1"}}, options);
    failed_ = !outcome.has_value();
    return testing::internal::GetCapturedStdout();
  }

  fs::path directory_;
  bool failed_ = false;
};

TEST_F(DeviceSearchTest, thePrintersOwnRateIsSaidAsItIsToBeWritten) {
  model::PrinterModel printer;
  const std::string says = tested("printer", printer, 19200, "[printer]\nmodel = \"epson-tm-t88v\"\n" + port());
  EXPECT_TRUE(failed_);
  EXPECT_NE(says.find("printer: understood at baud = 19200: write that into devices.toml, under [printer]\n"),
            std::string::npos)
      << says;
}

TEST_F(DeviceSearchTest, theScannersOwnRateAndEndAreSaid) {
  TirelessHand scanner(model::ScannerTraits{.aimPrefix = false, .suffix = "\n"});
  const std::string says = tested("scanner", scanner, 115200, "[scanner]\n" + port());
  EXPECT_TRUE(failed_);
  EXPECT_NE(says.find("scanner: understood at baud = 115200, suffix = \"lf\": write that into devices.toml, under "
                      "[scanner]\n"),
            std::string::npos)
      << says;
}

TEST_F(DeviceSearchTest, aPrinterAtTheRightRateIsNotSearchedFor) {
  model::PrinterModel printer;
  const std::string says =
      tested("printer", printer, 19200, "[printer]\nmodel = \"epson-tm-t88v\"\nbaud = 19200\n" + port());
  EXPECT_FALSE(failed_) << says;
  EXPECT_EQ(says.find("understood"), std::string::npos) << says;
}

}  // namespace
}  // namespace till::ui::tillctl
