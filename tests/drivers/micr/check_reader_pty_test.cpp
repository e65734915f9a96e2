// SPDX-License-Identifier: Apache-2.0
// The check reader over the real serial transport.
#include <gtest/gtest.h>

#include <filesystem>

#include "drivers/micr/check_reader.h"
#include "drivers/virtual/pty/pty_port.h"
#include "tests/drivers/slip/station.h"

namespace till::drivers::micr {
namespace {

namespace fs = std::filesystem;
using Waits = model::CheckReaderModel::Waits;

class CheckReaderPtyTest : public testing::Test {
 protected:
  CheckReaderPtyTest() {
    std::string pattern = (fs::temp_directory_path() / "micr-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  ~CheckReaderPtyTest() override { fs::remove_all(directory_); }
  fs::path directory_;
};

TEST_F(CheckReaderPtyTest, readsACheckOnASerialLine) {
  slip::AttendedStation station;
  station.person = [](model::CheckReaderModel& now) {
    if (now.waits() == Waits::check) now.insert(model::Sheet{"t021000021t 123456789o 0101", {}, {}});
  };
  auto port = pty::openPtyPort(station, directory_, "ttyMICR0");
  ASSERT_TRUE(port) << port.error();
  slip::StationLink link;
  ASSERT_TRUE(link.open([&](transport::Listener listener) {
    transport::SerialSettings settings;
    settings.port = (directory_ / "ttyMICR0").string();
    return transport::openSerial(settings, std::move(listener));
  }));
  CheckReader reader(link, CheckReaderSettings{});
  const auto result = reader.read({});
  EXPECT_EQ(result.outcome, ReadOutcome::read) << result.reason;
  EXPECT_EQ(result.line.transit.text, "021000021");
  EXPECT_EQ(result.line.serial.text, "0101");
}

}  // namespace
}  // namespace till::drivers::micr
