// SPDX-License-Identifier: Apache-2.0
#include "drivers/drawer/standalone_drawer.h"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace till::drivers::drawer {
namespace {

using transport::Clock;
using transport::Deadline;
using transport::Fault;

constexpr int kTriggers = 2;
// A trigger is one byte or two, or one report: at 300 baud 70 ms. No setting: nothing that can be set makes it longer.
constexpr std::chrono::milliseconds kWriteDeadline{1000};
constexpr std::chrono::milliseconds kLookEvery{20};

struct LineRow {
  SenseLine line;
  bool transport::ModemLines::* value;
};
constexpr std::array kLines{
    LineRow{SenseLine::cts, &transport::ModemLines::cts}, LineRow{SenseLine::dsr, &transport::ModemLines::dsr},
    LineRow{SenseLine::dcd, &transport::ModemLines::dcd}, LineRow{SenseLine::ri, &transport::ModemLines::ri}};

}  // namespace

struct StandaloneDrawer::Heard {
  std::atomic<bool> lost = false;
  std::atomic<int> bit = -1;  // -1: no report has said yet

  // The first packet of a HID link is its report descriptor.
  void report(std::span<const std::byte> bytes, const SenseBit& sense) {
    if (!std::exchange(described, true) || sense.byte >= bytes.size()) return;
    const bool other = sense.report && bytes.front() != static_cast<std::byte>(*sense.report);
    if (!other) bit = (std::to_integer<std::uint8_t>(bytes[sense.byte]) & sense.mask) != 0 ? 1 : 0;
  }
  bool described = false;  // of the listener's thread
};

tl::expected<void, Fault> StandaloneDrawer::open(const OpenTransport& openTransport) {
  close();
  auto heard = std::make_shared<Heard>();
  const auto received = [heard, sense = settings_.senseBit](std::span<const std::byte> bytes) {
    if (sense) heard->report(bytes, *sense);
  };
  auto opened = openTransport({received, [heard](const Fault&) { heard->lost = true; }});
  if (!opened) return tl::unexpected(opened.error());
  transport_ = std::move(*opened);
  heard_ = std::move(heard);
  chargedAt_ = Clock::now() + settings_.firstCharge;
  poll();
  return {};
}

void StandaloneDrawer::close() {
  transport_.reset();
  line_.reset();
  state_ = DrawerState::unknown;
}

void StandaloneDrawer::poll() {
  if (!transport_) return;
  if (heard_->lost) return close();
  line_ = readLine();
  state_ = DrawerState::unknown;
  if (!line_ || settings_.polarity == SensorPolarity::untaught) return;
  state_ = *line_ == (settings_.polarity == SensorPolarity::highIsOpen) ? DrawerState::open : DrawerState::closed;
}

std::optional<bool> StandaloneDrawer::readLine() const {
  if (settings_.senseBit && heard_->bit >= 0) return heard_->bit == 1;
  const auto row =
      std::find_if(kLines.begin(), kLines.end(), [&](const auto& one) { return one.line == settings_.sense; });
  if (row == kLines.end()) return std::nullopt;
  const auto lines = transport_->modemLines();
  return lines ? std::optional((*lines).*(row->value)) : std::nullopt;
}

KickOutcome StandaloneDrawer::kick() {
  for (int number = 0; number < kTriggers; ++number) {
    if (!trigger()) return number == 0 ? KickOutcome::failed : KickOutcome::unknown;
    const Deadline deadline = Deadline::in(settings_.openDeadline);
    for (poll(); (state_ == DrawerState::closed || awaitsFirstReport()) && !deadline.passed(); poll()) {
      if (!waitUntil(std::min(deadline.when(), Clock::now() + kLookEvery))) return KickOutcome::unknown;
    }
    if (state_ == DrawerState::open) return KickOutcome::opened;
    if (state_ == DrawerState::unknown) return KickOutcome::unknown;
  }
  return KickOutcome::notOpened;
}

// Just plugged in: it says how it stands with the report that the trigger brings.
bool StandaloneDrawer::awaitsFirstReport() const {
  return transport_ && settings_.senseBit && settings_.polarity != SensorPolarity::untaught && heard_->bit < 0;
}

bool StandaloneDrawer::trigger() {
  if (!transport_ || !waitUntil(chargedAt_)) return false;
  const auto written = transport_->write(settings_.trigger, Deadline::in(kWriteDeadline));
  chargedAt_ = Clock::now() + settings_.nextCharge;
  if (written) return true;
  if (written.error().code != transport::FaultCode::timedOut) close();
  return false;
}

bool StandaloneDrawer::waitUntil(Clock::time_point when) const {
  while (!cancelled_ && Clock::now() < when) {
    std::this_thread::sleep_until(std::min(when, Clock::now() + kLookEvery));
  }
  return !cancelled_;
}

}  // namespace till::drivers::drawer
