// SPDX-License-Identifier: Apache-2.0
// Several people at one counter: each has a session and a till insert of their own; as many inserts as there are
// drawers stand in them, the others are set aside. Who signs in goes on with theirs.
#include <algorithm>

#include "pos/station/acts.h"
#include "pos/station/menu.h"

namespace till::pos::station {

namespace {

using ledger::store::SessionRow;

template <class Wanted>
std::optional<SessionRow> firstOpen(const World& world, Wanted wanted) {
  const auto all = world.ledger.openSessions();
  const auto found = std::ranges::find_if(all, wanted);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

std::vector<SessionRow> others(const World& world, const std::string& person) {
  auto all = world.ledger.openSessions();
  std::erase_if(all, [&](const auto& session) { return session.custodian == person; });
  return all;
}

std::string tillText(const SessionRow& session) { return std::to_string(session.till.value_or(0)); }

// The counter of a session that is in the drawer.
void goOn(Turn& turn) {
  if (turn.state.session->sealed) return beginClosing(turn);
  lookIntoDrawer(turn);
  if (turn.state.resumed) return showResumeCard(turn);
  turn.go(Page::counter);
}

// What was put aside is nobody's of those who come next: their customers are others.
void leaveCounter(Turn& turn) {
  State& state = turn.state;
  state.sale.reset();
  state.last.reset();
  state.counter = {};
  state.counting = {};
  state.dropWanted = false;
  state.resumed = false;
  ++state.customer;
}

// Into the drawer in which it stood last, or another that is free.
void putIn(Turn& turn, const SessionRow& session) {
  const auto& settings = turn.world.settings;
  const auto free = freeDrawers(turn.world);
  const auto same = std::ranges::find(free, session.drawer, [&](std::size_t i) { return drawerName(settings, i); });
  const std::size_t into = same != free.end() ? *same : free.empty() ? 0 : free.front();
  turn.post(Purpose::placed, funds::placed(session.id, drawerName(settings, into)));
}

// Who has none here may take another's away first, or take a free one.
void withoutTill(Turn& turn) {
  const auto* person = personById(turn.world, *turn.state.person);
  const bool supervisor = person != nullptr && person->role == people::Role::supervisor;
  if (supervisor && !others(turn.world, person->id).empty()) return openOthersTills(turn);
  beginFloat(turn);
}

// --- the tills of those who are not there -------------------------------------------------------------------------

struct OthersItem {
  MenuItem item;
  ForOther act;  // session 0: none of theirs, a till of one's own
};

std::vector<OthersItem> othersItems(const State& state, const World& world) {
  std::vector<OthersItem> all;
  const auto add = [&](std::string_view key, const ForOther& act, const std::string& till, const std::string& who) {
    const Notice words = notice(world, Level::info, key, {till, who});
    all.push_back({.item = {.text = words.what, .detail = words.text}, .act = act});
  };
  for (const auto& session : others(world, state.person.value_or(""))) {
    const std::string who = personName(world, session.custodian);
    add("others.close", {.session = session.id, .closes = true, .witness = ""}, tillText(session), who);
    if (!session.aside && !session.sealed)
      add("others.set_aside", {.session = session.id, .closes = false, .witness = ""}, tillText(session), who);
  }
  if (!state.session) add("others.own", {}, "", "");
  return all;
}

std::vector<MenuItem> othersMenu(const State& state, const World& world) {
  std::vector<MenuItem> all;
  for (auto& entry : othersItems(state, world)) all.push_back(std::move(entry.item));
  return all;
}

void pickOthers(Turn& turn, std::size_t index) {
  const ForOther act = othersItems(turn.state, turn.world).at(index).act;
  if (act.session == 0) return beginFloat(turn);
  turn.state.forOther = act;
  withApproval(turn, ApprovalFor::forOther, people::ApprovalRule::atOnce);
}

}  // namespace

const MenuActs kOthersTillsMenu{
    .kind = MenuKind::othersTills, .title = "menu.others_tills", .items = othersMenu, .pick = pickOthers};

std::optional<SessionRow> sessionById(const World& world, std::int64_t id) {
  return firstOpen(world, [id](const auto& session) { return session.id == id; });
}

std::optional<SessionRow> sessionOf(const World& world, const std::string& person) {
  return firstOpen(world, [&](const auto& session) { return session.custodian == person; });
}

std::vector<int> freeTills(const World& world) {
  std::vector<int> all;
  for (const int till : world.settings.tills)
    if (!firstOpen(world, [till](const auto& session) { return session.till == till; })) all.push_back(till);
  return all;
}

bool mayChangeOver(const World& world, const std::string& person) {
  const auto own = sessionOf(world, person);
  return (own && !own->aside) || !freeDrawers(world).empty();
}

void changeOver(Turn& turn, const std::string& person) {
  State& state = turn.state;
  const auto own = sessionOf(turn.world, person);
  const bool stands = own && !own->aside;
  if ((state.session && state.session->custodian == person) || (!state.session && !stands)) return;
  if (!mayChangeOver(turn.world, person)) return;
  if (state.sale && !state.sale->empty()) park(turn);
  leaveCounter(turn);
  state.drawerAct = {};
  state.retendering = {};
  state.closing = {};
  state.session.reset();
  if (!stands) return;
  state.session = own;
  takeCountDraft(turn);
  turn.effect(TakeSaleId{});
}

void takeUpTill(Turn& turn) {
  const auto own = sessionOf(turn.world, *turn.state.person);
  const auto& standing = turn.state.session;
  if (standing && standing->custodian != turn.state.person) {
    if (turn.state.sale && !turn.state.sale->empty()) park(turn);
    return openOthersTills(turn);
  }
  if (standing) return goOn(turn);
  if (own) return putIn(turn, *own);
  withoutTill(turn);
}

void openOthersTills(Turn& turn) {
  openMenu(turn, MenuKind::othersTills);
  turn.state.menu.from = Page::signIn;
}

void goOnForOther(Turn& turn, const std::string& witness) {
  ForOther& act = *turn.state.forOther;
  act.witness = witness;
  const auto session = sessionById(turn.world, act.session);
  if (!session) return signOut(turn);
  turn.state.resumed = false;
  if (turn.state.session && turn.state.session->id != session->id) leaveCounter(turn);
  turn.state.session = session;
  if (!act.closes)
    return turn.post(Purpose::setAside, funds::setAside(session->id), {}, std::nullopt,
                     ledger::journal::Approval{.approver = witness, .method = "pin", .reason = ""});
  takeCountDraft(turn);
  if (session->sealed) return beginClosing(turn);
  turn.tell(Level::look, "sign_in.closing_for", {tillText(*session), personName(turn.world, session->custodian)});
  countDownBegins(turn);
}

void askSwap(Turn& turn) {
  if (turn.state.sale && !turn.state.sale->empty()) return turn.refuse("fund.basket_open");
  if (moneyIsAside(turn.state)) return turn.refuse("fund.money_aside");
  withApproval(turn, ApprovalFor::swap, turn.world.settings.funds.rule(funds::Act::swap));
}

void swapOut(Turn& turn, const std::optional<ledger::journal::Approval>& approval) {
  turn.post(Purpose::setAside, funds::setAside(turn.state.session->id), {}, std::nullopt, approval);
}

void tillSetAside(Turn& turn, const ledger::store::Posted& posted) {
  const SessionRow gone = *turn.state.session;
  const std::size_t drawer = drawerHere(turn.state, turn.world.settings);
  turn.state.forOther.reset();
  leaveCounter(turn);
  turn.state.session.reset();
  turn.accept();
  kick(turn, {.cause = "swap", .how = "kick", .of = posted.seq(), .recorded = false}, drawer);
  if (turn.state.person != gone.custodian) return takeUpTill(turn);
  signOut(turn);
  turn.tell(Level::info, "fund.done.set_aside", {tillText(gone)});
  // Mostly it is one and the same who comes in: only the PIN is left to type.
  auto waiting = others(turn.world, gone.custodian);
  std::erase_if(waiting, [](const auto& session) { return !session.aside; });
  if (waiting.size() == 1) turn.state.pin.person = waiting.front().custodian;
}

void tillPlaced(Turn& turn, const ledger::store::Posted& posted) {
  turn.state.session = sessionOf(turn.world, *turn.state.person);
  turn.accept();
  takeCountDraft(turn);
  turn.tell(Level::info, "fund.done.placed", {tillText(*turn.state.session)});
  if (drawerNow(turn.state, turn.world.settings).state != drivers::drawer::DrawerState::open)
    kick(turn, {.cause = "swap", .how = "kick", .of = posted.seq(), .recorded = false});
  turn.effect(TakeSaleId{});
  goOn(turn);
}

}  // namespace till::pos::station
