// SPDX-License-Identifier: Apache-2.0
// The second person: who it may be, and what goes on once they have signed.
#include <algorithm>
#include <array>

#include "pos/station/acts.h"

namespace till::pos::station {

namespace {

using ledger::journal::Approval;

// Somebody who had this till today has a stake in it.
bool heldTill(const World& world, const ledger::store::SessionRow& session, const std::string& person) {
  const auto theirs = [&](const ledger::store::SessionRow& row) {
    return row.till == session.till && row.businessDate == session.businessDate && row.custodian == person;
  };
  return std::ranges::any_of(world.ledger.openSessions(), theirs) ||
         std::ranges::any_of(world.ledger.undepositedSessions(), theirs);
}

void forDrawerAct(Turn& turn, const std::optional<Approval>& approval) { postDrawerAct(turn, approval); }
void forVoid(Turn& turn, const std::optional<Approval>& approval) { reverse(turn, approval); }
void forNoSale(Turn& turn, const std::optional<Approval>& approval) {
  openDrawer(turn, turn.state.approving.reason, approval);
}
void forClosing(Turn& turn, const std::optional<Approval>& approval) { closeSession(turn, approval); }
void forRetender(Turn& turn, const std::optional<Approval>& approval) { postRetender(turn, approval); }
void forSurprise(Turn& turn, const std::optional<Approval>& approval) {
  beginSurprise(turn, approval ? approval->approver : "");
}
void forOtherTill(Turn& turn, const std::optional<Approval>& approval) {
  goOnForOther(turn, approval ? approval->approver : "");
}

struct Rule {
  void (*act)(Turn&, const std::optional<Approval>&);
  std::string_view title;
};
// In the order of ApprovalFor.
constexpr std::array<Rule, 10> kRules{{{forVoid, "menu.approve_void"},
                                       {forNoSale, "menu.approve_no_sale"},
                                       {forClosing, "menu.approve_closing"},
                                       {forRetender, "menu.approve_retender"},
                                       {forDrawerAct, "menu.approve_cash"},
                                       {swapOut, "menu.approve_swap"},
                                       {openSessionOfTill, "menu.approve_float_out"},
                                       {giveFloatBack, "menu.approve_float_back"},
                                       {forSurprise, "menu.surprise_witness"},
                                       {forOtherTill, "menu.absent_witness"}}};

const Rule& ruleOf(ApprovalFor act) { return kRules.at(static_cast<std::size_t>(act)); }

}  // namespace

std::optional<Approval> pendingIf(people::ApprovalRule rule) {
  if (rule != people::ApprovalRule::after) return std::nullopt;
  return pendingApproval("");
}

void withApproval(Turn& turn, ApprovalFor act, people::ApprovalRule rule) {
  turn.state.approving.act = act;
  if (rule != people::ApprovalRule::atOnce) return ruleOf(act).act(turn, pendingIf(rule));
  if (turn.state.page != Page::menu) turn.state.menu.from = turn.state.page;
  turn.state.menu.kind = MenuKind::approval;
  askPin(turn, PinFor::approval, Page::menu);
}

void approved(Turn& turn, const people::Person& person) {
  ruleOf(turn.state.approving.act).act(turn, Approval{.approver = person.id, .method = "pin", .reason = ""});
}

bool maySecond(const State& state, const World& world, const people::Person& person) {
  const std::string actor = state.person.value_or("");
  if (state.approving.act == ApprovalFor::forOther) {
    const auto session = state.forOther ? sessionById(world, state.forOther->session) : std::nullopt;
    return session && funds::mayCloseFor(session->custodian, actor, person.id).has_value();
  }
  if (!people::mayApprove(person, actor)) return false;
  if (state.session && state.session->custodian == person.id) return false;
  return !state.session || !heldTill(world, *state.session, person.id);
}

std::string approvalTitle(const State& state, const World& world) {
  return world.words.text(ruleOf(state.approving.act).title);
}

}  // namespace till::pos::station
