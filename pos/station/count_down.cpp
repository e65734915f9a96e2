// SPDX-License-Identifier: Apache-2.0
// The count-down: blind. Nothing on this page, and nothing that this file can reach, knows what should be there.
#include <algorithm>
#include <array>

#include "pos/station/acts.h"
#include "pos/station/sheet.h"

namespace till::pos::station {

namespace {

constexpr std::string_view kDraft = "count";
constexpr std::size_t kLongestTape = 10'000;

shift::AddingTape* tapeOf(Counting& counting) {
  static constexpr std::array<shift::AddingTape shift::CountDown::*, 4> kTapes{
      nullptr, &shift::CountDown::checks, &shift::CountDown::moneyOrders, &shift::CountDown::cards};
  const auto tape = kTapes.at(static_cast<std::size_t>(counting.tape));
  return tape ? &(counting.count.*tape) : nullptr;
}

Counting& counting(Turn& turn) {
  turn.state.counting.confirming = false;
  return turn.state.counting;
}

void save(Turn& turn) {
  turn.effect(SaveDraft{{.name = std::string(kDraft), .content = shift::countToDraft(turn.state.counting.count)}});
}

void digits(Turn& turn, std::string_view digits) {
  Counting& at = counting(turn);
  if (at.tape == Tape::none) return sheetDigits(at.sheet, digits, turn);
  if (at.sheet.typed.size() + digits.size() > kAccountDigits) return turn.refuse();
  at.sheet.typed += digits;
}

// The amount on the paper goes on the tape. False: it is none, and the clerk has been told.
bool takeAmount(Turn& turn) {
  Counting& at = turn.state.counting;
  shift::AddingTape* tape = tapeOf(at);
  if (!tape || at.sheet.typed.empty()) return true;
  const auto amount = typedMoney(at.sheet.typed);
  if (!amount || !amount->isPositive() || tape->size() >= kLongestTape) {
    turn.refuse("counter.not_an_amount", {at.sheet.typed});
    return false;
  }
  tape->push_back(*amount);
  at.sheet.typed.clear();
  return true;
}

bool take(Turn& turn) {
  Counting& at = turn.state.counting;
  return at.tape == Tape::none ? sheetTake(at.sheet, at.count.cash, turn) : takeAmount(turn);
}

void next(Turn& turn, const KeyPressed&) {
  Counting& at = counting(turn);
  if (at.tape == Tape::none) {
    sheetNext(at.sheet, at.count.cash, turn);
  } else if (at.sheet.typed.empty() || !takeAmount(turn)) {
    return turn.refuse();
  }
  save(turn);
}

void stack(Turn& turn, const KeyPressed& press) {
  Counting& at = counting(turn);
  if (at.tape != Tape::none) return next(turn, press);
  sheetStack(at.sheet, at.count.cash, turn);
  save(turn);
}

void clear(Turn& turn, const KeyPressed&) {
  Counting& at = counting(turn);
  shift::AddingTape* tape = tapeOf(at);
  if (!tape) {
    sheetClear(at.sheet, at.count.cash);
  } else if (!at.sheet.typed.empty()) {
    at.sheet.typed.clear();
  } else if (!tape->empty()) {
    turn.tell(Level::info, "count.taken_off", {toText(tape->back())});
    tape->pop_back();
  }
  save(turn);
}

void backspace(Turn& turn, const KeyPressed&) { sheetBackspace(counting(turn).sheet); }

void nextTape(Turn& turn, const KeyPressed&) {
  Counting& at = counting(turn);
  if (!take(turn)) return;
  at.sheet.adding = false;
  at.tape = static_cast<Tape>((static_cast<std::size_t>(at.tape) + 1) % 4);
  save(turn);
}

void seal(Turn& turn, const KeyPressed& press) {
  if (!turn.deliberate(press) || !take(turn)) return turn.refuse();
  Counting& at = turn.state.counting;
  if (!at.confirming) {
    at.confirming = true;
    turn.basketChanged();
    return save(turn);
  }
  turn.post(Purpose::sealed, shift::seal(at.count, turn.state.session->id),
            {.priv = {}, .settlesDraft = std::string(kDraft)});
}

void back(Turn& turn, const KeyPressed&) {
  Counting& at = turn.state.counting;
  if (at.confirming) {
    at.confirming = false;
    return;
  }
  if (!at.sheet.typed.empty()) return at.sheet.typed.clear();
  if (at.tape != Tape::none) {
    at.tape = Tape::none;
    return;
  }
  save(turn);
  // Somebody who only came to close another's till has no counter to go back to.
  if (turn.state.person != turn.state.session->custodian) return signOut(turn);
  turn.tell(Level::info, "count.kept");
  turn.go(Page::counter);
}

// Fields are the cash lines, then the three tapes.
void touchField(Turn& turn, std::size_t field) {
  Counting& at = counting(turn);
  const std::size_t lines = at.count.cash.size();
  if (field >= lines + 3) return turn.refuse();
  if (!take(turn)) return;
  at.tape = field < lines ? Tape::none : static_cast<Tape>(field - lines + 1);
  if (field < lines) sheetSelect(at.sheet, at.count.cash, turn, field);
  save(turn);
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, next},          {Key::plus, stack},  {Key::minus, clear},
                             {Key::backspace, backspace}, {Key::star, seal},   {Key::f1, seal},
                             {Key::slash, nextTape},      {Key::escape, back}, {Key::f12, lockHere}};

}  // namespace

const PageActs kCountDownPage{.page = Page::countDown, .digits = digits, .keys = kKeys, .countField = touchField};

// Money that was taken and not posted would be counted as over, and paid out of the next session's drawer.
bool moneyIsAside(const State& state) {
  const auto taken = [](const sale::Sale& sale) { return !sale.tenders().empty(); };
  return (state.sale && taken(*state.sale)) || std::ranges::any_of(state.parked, taken);
}

void askCountDown(Turn& turn) {
  if (turn.state.sale && !turn.state.sale->empty()) return turn.refuse("count.basket_open");
  if (moneyIsAside(turn.state)) return turn.refuse("count.money_aside");
  openMenu(turn, MenuKind::countDown);
}

void countDownBegins(Turn& turn) {
  Counting& at = turn.state.counting;
  if (at.count.cash.size() == 0) at.count.cash = shift::CashCount(countUnits(turn.world.settings));
  at.sheet = {};
  at.tape = Tape::none;
  at.confirming = false;
  turn.state.last.reset();
  turn.go(Page::countDown);
  turn.post(Purpose::countBegun, ledger::journal::DrawerOpened{.cause = "count", .how = "kick", .reason = ""});
}

void countBegun(Turn& turn, const ledger::store::Posted& posted) {
  kick(turn, {.cause = "count", .how = "kick", .of = posted.seq(), .recorded = true});
}

}  // namespace till::pos::station
