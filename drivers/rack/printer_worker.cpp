// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/printer_worker.h"

#include <algorithm>

namespace till::drivers::rack {
namespace {

using printer::JobOutcome;
using printer::JobResult;
using transport::Clock;

constexpr std::chrono::hours kNever{1};  // nothing to look for: only work wakes

JobResult notBegun(std::string_view why) { return {JobOutcome::failed, false, std::string(why)}; }

printer::PrinterProfile profileOf(const PrinterUnit& unit) {
  return unit.printer ? unit.printer->profile : printer::PrinterProfile{};
}

template <class F, class... Args>
void tell(const F& listener, Args&&... args) {
  if (listener) listener(std::forward<Args>(args)...);
}

}  // namespace

PrinterWorker::PrinterWorker(PrinterUnit unit, const RackListener& listener, OpenLink openLink)
    : unit_(std::move(unit)),
      listener_(listener),
      openLink_(std::move(openLink)),
      printer_(profileOf(unit_), [this] { bell_.ring(); }),
      desk_(unit_.sheets, listener),
      reopener_({Device::printer, unit_.index}, unit_.reopenEvery, listener) {
  for (const auto& one : unit_.drawers) drawers_.push_back({one.index, drawer::CashDrawer(printer_, one.settings)});
  thread_ = std::thread([this] { run(); });
}

PrinterWorker::~PrinterWorker() {
  stopping_ = true;
  printer_.cancel();
  desk_.makeWay();
  bell_.ring();
  thread_.join();
}

void PrinterWorker::print(std::int64_t job, printer::PrintDocument document) {
  {
    const std::lock_guard lock(mutex_);
    Job queued{job, std::nullopt, printer::reason::kBusy};
    if (jobs_.size() < kRoom) queued.document = std::move(document);
    jobs_.push_back(std::move(queued));
  }
  desk_.makeWay();
  bell_.ring();
}

void PrinterWorker::refuse(std::int64_t job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back({job, std::nullopt, printer::reason::kGone});
  }
  bell_.ring();
}

void PrinterWorker::kick(std::int64_t kick, std::size_t drawer) {
  {
    const std::lock_guard lock(mutex_);
    kicks_.push_back(Kick{kick, drawer, kicks_.size() >= kRoom});
  }
  desk_.makeWay();
  bell_.ring();
}

void PrinterWorker::readCheck(std::int64_t id) {
  desk_.readCheck(id);
  bell_.ring();
}

void PrinterWorker::printSheet(std::int64_t id, slip::SlipJob job) {
  desk_.printSheet(id, std::move(job));
  bell_.ring();
}

void PrinterWorker::lookNow() {
  reopener_.lookNow();
  bell_.ring();
}

void PrinterWorker::run() {
  while (!stopping_) {
    keepOpen();
    printer_.digest();
    tellChanges();
    while (!stopping_ && runNext()) tellChanges();
    keepAsking();
    tellChanges();
    if (!stopping_) bell_.waitUntil(nextMoment());
  }
  refuseTheRest();
}

// Kicks first: one goes out before the first byte of any job that still waits. Sheets last; which is at hand is settled
// before the queues are free again, so that whoever comes after it makes it give way.
bool PrinterWorker::runNext() {
  std::unique_lock lock(mutex_);
  if (!kicks_.empty()) {
    const Kick kick = kicks_.front();
    kicks_.pop_front();
    lock.unlock();
    runKick(kick);
    return true;
  }
  if (jobs_.empty()) {
    if (!desk_.takeNext()) return false;
    lock.unlock();
    runSheet();
    return true;
  }
  const Job job = std::move(jobs_.front());
  jobs_.pop_front();
  lock.unlock();
  runJob(job);
  return true;
}

void PrinterWorker::runKick(const Kick& kick) {
  const auto at = std::ranges::find(drawers_, kick.drawer, &PortDrawer::index);
  const bool possible = at != drawers_.end() && !kick.refused && !sheetIsInTheWay();
  if (possible) letTheOtherCoilRest(kick.drawer);
  const auto outcome = possible ? at->drawer.kick() : drawer::KickOutcome::failed;
  const auto profile = profileOf(unit_);
  kickedLast_ = kick.drawer;
  pulseIsOver_ = Clock::now() + profile.pulseOn + profile.pulseOff;
  tellChanges();
  tell(listener_.kickFinished, kick.id, outcome);
}

// A port never drives both coils at once, and a pulse that comes while one runs is ignored by the printer
// (hardware-docs/cash-drawers.md).
void PrinterWorker::letTheOtherCoilRest(std::size_t drawer) {
  if (drawer == kickedLast_) return;
  while (!stopping_ && Clock::now() < pulseIsOver_) bell_.waitUntil(pulseIsOver_);
  printer_.digest();
}

void PrinterWorker::runJob(const Job& job) {
  const JobResult result = !job.document       ? notBegun(job.refused)
                           : sheetIsInTheWay() ? notBegun(slip::reason::kSheetLeft)
                                               : printer_.print(*job.document);
  tellChanges();
  tell(listener_.jobFinished, job.id, result);
}

void PrinterWorker::runSheet() {
  station_.take(printer_.lend());
  desk_.run(station_);
  printer_.takeBack(station_.giveBack());
}

// A pulse sent now would open the drawer when the sheet is taken, and a receipt come out then.
bool PrinterWorker::sheetIsInTheWay() {
  if (!desk_.mayHoldTheRest()) return false;
  station_.take(printer_.lend());
  const bool left = desk_.holdsTheRest(station_);
  printer_.takeBack(station_.giveBack());
  return left;
}

void PrinterWorker::refuseTheRest() {
  desk_.refuseTheRest();
  const std::lock_guard lock(mutex_);
  for (const Kick& kick : kicks_) tell(listener_.kickFinished, kick.id, drawer::KickOutcome::failed);
  for (const Job& job : jobs_) tell(listener_.jobFinished, job.id, notBegun(printer::reason::kStopping));
}

void PrinterWorker::keepOpen() {
  if (!unit_.printer || printer_.isOpen() || !reopener_.due()) return;
  const auto opened = printer_.open(
      [this](transport::Listener listener) { return openLink_(unit_.printer->link, std::move(listener)); });
  reopener_.tried(opened);
  askAt_ = Clock::now() + unit_.pollEvery;
}

void PrinterWorker::keepAsking() {
  if (!printer_.isOpen() || Clock::now() < askAt_) return;
  printer_.poll();
  askAt_ = Clock::now() + unit_.pollEvery;
}

void PrinterWorker::tellChanges() {
  if (toldStatus_ != printer_.status()) {
    toldStatus_ = printer_.status();
    tell(listener_.printerChanged, *toldStatus_, unit_.index);
  }
  for (auto& at : drawers_) {
    if (at.told == at.drawer.state()) continue;
    at.told = at.drawer.state();
    tell(listener_.drawerChanged, *at.told, at.index);
  }
  const auto line = printer_.status().reachable ? printer_.status().drawerPinHigh : std::nullopt;
  if (drawers_.empty() || std::exchange(toldLine_, line) == line) return;
  for (const auto& at : drawers_) tell(listener_.drawerLine, line, at.index);
}

Clock::time_point PrinterWorker::nextMoment() const {
  if (!unit_.printer) return Clock::now() + kNever;
  return printer_.isOpen() ? askAt_ : reopener_.next();
}

}  // namespace till::drivers::rack
