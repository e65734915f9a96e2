// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/sheet_desk.h"

#include <algorithm>
#include <utility>

#include "drivers/printer/receipt_printer_device.h"

namespace till::drivers::rack {
namespace {

using printer::JobOutcome;
using printer::JobResult;

micr::ReadResult notRead(std::string_view why) { return {micr::ReadOutcome::none, std::string(why), {}, {}}; }

}  // namespace

void SheetDesk::add(Work work) {
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= kRoom) work.refused = printer::reason::kBusy;
  waiting_.push_back(std::move(work));
}

void SheetDesk::cancel(std::int64_t id) {
  const std::lock_guard lock(mutex_);
  if (atHand_ && atHand_->id == id) stop_.request_stop();
  for (Work& work : waiting_)
    if (work.id == id) work.refused = slip::reason::kCancelled;
}

void SheetDesk::makeWay() {
  const std::lock_guard lock(mutex_);
  if (!atHand_) return;
  madeWay_ = true;
  stop_.request_stop();
}

bool SheetDesk::takeNext() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty()) return false;
  atHand_ = std::move(waiting_.front());
  waiting_.pop_front();
  stop_ = std::stop_source();
  madeWay_ = false;
  return true;
}

void SheetDesk::run(slip::StationLink& link) {
  Work work;
  std::stop_token cancelled;
  {
    const std::lock_guard lock(mutex_);
    work = *atHand_;
    cancelled = stop_.get_token();
  }
  if (!settings_) {
    refuse(work, printer::reason::kGone);
  } else if (!work.refused.empty()) {
    refuse(work, work.refused);
  } else {
    work.slip ? printNow(work, link, cancelled) : readNow(work, link, cancelled);
  }
  const std::lock_guard lock(mutex_);
  atHand_.reset();
}

// Behind a sheet that was driven out, the station does nothing until it is taken; then all that was queued at once.
bool SheetDesk::holdsTheRest(slip::StationLink& link) {
  slip::SheetWatch watch(link, slip::encodeAskSlipStatus(), settings_->reader.deadlines);
  const auto answer = watch.ask(slip::encodeAskSlipStatus());
  sheetLeft_ = answer && slip::sheetStatusOf(*answer).selected;
  return sheetLeft_;
}

void SheetDesk::refuseTheRest() {
  std::deque<Work> rest;
  {
    const std::lock_guard lock(mutex_);
    rest.swap(waiting_);
  }
  for (const Work& work : rest) refuse(work, printer::reason::kStopping);
}

void SheetDesk::refuse(const Work& work, std::string_view why) const {
  if (work.slip && listener_.sheetPrinted) {
    listener_.sheetPrinted(work.id, JobResult{JobOutcome::failed, false, std::string(why)});
  }
  if (!work.slip && listener_.checkRead) listener_.checkRead(work.id, notRead(why));
}

std::string SheetDesk::ended(std::string why) {
  const std::lock_guard lock(mutex_);
  return madeWay_ && why == slip::reason::kCancelled ? std::string(reason::kMadeWay) : std::move(why);
}

// The station would keep the check for printing on it; the hand that put it in wants it back.
void SheetDesk::readNow(const Work& work, slip::StationLink& link, const std::stop_token& cancelled) {
  if (!settings_->readsChecks) return refuse(work, printer::reason::kGone);
  micr::CheckReader reader(link, settings_->reader);
  micr::ReadResult result = reader.read(cancelled);
  result.reason = ended(std::move(result.reason));
  if (result.outcome != micr::ReadOutcome::none || !result.characters.empty()) (void)reader.eject();
  (void)link.send(slip::encodeSelect(slip::Sheet::roll), transport::Deadline::in(settings_->reader.deadlines.write));
  if (listener_.checkRead) listener_.checkRead(work.id, std::move(result));
}

void SheetDesk::printNow(const Work& work, slip::StationLink& link, const std::stop_token& cancelled) {
  if (!settings_->printsSlips) return refuse(work, printer::reason::kGone);
  slip::SlipPrinter slips(link, settings_->profile, settings_->reader.deadlines);
  JobResult result = slips.print(*work.slip, cancelled);
  sheetLeft_ = result.anyByteTaken;
  result.reason = ended(std::move(result.reason));
  if (listener_.sheetPrinted) listener_.sheetPrinted(work.id, std::move(result));
}

}  // namespace till::drivers::rack
