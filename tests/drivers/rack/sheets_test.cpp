// SPDX-License-Identifier: Apache-2.0
// A sheet station in the rack: in the printer's housing, on the printer's wire, and on a wire of its own.
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include "drivers/printer/receipt_printer_device.h"
#include "drivers/rack/rack.h"
#include "drivers/rack/statistics.h"
#include "drivers/virtual/loopback/loopback_port.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/sheet_printer_model.h"

namespace till::drivers::rack {
namespace {

using micr::ReadOutcome;
using model::CheckReaderModel;
using printer::JobOutcome;
using std::chrono::milliseconds;
using Waits = CheckReaderModel::Waits;

const std::string kPersonal = "t021000021t 12-345678o 1042";

model::Sheet check() { return {kPersonal, {}, {}}; }
printer::PrintDocument receipt(const std::string& line) {
  return {"receipt", {printer::TextLine{line, {}}, printer::Cut{}}};
}
slip::SlipJob endorsement() { return {slip::Sheet::slip, slip::Side::back, {"FOR DEPOSIT ONLY"}}; }

// A person who acts on a sheet as soon as the station says that it waits for one.
class Attended : public CheckReaderModel {
 public:
  std::function<void(CheckReaderModel&)> hand;
  void tick() override {
    CheckReaderModel::tick();
    if (hand) hand(*this);
  }
};

struct Told {
  std::map<std::int64_t, micr::ReadResult> checks;
  std::map<std::int64_t, printer::JobResult> sheets, jobs;
  std::map<std::int64_t, drawer::KickOutcome> kicks;
  bool reachable = false, closed = false;
};

class Sheets : public testing::TestWithParam<bool> {
 protected:
  Sheets() {
    printer::PrinterProfile profile;
    profile.writeDeadline = profile.statusDeadline = milliseconds(500);
    profile.confirmDeadline = milliseconds(3000);
    settings_.printer = PrinterSettings{transport::SerialSettings{.port = "printer"}, profile};
    settings_.drawer = drawer::DrawerSettings{.polarity = drawer::SensorPolarity::highIsOpen};
    settings_.reopenEvery = milliseconds(10);
    SheetSettings sheets;
    if (!inOneHousing()) sheets.link = transport::SerialSettings{.port = "sheets"};
    sheets.reader.deadlines = {milliseconds(20000), milliseconds(3000), milliseconds(1000), milliseconds(500),
                               milliseconds(5)};
    sheets.profile.codePages = {{"cp437", 0}};
    sheets.profile.codePageOrder = {"cp437"};
    sheets.profile.columns = 35;
    settings_.sheets = sheets;
  }
  ~Sheets() override {
    rack_.reset();
    first_.port->unplug();
    second_.port->unplug();
  }
  [[nodiscard]] static bool inOneHousing() { return GetParam(); }

  void start() {
    RackListener all;
    all.checkRead = [this](std::int64_t id, micr::ReadResult r) { note([&] { told_.checks.emplace(id, r); }); };
    all.sheetPrinted = [this](std::int64_t id, printer::JobResult r) { note([&] { told_.sheets.emplace(id, r); }); };
    all.jobFinished = [this](std::int64_t id, printer::JobResult r) { note([&] { told_.jobs.emplace(id, r); }); };
    all.kickFinished = [this](std::int64_t id, drawer::KickOutcome o) { note([&] { told_.kicks.emplace(id, o); }); };
    all.printerChanged = [this](const printer::PrinterStatus& s, std::size_t) {
      note([&] { told_.reachable = s.reachable; });
    };
    all.drawerChanged = [this](drawer::DrawerState s, std::size_t) {
      note([&] { told_.closed = s == drawer::DrawerState::closed; });
    };
    rack_ = startCountedRack(settings_, std::move(all), book_, [this](const Link& link, transport::Listener listener) {
      const bool own = std::get<transport::SerialSettings>(link).port == "sheets";
      return transport::openLoopback(own ? second_.wire : first_.wire, std::move(listener));
    });
    ASSERT_TRUE(hears([](const Told& t) { return t.reachable; }));
  }
  void note(const std::function<void()>& how) {
    const std::lock_guard lock(mutex_);
    how();
    changed_.notify_all();
  }
  [[nodiscard]] bool hears(const std::function<bool(const Told&)>& done) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return done(told_); });
  }
  micr::ReadResult checkOf(std::int64_t id) {
    EXPECT_TRUE(hears([id](const Told& t) { return t.checks.contains(id); }));
    const std::lock_guard lock(mutex_);
    return told_.checks[id];
  }
  printer::JobResult sheetOf(std::int64_t id) {
    EXPECT_TRUE(hears([id](const Told& t) { return t.sheets.contains(id); }));
    const std::lock_guard lock(mutex_);
    return told_.sheets[id];
  }
  printer::JobResult jobOf(std::int64_t id) {
    EXPECT_TRUE(hears([id](const Told& t) { return t.jobs.contains(id); }));
    const std::lock_guard lock(mutex_);
    return told_.jobs[id];
  }
  void use(const std::function<void()>& how) { (inOneHousing() ? first_ : second_).port->use(how); }
  // Once, when the station waits so and has said so.
  void when(Waits waits, std::function<void(CheckReaderModel&)> act) {
    use([&] {
      slot_.hand = [waits, act = std::move(act), done = false](CheckReaderModel& now) mutable {
        if (done || now.waits() != waits || !now.saidThatItWaits()) return;
        done = true;
        act(now);
      };
    });
  }

  drawer::KickOutcome kickOf(std::int64_t id) {
    EXPECT_TRUE(hears([id](const Told& t) { return t.kicks.contains(id); }));
    const std::lock_guard lock(mutex_);
    return told_.kicks[id];
  }

  CheckReaderModel nobody_;  // before the wires, whose threads use it
  Attended slot_;
  model::PrinterModel roll_;
  model::SheetPrinterModel both_{roll_, slot_};
  loopback::LoopbackDevice first_ =
      loopback::openLoopbackPort(inOneHousing() ? both_ : static_cast<model::Device&>(roll_));
  loopback::LoopbackDevice second_ = loopback::openLoopbackPort(slotAlone());
  DeviceSettings settings_;
  StatisticsBook book_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Told told_;
  std::unique_ptr<Rack> rack_;

 private:
  model::Device& slotAlone() { return inOneHousing() ? static_cast<model::Device&>(nobody_) : slot_; }
};

std::string housing(const testing::TestParamInfo<bool>& info) { return info.param ? "InThePrinter" : "OnItsOwnWire"; }
INSTANTIATE_TEST_SUITE_P(Rack, Sheets, testing::Bool(), housing);

TEST_P(Sheets, aCheckIsReadHandedBackAndTheReceiptIsPrinted) {
  start();
  when(Waits::check, [](CheckReaderModel& slot) { slot.insert(check()); });
  rack_->readCheck(7);
  const auto read = checkOf(7);
  EXPECT_EQ(read.outcome, ReadOutcome::read) << read.reason;
  EXPECT_EQ(read.line.serial.text, "1042");
  rack_->print(1, receipt("Delgado"));
  EXPECT_EQ(jobOf(1).outcome, JobOutcome::confirmed);
  use([&] {
    EXPECT_FALSE(slot_.sheet()) << "the customer's check is kept";
    EXPECT_EQ(slot_.taken().size(), 1U);
    EXPECT_EQ(slot_.unknownBytes(), 0);
    EXPECT_EQ(roll_.unknownCommands(), 0U);
  });
  EXPECT_EQ(book_.now().at(Device::checkReader).at(std::string(statistic::kGoodReads)), 1);
}

TEST_P(Sheets, anEndorsementStandsOnTheBack) {
  start();
  when(Waits::slip, [](CheckReaderModel& slot) { slot.insert(check()); });
  rack_->printSheet(8, endorsement());
  EXPECT_EQ(sheetOf(8).outcome, JobOutcome::confirmed);
  use([&] {
    ASSERT_TRUE(slot_.sheet());
    EXPECT_EQ(slot_.sheet()->back, std::vector<std::string>{"FOR DEPOSIT ONLY"});
  });
  EXPECT_EQ(book_.now().at(Device::checkReader).at(std::string(statistic::kSlipLines)), 1);
}

TEST_P(Sheets, aWaitIsCancelledAndTheNextCheckIsReadAllTheSame) {
  start();
  when(Waits::check, [&](CheckReaderModel&) { rack_->cancelSheet(1); });
  rack_->readCheck(1);
  EXPECT_EQ(checkOf(1).reason, slip::reason::kCancelled);
  when(Waits::check, [](CheckReaderModel& slot) { slot.insert(check()); });
  rack_->readCheck(2);
  EXPECT_EQ(checkOf(2).outcome, ReadOutcome::read);
}

TEST_P(Sheets, oneThatStillWaitsIsCancelledUnbegun) {
  start();
  when(Waits::check, [&](CheckReaderModel&) {
    rack_->cancelSheet(2);
    rack_->cancelSheet(1);
  });
  rack_->readCheck(1);
  rack_->readCheck(2);
  EXPECT_EQ(checkOf(2).reason, slip::reason::kCancelled);
  use([&] { EXPECT_EQ(slot_.readings(), 0); });
}

TEST_P(Sheets, nobodyPutsOneIn) {
  settings_.sheets->reader.deadlines.insert = milliseconds(50);
  start();
  rack_->readCheck(1);
  EXPECT_EQ(checkOf(1).reason, slip::reason::kNotInserted);
  rack_->printSheet(2, endorsement());
  EXPECT_EQ(sheetOf(2).reason, slip::reason::kNotInserted);
  EXPECT_FALSE(book_.now()[Device::checkReader].contains(std::string(statistic::kFailedReads)));
}

TEST_P(Sheets, aReceiptNeverWaitsForSomebodysCheck) {
  start();
  when(Waits::check, [&](CheckReaderModel&) { rack_->print(1, receipt("Delgado")); });
  rack_->readCheck(9);
  EXPECT_EQ(jobOf(1).outcome, JobOutcome::confirmed);
  if (inOneHousing()) {
    EXPECT_EQ(checkOf(9).reason, reason::kMadeWay);
  } else {
    when(Waits::check, [](CheckReaderModel& slot) { slot.insert(check()); });
    EXPECT_EQ(checkOf(9).outcome, ReadOutcome::read) << "it has a wire of its own";
  }
}

TEST_P(Sheets, neitherDoesTheDrawer) {
  start();
  when(Waits::slip, [&](CheckReaderModel&) { rack_->kick(1); });
  rack_->printSheet(9, endorsement());
  EXPECT_EQ(kickOf(1), drawer::KickOutcome::opened);
}

TEST_P(Sheets, whatIsNotTakenOutHoldsNoReceiptAndNoPulseBackForLater) {
  if (!inOneHousing()) GTEST_SKIP() << "a station of its own holds nothing of the printer's";
  start();
  ASSERT_TRUE(hears([](const Told& t) { return t.closed; }));
  when(Waits::slip, [](CheckReaderModel& slot) { slot.insert(check()); });
  rack_->printSheet(1, endorsement());
  EXPECT_EQ(sheetOf(1).outcome, JobOutcome::confirmed);
  rack_->kick(1);
  EXPECT_EQ(kickOf(1), drawer::KickOutcome::failed);
  rack_->print(1, receipt("Never"));
  const auto held = jobOf(1);
  EXPECT_EQ(held.reason, slip::reason::kSheetLeft);
  EXPECT_FALSE(held.anyByteTaken);
  use([&] { slot_.remove(); });
  rack_->print(2, receipt("Whole"));
  EXPECT_EQ(jobOf(2).outcome, JobOutcome::confirmed);
  use([&] {
    EXPECT_EQ(roll_.drawer().pulses(), 0);
    EXPECT_EQ(roll_.slips().size(), 2U) << "one receipt, and the roll behind it";
  });
}

TEST_P(Sheets, unpluggedWhileItWaitsIsToldAndItComesBack) {
  start();
  auto& port = *(inOneHousing() ? first_ : second_).port;
  std::promise<void> waits;
  when(Waits::check, [&](CheckReaderModel&) { waits.set_value(); });
  rack_->readCheck(1);
  waits.get_future().wait();
  port.unplug();
  EXPECT_EQ(checkOf(1).reason, printer::reason::kGone);
  use([&] { slot_.letTimePass(); });
  port.plug();
  when(Waits::check, [](CheckReaderModel& slot) { slot.insert(check()); });
  // The plug may not have been noticed yet by whoever looks for it.
  micr::ReadResult read;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  for (std::int64_t id = 2; read.outcome != ReadOutcome::read && std::chrono::steady_clock::now() < end; ++id) {
    rack_->readCheck(id);
    read = checkOf(id);
    std::this_thread::yield();
  }
  EXPECT_EQ(read.outcome, ReadOutcome::read) << read.reason;
}

TEST_P(Sheets, aStationThatStopsLeavesNothingUntold) {
  start();
  for (std::int64_t id = 1; id <= 3; ++id) rack_->readCheck(id);
  rack_->printSheet(4, endorsement());
  rack_.reset();
  EXPECT_EQ(told_.checks.size(), 3U);
  EXPECT_EQ(told_.sheets.size(), 1U);
}

TEST_P(Sheets, aCounterWithoutOneSaysSo) {
  settings_.sheets.reset();
  start();
  rack_->readCheck(1);
  EXPECT_EQ(checkOf(1).reason, printer::reason::kGone);
  rack_->printSheet(2, endorsement());
  EXPECT_EQ(sheetOf(2).reason, printer::reason::kGone);
}

}  // namespace
}  // namespace till::drivers::rack
