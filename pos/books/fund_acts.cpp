// SPDX-License-Identifier: Apache-2.0
// The register of funds: who holds which, counts of the safe and of petty cash, cash between funds that are no open
// till.
#include <algorithm>

#include "pos/books/parts.h"
#include "pos/books/pieces.h"
#include "pos/funds/funds.h"

namespace till::pos::books {
namespace {

using namespace ledger::journal;
using ledger::store::FundRow;

constexpr auto kBank = "bank";  // no fund of the house: only exchanged with

tl::unexpected<Refusal> refusedBy(const World& world, funds::Refusal why) {
  std::string text = world.words.text(funds::wordOf(why));
  std::ranges::replace(text, '|', ' ');
  return refused(RefusalKind::argument, std::move(text));
}

funds::Books fundBooks(const World& world) { return {world.funds.accounts, world.today}; }

std::optional<FundRow> fundOf(const World& world, const std::string& fund) {
  const auto all = world.books.funds();
  const auto found = std::ranges::find(all, fund, &FundRow::id);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

// What an open session holds is counted and moved at the counter, by who holds it.
Checked notInUse(const World& world, const std::string& fund) {
  const auto till = funds::tillOf(fund);
  if (!till || std::ranges::find(world.openTills, *till) == world.openTills.end()) return {};
  return refused(RefusalKind::notAllowed,
                 fund + " is in an open session: what is in it is moved and counted at the counter (F6)");
}

Checked twoPeople(const World& world, const Hands& hands, const std::string& witness) {
  if (isKnown(world, witness) && witness != hands.actor) return {};
  return refused(RefusalKind::notAllowed, "--witness: two people do that; a second one of people list");
}

tl::expected<funds::Cash, Refusal> cashOf(const World& world, const std::string& pieces, const char* name) {
  const auto counted = countFromText(pieces, world.units);
  if (!counted) return refused(RefusalKind::argument, std::string(name) + ": " + counted.error());
  return funds::cashOf(*counted);
}

// Coins for notes, at the bank: the safe holds as much as before.
funds::Built<CashMoved> exchangedAtTheBank(const World& world, const MoveCash& act, const funds::Cash& out,
                                           const funds::Cash& back) {
  auto fact = funds::change(fundBooks(world), kSafeFund, kDepositFund, out, back, act.witness);
  if (fact) fact->to = kBank;
  return fact;
}

funds::Built<CashMoved> movedCash(const World& world, const MoveCash& act, const funds::Cash& out,
                                  const funds::Cash& back) {
  const auto books = fundBooks(world);
  const bool exchange = !act.back.empty();
  if (act.to == kBank && act.from == kSafeFund && exchange) return exchangedAtTheBank(world, act, out, back);
  if (exchange) return funds::change(books, act.from, act.to, out, back, act.witness);
  return funds::transfer(books, act.from, act.to, out, act.receiver, act.witness);
}

// How much it does hold is not told: whoever is to count it may have asked.
Checked holds(const World& world, const std::string& fund, Money amount) {
  const auto there = fundOf(world, fund);
  if (there && there->amount >= amount) return {};
  return refused(RefusalKind::notAllowed, fund + " does not hold as much by the books");
}

tl::expected<funds::Purpose, Refusal> purposeOf(const World& world, const std::string& name) {
  std::string all;
  for (const auto& purpose : world.funds.purposes) {
    if (purpose.name == name) return purpose;
    all += (all.empty() ? "" : ", ") + purpose.name;
  }
  return refused(RefusalKind::argument, "--purpose: one of the office's: " + all);
}

// What no act of the office touches: cash between two people, and what was counted for the bank, which leaves in a bag.
Checked mayMove(const MoveCash& act) {
  for (const auto& fund : {act.from, act.to}) {
    if (fund == kTransitFund) {
      return refused(RefusalKind::notAllowed, "what was handed over is accepted at the counter, by who takes it (F6)");
    }
  }
  const bool exchanged = !act.back.empty() && act.to == kDepositFund;
  const bool taken = act.from == kDepositFund && (act.to != kSafeFund || !act.back.empty());
  if (!exchanged && !taken) return {};
  return refused(RefusalKind::notAllowed,
                 "what was counted for the bank leaves in a bag (deposit make); only what lies there by mistake goes "
                 "back to the safe");
}

struct Approving {
  people::ApprovalRule rule = people::ApprovalRule::atOnce;
  bool byOthers = true;  // the approver is neither witness nor receiver
};
// Out of the safe and a float back into it as the office says; all else is approved by somebody who has no part in it.
Approving approvingOf(const World& world, const MoveCash& act) {
  if (!act.back.empty()) return {world.funds.rule(funds::Act::change), false};
  if (act.from == kSafeFund) return {world.funds.rule(funds::Act::floatOut), false};
  const bool floatBack = funds::tillOf(act.from) && act.to == kSafeFund;
  return floatBack ? Approving{world.funds.rule(funds::Act::floatBack), false} : Approving{};
}

// --- counting -------------------------------------------------------------------------------------------------------

constexpr auto kNotSaid = "not said";  // the reason of a difference for which nobody gave one

// The first of two counts is kept like that of a till, in no session; that it waits in the review list is how it is
// found again, and how a supervisor learns of it.
std::string firstCountOf(const std::string& fund) { return "first, " + fund; }

CountKept firstCount(const CountFund& act, const funds::Cash& cash) {
  CountKept fact;
  fact.purpose = firstCountOf(act.fund);
  fact.cash = cash.pieces;
  fact.cashCounted = cash.amount;
  fact.witness = act.witness;
  return fact;
}

// Whether a first count of the fund was kept since a count of it stood.
bool countedOnce(const World& world, const FundRow& fund) {
  const int epoch = world.books.epoch();
  const auto last = fund.counted ? world.books.event(epoch, *fund.counted) : std::nullopt;
  const auto* counted = last ? std::get_if<FundCounted>(&last->body) : nullptr;
  const bool here = counted != nullptr && counted->fund == fund.id;  // else it was in the epoch before
  return std::ranges::any_of(world.books.pendingActs(), [&](const EventKey& key) {
    if (key.epoch != epoch || (here && key.seq < *fund.counted)) return false;
    const auto event = world.books.event(key.epoch, key.seq);
    const auto* kept = event ? std::get_if<CountKept>(&event->body) : nullptr;
    return kept != nullptr && kept->purpose == firstCountOf(fund.id);
  });
}

ledger::store::Context pendingBy(const Hands& hands, const std::string& reason) {
  return {hands.actor, Approval{"", kPending, reason}, {}, {}};
}

std::string saidOf(const FundCounted& fact, const Hands& hands, bool pending) {
  std::string said = fact.fund + " counted by " + hands.actor + " and " + fact.witness + ": " + toText(fact.counted);
  said += fact.overShort.isZero() ? ", as the books say" : ", over or short " + toText(fact.overShort);
  if (fact.independent) said += "; an independent count";
  if (pending) said += "; somebody looks at it: tillctl review";
  return said;
}

}  // namespace

Plan planned(const AssignFund& act, const Hands& hands, const World& world) {
  if (!isKnown(world, act.custodian)) {
    return refused(RefusalKind::notThere, "--custodian: nobody is called that; tillctl people list shows who there is");
  }
  if (auto free = notInUse(world, act.fund); !free) return tl::unexpected(free.error());
  if (act.fund == kTransitFund) return refused(RefusalKind::argument, "what is handed over is nobody's for a while");
  auto context = signedBy(world, hands, people::ApprovalRule::atOnce, "custodian");
  if (!context) return tl::unexpected(context.error());
  // No word of what it holds: whoever is to count it does not learn that here.
  const auto there = fundOf(world, act.fund);
  if (there && !act.amount.isZero()) {
    return refused(RefusalKind::argument,
                   act.fund + " is in the register already: leave --amount out; what it holds is found by a count");
  }
  auto fact = funds::assign(world.funds.accounts, act.fund, act.custodian, there ? there->amount : act.amount);
  if (!fact) return refusedBy(world, fact.error());
  std::string said = act.fund + " is in the hands of " + act.custodian;
  if (!there) said += ", " + toText(act.amount);
  return Planned{std::move(*context), std::move(*fact), {}, std::move(said)};
}

Plan planned(const CountFund& act, const Hands& hands, const World& world) {
  const auto fund = fundOf(world, act.fund);
  if (!fund) {
    return refused(RefusalKind::notThere, "there is no fund " + act.fund + "; tillctl funds list, funds assign");
  }
  if (auto free = notInUse(world, act.fund); !free) return tl::unexpected(free.error());
  if (auto two = twoPeople(world, hands, act.witness); !two) return tl::unexpected(two.error());
  if (auto said = mustSay(act.reason, "the reason"); !act.reason.empty() && !said) return tl::unexpected(said.error());
  if (auto others = approvedByOthers(hands, {act.witness}); !others) return tl::unexpected(others.error());
  auto may = signedBy(world, hands, people::ApprovalRule::none, act.reason);
  if (!may) return tl::unexpected(may.error());
  auto cash = cashOf(world, act.pieces, "--cash");
  if (!cash) return tl::unexpected(cash.error());
  auto fact = funds::count(fundBooks(world), {.fund = act.fund,
                                              .custodian = fund->custodian,
                                              .expected = fund->amount,
                                              .counted = *cash,
                                              .counter = hands.actor,
                                              .witness = act.witness,
                                              .reason = act.reason.empty() ? kNotSaid : act.reason});
  if (!fact) return refusedBy(world, fact.error());
  // Nothing after this line is refused: each count is kept, so that nobody learns by tries what the books say. No
  // customer pays out of these funds, so their limit is nothing: whatever differs is counted once more, and wants a
  // reason and somebody's approval. Where it has none it is true all the same, and is looked at later.
  if (fact->overShort.isZero()) {
    fact->reason = act.reason;
    std::string said = saidOf(*fact, hands, false);
    return Planned{std::move(*may), std::move(*fact), {}, std::move(said)};
  }
  if (!countedOnce(world, *fund)) {
    return Planned{pendingBy(hands, "counted once"),
                   firstCount(act, *cash),
                   {},
                   act.fund + ": the count is kept. Count once more: the next one stands"};
  }
  const bool pending = hands.approver.empty() || act.reason.empty();
  auto context = pending ? pendingBy(hands, fact->reason) : std::move(*may);
  std::string said = saidOf(*fact, hands, pending);
  return Planned{std::move(context), std::move(*fact), {}, std::move(said)};
}

Plan planned(const MoveCash& act, const Hands& hands, const World& world) {
  for (const auto& fund : {act.from, act.to}) {
    if (auto free = notInUse(world, fund); !free) return tl::unexpected(free.error());
  }
  if (auto may = mayMove(act); !may) return tl::unexpected(may.error());
  if (auto two = twoPeople(world, hands, act.witness); !two) return tl::unexpected(two.error());
  const auto out = cashOf(world, act.pieces, "--cash");
  if (!out) return tl::unexpected(out.error());
  const auto back = cashOf(world, act.back, "--back");
  if (!back) return tl::unexpected(back.error());
  auto fact = movedCash(world, act, *out, *back);
  if (!fact) return refusedBy(world, fact.error());
  const Approving approving = approvingOf(world, act);
  auto context = signedBy(world, hands, approving.rule, fact->kind);
  if (!context) return tl::unexpected(context.error());
  if (approving.byOthers) {
    const auto held = fundOf(world, act.from);
    auto others = approvedByOthers(
        hands, {act.witness, act.receiver, held ? std::string_view(held->custodian) : std::string_view()});
    if (!others) return tl::unexpected(others.error());
  }
  if (auto enough = holds(world, act.from, fact->moved); !enough) return tl::unexpected(enough.error());
  fact->reference = act.reference;
  std::string said = toText(fact->moved) + (act.back.empty() ? " from " : " exchanged between ") + act.from +
                     (act.back.empty() ? " to " : " and ") + act.to;
  return Planned{std::move(*context), std::move(*fact), {}, std::move(said)};
}

Plan planned(const PayOut& act, const Hands& hands, const World& world) {
  if (!world.funds.paidOut) {
    return refused(RefusalKind::notAllowed, "nothing is paid out here: funds.toml has allowed = false in [paid_out]");
  }
  if (auto two = twoPeople(world, hands, act.witness); !two) return tl::unexpected(two.error());
  const auto purpose = purposeOf(world, act.purpose);
  if (!purpose) return tl::unexpected(purpose.error());
  const auto cash = cashOf(world, act.pieces, "--cash");
  if (!cash) return tl::unexpected(cash.error());
  if (auto sound = mustSay(act.receiver, "--receiver"); !sound) return tl::unexpected(sound.error());
  auto fact = funds::paidOut(fundBooks(world), world.funds, *cash, act.voucher, *purpose, act.receiver);
  if (!fact) return refusedBy(world, fact.error());
  fact->witness = act.witness;
  auto context = signedBy(world, hands, world.funds.rule(funds::Act::paidOut), purpose->name);
  if (!context) return tl::unexpected(context.error());
  if (auto enough = holds(world, funds::kPettyFund, fact->moved); !enough) return tl::unexpected(enough.error());
  std::string said = toText(fact->moved) + " is paid out for " + purpose->name + ", voucher " + act.voucher;
  return Planned{std::move(*context), std::move(*fact), {}, std::move(said)};
}

}  // namespace till::pos::books
