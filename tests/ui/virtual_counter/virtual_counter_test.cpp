// SPDX-License-Identifier: Apache-2.0
// The virtual counter as a station meets it: its stubs read, its settings load, its devices answer the real drivers.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <array>
#include <condition_variable>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>
#include <semaphore>

#include "config/load/office.h"
#include "drivers/rack/rack.h"
#include "ui/virtual_counter/devices/counter_devices.h"
#include "ui/virtual_counter/devices/stub_pile.h"

namespace till::ui::virtual_counter {
namespace {

namespace fs = std::filesystem;

const fs::path kShared = fs::path(TILL_SOURCE_DIR) / "config";
const fs::path kOffice = kShared / "offices/sample-city";

class VirtualCounterTest : public testing::Test {
 protected:
  VirtualCounterTest() : folder_(fs::temp_directory_path() / ("virtual-counter-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~VirtualCounterTest() override { fs::remove_all(folder_); }

  fs::path folder_;
};

struct BadPile {
  std::string text;
  std::string says;
};

TEST_F(VirtualCounterTest, aStubsFileThatDoesNotReadSaysWhere) {
  const std::vector<BadPile> rows{{"no tab here\n", ":1:"}, {"# fine\n\tcode\n", ":2:"}, {"caption\t\n", ":1:"}};
  for (const auto& row : rows) {
    std::ofstream(folder_ / "stubs.txt") << row.text;
    const auto pile = readStubPile(folder_ / "stubs.txt");
    ASSERT_FALSE(pile) << row.text;
    EXPECT_NE(pile.error().find("stubs.txt" + row.says), std::string::npos) << pile.error();
  }
  EXPECT_FALSE(readStubPile(folder_ / "none.txt"));
}

TEST_F(VirtualCounterTest, theSampleOfficeHasAPileWithGoodAndBadStubs) {
  const auto pile = readStubPile(kOffice / "stubs.txt");
  ASSERT_TRUE(pile) << pile.error();
  EXPECT_GE(pile->size(), 12U);
  EXPECT_EQ(pile->front().code, "004512873007000084271215268");
}

TEST_F(VirtualCounterTest, theSampleOfficeHasChecksAndAnOfficeMayHaveNone) {
  const auto pile = readCheckPile(kOffice / "checks.txt");
  ASSERT_TRUE(pile) << pile.error();
  EXPECT_GE(pile->size(), 3U);
  const auto none = readCheckPile(folder_ / "checks.txt");
  ASSERT_TRUE(none) << none.error();
  EXPECT_TRUE(none->empty());
  std::ofstream(folder_ / "checks.txt") << "no tab here\n";
  EXPECT_FALSE(readCheckPile(folder_ / "checks.txt"));
}

// What the rack has told, and waiting for it.
class Told {
 public:
  drivers::rack::RackListener listener() {
    drivers::rack::RackListener listener;
    listener.scanned = [this](drivers::scanner::Scan scan) { note([&] { scan_ = scan.text; }); };
    listener.drawerChanged = [this](drivers::drawer::DrawerState state, std::size_t) {
      note([&] { drawer_ = state; });
    };
    listener.scannerChanged = [this](drivers::rack::ScannerState state) { note([&] { scanner_ = state; }); };
    listener.printerChanged = [this](drivers::printer::PrinterStatus status, std::size_t) {
      note([&] { printer_ = status; });
    };
    listener.checkRead = [this](std::int64_t, const drivers::micr::ReadResult& read) { note([&] { check_ = read; }); };
    listener.sheetPrinted = [this](std::int64_t, const drivers::printer::JobResult& done) {
      note([&] { sheet_ = done; });
    };
    return listener;
  }
  bool waitFor(const std::function<bool(const Told&)>& holds) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return holds(*this); });
  }

  std::string scan_;
  drivers::drawer::DrawerState drawer_ = drivers::drawer::DrawerState::unknown;
  drivers::rack::ScannerState scanner_ = drivers::rack::ScannerState::missing;
  drivers::printer::PrinterStatus printer_;
  std::optional<drivers::micr::ReadResult> check_;
  std::optional<drivers::printer::JobResult> sheet_;

 private:
  void note(const std::function<void()>& take) {
    const std::lock_guard lock(mutex_);
    take();
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
};

TEST_F(VirtualCounterTest, theRealDriversFindItsDevicesByTheSettingsItWrites) {
  auto devices = CounterDevices::plugIn(folder_ / "ports", [] {});
  ASSERT_TRUE(devices) << devices.error();
  ASSERT_TRUE((*devices)->writeSettings(folder_ / "devices.toml"));
  const auto office = config::loadOffice(kOffice, kShared, folder_ / "devices.toml");
  ASSERT_TRUE(office) << config::toText(office.error());
  Told told;
  const auto rack = drivers::rack::startRack(office->devices, told.listener());
  using drivers::drawer::DrawerState;
  using drivers::rack::ScannerState;
  ASSERT_TRUE(told.waitFor([](const Told& t) { return t.printer_.online && t.drawer_ == DrawerState::closed; }));
  ASSERT_TRUE(told.waitFor([](const Told& t) { return t.scanner_ == ScannerState::ready; }));

  (*devices)->scan("hello");
  EXPECT_TRUE(told.waitFor([](const Told& t) { return t.scan_ == "hello"; }));
  EXPECT_TRUE((*devices)->operate("drawer", "key"));
  EXPECT_TRUE(told.waitFor([](const Told& t) { return t.drawer_ == DrawerState::open; }));
  EXPECT_TRUE((*devices)->operate("drawer", "shut"));
  EXPECT_TRUE(told.waitFor([](const Told& t) { return t.drawer_ == DrawerState::closed; }));
  EXPECT_TRUE((*devices)->operate("printer", "paper-out"));
  EXPECT_TRUE(told.waitFor([](const Told& t) { return !t.printer_.online; }));
  EXPECT_TRUE((*devices)->operate("scanner", "unplug"));
  EXPECT_FALSE((*devices)->scannerPlugged());
  EXPECT_TRUE(told.waitFor([](const Told& t) { return t.scanner_ == ScannerState::missing; }));
  EXPECT_FALSE((*devices)->operate("printer", "explode"));
}

TEST_F(VirtualCounterTest, aCheckIsReadInItsSlotAndASheetPrintedThere) {
  using Waits = CheckReaderModel::Waits;
  std::counting_semaphore<> changes(0);
  auto devices = CounterDevices::plugIn(folder_ / "ports", [&] { changes.release(); });
  ASSERT_TRUE(devices) << devices.error();
  ASSERT_TRUE((*devices)->writeSettings(folder_ / "devices.toml"));
  const auto office = config::loadOffice(kOffice, kShared, folder_ / "devices.toml");
  ASSERT_TRUE(office) << config::toText(office.error());
  ASSERT_TRUE(office->station.readsChecks);
  // As a person does: once it waits.
  const auto waitFor = [&](Waits what) {
    for (;;) {
      bool holds = false;
      (*devices)->lookAtSlot([&](CheckReaderModel& reader) { holds = reader.waits() == what; });
      if (holds) return true;
      if (!changes.try_acquire_for(std::chrono::seconds(20))) return false;
    }
  };
  Told told;
  const auto rack = drivers::rack::startRack(office->devices, told.listener());

  rack->readCheck(1);
  ASSERT_TRUE(waitFor(Waits::check));
  (*devices)->insertSheet("t021000021t 12-345678o 1042");
  ASSERT_TRUE(told.waitFor([](const Told& t) { return t.check_.has_value(); }));
  EXPECT_EQ(told.check_->line.serial.text, "1042") << told.check_->reason;

  rack->printSheet(2, {drivers::slip::Sheet::slip, drivers::slip::Side::back, {"FOR DEPOSIT ONLY"}});
  ASSERT_TRUE(waitFor(Waits::slip));
  (*devices)->insertSheet("t021000021t 12-345678o 1042");
  ASSERT_TRUE(told.waitFor([](const Told& t) { return t.sheet_.has_value(); }));
  EXPECT_EQ(told.sheet_->outcome, drivers::printer::JobOutcome::confirmed) << told.sheet_->reason;
  ASSERT_TRUE(waitFor(Waits::removal));
  EXPECT_TRUE((*devices)->operate("reader", "take-out"));
  (*devices)->lookAtSlot([](CheckReaderModel& reader) {
    ASSERT_FALSE(reader.taken().empty());
    EXPECT_EQ(reader.taken().back().back, std::vector<std::string>{"FOR DEPOSIT ONLY"});
  });
  EXPECT_TRUE((*devices)->operate("reader", "unplug"));
  EXPECT_FALSE((*devices)->readerPlugged());
}

TEST_F(VirtualCounterTest, withoutAWindowItSaysReadyAndEndsWellWhenAsked) {
  const std::string program = VIRTUAL_COUNTER;
  const std::string settings = (folder_ / "devices.toml").string();
  FILE* pipe = ::popen(("exec env -u DISPLAY " + program + " --no-window --office " + kOffice.string() +
                        " --devices-out " + settings + " & pid=$!; echo $pid; wait $pid; echo ended $?")
                           .c_str(),
                       "r");
  ASSERT_NE(pipe, nullptr);
  std::array<char, 64> line{};
  ASSERT_NE(std::fgets(line.data(), line.size(), pipe), nullptr);
  const pid_t pid = std::atoi(line.data());
  ASSERT_NE(std::fgets(line.data(), line.size(), pipe), nullptr);
  EXPECT_STREQ(line.data(), "ready\n");
  EXPECT_TRUE(fs::exists(settings));
  ASSERT_EQ(::kill(pid, SIGTERM), 0);
  ASSERT_NE(std::fgets(line.data(), line.size(), pipe), nullptr);
  EXPECT_STREQ(line.data(), "ended 0\n");
  ::pclose(pipe);
}

TEST_F(VirtualCounterTest, whatIsWrongWithItsOptionsHasAnExitStatus) {
  std::ofstream(folder_ / "file") << "in the way";
  const std::string ports = " --devices-out " + (folder_ / "devices.toml").string();
  const std::vector<std::pair<std::string, int>> rows{
      {" --no-window", 64},
      {" --no-window --office " + kOffice.string(), 64},
      {" --no-window --colour red", 64},
      {" --no-window --office " + folder_.string() + ports, 65},
      {" --no-window --office " + kOffice.string() + " --devices-out " + (folder_ / "file/devices.toml").string(), 74},
      {" --help >/dev/null", 0}};
  for (const auto& [arguments, status] : rows) {
    const int ended = std::system(("timeout 20 " + std::string(VIRTUAL_COUNTER) + arguments + " 2>/dev/null").c_str());
    EXPECT_EQ(WEXITSTATUS(ended), status) << arguments;
  }
}

}  // namespace
}  // namespace till::ui::virtual_counter
