// SPDX-License-Identifier: Apache-2.0
#include "drivers/drawer/serial_drawer.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace till::drivers::drawer {
namespace {

using transport::Clock;
using transport::Deadline;
using transport::Fault;

constexpr int kTriggers = 2;
constexpr std::chrono::milliseconds kWriteDeadline{1000};
constexpr std::chrono::milliseconds kLookEvery{20};

bool lineOf(const transport::ModemLines& lines, SenseLine which) {
  return which == SenseLine::cts ? lines.cts : which == SenseLine::dsr ? lines.dsr : lines.dcd;
}

}  // namespace

tl::expected<void, Fault> SerialDrawer::open(const OpenTransport& openTransport) {
  close();
  auto lost = std::make_shared<std::atomic<bool>>(false);
  auto opened = openTransport({{}, [lost](const Fault&) { *lost = true; }});
  if (!opened) return tl::unexpected(opened.error());
  transport_ = std::move(*opened);
  lost_ = std::move(lost);
  chargedAt_ = Clock::now() + settings_.firstCharge;
  poll();
  return {};
}

void SerialDrawer::close() {
  transport_.reset();
  line_.reset();
  state_ = DrawerState::unknown;
}

void SerialDrawer::poll() {
  if (!transport_) return;
  if (*lost_) return close();
  line_.reset();
  if (settings_.sense == SenseLine::none) return;
  if (const auto lines = transport_->modemLines()) line_ = lineOf(*lines, settings_.sense);
  state_ = DrawerState::unknown;
  if (!line_ || settings_.polarity == SensorPolarity::untaught) return;
  state_ = *line_ == (settings_.polarity == SensorPolarity::highIsOpen) ? DrawerState::open : DrawerState::closed;
}

KickOutcome SerialDrawer::kick() {
  for (int number = 0; number < kTriggers; ++number) {
    if (!trigger()) return number == 0 ? KickOutcome::failed : KickOutcome::unknown;
    const Deadline deadline = Deadline::in(settings_.openDeadline);
    for (poll(); state_ == DrawerState::closed && !deadline.passed(); poll()) {
      if (!waitUntil(std::min(deadline.when(), Clock::now() + kLookEvery))) return KickOutcome::unknown;
    }
    if (state_ == DrawerState::open) return KickOutcome::opened;
    if (state_ == DrawerState::unknown) return KickOutcome::unknown;
  }
  return KickOutcome::notOpened;
}

bool SerialDrawer::trigger() {
  if (!transport_ || !waitUntil(chargedAt_)) return false;
  const auto written = transport_->write(settings_.trigger, Deadline::in(kWriteDeadline));
  chargedAt_ = Clock::now() + settings_.nextCharge;
  if (written) return true;
  if (written.error().code != transport::FaultCode::timedOut) close();
  return false;
}

bool SerialDrawer::waitUntil(Clock::time_point when) const {
  while (!cancelled_ && Clock::now() < when) {
    std::this_thread::sleep_until(std::min(when, Clock::now() + kLookEvery));
  }
  return !cancelled_;
}

}  // namespace till::drivers::drawer
