// SPDX-License-Identifier: Apache-2.0
// The count-down: blind. Nothing on this page, and nothing that this file can reach, knows what should be there.
#include <algorithm>

#include "pos/station/acts.h"
#include "pos/station/sheet.h"

namespace till::pos::station {

namespace {

constexpr std::size_t kLongestTape = 10'000;

// Each session at this drawer may have a count of its own half done.
std::string draftName(const State& state) { return "count." + std::to_string(state.session ? state.session->id : 0); }

// Of the sheet's tapes, while one is selected.
std::optional<std::size_t> tapeIndex(const Counting& counting) {
  if (counting.tape == Tape::none) return std::nullopt;
  return static_cast<std::size_t>(counting.tape) - 1;
}

shift::AddingTape* tapeOf(Counting& counting) {
  const auto tape = tapeIndex(counting);
  return tape ? shift::tapesOf(counting.count).at(*tape) : nullptr;
}

// What was just counted again needs no mark.
void unmarkTape(Counting& counting) {
  if (const auto tape = tapeIndex(counting)) counting.count.again.tapes.at(*tape) = false;
}

// Does a step on the sheet; the line whose digits it took has been counted.
template <class Step>
void onSheet(Counting& at, Step step) {
  const std::size_t line = at.sheet.field;
  const bool typed = !at.sheet.typed.empty();
  step();
  if (typed && at.sheet.typed.empty()) at.count.again.cash.erase(line);
}

Counting& counting(Turn& turn) {
  turn.state.counting.confirming = false;
  return turn.state.counting;
}

void save(Turn& turn) {
  if (turn.state.surprise) return;  // done while two stand there, or begun anew
  turn.effect(SaveDraft{{.name = draftName(turn.state), .content = shift::countToDraft(turn.state.counting.count)}});
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
  unmarkTape(at);
  at.sheet.typed.clear();
  return true;
}

bool take(Turn& turn) {
  Counting& at = turn.state.counting;
  if (at.tape != Tape::none) return takeAmount(turn);
  bool taken = false;
  onSheet(at, [&] { taken = sheetTake(at.sheet, at.count.cash, turn); });
  return taken;
}

void next(Turn& turn, const KeyPressed&) {
  Counting& at = counting(turn);
  if (at.tape == Tape::none) {
    onSheet(at, [&] { sheetNext(at.sheet, at.count.cash, turn); });
  } else if (at.sheet.typed.empty() || !takeAmount(turn)) {
    return turn.refuse();
  }
  save(turn);
}

void stack(Turn& turn, const KeyPressed& press) {
  Counting& at = counting(turn);
  if (at.tape != Tape::none) return next(turn, press);
  onSheet(at, [&] { sheetStack(at.sheet, at.count.cash, turn); });
  save(turn);
}

void clear(Turn& turn, const KeyPressed&) {
  Counting& at = counting(turn);
  shift::AddingTape* tape = tapeOf(at);
  if (!tape) {
    if (at.sheet.typed.empty()) at.count.again.cash.erase(at.sheet.field);
    sheetClear(at.sheet, at.count.cash);
  } else if (!at.sheet.typed.empty()) {
    at.sheet.typed.clear();
  } else if (!tape->empty()) {
    turn.tell(Level::info, "count.taken_off", {toText(tape->back())});
    tape->pop_back();
    unmarkTape(at);
  }
  save(turn);
}

void backspace(Turn& turn, const KeyPressed&) { sheetBackspace(counting(turn).sheet); }

void nextTape(Turn& turn, const KeyPressed&) {
  Counting& at = counting(turn);
  if (!take(turn)) return;
  at.sheet.adding = false;
  at.tape = static_cast<Tape>((static_cast<std::size_t>(at.tape) + 1) % (shift::kTapes + 1));
  save(turn);
}

void sealNow(Turn& turn) {
  turn.post(Purpose::sealed, shift::seal(turn.state.counting.count, turn.state.session->id),
            {.priv = {}, .settlesDraft = draftName(turn.state)});
}

void seal(Turn& turn, const KeyPressed& press) {
  if (!turn.deliberate(press) || !take(turn)) return turn.refuse();
  Counting& at = turn.state.counting;
  if (!at.confirming) {
    at.confirming = true;
    turn.basketChanged();
    return save(turn);
  }
  if (turn.state.surprise) return keepSurprise(turn);
  // The first count of two tells the clerk nothing but whether there has to be a second one.
  if (turn.state.session->countedOnce) return sealNow(turn);
  turn.post(Purpose::countKept, shift::keep(at.count, turn.state.session->id, "first"));
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
  if (turn.state.surprise) return leaveSurprise(turn);
  save(turn);
  // Somebody who only came to close another's till has no counter to go back to.
  if (turn.state.person != turn.state.session->custodian) return signOut(turn);
  turn.tell(Level::info, "count.kept");
  turn.go(Page::counter);
}

// Fields are the cash lines, then the tapes.
void touchField(Turn& turn, std::size_t field) {
  Counting& at = counting(turn);
  const std::size_t lines = at.count.cash.size();
  if (field >= lines + shift::kTapes) return turn.refuse();
  if (!take(turn)) return;
  at.tape = field < lines ? Tape::none : static_cast<Tape>(field - lines + 1);
  if (field < lines) onSheet(at, [&] { sheetSelect(at.sheet, at.count.cash, turn, field); });
  save(turn);
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

// What was counted before, and has been touched by money that moved since the count was left.
void markMovedSince(Turn& turn, const ledger::journal::EventKey& now) {
  shift::CountDown& count = turn.state.counting.count;
  if (count.at.seq == 0) return;
  if (count.at.epoch != now.epoch) return markAll(count);
  for (auto seq = count.at.seq + 1; seq < now.seq; ++seq) {
    const auto event = turn.world.ledger.event(seq);
    if (event && event->context.session == turn.state.session->id) markTouched(count, event->body);
  }
}

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
  if (at.session != turn.state.session->id) takeCountDraft(turn);
  at.sheet = {};
  at.tape = Tape::none;
  at.confirming = false;
  turn.state.last.reset();
  turn.go(Page::countDown);
  turn.post(Purpose::countBegun, ledger::journal::DrawerOpened{.cause = "count", .how = "kick", .reason = ""});
}

void takeCountDraft(Turn& turn) {
  Counting& at = turn.state.counting;
  at = {};
  at.count.cash = shift::CashCount(countUnits(turn.world.settings));
  if (!turn.state.session) return;
  at.session = turn.state.session->id;
  for (const auto& draft : turn.world.ledger.drafts()) {
    if (draft.name != draftName(turn.state)) continue;
    if (auto count = shift::countFromDraft(draft.content, at.count.cash.units())) at.count = std::move(*count);
  }
}

void countKept(Turn& turn, const ledger::store::Posted&) {
  const auto& session = turn.state.session;
  if (turn.world.ledger.firstCountWithin(session->id, turn.world.settings.recountBeyond).value_or(true))
    return sealNow(turn);
  turn.state.session->countedOnce = true;
  Counting& at = turn.state.counting;
  at.confirming = false;
  at.sheet = {};
  at.tape = Tape::none;
  markAll(at.count);
  turn.basketChanged();
  turn.tell(Level::look, "count.once_more");
  save(turn);
}

void countBegun(Turn& turn, const ledger::store::Posted& posted) {
  markMovedSince(turn, posted.key());
  turn.state.counting.count.at = {.epoch = posted.key().epoch, .seq = posted.seq()};
  save(turn);
  kick(turn, {.cause = "count", .how = "kick", .of = posted.seq(), .recorded = true});
}

}  // namespace till::pos::station
