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

printer::PrinterProfile profileOf(const DeviceSettings& settings) {
  return settings.printer ? settings.printer->profile : printer::PrinterProfile{};
}

// That of a station that has a link of its own is not ours.
std::optional<SheetSettings> sheetsOf(const DeviceSettings& settings) {
  return settings.sheets && !settings.sheets->link ? settings.sheets : std::nullopt;
}

template <class F, class... Args>
void tell(const F& listener, Args&&... args) {
  if (listener) listener(std::forward<Args>(args)...);
}

}  // namespace

PrinterWorker::PrinterWorker(const DeviceSettings& settings, const RackListener& listener, OpenLink openLink)
    : settings_(settings),
      listener_(listener),
      openLink_(std::move(openLink)),
      printer_(profileOf(settings), [this] { bell_.ring(); }),
      desk_(sheetsOf(settings), listener),
      reopener_(Device::printer, settings.reopenEvery, listener) {
  if (settings_.drawer) drawer_.emplace(printer_, *settings_.drawer);
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
    Job queued{job, std::nullopt};
    if (jobs_.size() < kRoom) queued.document = std::move(document);
    jobs_.push_back(std::move(queued));
  }
  desk_.makeWay();
  bell_.ring();
}

void PrinterWorker::kick(std::int64_t kick) {
  {
    const std::lock_guard lock(mutex_);
    kicks_.push_back(Kick{kick, kicks_.size() >= kRoom});
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
  const bool possible = drawer_ && !kick.refused && !sheetIsInTheWay();
  const auto outcome = possible ? drawer_->kick() : drawer::KickOutcome::failed;
  tellChanges();
  tell(listener_.kickFinished, kick.id, outcome);
}

void PrinterWorker::runJob(const Job& job) {
  const JobResult result = !job.document       ? notBegun(printer::reason::kBusy)
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
  if (!settings_.printer || printer_.isOpen() || !reopener_.due()) return;
  const auto opened = printer_.open(
      [this](transport::Listener listener) { return openLink_(settings_.printer->link, std::move(listener)); });
  reopener_.tried(opened);
  askAt_ = Clock::now() + settings_.pollEvery;
}

void PrinterWorker::keepAsking() {
  if (!printer_.isOpen() || Clock::now() < askAt_) return;
  printer_.poll();
  askAt_ = Clock::now() + settings_.pollEvery;
}

void PrinterWorker::tellChanges() {
  if (toldStatus_ != printer_.status()) {
    toldStatus_ = printer_.status();
    tell(listener_.printerChanged, *toldStatus_);
  }
  if (!drawer_) return;
  if (toldDrawer_ != drawer_->state()) {
    toldDrawer_ = drawer_->state();
    tell(listener_.drawerChanged, *toldDrawer_);
  }
  const auto line = printer_.status().reachable ? printer_.status().drawerPinHigh : std::nullopt;
  if (std::exchange(toldLine_, line) != line) tell(listener_.drawerLine, line);
}

Clock::time_point PrinterWorker::nextMoment() const {
  if (!settings_.printer) return Clock::now() + kNever;
  return printer_.isOpen() ? askAt_ : reopener_.next();
}

}  // namespace till::drivers::rack
