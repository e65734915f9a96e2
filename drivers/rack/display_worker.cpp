// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/display_worker.h"

#include <utility>

namespace till::drivers::rack {
namespace {

using transport::Clock;

constexpr std::chrono::hours kNever{1};  // only work wakes

}  // namespace

DisplayWorker::DisplayWorker(const DisplaySettings& settings, std::chrono::milliseconds reopenEvery,
                             const RackListener& listener, OpenLink openLink)
    : settings_(settings),
      openLink_(std::move(openLink)),
      display_(settings.profile, [this] { bell_.ring(); }),
      reopener_(Device::display, reopenEvery, listener),
      thread_([this] { run(); }) {}

DisplayWorker::~DisplayWorker() {
  stopping_ = true;
  bell_.ring();
  thread_.join();
}

void DisplayWorker::show(CustomerLines lines) {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(lines);
  }
  bell_.ring();
}

void DisplayWorker::lookNow() {
  reopener_.lookNow();
  bell_.ring();
}

void DisplayWorker::run() {
  while (!stopping_) {
    display_.digest();
    keepOpen();
    showLatest();
    const bool well = display_.isOpen() && !display_.isBehind();
    if (!stopping_) bell_.waitUntil(well ? Clock::now() + kNever : reopener_.next());
  }
  if (display_.isOpen()) (void)display_.clear();  // the last customer's figures do not stay
}

void DisplayWorker::keepOpen() {
  if (display_.isOpen() || !reopener_.due()) return;
  const auto opened =
      display_.open([this](transport::Listener listener) { return openLink_(settings_.link, std::move(listener)); });
  reopener_.tried(opened);
}

void DisplayWorker::showLatest() {
  std::optional<CustomerLines> lines;
  {
    const std::lock_guard lock(mutex_);
    lines = std::exchange(wanted_, std::nullopt);
  }
  if (lines) return tell(display_.show(lines->upper, lines->lower));
  // What it did not take is sent again until it does: the customer before must not stand there.
  if (display_.isOpen() && display_.isBehind() && reopener_.due()) tell(display_.restore());
}

// One that is not open is told of when it is opened, which sends the latest too.
void DisplayWorker::tell(display::SendOutcome outcome) {
  if (!display_.isOpen()) return;
  if (outcome == display::SendOutcome::sent) return reopener_.tried({});
  reopener_.tried(tl::unexpected(transport::Fault{transport::FaultCode::timedOut, display_.fault()}));
}

}  // namespace till::drivers::rack
