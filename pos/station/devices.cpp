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

// In the session whose till stands in it, also where another one is at hand.
void postOpening(Turn& turn, std::size_t drawer, const Opening& opening, Purpose purpose, std::int64_t openMillis) {
  const bool here = drawer == drawerHere(turn.state, turn.world.settings);
  const std::string who = here ? turn.state.person.value_or("station") : "station";
  turn.postAs(
      opening.actor.empty() ? who : opening.actor, purpose,
      ledger::journal::DrawerOpened{.cause = opening.cause, .how = opening.how, .reason = "", .openMillis = openMillis},
      opening.of);
  if (here) return;
  const auto session = sessionIn(turn.world, drawer);
  auto& post = std::get<Post>(turn.effects.back());
  post.context.session = session ? std::optional(session->id) : std::nullopt;
}

void recordOpening(Turn& turn, std::size_t drawer, const Opening& opening, std::int64_t openMillis) {
  postOpening(turn, drawer, opening, Purpose::record, openMillis);
}

void opened(Turn& turn, std::size_t drawer) {
  DrawerNow& now = turn.state.devices.drawers[drawer];
  now.openSinceMillis = turn.now.steadyMillis;
  if (now.kicked) {
    now.opening = std::exchange(now.kicked, std::nullopt);
    return;
  }
  now.opening = Opening{.cause = "none", .how = "unknown", .of = std::nullopt, .recorded = true};
  // At once: whoever opened it may pull the plug before it is shut.
  postOpening(turn, drawer, *now.opening, Purpose::opening, 0);
  const std::string tag = drawerTag(turn.world.settings, drawer);
  if (tag.empty()) return turn.refuse("drawer.without_cause");
  turn.refuse("drawer.without_cause_at", {drawerName(turn.world.settings, drawer)});
}

void shut(Turn& turn, std::size_t drawer) {
  DrawerNow& now = turn.state.devices.drawers[drawer];
  if (turn.state.last && drawer == drawerHere(turn.state, turn.world.settings)) turn.state.last->takeBack = false;
  if (!now.opening) return;
  // 0 would say that how long is not known.
  recordOpening(turn, drawer, *now.opening, std::max<std::int64_t>(turn.now.steadyMillis - now.openSinceMillis, 1));
  if (now.opening->cause == "session") turn.state.message.reset();  // "put the float in" is done
  now.opening.reset();
}

// It stood open already when it was kicked: no change of its state will tell.
void openedByKick(Turn& turn, std::size_t drawer) {
  DrawerNow& now = turn.state.devices.drawers[drawer];
  if (!now.kicked || now.state != DrawerState::open) return;
  const Opening kicked = *std::exchange(now.kicked, std::nullopt);
  if (!kicked.recorded) recordOpening(turn, drawer, kicked, 0);
}

// It beeps when its time is over, and again and again.
void remind(Turn& turn) {
  for (std::size_t i = 0; i < turn.state.devices.drawers.size(); ++i) {
    DrawerNow& now = turn.state.devices.drawers[i];
    const auto left = drawerSecondsLeft(turn.state, turn.world.settings, turn.now, i);
    if (!left || *left > 0 || turn.now.steadyMillis - now.remindedMillis < kRemindEveryMillis) continue;
    now.remindedMillis = turn.now.steadyMillis;
    turn.state.tone = Tone::reminder;
  }
}

// Whose kick it was.
std::optional<std::size_t> drawerOfKick(const Devices& devices, std::int64_t kick) {
  const auto found = std::ranges::find(devices.drawers, kick, &DrawerNow::kick);
  if (found == devices.drawers.end()) return std::nullopt;
  return static_cast<std::size_t>(found - devices.drawers.begin());
}

}  // namespace

std::optional<std::int64_t> drawerSecondsLeft(const State& state, const StationSettings& settings, Now now,
                                              std::size_t drawer) {
  // While it is counted it stands open, as it should.
  const bool counted = state.page == Page::openFloat || state.page == Page::countDown || state.page == Page::closing ||
                       state.page == Page::drawerCash;
  const DrawerNow& at = state.devices.drawers.at(drawer);
  if (at.state != DrawerState::open || (counted && drawer == drawerHere(state, settings))) return std::nullopt;
  return settings.drawerOpenSeconds - (now.steadyMillis - at.openSinceMillis) / 1000;
}

void kick(Turn& turn, Opening cause) { kick(turn, std::move(cause), drawerHere(turn.state, turn.world.settings)); }

void kick(Turn& turn, Opening cause, std::size_t drawer) {
  DrawerNow& now = turn.state.devices.drawers.at(drawer);
  // Somebody else may stand here when it is shut.
  if (drawerCount(turn.world.settings) > 1 && cause.actor.empty()) cause.actor = turn.state.person.value_or("");
  now.kick = turn.state.devices.kick = turn.state.nextKick++;
  now.kicked = std::move(cause);
  now.kickUnderWay = true;
  turn.effect(Kick{.id = now.kick, .drawer = drawer});
}

void openingPosted(Turn& turn, const ledger::store::Posted& posted) {
  for (auto& now : turn.state.devices.drawers)
    if (now.opening && now.opening->cause == "none" && !now.opening->of) now.opening->of = posted.seq();
}

void kickFinished(Turn& turn, const KickFinished& finished) {
  const bool tested = kickTested(turn, finished);
  const auto drawer = drawerOfKick(turn.state.devices, finished.kick);
  if (!drawer) return;
  const auto& settings = turn.world.settings;
  DrawerNow& now = turn.state.devices.drawers[*drawer];
  const auto outcome = finished.outcome;
  if (outcome == KickOutcome::opened) return openedByKick(turn, *drawer);
  now.kickUnderWay = false;
  const std::size_t printer = *drawer < settings.drawers.size() ? settings.drawers[*drawer].printer : 0;
  if (outcome == KickOutcome::unknown && turn.state.devices.printers.at(printer).status.reachable) {
    // No sensor will ever tell: that the pulse went out is all there is to say.
    if (now.kicked && !now.kicked->recorded) recordOpening(turn, *drawer, *now.kicked, 0);
    now.kicked.reset();
    return;
  }
  if (!now.kicked) return;
  if (tested) return now.kicked.reset();  // nobody waits for it with the key
  now.kicked->how = "key";
  turn.refuse("drawer.use_key");
}

void drawerChanged(Turn& turn, const DrawerChanged& changed) {
  if (changed.drawer >= turn.state.devices.drawers.size()) return;
  DrawerNow& now = turn.state.devices.drawers[changed.drawer];
  const DrawerState state = changed.state;
  const DrawerState before = std::exchange(now.state, state);
  if (state == before) return;
  // Not heard in between, it is open where it was shut: somebody opened it, whoever did not see it.
  const DrawerState known = state == DrawerState::unknown ? now.known : std::exchange(now.known, state);
  const bool expected = now.kicked.has_value();
  if (state == DrawerState::open && (known == DrawerState::closed || expected)) opened(turn, changed.drawer);
  if (state == DrawerState::open && !now.opening) now.openSinceMillis = turn.now.steadyMillis;
  if (state == DrawerState::closed) shut(turn, changed.drawer);
}

void drawerLineChanged(Turn& turn, const DrawerLineChanged& changed) {
  if (changed.drawer >= turn.state.devices.drawers.size()) return;
  turn.state.devices.drawers[changed.drawer].line = changed.high;
  lineTested(turn);
}

void printerChanged(Turn& turn, const PrinterChanged& changed) {
  if (changed.printer >= turn.state.devices.printers.size()) return;
  const bool before = printerUsable(turn.state, changed.printer);
  turn.state.devices.printers[changed.printer] = {.status = changed.status, .heard = true};
  if (before || !printerUsable(turn.state, changed.printer)) return;
  for (auto& paper : turn.state.devices.papers)
    if (paper.printer == changed.printer) paper.failedMillis = turn.now.steadyMillis - 60'000;  // well again: at once
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
