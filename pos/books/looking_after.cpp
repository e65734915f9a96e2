// SPDX-License-Identifier: Apache-2.0
// Acts that move no money: a pending one is looked at, personal values are erased.
#include <algorithm>

#include "pos/books/parts.h"

namespace till::pos::books {

using namespace ledger::journal;

namespace {

// The second person at it, where there was one.
std::string witnessOf(const ledger::store::StoredEvent& event) {
  return std::visit(
      [](const auto& fact) -> std::string {
        if constexpr (requires { fact.witness; }) return fact.witness;
        return {};
      },
      event.body);
}
constexpr const char* kOffice = "office";  // a program of the office's, nobody by name

}  // namespace

Plan planned(const ReviewAct& act, const Hands& hands, const World& world) {
  if (act.verdict != "approved" && act.verdict != "objected") {
    return refused(RefusalKind::argument, "a verdict is approved or objected");
  }
  const auto pending = world.books.pendingActs();
  const bool waits =
      std::ranges::any_of(pending, [&](const EventKey& key) { return key.epoch == act.epoch && key.seq == act.seq; });
  if (!waits) {
    return refused(RefusalKind::notThere, "no act " + std::to_string(act.seq) + " waits; tillctl review list");
  }
  if (act.verdict == "objected") {
    if (auto said = mustSay(act.note, "a note of what is objected to"); !said) return tl::unexpected(said.error());
  }
  const auto event = world.books.event(act.epoch, act.seq);
  const auto session = event && event->context.session ? world.books.session(*event->context.session) : std::nullopt;
  if (event && event->context.actor == hands.actor) {
    return refused(RefusalKind::notAllowed, "nobody reviews their own act");
  }
  if (event && witnessOf(*event) == hands.actor) {
    return refused(RefusalKind::notAllowed, "nobody reviews what they were a witness of");
  }
  const bool held = world.books.heldATillOn(hands.actor, world.today) ||
                    (session && world.books.heldATillOn(hands.actor, session->businessDate));
  if (held) return refused(RefusalKind::notAllowed, hands.actor + " held a till on that day, or holds one today");
  const auto* person = &*std::ranges::find(world.people, hands.actor, &people::Person::id);
  if (person->role != people::Role::supervisor) {
    return refused(RefusalKind::notAllowed, "a supervisor looks at what was done without one");
  }
  std::string said = "act " + std::to_string(act.seq) + " is " + act.verdict;
  return Planned{
      {hands.actor, {}, {}, {}}, ActReviewed{act.epoch, act.seq, act.verdict, act.note}, {}, std::move(said)};
}

Plan planned(const ErasePrivate& act, const Hands& hands, const World& world) {
  if (act.account.empty() && act.before.empty()) {
    return refused(RefusalKind::argument, "say of whom (--account) or of before which day (--before)");
  }
  if (!act.before.empty() && (!isDay(act.before) || act.before > world.today)) {
    return refused(RefusalKind::argument, "--before: a day that has come, as 2026-01-01; that day's values stay");
  }
  if (auto said = mustSay(act.reason, "the reason"); !said) return tl::unexpected(said.error());
  PrivateErased fact{act.account, act.before, act.reason, 0};
  if (world.books.privateValues(fact, 1) == 0) return refused(RefusalKind::notThere, "there is nothing to erase");
  auto context = signedBy(world, hands, world.rules.erasure, act.reason);
  if (!context) return tl::unexpected(context.error());
  return Planned{std::move(*context), std::move(fact), {}, "personal values are erased"};
}

Plan planned(const RecordBatch& act, const Hands& hands, const World& world) {
  if (hands.actor != kOffice && !isKnown(world, hands.actor)) {
    return refused(RefusalKind::notAllowed, "--as: nobody is called that; tillctl people list shows who there is");
  }
  return Planned{{hands.actor, {}, {}, {}}, act.batch, {}, "batch " + act.batch.batch + " is recorded"};
}

Plan planned(const RecordRefusal& act, const Hands& /*hands*/, const World& world) {
  if (!isKnown(world, act.refused.person) || act.refused.tries < 1) {
    return refused(RefusalKind::argument, "a wrong PIN is somebody's of people list");
  }
  return Planned{{kOffice, {}, {}, {}}, act.refused, {}, "a wrong PIN is recorded"};
}

}  // namespace till::pos::books
