// SPDX-License-Identifier: Apache-2.0
// A device is tried out, asked for from outside the counter and between customers only. One at a time; what came of it
// is an event before it is told. A hand at the counter calls it off: no customer waits for a test.
#include <algorithm>
#include <array>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using drivers::drawer::DrawerState;

constexpr auto kTestCause = "test";

struct ActNames {
  DeviceAct act;
  std::string_view device, name;
};
constexpr std::array<ActNames, 6> kActs{{{DeviceAct::print, "printer", "print"},
                                         {DeviceAct::kick, "drawer", "kick"},
                                         {DeviceAct::sense, "drawer", "sense"},
                                         {DeviceAct::scan, "scanner", "scan"},
                                         {DeviceAct::show, "display", "show"},
                                         {DeviceAct::check, "check_reader", "read"}}};

const ActNames& namesOf(DeviceAct act) { return *std::ranges::find(kActs, act, &ActNames::act); }

bool ofDrawer(DeviceAct act) { return act == DeviceAct::kick || act == DeviceAct::sense; }

// Why no test may begin now. Empty: it may.
std::string whyNotNow(const State& state, const DeviceTestAsked& asked) {
  if (std::string why = whyNotBetweenCustomers(state); !why.empty()) return why;
  const bool drawer = ofDrawer(asked.act);
  const std::size_t there = drawer ? state.devices.drawers.size() : state.devices.printers.size();
  if (asked.index >= there) return "there is no such device";
  const bool open = drawer && state.devices.drawers[asked.index].state == DrawerState::open;
  if (asked.act == DeviceAct::kick && open) return "the drawer stands open; shut it, and ask again";
  return {};
}

bool waitsForTick(DeviceAct act) { return act != DeviceAct::print && act != DeviceAct::kick; }

template <class SomeState>
auto& drawerOf(SomeState& state, const DeviceTest& test) {
  return state.devices.drawers.at(ofDrawer(test.act) ? test.index : 0);
}

// "printer", or "drawer (left)" where there are several.
std::string deviceName(const Turn& turn, const DeviceTest& test) {
  const auto& settings = turn.world.settings;
  std::string name(namesOf(test.act).device);
  if (test.act == DeviceAct::print) name += printerTag(settings, test.index);
  if (ofDrawer(test.act)) name += drawerTag(settings, test.index);
  return name;
}

void end(Turn& turn, std::string result, std::string detail) {
  DeviceTest& test = *turn.state.deviceTest;
  if (test.told) return;
  if (test.act == DeviceAct::check) turn.effect(CancelSheet{test.sheet});
  auto& kicked = drawerOf(turn.state, test).kicked;
  if (test.opensByHand && kicked && kicked->cause == kTestCause) kicked.reset();  // whoever opens it later says why
  const auto& names = namesOf(test.act);
  test.told = TestResult{.taken = true, .result = result, .detail = detail};
  turn.postAs(test.actor, Purpose::tested,
              ledger::journal::DeviceTested{.device = deviceName(turn, test),
                                            .act = std::string(names.name),
                                            .result = std::move(result),
                                            .detail = std::move(detail)});
}

std::string levelOf(const State& state) {
  const auto& line = drawerOf(state, *state.deviceTest).line;
  return !line ? "no line" : *line ? "high" : "low";
}

std::string stateWord(DrawerState state) {
  return state == DrawerState::open ? "open" : state == DrawerState::closed ? "closed" : "unknown";
}

void begin(Turn& turn, DeviceTest& test) {
  if (test.act == DeviceAct::print) return turn.effect(PrintTestPage{test.job, test.index});
  if (test.act == DeviceAct::check) return turn.effect(ReadCheck{test.sheet});
  if (test.act != DeviceAct::kick && !test.opensByHand) return;
  Opening cause{.cause = kTestCause, .how = "kick", .of = std::nullopt, .actor = test.actor};
  if (test.act == DeviceAct::kick) {
    kick(turn, std::move(cause), test.index);
    test.kick = turn.state.devices.kick;
    return;
  }
  cause.how = "key";
  drawerOf(turn.state, test).kicked = std::move(cause);
}

}  // namespace

std::string whyNotBetweenCustomers(const State& state) {
  const bool quietPage = state.page == Page::signIn || state.page == Page::counter || state.page == Page::closed;
  const bool basket =
      (state.sale && !state.sale->empty()) || !state.counter.typed.empty() || state.counter.asking != Asking::nothing;
  if (state.deviceTest) return "another device is being tried; wait until it is done";
  if (state.page == Page::stopped || state.page == Page::readOnly)
    return "the station has stopped; its screen says why";
  if (basket) return "a customer is being served; ask again when the basket is empty";
  if (!quietPage) return "the clerk is at something; ask again when the counter or the sign-in page is shown";
  return {};
}

void deviceTestAsked(Turn& turn, const DeviceTestAsked& asked) {
  const std::string why = whyNotNow(turn.state, asked);
  if (!why.empty()) return turn.effect(TellTest{asked.ask, {.taken = false, .result = "", .detail = why}});
  DeviceTest test;
  test.ask = asked.ask;
  test.act = asked.act;
  test.actor = asked.actor;
  test.opensByHand = asked.opensByHand;
  test.untilMillis = turn.now.steadyMillis + std::int64_t{asked.seconds} * 1000;
  test.untilChange = asked.untilChange;
  test.index = asked.index;
  test.lineBefore = drawerOf(turn.state, test).line;
  if (asked.act == DeviceAct::print) test.job = turn.state.nextJob++;
  if (asked.act == DeviceAct::check) test.sheet = turn.state.nextSheet++;
  begin(turn, turn.state.deviceTest.emplace(std::move(test)));
}

void deviceTestCalledOff(Turn& turn, std::int64_t ask) {
  if (turn.state.deviceTest && turn.state.deviceTest->ask == ask) end(turn, "called_off", "");
}

void handAtTheCounter(Turn& turn) {
  const auto& test = turn.state.deviceTest;
  if (test && waitsForTick(test->act)) end(turn, "called_off", "at the counter");
}

bool scanTested(Turn& turn, const drivers::scanner::Scan& scan) {
  const auto& test = turn.state.deviceTest;
  if (!test || test->act != DeviceAct::scan || test->told) return false;
  turn.accept();
  end(turn, "read", scan.symbology.substr(0, 3) + " " + std::to_string(scan.text.size()) + " characters");
  return true;
}

bool jobTested(Turn& turn, const JobFinished& finished) {
  constexpr std::array<std::string_view, 3> kOutcomes{"confirmed", "failed", "unconfirmed"};
  const auto& test = turn.state.deviceTest;
  if (!test || test->act != DeviceAct::print || test->job != finished.job) return false;
  end(turn, std::string(kOutcomes.at(static_cast<std::size_t>(finished.result.outcome))), finished.result.reason);
  return true;
}

// How the line looks, and no digit of it.
bool checkTested(Turn& turn, const CheckRead& read) {
  const auto& test = turn.state.deviceTest;
  if (!test || test->act != DeviceAct::check || test->sheet != read.id) return false;
  end(turn,
      read.whole           ? "read"
      : read.shape.empty() ? "not_read"
                           : "partial",
      read.shape.empty() ? read.reason : read.shape);
  return true;
}

bool kickTested(Turn& turn, const KickFinished& finished) {
  constexpr std::array<std::string_view, 4> kOutcomes{"opened", "not_opened", "unknown", "failed"};
  const auto& test = turn.state.deviceTest;
  if (!test || test->act != DeviceAct::kick || test->kick != finished.kick) return false;
  end(turn, std::string(kOutcomes.at(static_cast<std::size_t>(finished.outcome))), "");
  return true;
}

void lineTested(Turn& turn) {
  const auto& test = turn.state.deviceTest;
  if (!test || test->act != DeviceAct::sense || !test->untilChange) return;
  const DrawerNow& drawer = drawerOf(turn.state, *test);
  if (drawer.line && drawer.line != test->lineBefore) end(turn, stateWord(drawer.state), levelOf(turn.state));
}

void deviceTestTicked(Turn& turn) {
  const auto& test = turn.state.deviceTest;
  if (!test || !waitsForTick(test->act) || turn.now.steadyMillis < test->untilMillis) return;
  if (test->act == DeviceAct::sense)
    return end(turn, stateWord(drawerOf(turn.state, *test).state), levelOf(turn.state));
  if (test->act != DeviceAct::show) return end(turn, "nothing_came", "");
  end(turn, turn.state.devices.faults.contains(drivers::rack::Device::display) ? "failed" : "shown", "");
}

void deviceTestPosted(Turn& turn, bool recorded) {
  if (!turn.state.deviceTest) return;
  TestResult result = turn.state.deviceTest->told.value_or(TestResult{});
  result.recorded = recorded;
  turn.effect(TellTest{turn.state.deviceTest->ask, std::move(result)});
  turn.state.deviceTest.reset();
}

}  // namespace till::pos::station
