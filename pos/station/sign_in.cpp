// SPDX-License-Identifier: Apache-2.0
// Who stands here. A PIN is on its way to the worker as soon as it is whole, and is in no state after that.
#include <algorithm>
#include <charconv>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

constexpr std::size_t kPinDigits = 6;
constexpr std::size_t kPeopleByOneDigit = 9;

bool pickable(const Turn& turn, const people::Person& person) {
  return turn.state.pinFor != PinFor::approval || maySecond(turn.state, turn.world, person);
}

void pick(Turn& turn, std::size_t index, std::uint64_t /*view*/) {
  PinEntry& pin = turn.state.pin;
  if (pin.check) return turn.refuse();
  pin.typed.clear();
  if (index >= turn.world.people.size()) return turn.refuse("sign_in.no_such_person");
  const auto& person = turn.world.people[index];
  if (!pickable(turn, person)) return turn.refuse("sign_in.may_not_approve", {person.name});
  pin.person = person.id;
}

void pickTyped(Turn& turn) {
  std::size_t number = 0;
  const auto& typed = turn.state.pin.typed;
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  pick(turn, number - 1, 0);  // 0 wraps to a person who does not exist
}

void digits(Turn& turn, std::string_view digits) {
  PinEntry& pin = turn.state.pin;
  if (digits == "." || pin.check) return;
  if (!pin.person) {
    if (pin.typed.size() < 3) pin.typed += digits;
    if (turn.world.people.size() <= kPeopleByOneDigit) pickTyped(turn);
    return;
  }
  if (pin.typed.size() + digits.size() > kPinDigits) return turn.refuse();
  pin.typed += digits;
}

void submit(Turn& turn, const KeyPressed& press) {
  PinEntry& pin = turn.state.pin;
  if (pin.check || press.repeat) return turn.refuse();
  if (!pin.person) return pin.typed.empty() ? turn.refuse() : pickTyped(turn);
  if (pin.typed.empty()) return turn.refuse();
  if (pin.typed.size() != kPinDigits) return turn.refuse("sign_in.six_digits");
  const int wait = waitSeconds(turn.state, *pin.person, turn.now);
  if (wait > 0) {
    pin.typed.clear();
    return turn.refuse("sign_in.wait", {std::to_string(wait)});
  }
  pin.check = turn.state.nextCheck++;
  turn.effect(CheckPin{.check = *pin.check, .person = *pin.person, .pin = std::move(pin.typed)});
  pin.typed.clear();
}

void backspace(Turn& turn, const KeyPressed&) {
  if (!turn.state.pin.typed.empty()) turn.state.pin.typed.pop_back();
}

// One step back: the digits, then the person; from an approval back to where it was asked.
void back(Turn& turn, const KeyPressed&) {
  PinEntry& pin = turn.state.pin;
  if (pin.check) return turn.refuse();
  if (!pin.typed.empty()) return pin.typed.clear();
  if (pin.person) return pin.person.reset();
  if (turn.state.pinFor == PinFor::approval && turn.state.approving.act == ApprovalFor::forOther) return signOut(turn);
  if (turn.state.pinFor == PinFor::approval) return turn.closeMenu();
  turn.refuse();
}

void clearOrBack(Turn& turn, const KeyPressed& press) { back(turn, press); }

void someoneElse(Turn& turn, const KeyPressed&) {
  if (!turn.state.pin.check) turn.state.pin = {};
}

constexpr KeyRule kKeys[] = {{Key::enter, submit},
                             {Key::backspace, backspace},
                             {Key::escape, back},
                             {Key::minus, clearOrBack},
                             {Key::slash, someoneElse}};

void refused(Turn& turn, const std::string& person) {
  auto& wrong = turn.state.wrong[person];
  ++wrong.tries;
  turn.post(Purpose::record, ledger::journal::SignInRefused{.person = person, .tries = wrong.tries});
  const int wait = people::waitSecondsAfter(wrong.tries);
  wrong.readyMillis = turn.now.steadyMillis + std::int64_t{wait} * 1000;
  if (wait == 0) return turn.refuse("sign_in.wrong");
  turn.refuse("sign_in.wrong_wait", {std::to_string(wait)});
}

// The till that stands in a drawer is one person's; a supervisor may close it, or set it aside, for somebody who is
// not there. Whose own till stands in another drawer goes on with that, and where a drawer is free another till can be
// opened; but what lies aside for a customer lies in the drawer of who took it.
bool mayEnter(Turn& turn, const people::Person& person) {
  const auto& here = turn.state.session;
  const auto session = here ? here : turn.world.ledger.openSession();
  if (!session || session->custodian == person.id) return true;
  if (mayChangeOver(turn.world, person.id) && !(here && moneyIsAside(turn.state))) return true;
  const std::string till = std::to_string(session->till.value_or(0));
  const bool supervisor = person.role == people::Role::supervisor;
  if (supervisor && !moneyIsAside(turn.state)) return true;
  turn.refuse(supervisor || mayChangeOver(turn.world, person.id) ? "sign_in.money_aside" : "sign_in.others_till",
              {till, personName(turn.world, session->custodian)});
  return false;
}

// Whoever stood here before and was at something of another's, or counting with a witness, is at it no more.
void leaveOthers(State& state, const World& world) {
  if (state.surprise) state.counting = std::exchange(state.surprise, std::nullopt)->under;
  if (!state.forOther) return;
  state.forOther.reset();
  // Of several that stand in drawers, it is said when their people come.
  state.session = world.settings.drawers.size() > 1 ? std::nullopt : world.ledger.openSession();
}

void signedIn(Turn& turn, const people::Person& person) {
  if (!mayEnter(turn, person)) return;
  leaveOthers(turn.state, turn.world);
  changeOver(turn, person.id);
  turn.state.person = person.id;
  turn.post(Purpose::record, ledger::journal::PersonSignedIn{.person = person.id});
  takeUpTill(turn);
}

void unlocked(Turn& turn, const people::Person& person) {
  if (turn.state.person != person.id) return signedIn(turn, person);
  turn.post(Purpose::record, ledger::journal::StationUnlocked{});
  turn.go(turn.state.lockedFrom);
}

}  // namespace

const PageActs kSignInPage{.page = Page::signIn, .digits = digits, .keys = kKeys, .choice = pick};
const PageActs kLockedPage{.page = Page::locked, .digits = digits, .keys = kKeys, .choice = pick};
const PageActs kApprovalPage{.page = Page::menu, .digits = digits, .keys = kKeys, .choice = pick};

ledger::journal::Approval pendingApproval(const std::string& reason) {
  return {.approver = "", .method = ledger::journal::kPending, .reason = reason};
}

int waitSeconds(const State& state, const std::string& person, Now now) {
  const auto found = state.wrong.find(person);
  if (found == state.wrong.end()) return 0;
  const std::int64_t left = found->second.readyMillis - now.steadyMillis;
  return static_cast<int>(std::max<std::int64_t>(0, (left + 999) / 1000));
}

void askPin(Turn& turn, PinFor why, Page page) {
  turn.state.pinFor = why;
  turn.state.pin = {};
  turn.go(page);
}

void pinChecked(Turn& turn, const PinChecked& checked) {
  PinEntry& pin = turn.state.pin;
  if (pin.check != checked.check || pin.person != checked.person) return;
  pin.check.reset();
  const people::Person* person = personById(turn.world, checked.person);
  if (!person || checked.verdict != people::PinVerdict::right) return refused(turn, checked.person);
  turn.state.wrong.erase(checked.person);
  turn.accept();
  turn.state.message.reset();
  const PinFor why = turn.state.pinFor;
  if (why != PinFor::approval) pin = {};
  if (why == PinFor::approval) return approved(turn, *person);
  if (why == PinFor::unlock) return unlocked(turn, *person);
  signedIn(turn, *person);
}

void lock(Turn& turn) {
  turn.post(Purpose::record, ledger::journal::StationLocked{});
  turn.state.lockedFrom = turn.state.page;
  askPin(turn, PinFor::unlock, Page::locked);
  turn.state.pin.person = turn.state.person;
}

void signOut(Turn& turn) {
  if (turn.state.person) turn.post(Purpose::record, ledger::journal::PersonSignedOut{.person = *turn.state.person});
  turn.state.person.reset();
  turn.state.floatLeft.reset();
  turn.state.openingFloat.drawer.reset();
  leaveOthers(turn.state, turn.world);
  askPin(turn, PinFor::signIn, Page::signIn);
}

}  // namespace till::pos::station
