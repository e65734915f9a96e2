// SPDX-License-Identifier: Apache-2.0
// A clone with a small buffer on a serial line: what comes while it is busy is lost, unless the host heeds that.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "drivers/printer/receipt_printer_device.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/pty/pty_port.h"
#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace std::chrono_literals;
using namespace drivers;
namespace fs = std::filesystem;

constexpr std::size_t kBytesATick = 200;
constexpr int kLines = 60;

class FieldFailure08 : public ::testing::Test {
 protected:
  FieldFailure08() {
    std::string pattern = (fs::temp_directory_path() / "overrun-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    slow_.setBytesATick(kBytesATick);
  }
  ~FieldFailure08() override {
    port_.reset();
    fs::remove_all(directory_);
  }

  // How many of the lines are on paper.
  int linesPrinted(const std::string& flow) {
    auto port = pty::openPtyPort(slow_, directory_, "ttyPOS0", {.whenFull = pty::WhenFull::overruns});
    EXPECT_TRUE(port) << port.error();
    port_ = std::move(*port);
    printer::PrinterProfile profile;
    profile.graphics = false;
    profile.codePages = {{"cp437", 0}};
    profile.codePageOrder = {"cp437"};
    profile.confirmDeadline = 5s;
    transport::SerialSettings serial;
    serial.port = (directory_ / "ttyPOS0").string();
    serial.flow = flow;
    printer::ReceiptPrinter printer(profile);
    EXPECT_TRUE(printer.open([&](transport::Listener listener) { return openSerial(serial, std::move(listener)); }));
    printer::PrintDocument document{"long", {}};
    for (int line = 1; line <= kLines; ++line) {
      document.elements.emplace_back(printer::TextLine{"Line " + std::to_string(line) + " of a receipt", {}});
    }
    document.elements.emplace_back(printer::Cut{});
    result_ = printer.print(document);
    int printed = 0;
    port_->use([&] {
      std::string all;
      for (const auto& slip : clone_.slips()) all += model::textOf(slip, {});
      for (int line = 1; line <= kLines; ++line)
        printed += all.find("Line " + std::to_string(line) + " of a receipt\n") != std::string::npos ? 1 : 0;
    });
    return printed;
  }

  model::PrinterModel clone_;
  Recorder slow_{clone_};
  fs::path directory_;
  std::unique_ptr<model::Port> port_;
  printer::JobResult result_;
};

TEST_F(FieldFailure08, withoutFlowControlTheCloneStopsInTheMiddle) {
  EXPECT_LT(linesPrinted("none"), kLines) << "the model provokes it";
}

TEST_F(FieldFailure08, withRtsCtsNothingIsLost) {
  EXPECT_EQ(linesPrinted("rts_cts"), kLines);
  EXPECT_EQ(result_.outcome, printer::JobOutcome::confirmed) << result_.reason;
}

TEST_F(FieldFailure08, withXonXoffNothingIsLost) {
  EXPECT_EQ(linesPrinted("xon_xoff"), kLines);
  EXPECT_EQ(result_.outcome, printer::JobOutcome::confirmed) << result_.reason;
}

}  // namespace
}  // namespace till::tests::contract
