// SPDX-License-Identifier: Apache-2.0
#include "drivers/drawer/cash_drawer.h"

#include <algorithm>

namespace till::drivers::drawer {
namespace {

using transport::Clock;
using transport::Deadline;

constexpr int kPulses = 2;
constexpr std::chrono::milliseconds kAskEvery{100};  // automatic status tells sooner, where the model has it

}  // namespace

DrawerState stateOf(const printer::PrinterStatus& status, SensorPolarity polarity) {
  if (!status.reachable || !status.drawerPinHigh || polarity == SensorPolarity::untaught) return DrawerState::unknown;
  const bool highIsOpen = polarity == SensorPolarity::highIsOpen;
  return *status.drawerPinHigh == highIsOpen ? DrawerState::open : DrawerState::closed;
}

CashDrawer::CashDrawer(printer::ReceiptPrinter& printer, DrawerSettings settings)
    : printer_(printer), settings_(settings) {}

KickOutcome CashDrawer::kick() {
  const auto line = settings_.pin == DrawerPin::pin2 ? printer::PulseLine::pin2 : printer::PulseLine::pin5;
  for (int pulse = 0; pulse < kPulses; ++pulse) {
    if (!printer_.sendPulse(line)) return pulse == 0 ? KickOutcome::failed : KickOutcome::unknown;
    const DrawerState seen = watch();
    if (seen == DrawerState::open) return KickOutcome::opened;
    if (seen == DrawerState::unknown) return KickOutcome::unknown;
  }
  return KickOutcome::notOpened;
}

DrawerState CashDrawer::watch() {
  if (settings_.polarity == SensorPolarity::untaught) return DrawerState::unknown;
  const Deadline deadline = Deadline::in(settings_.openDeadline);
  do {
    printer_.watchDrawerPin(Deadline::at(std::min(deadline.when(), Clock::now() + kAskEvery)));
  } while (state() == DrawerState::closed && !deadline.passed());
  return state();
}

}  // namespace till::drivers::drawer
