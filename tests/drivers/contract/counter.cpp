// SPDX-License-Identifier: Apache-2.0
#include "tests/drivers/contract/counter.h"

#include <algorithm>
#include <utility>

namespace till::tests::contract {

using namespace std::chrono_literals;
using namespace drivers;

std::size_t Recorder::receive(std::span<const std::byte> bytes) {
  const std::size_t taken = device_.receive(most_ == 0 ? bytes : bytes.first(std::min(bytes.size(), left_)));
  left_ -= std::min(left_, taken);
  for (const std::byte byte : bytes.first(taken)) bytes_ += static_cast<char>(byte);
  return taken;
}

Counter::Counter() {
  printer::PrinterProfile profile;
  profile.model = "contract";
  profile.codePages = {{"cp437", 0}, {"cp850", 2}, {"cp1252", 16}, {"cp858", 19}};
  profile.codePageOrder = {"cp437", "cp858", "cp1252"};
  profile.realTimeClear = true;
  const int slower = GetParam().slower;
  profile.pulseOff = 100ms;
  profile.writeDeadline = 300ms * slower;
  profile.statusDeadline = 300ms * slower;
  profile.confirmDeadline = 1500ms * slower;
  profile.pieceBytes = 64;
  settings.printer = rack::PrinterSettings{{}, profile};
  settings.drawer = drawer::DrawerSettings{drawer::DrawerPin::pin2, drawer::SensorPolarity::highIsOpen, 200ms * slower};
  settings.scanner = rack::ScannerSettings{{}, "\r", 100ms * slower};
  settings.reopenEvery = 20ms;
  settings.pollEvery = 50ms;
}

Counter::~Counter() { stop(); }

void Counter::plugIn() {
  printer_ = std::make_unique<model::PrinterModel>(traits, drawer);
  printer_->drawer().changed = [this] { note([this](Heard& all) { all.boxIsOpen = printer_->drawer().isOpen(); }); };
  recorder_ = std::make_unique<Recorder>(*printer_);
  printer_->listen({.paperGrew = [this] { note([](Heard& all) { ++all.printed; }); }, .stateChanged = {}});
  const auto makeScanner = GetParam().makeScanner;
  scanner_ = makeScanner ? makeScanner(scannerTraits) : std::make_unique<model::ScannerModel>(scannerTraits);
  wiring_ = GetParam().make(*recorder_, *scanner_);
  settings.printer->link = wiring_->printerLink();
  settings.scanner->link = wiring_->scannerLink();
}

void Counter::start() {
  rack::RackListener listener;
  listener.scanned = [this](scanner::Scan scan) { note([&](Heard& all) { all.scans.push_back(std::move(scan)); }); };
  listener.scanDropped = [this](std::string why) { note([&](Heard& all) { all.dropped.push_back(std::move(why)); }); };
  listener.scannerChanged = [this](rack::ScannerState now) { note([&](Heard& all) { all.scanner = now; }); };
  listener.printerChanged = [this](printer::PrinterStatus now, std::size_t) {
    note([&](Heard& all) { all.printer = now; });
  };
  listener.drawerChanged = [this](drawer::DrawerState now, std::size_t at) {
    note([&](Heard& all) { (at == 0 ? all.drawer : all.secondDrawer) = now; });
  };
  listener.jobFinished = [this](std::int64_t job, printer::JobResult result) {
    note([&](Heard& all) { all.jobs[job].push_back(std::move(result)); });
  };
  listener.kickFinished = [this](std::int64_t kick, drawer::KickOutcome outcome) {
    note([&](Heard& all) { all.kicks[kick].push_back(outcome); });
  };
  rack_ = wiring_->startRack(settings, std::move(listener));
}

void Counter::open() {
  plugIn();
  start();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  ASSERT_TRUE(waitFor([](const Heard& all) { return all.scanner == rack::ScannerState::ready; }));
}

void Counter::stop() {
  rack_.reset();
  note([](Heard& all) { all.printer.reset(), all.scanner.reset(), all.drawer.reset(), all.secondDrawer.reset(); });
}

void Counter::note(const std::function<void(Heard&)>& how) {
  const std::lock_guard lock(mutex_);
  how(heard_);
  changed_.notify_all();
}

bool Counter::waitFor(const std::function<bool(const Heard&)>& done, std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, patience * GetParam().slower, [&] { return done(heard_); });
}

printer::JobResult Counter::resultOf(std::int64_t job) {
  EXPECT_TRUE(waitFor([job](const Heard& all) { return all.jobs.contains(job); })) << "job " << job << " never ended";
  const auto results = heard().jobs[job];
  EXPECT_EQ(results.size(), 1U) << "job " << job;
  return results.empty() ? printer::JobResult{printer::JobOutcome::unconfirmed, false, "never ended"} : results.front();
}

drawer::KickOutcome Counter::outcomeOf(std::int64_t kick) {
  EXPECT_TRUE(waitFor([kick](const Heard& all) { return all.kicks.contains(kick); })) << "never ended";
  const auto outcomes = heard().kicks[kick];
  EXPECT_EQ(outcomes.size(), 1U);
  return outcomes.empty() ? drawer::KickOutcome::failed : outcomes.front();
}

bool Counter::waitForPrinter(const std::function<bool(const printer::PrinterStatus&)>& done) {
  return waitFor([&](const Heard& all) { return all.printer && done(*all.printer); });
}

bool Counter::waitForDrawer(drawer::DrawerState state) {
  return waitFor([state](const Heard& all) { return all.drawer == state; });
}

Heard Counter::heard() {
  const std::lock_guard lock(mutex_);
  return heard_;
}

void Counter::makeSlow(std::size_t bytesATick) {
  wiring_->printerPort().use([&] { recorder_->setBytesATick(bytesATick); });
}

void Counter::operate(const std::function<void(model::PrinterModel&)>& how) {
  wiring_->printerPort().use([&] { how(*printer_); });
}

void Counter::operateScanner(const std::function<void(model::ScannerModel&)>& how) {
  wiring_->scannerPort().use([&] { how(*scanner_); });
}

std::vector<std::string> Counter::paper() {
  std::vector<std::string> slips;
  operate([&](model::PrinterModel& printer) {
    for (const model::Slip& slip : printer.slips()) {
      if (!slip.elements.empty()) slips.push_back(model::textOf(slip, traits.format));
    }
  });
  return slips;
}

bool Counter::waitForPaper(const std::string& text) {
  while (true) {
    const std::size_t printed = heard().printed;
    const auto slips = paper();
    const auto holds = [&](const std::string& slip) { return slip.find(text) != std::string::npos; };
    if (std::any_of(slips.begin(), slips.end(), holds)) return true;
    if (!waitFor([&](const Heard& all) { return all.printed != printed; })) return false;
  }
}

std::uint64_t Counter::rubbish() {
  std::uint64_t unknown = 0;
  operate([&](model::PrinterModel& printer) { unknown = printer.unknownCommands(); });
  return unknown;
}

std::string Counter::wireBytes() {
  std::string bytes;
  operate([&](model::PrinterModel&) { bytes = recorder_->bytes(); });
  return bytes;
}

printer::PrintDocument receipt(const std::string& name) {
  printer::Style large;
  large.width = large.height = 2;
  large.bold = true;
  large.align = printer::Align::center;
  return {name,
          {printer::TextLine{name, large}, printer::Rule{}, printer::TwoColumns{"Water", "12.50", {}},
           printer::TwoColumns{"Sewer", "7.25", {}}, printer::TwoColumns{"Total", "19.75", {}},
           printer::Barcode{"2A-000418", true}, printer::QrCode{"R1|2A-000418|0123456789abcdef"}, printer::Cut{}}};
}

}  // namespace till::tests::contract
