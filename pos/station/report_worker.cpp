// SPDX-License-Identifier: Apache-2.0
#include "pos/station/report_worker.h"

#include <utility>

#include "pos/station/acts.h"

namespace till::pos::station {

report::Counter reportCounter(const StationSettings& settings, const words::Words& words) {
  return {countUnits(settings), words};
}

ReportMade makeReport(const MakeReport& wanted, const OpenReader& open, const report::Look& look,
                      const report::Counter& counter) {
  const report::Kind* kind = report::kindNamed(wanted.name);
  if (kind == nullptr || !open) return {wanted.ask, nullptr, "there is no such report here"};
  const auto reader = open();
  if (!reader) return {wanted.ask, nullptr, reader.error().what};
  report::Asked asked = wanted.asked;
  asked.moment = look.moment;
  auto made = report::make(*kind, **reader, asked, counter);
  if (!made) return {wanted.ask, nullptr, made.error().what};
  return {wanted.ask, std::make_shared<const report::Drawn>(report::draw(std::move(*made), look)), ""};
}

ReportWorker::ReportWorker(OpenReader open, report::Look look, report::Counter counter,
                           std::function<void(ReportMade)> answer)
    : open_(std::move(open)),
      look_(std::move(look)),
      counter_(std::move(counter)),
      answer_(std::move(answer)),
      thread_([this] { run(); }) {}

ReportWorker::~ReportWorker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void ReportWorker::make(MakeReport wanted) {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(wanted);
  }
  wake_.notify_one();
}

void ReportWorker::run() {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || wanted_; });
    if (stopping_) return;
    const MakeReport wanted = std::move(*wanted_);
    wanted_.reset();
    lock.unlock();
    answer_(makeReport(wanted, open_, look_, counter_));
  }
}

}  // namespace till::pos::station
