// SPDX-License-Identifier: Apache-2.0
// The display driver over the real serial transport.
#include <gtest/gtest.h>

#include <filesystem>

#include "drivers/display/line_display.h"
#include "drivers/virtual/model/line_display_model.h"
#include "drivers/virtual/pty/pty_port.h"

extern "C" int till_modem_shim_waiting;  // drivers/virtual/pty/modem_shim.c

namespace till::drivers::display {
namespace {

namespace fs = std::filesystem;

class LineDisplayPtyTest : public testing::Test {
 protected:
  LineDisplayPtyTest() {
    std::string pattern = (fs::temp_directory_path() / "display-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  ~LineDisplayPtyTest() override { fs::remove_all(directory_); }
  fs::path directory_;
};

TEST_F(LineDisplayPtyTest, showsWhatItIsTold) {
  model::LineDisplayModel model;
  auto port = pty::openPtyPort(model, directory_, "ttyPOLE0");
  ASSERT_TRUE(port) << port.error();
  LineDisplay display{DisplayProfile{}};
  ASSERT_TRUE(display.open([&](transport::Listener listener) {
    transport::SerialSettings settings;
    settings.port = (directory_ / "ttyPOLE0").string();
    return transport::openSerial(settings, std::move(listener));
  }));
  ASSERT_EQ(display.show("Total", "12.34"), SendOutcome::sent);

  std::string seen;  // accepted by the line is not arrived: the model is looked at until it is
  const auto deadline = transport::Deadline::in(std::chrono::seconds(5));
  while (seen != "Total|12.34" && !deadline.passed()) {
    (*port)->use([&] { seen = model.upper() + "|" + model.lower(); });
  }
  EXPECT_EQ(seen, "Total|12.34");
}

// The kernel's queue takes kilobytes before a write is told that the display holds the line off.
TEST_F(LineDisplayPtyTest, whatWaitsInTheHostHasNotBeenShown) {
  model::LineDisplayModel model;
  auto port = pty::openPtyPort(model, directory_, "ttyPOLE0");
  ASSERT_TRUE(port) << port.error();
  DisplayProfile profile;
  profile.writeDeadline = std::chrono::milliseconds(50);
  LineDisplay display(profile);
  ASSERT_TRUE(display.open([&](transport::Listener listener) {
    transport::SerialSettings settings;
    settings.port = (directory_ / "ttyPOLE0").string();
    return transport::openSerial(settings, std::move(listener));
  }));
  till_modem_shim_waiting = 48;
  EXPECT_EQ(display.show("Total", "12.34"), SendOutcome::failed);
  EXPECT_TRUE(display.isBehind());
  EXPECT_EQ(display.fault(), "the display takes no bytes");
  till_modem_shim_waiting = 0;
  EXPECT_EQ(display.restore(), SendOutcome::sent);
  EXPECT_FALSE(display.isBehind());
}

}  // namespace
}  // namespace till::drivers::display
