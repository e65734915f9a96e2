// SPDX-License-Identifier: Apache-2.0
// Cash out of the drawer or into it that is no payment: counted by pieces on the sheet, posted, and only then the
// drawer opens and the slip is printed.
#include <array>

#include "pos/station/acts.h"
#include "pos/station/sheet.h"

namespace till::pos::station {

namespace {

using funds::Act;
using Step = DrawerAct::Step;
using ledger::journal::Body;
using ledger::journal::kSafeFund;
using ledger::journal::tillFund;

constexpr std::size_t kLongestReference = 32;

DrawerAct& goingOn(Turn& turn) {
  turn.state.drawerAct.confirming = false;
  return turn.state.drawerAct;
}
shift::CashCount& pile(DrawerAct& at) { return at.step == Step::back ? at.back : at.out; }

void digits(Turn& turn, std::string_view digits) {
  DrawerAct& at = goingOn(turn);
  if (at.step != Step::reference) return sheetDigits(at.sheet, digits, turn);
  if (digits == ".") return;
  if (at.reference.size() + digits.size() > kLongestReference) return turn.refuse();
  at.reference += digits;
}

// Letters on an envelope, where there is a keyboard.
void text(Turn& turn, const std::string& typed) {
  DrawerAct& at = goingOn(turn);
  if (at.step != Step::reference) return turn.refuse();
  for (const char c : typed)
    if (c > 32 && c < 127 && at.reference.size() < kLongestReference) at.reference += c;
}

tl::expected<Body, funds::Refusal> factOf(const Turn& turn, const std::string& witness) {
  const DrawerAct& at = turn.state.drawerAct;
  const int till = turn.state.session->till.value_or(0);
  const funds::Books books = fundBooks(turn.state, turn.world, turn.now);
  const funds::Cash cash = funds::cashOf(at.out);
  const auto body = [](auto built) -> tl::expected<Body, funds::Refusal> {
    if (!built) return tl::unexpected(built.error());
    return Body(std::move(*built));
  };
  if (at.act == Act::drop) return body(funds::drop(books, till, cash, at.reference, witness));
  if (at.act == Act::pickUp) return body(funds::pickUp(books, till, cash, witness));
  if (at.act == Act::change)
    return body(funds::change(books, tillFund(till), kSafeFund, cash, funds::cashOf(at.back), witness));
  if (at.act == Act::handOver) return body(funds::handOver(books, till, cash, *turn.state.person, at.receiver));
  return body(funds::accept(books, {.seq = at.over.seq, .amount = at.over.amount}, tillFund(till), true, cash));
}

// Two envelopes of one number could not be told apart in the safe. Those of sessions in a bag have left it.
bool envelopeInTheSafe(const Turn& turn, const std::string& number) {
  bool there = false;
  const auto look = [&](const ledger::store::StoredEvent& event) {
    const auto* moved = std::get_if<ledger::journal::CashMoved>(&event.body);
    there = there || (moved != nullptr && moved->kind == "drop" && moved->reference == number);
  };
  const auto& ledger = turn.world.ledger;
  for (const auto& session : ledger.openSessions()) ledger.books().eachEventOf(session.id, look);
  for (const auto& session : ledger.undepositedSessions()) ledger.books().eachEventOf(session.id, look);
  return there;
}

void submit(Turn& turn) {
  const DrawerAct& at = turn.state.drawerAct;
  if (at.act == Act::drop && envelopeInTheSafe(turn, at.reference)) return turn.refuse("fund.refused.used_reference");
  if (const auto fact = factOf(turn, ""); !fact) return turn.refuse(funds::wordOf(fact.error()));
  withApproval(turn, ApprovalFor::drawerAct, turn.world.settings.funds.rule(turn.state.drawerAct.act));
}

// The pile at hand is whole: on to what is still to be said, then the question, then the act.
void done(Turn& turn, const KeyPressed& press) {
  DrawerAct& at = turn.state.drawerAct;
  if (!turn.deliberate(press) || !turn.state.session) return turn.refuse();
  if (at.step == Step::reference) return submit(turn);
  if (!sheetTake(at.sheet, pile(at), turn)) return;
  if (at.confirming) return submit(turn);
  // That nothing was in a hand-over can be true.
  if (at.act != Act::accept && pile(at).total().isZero()) return turn.refuse("fund.refused.nothing");
  if (at.step == Step::back && at.back.total() != at.out.total()) return turn.refuse("fund.refused.not_equal");
  turn.basketChanged();
  const bool exchange = at.act == Act::change && at.step == Step::out;
  if (!exchange && at.act != Act::drop) {
    at.confirming = true;
    return;
  }
  at.step = exchange ? Step::back : Step::reference;
  at.sheet = {};
}

void next(Turn& turn, const KeyPressed& press) {
  DrawerAct& at = turn.state.drawerAct;
  if (at.step == Step::reference) return done(turn, press);
  goingOn(turn);
  sheetNext(at.sheet, pile(at), turn);
}

void stack(Turn& turn, const KeyPressed&) {
  DrawerAct& at = goingOn(turn);
  if (at.step == Step::reference) return turn.refuse();
  sheetStack(at.sheet, pile(at), turn);
}

void clear(Turn& turn, const KeyPressed&) {
  DrawerAct& at = goingOn(turn);
  if (at.step == Step::reference) return at.reference.clear();
  sheetClear(at.sheet, pile(at));
}

void backspace(Turn& turn, const KeyPressed&) {
  DrawerAct& at = goingOn(turn);
  if (at.step != Step::reference) return sheetBackspace(at.sheet);
  if (!at.reference.empty()) at.reference.pop_back();
}

// One step back, never further: the question, the digits, the other pile, and then the counter.
void back(Turn& turn, const KeyPressed&) {
  DrawerAct& at = turn.state.drawerAct;
  if (at.confirming) {
    at.confirming = false;
    return;
  }
  if (!at.sheet.typed.empty()) return at.sheet.typed.clear();
  if (at.step != Step::out) {
    at.step = Step::out;
    at.sheet = {};
    return;
  }
  at = {};
  turn.go(Page::counter);
}

void touchField(Turn& turn, std::size_t field) {
  DrawerAct& at = goingOn(turn);
  if (at.step == Step::reference) return turn.refuse();
  sheetSelect(at.sheet, pile(at), turn, field);
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, next}, {Key::plus, stack}, {Key::minus, clear}, {Key::backspace, backspace},
                             {Key::star, done},  {Key::f1, done},    {Key::escape, back}, {Key::f12, lockHere}};

struct SlipWords {
  std::string_view document, label, done;
};
constexpr SlipWords kDrop{"drop_slip", "fund.slip.drop", "fund.done.drop"};
constexpr SlipWords kPickUp{"pick_up_slip", "fund.slip.pick_up", "fund.done.pick_up"};
constexpr SlipWords kChange{"change_slip", "fund.slip.change", "fund.done.change"};
constexpr SlipWords kHandOver{"hand_over_slip", "fund.slip.hand_over", "fund.done.hand_over"};
constexpr SlipWords kAccept{"accepted_slip", "fund.slip.accept", "fund.done.accept"};

const SlipWords& slipOf(Act act) {
  if (act == Act::drop) return kDrop;
  if (act == Act::pickUp) return kPickUp;
  if (act == Act::change) return kChange;
  return act == Act::handOver ? kHandOver : kAccept;
}

}  // namespace

const PageActs kDrawerPage{
    .page = Page::drawerCash, .digits = digits, .keys = kKeys, .text = text, .countField = touchField};

funds::Books fundBooks(const State& state, const World& world, Now now) {
  return {.accounts = world.settings.funds.accounts,
          .businessDate = state.session ? state.session->businessDate : today(world, now)};
}

void beginDrawerAct(Turn& turn, Act act) {
  DrawerAct& at = turn.state.drawerAct;
  at.act = act;
  at.step = Step::out;
  at.out = at.back = shift::CashCount(countUnits(turn.world.settings));
  at.sheet = {};
  at.confirming = false;
  at.reference.clear();
  turn.state.last.reset();
  turn.go(Page::drawerCash);
}

void postDrawerAct(Turn& turn, const std::optional<ledger::journal::Approval>& approval) {
  const DrawerAct& at = turn.state.drawerAct;
  if (!turn.state.session) return turn.refuse("counter.not_posted");
  auto fact = factOf(turn, approval ? approval->approver : "");
  if (!fact) return turn.refuse(funds::wordOf(fact.error()));
  const auto cause = at.act == Act::accept ? std::optional(at.over.seq) : std::nullopt;
  turn.post(Purpose::cashMoved, std::move(*fact), {}, cause, approval);
}

void cashMoved(Turn& turn, const ledger::store::Posted& posted) {
  const DrawerAct at = std::exchange(turn.state.drawerAct, {});
  const SlipWords& slip = slipOf(at.act);
  turn.accept();
  turn.tell(Level::info, slip.done, {personName(turn.world, at.receiver), at.reference});
  kick(turn, {.cause = "cash_moved", .how = "kick", .of = posted.seq(), .recorded = false});
  printPaper(turn, posted.seq(), std::string(slip.document), turn.words(slip.label), false);
  lookIntoDrawer(turn);
  turn.go(Page::counter);
}

void lookIntoDrawer(Turn& turn) {
  const auto& limit = turn.world.settings.funds.askDropOver;
  const auto& session = turn.state.session;
  turn.state.dropWanted = limit && session && turn.world.ledger.holdsMoreThan(session->id, *limit);
}

}  // namespace till::pos::station
