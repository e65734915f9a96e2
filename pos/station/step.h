// SPDX-License-Identifier: Apache-2.0
// The counter as a pure function: a state and an input give a state, a view's worth of change and effects. Nothing here
// blocks, waits or keeps anything; the runner, the tests and the resume card drive the very same code.
#pragma once

#include <vector>

#include "pos/bill/bill.h"
#include "pos/people/people.h"
#include "pos/station/effect.h"
#include "pos/station/input.h"
#include "pos/station/state.h"
#include "pos/station/station.h"
#include "pos/stub/stub.h"
#include "pos/words/words.h"

namespace till::pos::station {

// What a step may look at. Looking changes nothing: of the ledger only the queries are reachable.
struct World {
  const StationSettings& settings;
  const words::Words& words;
  const stub::StubReader& reader;
  const bill::BillBook* bills;  // null: none imported yet
  const ledger::store::Ledger& ledger;
  const std::vector<people::Person>& people;
};

struct Stepped {
  State state;
  std::vector<Effect> effects;
};

// The state after a start: session, basket, half-typed count and waiting times as the ledger has them; the effects
// record the settings in force.
[[nodiscard]] Stepped begin(const World& world, const BillsFile& bills, Now now);
[[nodiscard]] Stepped step(State state, const Input& input, const World& world, Now now);
[[nodiscard]] Stepped resume(State state, const Answer& answer, const World& world, Now now);

// What the faces draw; number and tone are the state's.
[[nodiscard]] StationView makeView(const State& state, const World& world, Now now);

}  // namespace till::pos::station
