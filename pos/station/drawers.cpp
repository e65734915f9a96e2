// SPDX-License-Identifier: Apache-2.0
// Which drawer and which printer, where a station has several: all follows from where the session's till stands.
#include <algorithm>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using drivers::drawer::DrawerState;
using ledger::store::SessionRow;

// A name that the settings do not know any more is the first one's: its till stands somewhere.
std::size_t indexOf(const StationSettings& settings, const std::string& name) {
  const auto found = std::ranges::find(settings.drawers, name, &DrawerSetting::name);
  return found == settings.drawers.end() ? 0 : static_cast<std::size_t>(found - settings.drawers.begin());
}

std::string tag(const std::string& name, bool several) { return several ? " (" + name + ")" : ""; }

}  // namespace

std::size_t drawerCount(const StationSettings& settings) { return std::max<std::size_t>(settings.drawers.size(), 1); }

std::string drawerName(const StationSettings& settings, std::size_t drawer) {
  return drawer < settings.drawers.size() ? settings.drawers[drawer].name : settings.funds.drawer;
}

std::string drawerTag(const StationSettings& settings, std::size_t drawer) {
  return tag(drawerName(settings, drawer), settings.drawers.size() > 1);
}

std::string printerTag(const StationSettings& settings, std::size_t printer) {
  const bool several = settings.printers.size() > 1 && printer < settings.printers.size();
  return several ? tag(settings.printers[printer], true) : "";
}

std::size_t drawerHere(const State& state, const StationSettings& settings) {
  if (state.session && state.session->till) return indexOf(settings, state.session->drawer);
  if (state.openingFloat.drawer) return *state.openingFloat.drawer;
  if (state.floatLeft) return state.floatLeft->drawer;
  const auto open = std::ranges::find(state.devices.drawers, DrawerState::open, &DrawerNow::state);
  return open == state.devices.drawers.end() ? 0 : static_cast<std::size_t>(open - state.devices.drawers.begin());
}

std::size_t printerHere(const State& state, const StationSettings& settings) {
  const std::size_t drawer = drawerHere(state, settings);
  return drawer < settings.drawers.size() ? settings.drawers[drawer].printer : 0;
}

const DrawerNow& drawerNow(const State& state, const StationSettings& settings) {
  return state.devices.drawers.at(drawerHere(state, settings));
}

const PrinterNow& printerNow(const State& state, const StationSettings& settings) {
  return state.devices.printers.at(printerHere(state, settings));
}

std::optional<SessionRow> sessionIn(const World& world, std::size_t drawer) {
  const auto all = world.ledger.openSessions();
  const auto found = std::ranges::find_if(all, [&](const SessionRow& session) {
    return session.till && !session.aside && indexOf(world.settings, session.drawer) == drawer;
  });
  return found == all.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::size_t> freeDrawers(const World& world) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < drawerCount(world.settings); ++i)
    if (!sessionIn(world, i)) all.push_back(i);
  return all;
}

std::size_t printerFor(const State& state, std::size_t wanted) {
  if (printerUsable(state, wanted)) return wanted;
  for (std::size_t i = 0; i < state.devices.printers.size(); ++i)
    if (printerUsable(state, i)) return i;
  return wanted;
}

void chooseDrawer(Turn& turn, std::size_t index) {
  const auto free = freeDrawers(turn.world);
  if (turn.state.openingFloat.drawer || index >= free.size()) return turn.refuse();
  turn.state.openingFloat.drawer = free[index];
}

}  // namespace till::pos::station
