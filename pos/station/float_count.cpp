// SPDX-License-Identifier: Apache-2.0
// The shift begins: which till, its float counted, the session opened. The float is no secret; a count-down is.
#include <array>

#include "pos/station/acts.h"
#include "pos/station/sheet.h"

namespace till::pos::station {

namespace {

FloatCount& counting(Turn& turn) {
  turn.state.openingFloat.confirming = false;
  return turn.state.openingFloat;
}

void chooseTill(Turn& turn, std::size_t index, std::uint64_t) {
  const auto tills = freeTills(turn.world);
  if (turn.state.openingFloat.till) return chooseDrawer(turn, index);
  if (index >= tills.size()) return turn.refuse();
  turn.state.openingFloat.till = tills[index];
}

// Something is to be chosen still: the till, or the drawer for it.
bool choosing(const FloatCount& count) { return !count.till || !count.drawer; }

void digits(Turn& turn, std::string_view digits) {
  FloatCount& count = counting(turn);
  if (!choosing(count)) return sheetDigits(count.sheet, digits, turn);
  if (digits.size() == 1 && digits >= "1" && digits <= "9")
    chooseTill(turn, static_cast<std::size_t>(digits[0] - '1'), 0);
}

void next(Turn& turn, const KeyPressed&) {
  FloatCount& count = counting(turn);
  if (choosing(count)) return turn.refuse();
  sheetNext(count.sheet, count.cash, turn);
}

void stack(Turn& turn, const KeyPressed&) {
  FloatCount& count = counting(turn);
  sheetStack(count.sheet, count.cash, turn);
}

void clear(Turn& turn, const KeyPressed&) {
  FloatCount& count = counting(turn);
  sheetClear(count.sheet, count.cash);
}

void backspace(Turn& turn, const KeyPressed&) { sheetBackspace(counting(turn).sheet); }

void open(Turn& turn, const KeyPressed& press) {
  FloatCount& count = turn.state.openingFloat;
  if (choosing(count) || !turn.deliberate(press) || !sheetTake(count.sheet, count.cash, turn)) return turn.refuse();
  if (!count.confirming) {
    count.confirming = true;
    return turn.basketChanged();
  }
  if (floatPlan(turn.world, *count.till).fromSafe.isZero()) return openSessionOfTill(turn, std::nullopt);
  withApproval(turn, ApprovalFor::floatOut, turn.world.settings.funds.rule(funds::Act::floatOut));
}

void back(Turn& turn, const KeyPressed&) {
  FloatCount& count = turn.state.openingFloat;
  if (count.confirming) {
    count.confirming = false;
    return;
  }
  if (!count.sheet.typed.empty()) return count.sheet.typed.clear();
  if (count.till && !count.drawer && freeTills(turn.world).size() > 1) return count.till.reset();
  signOut(turn);
}

void touchField(Turn& turn, std::size_t field) {
  FloatCount& count = counting(turn);
  sheetSelect(count.sheet, count.cash, turn, field);
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, next},          {Key::plus, stack},      {Key::minus, clear},
                             {Key::backspace, backspace}, {Key::star, open},       {Key::f1, open},
                             {Key::slash, reportsHere},   {Key::f10, reportsHere}, {Key::escape, back},
                             {Key::f12, lockHere}};

}  // namespace

const PageActs kFloatPage{
    .page = Page::openFloat, .digits = digits, .keys = kKeys, .choice = chooseTill, .countField = touchField};

std::vector<shift::CountUnit> countUnits(const StationSettings& settings) {
  std::vector<shift::CountUnit> units;
  for (const auto& money : settings.denominations)
    if (money.form == "note") units.push_back({.valueMinor = money.unitMinor, .form = "note"});
  for (const auto& money : settings.denominations)
    if (money.form == "coin") units.push_back({.valueMinor = money.unitMinor, .form = "coin"});
  for (const auto& money : settings.denominations)
    if (money.rollPieces > 0)
      units.push_back({.valueMinor = money.unitMinor, .form = "roll", .bundle = money.rollPieces});
  for (const auto& money : settings.denominations)
    if (money.strapPieces > 0)
      units.push_back({.valueMinor = money.unitMinor, .form = "strap", .bundle = money.strapPieces});
  return units;
}

shift::ShiftAccounts shiftAccounts(const StationSettings& settings) {
  return {.overShort = settings.overShortAccount,
          .floatFund = settings.floatAccount,
          .deposit = settings.depositAccount,
          .cash = settings.sale.cashAccount,
          .check = settings.sale.checkAccount,
          .moneyOrder = settings.sale.moneyOrderAccount,
          .card = settings.sale.cardAccount,
          .unassigned = settings.funds.accounts.unassigned};
}

void beginFloat(Turn& turn) {
  turn.state.openingFloat = {};
  turn.state.openingFloat.cash = shift::CashCount(countUnits(turn.world.settings));
  const auto tills = freeTills(turn.world);
  if (tills.empty()) {
    signOut(turn);
    return turn.refuse("float.no_till");
  }
  if (tills.size() == 1) turn.state.openingFloat.till = tills.front();
  const auto drawers = freeDrawers(turn.world);
  if (drawers.size() <= 1) turn.state.openingFloat.drawer = drawers.empty() ? 0 : drawers.front();
  turn.go(Page::openFloat);
}

void sessionOpened(Turn& turn, const ledger::store::Posted& posted) {
  turn.state.session = sessionById(turn.world, posted.session().value_or(0));
  turn.state.openingFloat = {};
  turn.accept();
  turn.tell(Level::info, "float.opened");
  kick(turn, {.cause = "session", .how = "kick", .of = posted.seq(), .recorded = false});
  turn.effect(TakeSaleId{});
  turn.go(Page::counter);
}

}  // namespace till::pos::station
