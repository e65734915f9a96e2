// SPDX-License-Identifier: Apache-2.0
// What the devices did. None of it holds up a sale; what an auditor may ask about becomes an event.
#include <algorithm>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using drivers::drawer::DrawerState;
using drivers::drawer::KickOutcome;

constexpr std::int64_t kIdleMillis = 2000;
constexpr std::int64_t kRemindEveryMillis = 5000;

void recordOpening(Turn& turn, const Opening& opening, std::int64_t openMillis) {
  const std::string who = opening.actor.empty() ? turn.state.person.value_or("station") : opening.actor;
  turn.postAs(
      who, Purpose::record,
      ledger::journal::DrawerOpened{.cause = opening.cause, .how = opening.how, .reason = "", .openMillis = openMillis},
      opening.of);
}

void opened(Turn& turn) {
  Devices& devices = turn.state.devices;
  devices.openSinceMillis = turn.now.steadyMillis;
  if (devices.kicked) {
    devices.opening = std::exchange(devices.kicked, std::nullopt);
    return;
  }
  devices.opening = Opening{.cause = "none", .how = "unknown", .of = std::nullopt, .recorded = true};
  // At once: whoever opened it may pull the plug before it is shut.
  turn.post(Purpose::opening, ledger::journal::DrawerOpened{.cause = "none", .how = "unknown", .reason = ""});
  turn.refuse("drawer.without_cause");
}

void shut(Turn& turn) {
  Devices& devices = turn.state.devices;
  if (turn.state.last) turn.state.last->takeBack = false;
  if (!devices.opening) return;
  // 0 would say that how long is not known.
  recordOpening(turn, *devices.opening, std::max<std::int64_t>(turn.now.steadyMillis - devices.openSinceMillis, 1));
  if (devices.opening->cause == "session") turn.state.message.reset();  // "put the float in" is done
  devices.opening.reset();
}

// It stood open already when it was kicked: no change of its state will tell.
void openedByKick(Turn& turn) {
  Devices& devices = turn.state.devices;
  if (!devices.kicked || devices.drawer != DrawerState::open) return;
  const Opening kicked = *std::exchange(devices.kicked, std::nullopt);
  if (!kicked.recorded) recordOpening(turn, kicked, 0);
}

// It beeps when its time is over, and again and again.
void remind(Turn& turn) {
  Devices& devices = turn.state.devices;
  const auto left = drawerSecondsLeft(turn.state, turn.world.settings, turn.now);
  if (!left || *left > 0 || turn.now.steadyMillis - devices.remindedMillis < kRemindEveryMillis) return;
  devices.remindedMillis = turn.now.steadyMillis;
  turn.state.tone = Tone::reminder;
}

}  // namespace

std::optional<std::int64_t> drawerSecondsLeft(const State& state, const StationSettings& settings, Now now) {
  // While it is counted it stands open, as it should.
  const bool counted = state.page == Page::openFloat || state.page == Page::countDown || state.page == Page::closing ||
                       state.page == Page::drawerCash;
  if (state.devices.drawer != DrawerState::open || counted) return std::nullopt;
  return settings.drawerOpenSeconds - (now.steadyMillis - state.devices.openSinceMillis) / 1000;
}

void kick(Turn& turn, Opening cause) {
  Devices& devices = turn.state.devices;
  devices.kick = turn.state.nextKick++;
  devices.kicked = std::move(cause);
  devices.kickUnderWay = true;
  turn.effect(Kick{devices.kick});
}

void openingPosted(Turn& turn, const ledger::store::Posted& posted) {
  if (turn.state.devices.opening) turn.state.devices.opening->of = posted.seq();
}

void kickFinished(Turn& turn, const KickFinished& finished) {
  Devices& devices = turn.state.devices;
  const bool tested = kickTested(turn, finished);
  if (finished.kick != devices.kick) return;
  const auto outcome = finished.outcome;
  if (outcome == KickOutcome::opened) return openedByKick(turn);
  turn.state.devices.kickUnderWay = false;
  if (outcome == KickOutcome::unknown && turn.state.devices.printer.reachable) {
    // No sensor will ever tell: that the pulse went out is all there is to say.
    if (devices.kicked && !devices.kicked->recorded) recordOpening(turn, *devices.kicked, 0);
    devices.kicked.reset();
    return;
  }
  if (!devices.kicked) return;
  if (tested) return devices.kicked.reset();  // nobody waits for it with the key
  devices.kicked->how = "key";
  turn.refuse("drawer.use_key");
}

void drawerChanged(Turn& turn, DrawerState state) {
  const DrawerState before = std::exchange(turn.state.devices.drawer, state);
  if (state == before) return;
  const bool expected = turn.state.devices.kicked.has_value();
  if (state == DrawerState::open && (before == DrawerState::closed || expected)) opened(turn);
  if (state == DrawerState::open && !turn.state.devices.opening)
    turn.state.devices.openSinceMillis = turn.now.steadyMillis;
  if (state == DrawerState::closed) shut(turn);
}

void printerChanged(Turn& turn, const drivers::printer::PrinterStatus& status) {
  const bool before = printerUsable(turn.state);
  turn.state.devices.printer = status;
  turn.state.devices.printerHeard = true;
  if (before || !printerUsable(turn.state)) return;
  for (auto& paper : turn.state.devices.papers)
    paper.failedMillis = turn.now.steadyMillis - 60'000;  // well again: at once
  printWaiting(turn);
}

void ticked(Turn& turn) {
  printWaiting(turn);
  deviceTestTicked(turn);
  remind(turn);
  const bool quiet = turn.now.steadyMillis - turn.state.lastInputMillis >= kIdleMillis;
  const bool basket = turn.state.sale && !turn.state.sale->empty();
  if (!quiet || basket || turn.state.tidied) return;
  turn.state.tidied = true;
  turn.effect(Idle{});
}

}  // namespace till::pos::station
