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

Checked holds(const World& world, const std::string& fund, Money amount) {
  const auto there = fundOf(world, fund);
  if (there && there->amount >= amount) return {};
  return refused(RefusalKind::notAllowed,
                 fund + " does not hold as much by the books: " + toText(there ? there->amount : Money()));
}

tl::expected<funds::Purpose, Refusal> purposeOf(const World& world, const std::string& name) {
  std::string all;
  for (const auto& purpose : world.funds.purposes) {
    if (purpose.name == name) return purpose;
    all += (all.empty() ? "" : ", ") + purpose.name;
  }
  return refused(RefusalKind::argument, "--purpose: one of the office's: " + all);
}

people::ApprovalRule ruleOf(const World& world, const MoveCash& act) {
  if (!act.back.empty()) return world.funds.rule(funds::Act::change);
  return world.funds.rule(act.from == kSafeFund ? funds::Act::floatOut : funds::Act::floatBack);
}

}  // namespace

Plan planned(const AssignFund& act, const Hands& hands, const World& world) {
  if (!isKnown(world, act.custodian)) {
    return refused(RefusalKind::notThere, "--custodian: nobody is called that; tillctl people list shows who there is");
  }
  const auto there = fundOf(world, act.fund);
  if (there && !there->custodian.empty() && there->amount != act.amount) {
    return refused(RefusalKind::argument, act.fund + " is in the books with " + toText(there->amount) +
                                              ": --amount says the same; a difference is found by a count");
  }
  if (auto free = notInUse(world, act.fund); !free) return tl::unexpected(free.error());
  auto fact = funds::assign(world.funds.accounts, act.fund, act.custodian, act.amount);
  if (!fact) return refusedBy(world, fact.error());
  auto context = signedBy(world, hands, people::ApprovalRule::atOnce, "custodian");
  if (!context) return tl::unexpected(context.error());
  std::string said = act.fund + " is in the hands of " + act.custodian + ", " + toText(act.amount);
  return Planned{std::move(*context), std::move(*fact), {}, std::move(said)};
}

Plan planned(const CountFund& act, const Hands& hands, const World& world) {
  const auto fund = fundOf(world, act.fund);
  if (!fund) {
    return refused(RefusalKind::notThere, "there is no fund " + act.fund + "; tillctl funds list, funds assign");
  }
  if (auto free = notInUse(world, act.fund); !free) return tl::unexpected(free.error());
  if (auto two = twoPeople(world, hands, act.witness); !two) return tl::unexpected(two.error());
  auto cash = cashOf(world, act.pieces, "--cash");
  if (!cash) return tl::unexpected(cash.error());
  auto fact = funds::count(fundBooks(world), {.fund = act.fund,
                                              .custodian = fund->custodian,
                                              .expected = fund->amount,
                                              .counted = std::move(*cash),
                                              .counter = hands.actor,
                                              .witness = act.witness,
                                              .reason = act.reason});
  if (!fact) return refusedBy(world, fact.error());
  std::string said = act.fund + " counted by " + hands.actor + " and " + act.witness + ": " + toText(fact->counted);
  said += fact->overShort.isZero() ? ", as the books say" : ", over or short " + toText(fact->overShort);
  if (fact->independent) said += "; an independent count";
  return Planned{{hands.actor, {}, {}, {}}, std::move(*fact), {}, std::move(said)};
}

Plan planned(const MoveCash& act, const Hands& hands, const World& world) {
  for (const auto& fund : {act.from, act.to}) {
    if (auto free = notInUse(world, fund); !free) return tl::unexpected(free.error());
  }
  if (auto two = twoPeople(world, hands, act.witness); !two) return tl::unexpected(two.error());
  const auto out = cashOf(world, act.pieces, "--cash");
  if (!out) return tl::unexpected(out.error());
  const auto back = cashOf(world, act.back, "--back");
  if (!back) return tl::unexpected(back.error());
  auto fact = movedCash(world, act, *out, *back);
  if (!fact) return refusedBy(world, fact.error());
  if (auto enough = holds(world, act.from, fact->moved); !enough) return tl::unexpected(enough.error());
  fact->reference = act.reference;
  auto context = signedBy(world, hands, ruleOf(world, act), fact->kind);
  if (!context) return tl::unexpected(context.error());
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
  if (auto enough = holds(world, funds::kPettyFund, fact->moved); !enough) return tl::unexpected(enough.error());
  fact->witness = act.witness;
  auto context = signedBy(world, hands, world.funds.rule(funds::Act::paidOut), purpose->name);
  if (!context) return tl::unexpected(context.error());
  std::string said = toText(fact->moved) + " is paid out for " + purpose->name + ", voucher " + act.voucher;
  return Planned{std::move(*context), std::move(*fact), {}, std::move(said)};
}

}  // namespace till::pos::books
