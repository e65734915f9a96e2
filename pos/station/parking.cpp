// SPDX-License-Identifier: Apache-2.0
// A basket put aside, and back. Each has a draft of its own; the sale's id keeps it from ever being posted twice.
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

std::string draftName(const sale::Sale& sale) { return "parked." + std::to_string(sale.id()); }

}  // namespace

void park(Turn& turn) {
  State& state = turn.state;
  if (state.counter.asking != Asking::nothing) putAskingAway(turn);
  sale::Sale aside = *state.sale;
  turn.effect(SaveDraft{{.name = draftName(aside), .content = sale::toDraft(aside)}});
  state.parked.push_back(std::move(aside));
  state.sale.reset();
  state.counter = {};
  saveBasket(turn);
  turn.effect(TakeSaleId{});
  turn.tell(Level::info, "counter.parked");
  turn.go(Page::counter);
}

void bringBackParked(Turn& turn) {
  State& state = turn.state;
  if (state.parked.empty()) return turn.refuse("counter.nothing_parked");
  state.sale = state.parked.front();
  state.parked.erase(state.parked.begin());
  state.counter = {};
  state.counter.touchedMillis = turn.now.steadyMillis;
  state.last.reset();
  ++state.customer;
  saveBasket(turn);
  turn.effect(DropDraft{draftName(*state.sale)});
  turn.accept();
  turn.go(Page::counter);
}

}  // namespace till::pos::station
