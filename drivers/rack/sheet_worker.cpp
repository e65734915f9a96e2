// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/sheet_worker.h"

#include <utility>

namespace till::drivers::rack {

using transport::Clock;
using transport::Deadline;

namespace {

constexpr std::chrono::hours kNever{1};  // nothing to look for: only work wakes

}  // namespace

SheetWorker::SheetWorker(const SheetSettings& settings, std::chrono::milliseconds reopenEvery,
                         const RackListener& listener, OpenLink openLink)
    : where_(*settings.link),
      openLink_(std::move(openLink)),
      link_([this] { bell_.ring(); }),
      desk_(settings, listener),
      reopener_(Device::checkReader, reopenEvery, listener),
      thread_([this] { run(); }) {}

SheetWorker::~SheetWorker() {
  stopping_ = true;
  link_.interrupt();
  desk_.makeWay();
  bell_.ring();
  thread_.join();
}

void SheetWorker::readCheck(std::int64_t id) {
  desk_.readCheck(id);
  bell_.ring();
}

void SheetWorker::printSheet(std::int64_t id, slip::SlipJob job) {
  desk_.printSheet(id, std::move(job));
  bell_.ring();
}

void SheetWorker::cancel(std::int64_t id) { desk_.cancel(id); }

void SheetWorker::lookNow() {
  reopener_.lookNow();
  bell_.ring();
}

// Between sheets nobody asks the station anything: what it says then is only taken in, so that a plug that was pulled
// is noticed.
void SheetWorker::run() {
  while (!stopping_) {
    keepOpen();
    while (link_.receive(Deadline::in({}))) {
    }
    while (!stopping_ && desk_.takeNext()) desk_.run(link_);
    if (!stopping_) bell_.waitUntil(link_.isOpen() ? Clock::now() + kNever : reopener_.next());
  }
  desk_.refuseTheRest();
}

void SheetWorker::keepOpen() {
  if (link_.isOpen() || !reopener_.due()) return;
  reopener_.tried(link_.open([this](transport::Listener listener) { return openLink_(where_, std::move(listener)); }));
}

}  // namespace till::drivers::rack
