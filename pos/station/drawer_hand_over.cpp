// SPDX-License-Identifier: Apache-2.0
// Whom cash is handed to, and what somebody handed over that has not been counted yet.
#include "pos/station/acts.h"
#include "pos/station/menu.h"

namespace till::pos::station {

namespace {

std::vector<const people::Person*> receivers(const State& state, const World& world) {
  std::vector<const people::Person*> all;
  for (const auto& person : world.people)
    if (person.id != state.person) all.push_back(&person);
  return all;
}

std::vector<MenuItem> receiverItems(const State& state, const World& world) {
  std::vector<MenuItem> all;
  for (const auto* person : receivers(state, world)) all.push_back({.text = person->name, .detail = ""});
  return all;
}

void pickReceiver(Turn& turn, std::size_t index) {
  turn.state.drawerAct.receiver = receivers(turn.state, turn.world).at(index)->id;
  beginDrawerAct(turn, funds::Act::handOver);
}

// Who gave it, and not how much: it is counted blind.
std::vector<MenuItem> handOverItems(const State& state, const World& world) {
  std::vector<MenuItem> all;
  for (const auto& over : handOversTo(world, state.person.value_or("")))
    all.push_back({.text = personName(world, over.giver), .detail = ""});
  return all;
}

void pickHandOver(Turn& turn, std::size_t index) {
  turn.state.drawerAct.over = handOversTo(turn.world, *turn.state.person).at(index);
  beginDrawerAct(turn, funds::Act::accept);
}

}  // namespace

const MenuActs kReceiverMenu{
    .kind = MenuKind::receiver, .title = "menu.receiver", .items = receiverItems, .pick = pickReceiver};
const MenuActs kHandOversMenu{
    .kind = MenuKind::handOvers, .title = "menu.hand_overs", .items = handOverItems, .pick = pickHandOver};

std::vector<ledger::store::HandOverRow> handOversTo(const World& world, const std::string& person) {
  auto all = world.ledger.handOvers();
  std::erase_if(all, [&](const auto& over) { return over.receiver != person; });
  return all;
}

void chooseReceiver(Turn& turn) { openMenu(turn, MenuKind::receiver); }

void chooseHandOver(Turn& turn) {
  if (handOversTo(turn.world, *turn.state.person).size() == 1) return pickHandOver(turn, 0);
  openMenu(turn, MenuKind::handOvers);
}

}  // namespace till::pos::station
