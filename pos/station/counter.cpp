// SPDX-License-Identifier: Apache-2.0
// The counter page and the change page: what keys do to the entry box, and which act they lead to.
#include <algorithm>
#include <charconv>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

constexpr std::size_t kLongestEntry = 32;

bool allDigits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Asking for a number keeps its digits; every other question is put away by going on typing.
void goOn(Turn& turn) {
  const Asking asking = turn.state.counter.asking;
  if (asking == Asking::partPayment) turn.state.counter.asking = Asking::nothing;
}

void digits(Turn& turn, std::string_view digits) {
  Counter& counter = turn.state.counter;
  goOn(turn);
  if (counter.asking == Asking::bigChange) putAskingAway(turn);
  if (counter.typed.size() + digits.size() > kLongestEntry) return turn.refuse();
  counter.typed += digits;
  counter.touchedMillis = turn.now.steadyMillis;
}

void text(Turn& turn, const std::string& typed) {
  if (turn.state.counter.asking != Asking::reference) return turn.refuse();
  for (const char c : typed)
    if (static_cast<unsigned char>(c) > 32 && c != 127 && turn.state.counter.typed.size() < kLongestEntry)
      turn.state.counter.typed += c;
}

void backspace(Turn& turn, const KeyPressed&) {
  if (!turn.state.counter.typed.empty()) turn.state.counter.typed.pop_back();
}

// Digits that are not yet anything: an account by its length, an amount for the selected bill, or a word of help.
void enterDigits(Turn& turn) {
  Counter& counter = turn.state.counter;
  if (allDigits(counter.typed) && counter.typed.size() >= kAccountDigits) {
    const std::string account = std::exchange(counter.typed, {});
    return accountKeyed(turn, account);
  }
  const bool empty = !turn.state.sale || turn.state.sale->empty();
  if (empty) return turn.refuse("counter.short_account");
  const auto& sale = *turn.state.sale;
  const bool fresh = counter.selected < sale.lines().size() && !sale.lines()[counter.selected].paying;
  if (!sale.tenders().empty() || !fresh) return turn.refuse("counter.what_are_digits");
  const auto amount = typedMoney(counter.typed);
  if (!amount) return notAnAmount(turn);
  payOnSelected(turn, *amount);
}

void enter(Turn& turn, const KeyPressed& press) {
  if (press.repeat) return turn.refuse();
  const Asking asking = turn.state.counter.asking;
  if (asking == Asking::reference) return referenceTyped(turn);
  if (asking == Asking::last4) return last4Typed(turn);
  if (asking == Asking::bigChange) return turn.refuse();
  if (asking == Asking::partPayment) return partPayment(turn);
  if (asking == Asking::throwAway) return throwBasketAway(turn);
  if (asking != Asking::nothing) return addOffered(turn, asking == Asking::sameCustomer);
  if (!turn.state.counter.typed.empty()) return enterDigits(turn);
  if (const auto paper = doubtfulPaper(turn.state)) return printAgain(turn, *paper);
  openMenu(turn, MenuKind::more);
}

void plus(Turn& turn, const KeyPressed& press) {
  Counter& counter = turn.state.counter;
  if (press.repeat || !turn.state.sale || turn.state.sale->empty() || counter.typed.empty() ||
      counter.asking != Asking::nothing)
    return turn.refuse();
  const auto amount = typedMoney(counter.typed);
  if (!amount) return notAnAmount(turn);
  payOnSelected(turn, *amount);
}

void minus(Turn& turn, const KeyPressed& press) {
  Counter& counter = turn.state.counter;
  if (press.repeat) return turn.refuse();
  if (!counter.typed.empty()) return counter.typed.clear();
  if (counter.asking != Asking::nothing) return putAskingAway(turn);
  if (turn.state.sale && !turn.state.sale->empty()) return takeSelectedLine(turn);
  if (const auto paper = doubtfulPaper(turn.state)) return paperNotNeeded(turn, *paper);
  turn.refuse();
}

// One step back, never further: the question, the digits, the tender, then (asked on the line) the basket.
void back(Turn& turn, const KeyPressed& press) {
  Counter& counter = turn.state.counter;
  if (press.repeat) return turn.refuse();
  const bool basket = turn.state.sale && !turn.state.sale->empty();
  if (counter.asking == Asking::partPayment) return takeLastTender(turn);
  if (counter.asking != Asking::nothing) return putAskingAway(turn);
  if (!counter.typed.empty()) return counter.typed.clear();
  if (!basket && skipSlip(turn)) return;
  if (!basket) return turn.refuse();
  if (!turn.state.sale->tenders().empty()) return takeLastTender(turn);
  counter.asking = Asking::throwAway;
  turn.basketChanged();
}

// `/` again goes on to the next kind of paper, while no number has been typed.
// Check, money order, card slip, and round again; who pays by no check begins with the money order, and is told why.
void slash(Turn& turn, const KeyPressed& press) {
  using sale::TenderKind;
  if (!turn.deliberate(press)) return turn.refuse();
  Counter& counter = turn.state.counter;
  const auto only = turn.state.sale ? cashOnly(turn.world, *turn.state.sale, turn.now) : std::nullopt;
  const TenderKind first = only ? TenderKind::moneyOrder : TenderKind::check;
  if (counter.asking != Asking::reference || !counter.typed.empty()) {
    paperTender(turn, first);
    if (only && counter.asking == Asking::reference) turn.refuse("tender.cash_only", {only->account, only->until});
    return;
  }
  const TenderKind now = counter.tender.kind;
  counter.tender.kind = now == TenderKind::check        ? TenderKind::moneyOrder
                        : now == TenderKind::moneyOrder ? TenderKind::card
                                                        : first;
}

template <sale::TenderKind kind>
void byPaper(Turn& turn, const KeyPressed& press) {
  if (!turn.deliberate(press)) return turn.refuse();
  if (turn.state.counter.asking == Asking::reference) {
    turn.state.counter.tender.kind = kind;
    return;
  }
  paperTender(turn, kind);
}

void find(Turn& turn, const KeyPressed&) { openFind(turn); }
void drawer(Turn& turn, const KeyPressed&) { openDrawerMenu(turn); }
void lastReceipt(Turn& turn, const KeyPressed&) { openMenu(turn, MenuKind::lastReceipt); }
void countDown(Turn& turn, const KeyPressed&) { askCountDown(turn); }
void x(Turn& turn, const KeyPressed&) { xRead(turn); }
void parkOrBring(Turn& turn, const KeyPressed& press) {
  if (!turn.deliberate(press)) return turn.refuse();
  if (turn.state.sale && !turn.state.sale->empty()) return park(turn);
  bringBackParked(turn);
}
void lockNow(Turn& turn, const KeyPressed&) { lock(turn); }

using sale::TenderKind;
constexpr KeyRule kKeys[] = {
    {Key::enter, enter},
    {Key::plus, plus},
    {Key::minus, minus},
    {Key::star, cash},
    {Key::f1, cash},
    {Key::slash, slash},
    {Key::f2, byPaper<TenderKind::check>},
    {Key::f3, byPaper<TenderKind::card>},
    {Key::f4, byPaper<TenderKind::moneyOrder>},
    {Key::backspace, backspace},
    {Key::escape, back},
    {Key::f5, find},
    {Key::f6, drawer},
    {Key::f7, lastReceipt},
    {Key::f8, countDown},
    {Key::f9, x},
    {Key::f10, reportsHere},
    {Key::f11, parkOrBring},
    {Key::f12, lockNow},
};

constexpr KeyRule kChangeKeys[] = {
    {Key::enter, enter}, {Key::minus, minus},     {Key::backspace, backspace}, {Key::escape, back},
    {Key::f5, find},     {Key::f6, drawer},       {Key::f7, lastReceipt},      {Key::f8, countDown},
    {Key::f9, x},        {Key::f10, reportsHere}, {Key::f11, parkOrBring},     {Key::f12, lockNow},
};

}  // namespace

const PageActs kCounterPage{.page = Page::counter, .digits = digits, .keys = kKeys, .text = text, .takesScans = true};
const PageActs kChangePage{.page = Page::change, .digits = digits, .keys = kChangeKeys, .takesScans = true};

void dropTypedPoint(Turn& turn) {
  const bool anew = turn.state.page == Page::retender;
  auto& typed = anew ? turn.state.retendering.counter.typed : turn.state.counter.typed;
  const bool here = anew || turn.state.page == Page::counter || turn.state.page == Page::change;
  if (here && typed.ends_with('.')) typed.pop_back();
}

void putAskingAway(Turn& turn) {
  Counter& counter = turn.state.counter;
  if (counter.asking == Asking::reference || counter.asking == Asking::last4) counter.typed.clear();
  if (counter.offered) turn.tell(Level::look, "counter.not_added", {counter.offered->bill.account});
  counter.offered.reset();
  counter.asking = Asking::nothing;
  turn.basketChanged();
}

std::optional<Money> typedMoney(std::string_view typed) {
  const auto point = typed.find('.');
  const auto whole = typed.substr(0, point);
  const auto cents = point == std::string_view::npos ? std::string_view() : typed.substr(point + 1);
  if (cents.size() > 2 || (whole.empty() && cents.empty())) return std::nullopt;
  std::string digits(whole);
  digits += cents;
  if (point != std::string_view::npos) digits.append(2 - cents.size(), '0');
  if (!allDigits(digits)) return std::nullopt;
  std::int64_t minor = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), minor);
  if (error != std::errc() || minor > ledger::money::kLargestAmountMinor) return std::nullopt;
  return Money::fromMinor(minor);
}

}  // namespace till::pos::station
