// SPDX-License-Identifier: Apache-2.0
// How a payment was paid, changed: which payment, which of its tenders go back, why; then the tenders that come in are
// taken by the very keys of the counter page; then one act is posted, and only after it the drawer opens.
#include "pos/sale/retender.h"

#include <algorithm>
#include <utility>

#include "pos/station/acts.h"
#include "pos/station/menu.h"
#include "pos/station/view_parts.h"

namespace till::pos::station {

namespace {

using ledger::journal::PaymentRetendered;
using ledger::journal::PaymentTaken;

std::optional<PaymentTaken> paymentAt(const World& world, std::int64_t seq) {
  const auto event = world.ledger.event(seq);
  const auto* fact = event ? std::get_if<PaymentTaken>(&event->body) : nullptr;
  return fact ? std::optional(*fact) : std::nullopt;
}

std::vector<sale::TenderInForce> inForce(const World& world, std::int64_t seq) {
  const auto paid = paymentAt(world, seq);
  if (!paid) return {};
  return sale::tendersInForce(*paid, retendersOf(world, seq));
}

std::vector<ledger::journal::TenderTaken> takenOut(const State& state, const World& world) {
  const auto all = inForce(world, state.retendering.payment);
  std::vector<ledger::journal::TenderTaken> out;
  for (const auto at : state.retendering.out)
    if (at < all.size()) out.push_back(all[at].taken);
  return out;
}

// --- which, what, why ---------------------------------------------------------------------------------------------

std::vector<MenuItem> payments(const State& state, const World& world) {
  return itemsOf(world, standingReceipts(state, world));
}

void pickPayment(Turn& turn, std::size_t index) {
  const auto row = standingReceipts(turn.state, turn.world).at(index);
  turn.state.retendering = {};
  turn.state.retendering.payment = row.seq;
  turn.state.retendering.receipt = toText(row.number);
  if (inForce(turn.world, row.seq).size() > 1) return openMenu(turn, MenuKind::retenderOut);
  turn.state.retendering.out = {0};
  openMenu(turn, MenuKind::retenderReason);
}

// Each tender of the one payment that was opened; the last choice is all of them.
std::vector<MenuItem> tendersOf(const State& state, const World& world) {
  std::vector<MenuItem> all;
  for (const auto& one : inForce(world, state.retendering.payment))
    all.push_back(
        {.text = tenderLabel(world, one.taken.kind, one.taken.reference), .detail = toText(one.taken.amount)});
  all.push_back({.text = world.words.text("retender.all"), .detail = ""});
  return all;
}

void pickOut(Turn& turn, std::size_t index) {
  const auto count = inForce(turn.world, turn.state.retendering.payment).size();
  auto& out = turn.state.retendering.out;
  out.clear();
  if (index < count) out = {index};
  for (std::size_t i = 0; index >= count && i < count; ++i) out.push_back(i);
  openMenu(turn, MenuKind::retenderReason);
}

std::vector<MenuItem> reasons(const State&, const World& world) { return itemsOf(world.settings.retenderReasons); }

void pickReason(Turn& turn, std::size_t index) {
  Retendering& at = turn.state.retendering;
  const auto paid = paymentAt(turn.world, at.payment);
  if (!paid) return turn.refuse("counter.not_posted");
  at.reason = turn.world.settings.retenderReasons.at(index);
  at.sale = sale::saleOf(*paid, inForce(turn.world, at.payment), at.out);
  turn.go(Page::retender);
}

// --- the page: the counter's own keys, on the sale of what was taken out --------------------------------------------

template <class Act>
void asAtTheCounter(Turn& turn, Act act) {
  Retendering& at = turn.state.retendering;
  std::swap(turn.state.sale, at.sale);
  std::swap(turn.state.counter, at.counter);
  act();
  std::swap(turn.state.sale, at.sale);
  std::swap(turn.state.counter, at.counter);
}

const KeyRule* counterRule(Key key) {
  const auto found = std::ranges::find(kCounterPage.keys, key, &KeyRule::key);
  return found == kCounterPage.keys.end() ? nullptr : &*found;
}

template <Key key>
void counterKey(Turn& turn, const KeyPressed& press) {
  const KeyRule* rule = counterRule(key);
  if (rule) asAtTheCounter(turn, [&] { rule->act(turn, press); });
}

void digits(Turn& turn, std::string_view digits) {
  asAtTheCounter(turn, [&] { kCounterPage.digits(turn, digits); });
}
void text(Turn& turn, const std::string& typed) {
  asAtTheCounter(turn, [&] { kCounterPage.text(turn, typed); });
}

// Enter answers a question and nothing else: digits by themselves are not an account here.
void enter(Turn& turn, const KeyPressed& press) {
  if (turn.state.retendering.counter.asking == Asking::nothing) return turn.refuse();
  counterKey<Key::enter>(turn, press);
}

bool nothingBegun(const Retendering& at) {
  return at.counter.asking == Asking::nothing && at.counter.typed.empty() && at.sale && at.sale->tenders().empty();
}

void back(Turn& turn, const KeyPressed& press) {
  if (press.repeat) return turn.refuse();
  if (nothingBegun(turn.state.retendering)) return turn.closeMenu();
  counterKey<Key::escape>(turn, press);
}

void clear(Turn& turn, const KeyPressed& press) {
  Retendering& at = turn.state.retendering;
  if (press.repeat || at.counter.typed.empty()) return turn.refuse();
  at.counter.typed.clear();
}

void lockHere(Turn& turn, const KeyPressed&) { lock(turn); }

constexpr KeyRule kKeys[] = {{Key::enter, enter},
                             {Key::star, counterKey<Key::star>},
                             {Key::f1, counterKey<Key::f1>},
                             {Key::slash, counterKey<Key::slash>},
                             {Key::f2, counterKey<Key::f2>},
                             {Key::f3, counterKey<Key::f3>},
                             {Key::f4, counterKey<Key::f4>},
                             {Key::minus, clear},
                             {Key::backspace, counterKey<Key::backspace>},
                             {Key::escape, back},
                             {Key::f12, lockHere}};

}  // namespace

const MenuActs kRetenderMenu{
    .kind = MenuKind::retender, .title = "menu.retender", .items = payments, .pick = pickPayment};
const MenuActs kRetenderOutMenu{
    .kind = MenuKind::retenderOut, .title = "menu.retender_out", .items = tendersOf, .pick = pickOut};
const MenuActs kRetenderReasonMenu{.kind = MenuKind::retenderReason,
                                   .title = "menu.retender_reason",
                                   .items = reasons,
                                   .pick = pickReason,
                                   .notes = retenderNotes};
const PageActs kRetenderPage{.page = Page::retender, .digits = digits, .keys = kKeys, .text = text};

std::vector<Notice> retenderNotes(const State& state, const World& world) {
  return {{.level = Level::look,
           .what = world.words.text("retender.taken_out", {state.retendering.receipt}),
           .text = handBack(world, takenOut(state, world))}};
}

void retenderQuickCash(Turn& turn, const QuickCashTouched& touch) {
  asAtTheCounter(turn, [&] { quickCash(turn, touch); });
}

std::vector<PaymentRetendered> retendersOf(const World& world, std::int64_t payment) {
  std::vector<PaymentRetendered> chain;
  auto event = world.ledger.lastRetender(payment);
  while (event) {
    const auto* fact = std::get_if<PaymentRetendered>(&event->body);
    if (!fact) break;
    chain.push_back(*fact);
    event = world.ledger.event(fact->of);
  }
  std::ranges::reverse(chain);
  return chain;
}

void askRetender(Turn& turn) {
  if (standingReceipts(turn.state, turn.world).empty()) return turn.refuse("retender.none");
  openMenu(turn, MenuKind::retender);
}

void settleRetender(Turn& turn, const sale::Sale& paid) {
  Retendering& at = turn.state.retendering;
  const bool open = drawerNow(turn.state, turn.world.settings).state == drivers::drawer::DrawerState::open;
  if (open && turn.world.settings.holdWhileDrawerOpen) return turn.refuse("drawer.hold");
  auto fact = sale::retender(inForce(turn.world, at.payment), at.out, paid, turn.world.settings.sale);
  if (!fact) return turn.refuse("retender.nothing");
  const auto last = turn.world.ledger.lastRetender(at.payment);
  fact->of = last ? last->key.seq : at.payment;
  fact->payment = at.payment;
  fact->receipt = at.receipt;
  fact->reason = at.reason;
  fact->businessDate = turn.state.session->businessDate;
  fact->glDate = turn.state.session->glDate;
  at.fact = std::move(*fact);
  const auto rule = turn.world.settings.retenderApproval;
  if (rule == people::ApprovalRule::none) return postRetender(turn, std::nullopt);
  if (rule == people::ApprovalRule::after) return postRetender(turn, pendingApproval(at.reason));
  turn.state.approving = {.act = ApprovalFor::retender, .reason = at.reason};
  turn.state.menu.kind = MenuKind::approval;
  askPin(turn, PinFor::approval, Page::menu);
}

void postRetender(Turn& turn, std::optional<ledger::journal::Approval> approval) {
  Retendering& at = turn.state.retendering;
  if (!at.fact) return turn.refuse("counter.not_posted");
  if (approval) approval->reason = at.reason;
  turn.post(Purpose::retendered, *at.fact, {}, at.payment, std::move(approval));
}

void retenderPosted(Turn& turn, const ledger::store::Posted& posted) {
  State& state = turn.state;
  const Retendering at = std::exchange(state.retendering, {});
  turn.accept();
  if (sale::hasCash(at.fact->out) || sale::hasCash(at.fact->in))
    kick(turn, {.cause = "retender", .how = "kick", .of = posted.seq(), .recorded = false});
  printPaper(turn, posted.seq(), "changed_slip", turn.words("retender.slip", {at.receipt}), false);
  turn.closeMenu();
  if (state.last && state.last->seq == at.payment) {
    state.last->tenders.clear();
    for (auto& one : inForce(turn.world, at.payment)) state.last->tenders.push_back(std::move(one.taken));
    state.last->change = at.fact->change;
  }
  state.message = Notice{.level = Level::look,
                         .what = turn.words("retender.done", {at.receipt}),
                         .text = handBack(turn.world, at.fact->out)};
}

}  // namespace till::pos::station
