// SPDX-License-Identifier: Apache-2.0
// A till's float: what it holds by the register of funds, what comes out of the safe when it is opened, and what goes
// back when it is closed.
#include <algorithm>

#include "pos/shift/opening.h"
#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using ledger::journal::tillFund;

std::optional<ledger::store::FundRow> fundOf(const World& world, const std::string& id) {
  const auto all = world.ledger.funds();
  const auto found = std::ranges::find(all, id, &ledger::store::FundRow::id);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

void open(Turn& turn) {
  const FloatCount& count = turn.state.openingFloat;
  const FloatPlan plan = floatPlan(turn.world, *count.till);
  const shift::Opening opening{.custodian = *turn.state.person,
                               .till = *count.till,
                               .businessDate = today(turn.world, turn.now),
                               .floatExpected = plan.expected,
                               .drawer = drawerName(turn.world.settings, count.drawer.value_or(0)),
                               .lastHeldBy = plan.heldBy};
  turn.post(Purpose::opened, shift::open(opening, count.cash, shiftAccounts(turn.world.settings)));
}

}  // namespace

FloatPlan floatPlan(const World& world, int till) {
  const Money whole = world.settings.openingFloat;
  const auto fund = fundOf(world, tillFund(till));
  // Of a till that the register does not know yet its float is taken for granted.
  if (!fund) return {.expected = whole, .fromSafe = Money(), .heldBy = ""};
  if (fund->amount >= whole || !world.settings.funds.set)
    return {.expected = fund->amount, .fromSafe = Money(), .heldBy = fund->custodian};
  return {.expected = whole, .fromSafe = whole - fund->amount, .heldBy = fund->custodian};
}

void openSessionOfTill(Turn& turn, const std::optional<ledger::journal::Approval>& approval) {
  const FloatCount& count = turn.state.openingFloat;
  if (!count.till || !turn.state.person) return turn.refuse();
  const FloatPlan plan = floatPlan(turn.world, *count.till);
  if (turn.state.page == Page::menu) turn.go(Page::openFloat);
  if (plan.fromSafe.isZero()) return open(turn);
  auto fact =
      funds::floatOut(fundBooks(turn.state, turn.world, turn.now), *count.till, {.amount = plan.fromSafe, .pieces = {}},
                      *turn.state.person, approval ? approval->approver : "");
  if (!fact) return turn.refuse(funds::wordOf(fact.error()));
  turn.post(Purpose::floatOut, std::move(*fact), {}, std::nullopt, approval);
}

void floatGiven(Turn& turn, const ledger::store::Posted& posted) {
  printPaper(turn, posted.seq(), "float_slip", turn.words("fund.slip.float_out"), false);
  open(turn);
}

void askFloatBack(Turn& turn) {
  const auto& left = turn.state.floatLeft;
  if (!left || !left->amount.isPositive() || !turn.world.settings.funds.set) return turn.refuse("fund.no_float_left");
  withApproval(turn, ApprovalFor::floatBack, turn.world.settings.funds.rule(funds::Act::floatBack));
}

void giveFloatBack(Turn& turn, const std::optional<ledger::journal::Approval>& approval) {
  const FloatLeft left = *turn.state.floatLeft;
  if (turn.state.page == Page::menu) turn.closeMenu();
  auto fact = funds::floatBack(fundBooks(turn.state, turn.world, turn.now), left.till,
                               {.amount = left.amount, .pieces = {}}, "", approval ? approval->approver : "");
  if (!fact) return turn.refuse(funds::wordOf(fact.error()));
  turn.post(Purpose::floatBack, std::move(*fact), {}, std::nullopt, approval);
}

void floatReturned(Turn& turn, const ledger::store::Posted& posted) {
  turn.state.floatLeft.reset();
  turn.accept();
  turn.tell(Level::info, "fund.done.float_back");
  printPaper(turn, posted.seq(), "float_slip", turn.words("fund.slip.float_back"), false);
}

}  // namespace till::pos::station
