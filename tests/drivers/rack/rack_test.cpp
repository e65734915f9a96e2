// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/rack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <string>
#include <vector>

#include "drivers/rack/statistics.h"
#include "drivers/transport/loopback.h"
#include "tests/drivers/printer/scripted_printer.h"

namespace till::drivers::rack {
namespace {

using printer::ScriptedPrinter;
using printer::text;

// What the rack told, in order, as words; a test waits for a word instead of a time.
class Told {
 public:
  void add(std::string word) {
    const std::lock_guard lock(mutex_);
    words_.push_back(std::move(word));
    changed_.notify_all();
  }
  bool hears(const std::string& word, int times = 1) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return count(word) >= times; });
  }
  int countOf(const std::string& word) {
    const std::lock_guard lock(mutex_);
    return count(word);
  }
  RackListener listener() {
    RackListener all;
    all.scanned = [this](const scanner::Scan& scan) { add("scan " + scan.text); };
    all.scanDropped = [this](const std::string& why) { add("dropped " + why); };
    all.scannerChanged = [this](ScannerState s) {
      add(s == ScannerState::ready ? "scanner ready" : "scanner missing");
    };
    all.printerChanged = [this](const printer::PrinterStatus& s, std::size_t) {
      add(s.online ? "online" : "not online");
    };
    all.drawerChanged = [this](drawer::DrawerState s, std::size_t) {
      add("drawer " + std::to_string(static_cast<int>(s)));
    };
    all.faulted = [this](DeviceAt at, const std::optional<transport::Fault>& fault) {
      const std::string code = fault ? " fault " + std::to_string(static_cast<int>(fault->code)) : " well";
      add("device " + std::to_string(static_cast<int>(at.device)) + code);
    };
    all.drawerLine = [this](std::optional<bool> high, std::size_t) {
      add(!high ? "line none" : *high ? "line high" : "line low");
    };
    all.jobFinished = [this](std::int64_t job, const printer::JobResult& result) {
      add("job " + std::to_string(job));
      add("job " + std::to_string(job) + (result.outcome == printer::JobOutcome::confirmed ? " confirmed" : " ") +
          result.reason + (result.anyByteTaken ? "" : " untouched"));
    };
    all.kickFinished = [this](std::int64_t kick, drawer::KickOutcome outcome) {
      add("kick " + std::to_string(kick));
      add("kick " + std::to_string(kick) + " " + std::to_string(static_cast<int>(outcome)));
    };
    return all;
  }

 private:
  int count(const std::string& word) const { return static_cast<int>(std::count(words_.begin(), words_.end(), word)); }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> words_;
};

printer::PrintDocument slip(const std::string& line) { return {"slip", {printer::TextLine{line, {}}, printer::Cut{}}}; }

const std::string kOpened = std::to_string(static_cast<int>(drawer::KickOutcome::opened));
const std::string kFailed = std::to_string(static_cast<int>(drawer::KickOutcome::failed));

class RackTest : public testing::Test {
 protected:
  RackTest() {
    settings_.printer = PrinterSettings{transport::SerialSettings{.port = "printer"}, printer::quickProfile()};
    settings_.drawer = drawer::DrawerSettings{.polarity = drawer::SensorPolarity::highIsOpen};
    settings_.scanner = ScannerSettings{.link = transport::SerialSettings{.port = "scanner"}};
    settings_.reopenEvery = std::chrono::milliseconds(5);
    device_.onPulse = [this] { device_.status[1] = 0x16; };
  }

  std::unique_ptr<Rack> start() {
    return startRack(settings_, told_.listener(), [this](const Link& link, transport::Listener listener) {
      const bool isPrinter = std::get<transport::SerialSettings>(link).port == "printer";
      return transport::openLoopback(isPrinter ? device_.wire : scanner_, std::move(listener));
    });
  }
  void scan(const std::string& bytes) { scanner_->send(std::as_bytes(std::span(bytes))); }

  Told told_;
  ScriptedPrinter device_;
  std::shared_ptr<transport::LoopbackWire> scanner_ =
      std::make_shared<transport::LoopbackWire>([](std::span<const std::byte> bytes) { return bytes.size(); });
  DeviceSettings settings_;
};

TEST_F(RackTest, printsKicksAndScans) {
  const auto rack = start();
  rack->print(1, slip("hello"));
  EXPECT_TRUE(told_.hears("job 1 confirmed"));
  rack->kick(2);
  EXPECT_TRUE(told_.hears("kick 2 " + kOpened));
  EXPECT_TRUE(told_.hears("scanner ready"));
  scan("4711\r");
  EXPECT_TRUE(told_.hears("scan 4711"));
}

TEST_F(RackTest, aKickGoesOutBeforeTheFirstByteOfTheJobsThatWait) {
  std::promise<void> begun;
  std::promise<void> goOn;
  device_.onByte = [&](std::size_t) {
    if (!device_.received().ends_with("first")) return;
    begun.set_value();
    goOn.get_future().wait();
  };
  const auto rack = start();
  rack->print(1, slip("first"));
  begun.get_future().wait();
  rack->print(2, slip("second"));
  rack->kick(3);
  rack->print(4, slip("third"));
  goOn.set_value();
  ASSERT_TRUE(told_.hears("job 4 confirmed"));
  const std::string bytes = device_.received();
  EXPECT_LT(bytes.find("first"), bytes.find(text({0x1B, 'p'})));
  EXPECT_LT(bytes.find(text({0x1B, 'p'})), bytes.find("second"));
  EXPECT_LT(bytes.find("second"), bytes.find("third"));
}

TEST_F(RackTest, aMissingPrinterEndsItsJobsUntouchedAndWorksWhenItIsBack) {
  device_.wire->unplug();
  const auto rack = start();
  rack->print(1, slip("hello"));
  rack->kick(2);
  EXPECT_TRUE(told_.hears("job 1 gone untouched"));
  EXPECT_TRUE(told_.hears("kick 2 " + kFailed));
  device_.wire->plug();
  EXPECT_TRUE(told_.hears("online"));
  rack->print(3, slip("hello again"));
  EXPECT_TRUE(told_.hears("job 3 confirmed"));
}

TEST_F(RackTest, anUnpluggedScannerIsToldAndComesBack) {
  const auto rack = start();
  ASSERT_TRUE(told_.hears("scanner ready"));
  scan("47");
  scanner_->unplug();
  EXPECT_TRUE(told_.hears("dropped cut off"));
  EXPECT_TRUE(told_.hears("scanner missing"));
  scanner_->plug();
  EXPECT_TRUE(told_.hears("scanner ready", 2));
  scan("4711\r");
  EXPECT_TRUE(told_.hears("scan 4711"));
}

TEST_F(RackTest, aDeadPrinterDoesNotHoldUpTheScanner) {
  device_.answers = false;
  settings_.printer->profile.statusDeadline = std::chrono::minutes(10);
  const auto rack = start();
  ASSERT_TRUE(told_.hears("scanner ready"));
  scan("4711\r");
  EXPECT_TRUE(told_.hears("scan 4711"));
}

TEST_F(RackTest, atTheEndEveryJobAndKickHasEndedOnce) {
  device_.provesJobs = false;
  settings_.printer->profile.confirmDeadline = std::chrono::minutes(10);
  {
    const auto rack = start();
    for (int id = 1; id <= 20; ++id) rack->print(id, slip("hello"));
    rack->kick(21);
  }
  for (int id = 1; id <= 20; ++id) EXPECT_EQ(told_.countOf("job " + std::to_string(id)), 1) << id;
  EXPECT_EQ(told_.countOf("kick 21 " + kFailed) + told_.countOf("kick 21 " + kOpened), 1);
}

TEST_F(RackTest, aChangeIsToldOnceAndAtOnce) {
  settings_.pollEvery = std::chrono::hours(1);
  const auto rack = start();
  ASSERT_TRUE(told_.hears("online"));
  device_.say(text({0x18, 0, 0x0C, 0}));  // nobody asked
  device_.say(text({0x18, 0, 0x0C, 0}));
  ASSERT_TRUE(told_.hears("not online"));
  device_.say(text({0x10, 0, 0, 0}));
  EXPECT_TRUE(told_.hears("online", 2));
  EXPECT_EQ(told_.countOf("not online"), 1);
}

TEST_F(RackTest, aDrawerOnALineOfItsOwnOpensWhileThePrinterIsGone) {
  std::atomic<int> triggers = 0;
  const auto box = std::make_shared<transport::LoopbackWire>([&](auto bytes) {
    triggers += static_cast<int>(bytes.size());
    return bytes.size();
  });
  settings_.drawer.reset();
  settings_.standaloneDrawer = drawer::StandaloneDrawerSettings{};
  settings_.standaloneDrawer->link = transport::SerialSettings{.port = "drawer"};
  device_.wire->unplug();
  const auto rack = startRack(settings_, told_.listener(), [&](const Link& link, transport::Listener listener) {
    const std::string port = std::get<transport::SerialSettings>(link).port;
    return transport::openLoopback(port == "drawer"    ? box
                                   : port == "printer" ? device_.wire
                                                       : scanner_,
                                   std::move(listener));
  });
  rack->kick(7);
  EXPECT_TRUE(told_.hears("kick 7 " + std::to_string(static_cast<int>(drawer::KickOutcome::unknown))));
  EXPECT_EQ(triggers, 1);
  box->unplug();
  rack->kick(8);
  EXPECT_TRUE(told_.hears("kick 8 " + kFailed));
  box->plug();
  for (int kick = 9; triggers < 2; ++kick) {  // it is looked for again and again
    rack->kick(kick);
    ASSERT_TRUE(told_.hears("kick " + std::to_string(kick)));
  }
}

// Two printers, and a drawer at each: what is told of one is never told of the other.
class TwoCounters : public RackTest {
 protected:
  TwoCounters() {
    const auto drawer = *settings_.drawer;
    settings_.printers = {*settings_.printer,
                          {transport::SerialSettings{.port = "second"}, settings_.printer->profile, "reports"}};
    settings_.drawers = {{"left", DrawerPlace::OnPort{0, drawer}}, {"right", DrawerPlace::OnPort{1, drawer}}};
    settings_.printer.reset();
    settings_.drawer.reset();
    second_.onPulse = [this] { second_.status[1] = 0x16; };
  }
  std::unique_ptr<Rack> startBoth() {
    auto listener = told_.listener();
    listener.drawerChanged = [this](drawer::DrawerState state, std::size_t at) {
      if (state == drawer::DrawerState::open) told_.add("open " + std::to_string(at));
    };
    listener.printerChanged = [this](const printer::PrinterStatus& status, std::size_t at) {
      told_.add((status.online ? "online " : "not online ") + std::to_string(at));
    };
    listener.faulted = [this](const DeviceAt& at, const std::optional<transport::Fault>& fault) {
      told_.add(nameOf(at) + (fault ? " fault" : " well"));
    };
    return startCountedRack(settings_, std::move(listener), book_, [this](const Link& link, transport::Listener told) {
      const std::string port = std::get<transport::SerialSettings>(link).port;
      return transport::openLoopback(port == "second"    ? second_.wire
                                     : port == "printer" ? device_.wire
                                                         : scanner_,
                                     std::move(told));
    });
  }

  ScriptedPrinter second_;
  StatisticsBook book_;
};

TEST_F(TwoCounters, eachPrinterPrintsItsOwnAndEachDrawerOpensByItsOwnPort) {
  const auto rack = startBoth();
  rack->print(1, slip("receipt"), 0);
  rack->print(2, slip("report"), 1);
  ASSERT_TRUE(told_.hears("job 1 confirmed"));
  ASSERT_TRUE(told_.hears("job 2 confirmed"));
  EXPECT_NE(device_.received().find("receipt"), std::string::npos);
  EXPECT_EQ(device_.received().find("report"), std::string::npos);
  EXPECT_NE(second_.received().find("report"), std::string::npos);
  rack->kick(3, 1);
  ASSERT_TRUE(told_.hears("kick 3 " + kOpened));
  EXPECT_TRUE(told_.hears("open 1"));
  EXPECT_EQ(told_.countOf("open 0"), 0);
  EXPECT_EQ(device_.received().find(text({0x1B, 'p'})), std::string::npos);
  const auto counted = book_.now();
  EXPECT_EQ(counted.at({Device::printer, 1}).at("ConfirmedJobCount"), 1);
  EXPECT_EQ(counted.at({Device::drawer, 1}).at("DrawerGoodOpenCount"), 1);
  EXPECT_FALSE(counted.contains(Device::drawer)) << "it was the other one";
}

TEST_F(TwoCounters, oneThatIsGoneTakesNothingOfTheOther) {
  device_.wire->unplug();
  const auto rack = startBoth();
  EXPECT_TRUE(told_.hears("printer fault"));
  rack->print(1, slip("receipt"), 0);
  rack->print(2, slip("receipt"), 1);
  rack->kick(3, 0);
  rack->kick(4, 1);
  EXPECT_TRUE(told_.hears("job 2 confirmed"));
  EXPECT_TRUE(told_.hears("kick 3 " + kFailed));
  EXPECT_TRUE(told_.hears("kick 4 " + kOpened));
  EXPECT_TRUE(told_.hears("job 1 gone untouched"));
  EXPECT_EQ(told_.countOf("printer.2 fault"), 0);
}

TEST_F(TwoCounters, whatIsAskedOfOneThatThereIsNotFailsAndReachesNobody) {
  const auto rack = startBoth();
  rack->print(1, slip("receipt"), 2);
  rack->kick(2, 5);
  EXPECT_TRUE(told_.hears("job 1 gone untouched"));
  EXPECT_TRUE(told_.hears("kick 2 " + kFailed));
  rack->print(3, slip("last"), 0);
  ASSERT_TRUE(told_.hears("job 3 confirmed"));
  EXPECT_EQ(device_.received().find("receipt"), std::string::npos);
}

TEST_F(RackTest, theDisplayShowsTheLatestAlsoAfterItWasAway) {
  std::mutex mutex;
  std::string bytes;
  const auto pole = std::make_shared<transport::LoopbackWire>([&](auto written) {
    const std::lock_guard lock(mutex);
    for (const auto byte : written) bytes += static_cast<char>(byte);
    told_.add("display");
    if (bytes.find("84.27") != std::string::npos) told_.add("display 84.27");
    if (bytes.find("23.03") != std::string::npos) told_.add("display 23.03");
    return written.size();
  });
  settings_.display = DisplaySettings{transport::SerialSettings{.port = "pole"}, {}};
  const auto rack = startRack(settings_, told_.listener(), [&](const Link& link, transport::Listener listener) {
    const std::string port = std::get<transport::SerialSettings>(link).port;
    return transport::openLoopback(port == "pole"      ? pole
                                   : port == "printer" ? device_.wire
                                                       : scanner_,
                                   std::move(listener));
  });
  rack->show({"1 stub", "To pay         84.27"});
  EXPECT_TRUE(told_.hears("display 84.27"));
  pole->unplug();
  rack->show({"Paid           84.27", "Change         23.03"});
  pole->plug();
  EXPECT_TRUE(told_.hears("display 23.03"));
}

// A pole that takes no bytes while it is held off; what it has taken since, and whether that is told.
TEST_F(RackTest, aDisplayThatTakesNothingIsToldOfAndGetsTheLatestWhenItDoes) {
  std::mutex mutex;
  std::string bytes;
  bool holds = true;
  const auto pole = std::make_shared<transport::LoopbackWire>([&](auto written) -> std::size_t {
    const std::lock_guard lock(mutex);
    if (holds) return 0;
    for (const auto byte : written) bytes += static_cast<char>(byte);
    for (const char* word : {"84.27", "23.03"})
      if (bytes.find(word) != std::string::npos) told_.add(std::string("display ") + word);
    return written.size();
  });
  const auto hold = [&](bool on) {
    const std::lock_guard lock(mutex);
    bytes.clear();
    holds = on;
  };
  display::DisplayProfile profile;
  profile.writeDeadline = std::chrono::milliseconds(20);
  settings_.display = DisplaySettings{transport::SerialSettings{.port = "pole"}, profile};
  const auto rack = startRack(settings_, told_.listener(), [&](const Link& link, transport::Listener listener) {
    const std::string port = std::get<transport::SerialSettings>(link).port;
    return transport::openLoopback(port == "pole"      ? pole
                                   : port == "printer" ? device_.wire
                                                       : scanner_,
                                   std::move(listener));
  });
  const std::string device = "device " + std::to_string(static_cast<int>(Device::display));
  const std::string timedOut = device + " fault " + std::to_string(static_cast<int>(transport::FaultCode::timedOut));
  EXPECT_TRUE(told_.hears(timedOut)) << "its first write";
  rack->show({"1 stub", "To pay         84.27"});
  hold(false);
  EXPECT_TRUE(told_.hears("display 84.27"));
  EXPECT_TRUE(told_.hears(device + " well"));
  hold(true);
  rack->show({"Paid           84.27", "Change         23.03"});
  EXPECT_TRUE(told_.hears(timedOut, 2)) << "a later write";
  EXPECT_EQ(told_.countOf("display 23.03"), 0);
  hold(false);
  EXPECT_TRUE(told_.hears("display 23.03")) << "nobody has asked again";
  EXPECT_TRUE(told_.hears(device + " well", 2));
}

TEST_F(RackTest, withoutAPrinterJobsStillEnd) {
  settings_.printer.reset();
  const auto rack = start();
  rack->print(1, slip("hello"));
  EXPECT_TRUE(told_.hears("job 1 gone untouched"));
}

TEST_F(RackTest, whyADeviceCannotBeOpenedIsToldOnceAndThatItIsWellAgain) {
  std::atomic<bool> refused = true;
  std::atomic<int> tries = 0;
  const auto rack = startRack(settings_, told_.listener(), [&](const Link& link, transport::Listener listener) {
    const bool isPrinter = std::get<transport::SerialSettings>(link).port == "printer";
    const auto no = [](transport::FaultCode code) { return tl::unexpected(transport::Fault{code, "no"}); };
    using Opened = tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>;
    if (!isPrinter && refused) {
      if (++tries == 5) told_.add("tried five times");
      return Opened(no(transport::FaultCode::noPermission));
    }
    return transport::openLoopback(isPrinter ? device_.wire : scanner_, std::move(listener));
  });
  const std::string scanner = "device " + std::to_string(static_cast<int>(Device::scanner));
  const std::string fault = scanner + " fault " + std::to_string(static_cast<int>(transport::FaultCode::noPermission));
  ASSERT_TRUE(told_.hears("tried five times"));
  EXPECT_EQ(told_.countOf(fault), 1);
  refused = false;
  EXPECT_TRUE(told_.hears(scanner + " well"));
  EXPECT_TRUE(told_.hears("scanner ready"));
}

TEST_F(RackTest, theSensorsLineIsToldAlsoWhereNobodyTaughtWhatItMeans) {
  settings_.drawer->polarity = drawer::SensorPolarity::untaught;
  device_.onPulse = [this] { device_.status[1] = 0x16; };
  settings_.pollEvery = std::chrono::milliseconds(5);
  const auto rack = start();
  EXPECT_TRUE(told_.hears("line low"));
  rack->kick(1);
  EXPECT_TRUE(told_.hears("line high"));
  EXPECT_EQ(told_.countOf("drawer " + std::to_string(static_cast<int>(drawer::DrawerState::open))), 0);
  device_.wire->unplug();
  EXPECT_TRUE(told_.hears("line none"));
}

}  // namespace
}  // namespace till::drivers::rack
