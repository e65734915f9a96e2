// SPDX-License-Identifier: Apache-2.0
// The way to the bank: the bag is intact, it goes from hand to hand, and the bank says what it got.
#include <algorithm>
#include <array>

#include "pos/books/bag.h"
#include "pos/books/parts.h"
#include "pos/books/pieces.h"

namespace till::pos::books {
namespace {

using namespace ledger::journal;
using ledger::store::DepositRow;

// --- making one -----------------------------------------------------------------------------------------------------

tl::expected<std::vector<std::int64_t>, Refusal> sessionsFor(const World& world, const MakeDeposit& act) {
  std::vector<std::int64_t> closed;
  for (const auto& session : world.books.undepositedSessions()) closed.push_back(session.id);
  if (act.sessions.empty()) {
    if (closed.empty()) return refused(RefusalKind::notThere, "no session is closed that is in no bag yet");
    return closed;
  }
  std::vector<std::int64_t> sessions = act.sessions;
  std::ranges::sort(sessions);
  sessions.erase(std::unique(sessions.begin(), sessions.end()), sessions.end());
  for (const auto session : sessions) {
    if (std::ranges::find(closed, session) != closed.end()) continue;
    return refused(RefusalKind::notThere, "session " + std::to_string(session) + " is not closed, or in a bag already");
  }
  return sessions;
}

Checked takeOut(BagContent& content, const std::string& missing) {
  std::vector<std::size_t> meant;
  for (std::size_t i = 0; i < content.checks.size(); ++i) {
    if (content.checks[i].number == missing || content.receipts[i] == missing) meant.push_back(i);
  }
  if (meant.size() == 1) {
    content.checks.erase(content.checks.begin() + static_cast<std::ptrdiff_t>(meant.front()));
    content.receipts.erase(content.receipts.begin() + static_cast<std::ptrdiff_t>(meant.front()));
    return {};
  }
  if (meant.empty()) return refused(RefusalKind::notThere, "--missing " + missing + ": no receipt names that check");
  return refused(RefusalKind::argument, "--missing " + missing + ": several are meant; say the receipt's number");
}

tl::expected<void, Refusal> listChecks(BagContent& content, const MakeDeposit& act) {
  for (const auto& missing : act.missing) {
    if (auto out = takeOut(content, missing); !out) return out;
  }
  for (const auto& found : act.found) {
    if (found.number.empty() || !found.amount.isPositive()) {
      return refused(RefusalKind::argument, "--found: a check's number and amount, as 1042=35.00");
    }
    content.checks.push_back({0, found.number, found.amount});
  }
  return {};
}

Money sumOf(const std::vector<BagCheck>& checks) {
  Money sum;
  for (const auto& check : checks) sum += check.amount;
  return sum;
}

Money inFund(const World& world, const std::string& fund) {
  const auto funds = world.books.funds();
  const auto found = std::ranges::find(funds, fund, &ledger::store::FundRow::id);
  return found == funds.end() ? Money() : found->amount;
}

// What the counts said of the checks, and what the books say of the deposit: no bag is made against them.
Checked bagged(const World& world, const BagContent& content, Money cash) {
  if (sumOf(content.checks) != content.checksCounted) {
    return refused(RefusalKind::notIntact, "the checks of the receipts come to " + toText(sumOf(content.checks)) +
                                               ", " + toText(content.checksCounted) +
                                               " were counted: name the missing (--missing) and the foreign (--found)");
  }
  if (inFund(world, kDepositFund) >= cash) return {};
  if (content.dropped.isPositive()) {
    return refused(RefusalKind::notIntact, toText(content.dropped) + " of it was dropped into the safe: first " +
                                               "tillctl funds move --from safe --to deposit");
  }
  return refused(RefusalKind::notIntact,
                 "the deposit holds less than that by the books: it was counted short, or some "
                 "of it was moved; a bag of what is there is made with --approver");
}

// The cash is not what the receipts say: there is as much as a count of the deposit found, and all of it is in the bag.
Checked allThereIs(const World& world, const std::vector<std::int64_t>& sessions, Money cash) {
  const bool last = sessions.size() == world.books.undepositedSessions().size();
  if (!last || inFund(world, kDepositFund) == cash) return {};
  return refused(RefusalKind::notIntact,
                 "the bag is not what the books say that there is: first tillctl funds count "
                 "deposit; then all of it is in the bag");
}

// Empty: the composition agrees with the receipts. Else why not.
std::string unlike(const MakeDeposit& act, const BagContent& content, Money cash) {
  if (cash != content.cash) {
    return "the bag holds " + toText(cash) + " in cash, the receipts say " + toText(content.cash);
  }
  if (!act.missing.empty()) return "check " + act.missing.front() + " of a receipt is not in the bag";
  return act.found.empty() ? "" : "check " + act.found.front().number + " is of no receipt";
}

// A bag that is not intact is made where somebody who has no part in it approves; the approval says why it is none.
tl::expected<ledger::store::Context, Refusal> signedBag(const World& world, const Hands& hands, const MakeDeposit& act,
                                                        const std::string& why) {
  if (why.empty()) return ledger::store::Context{hands.actor, {}, {}, {}};
  if (hands.approver.empty()) {
    return refused(RefusalKind::notIntact, why +
                                               ": count it again; nothing is held back. If that is so, the bag is "
                                               "made with --approver, and says that it is not intact");
  }
  if (auto others = approvedByOthers(hands, {act.witness}); !others) return tl::unexpected(others.error());
  return signedBy(world, hands, people::ApprovalRule::atOnce, "not intact: " + why);
}

// --- its way --------------------------------------------------------------------------------------------------------

tl::expected<DepositRow, Refusal> depositOf(const World& world, std::int64_t number) {
  const auto all = world.books.deposits();
  const auto found = std::ranges::find(all, number, &DepositRow::number);
  if (found == all.end()) {
    return refused(RefusalKind::notThere, "there is no deposit " + std::to_string(number) + "; tillctl deposit list");
  }
  if (found->confirmed) {
    return refused(RefusalKind::notAllowed, "the bank has confirmed deposit " + std::to_string(number) + " already");
  }
  return *found;
}

}  // namespace

Plan planned(const MakeDeposit& act, const Hands& hands, const World& world) {
  const auto sessions = sessionsFor(world, act);
  if (!sessions) return tl::unexpected(sessions.error());
  if (auto said = mustSay(act.bag, "the bag's number"); !said) return tl::unexpected(said.error());
  const auto all = world.books.deposits();
  if (std::ranges::find(all, act.bag, &DepositRow::bag) != all.end()) {
    return refused(RefusalKind::notAllowed, "bag " + act.bag + " was used before: no two bags have one number");
  }
  if (!isKnown(world, act.witness) || act.witness == hands.actor) {
    return refused(RefusalKind::notAllowed, "--witness: two people make a bag; a second one of people list");
  }
  const auto counted = countFromText(act.cash, world.units);
  if (!counted) return refused(RefusalKind::argument, "--cash: " + counted.error());
  BagContent content = bagContentOf(world.books, *sessions);
  if (auto listed = listChecks(content, act); !listed) return tl::unexpected(listed.error());
  const std::string why = unlike(act, content, counted->total());
  auto context = signedBag(world, hands, act, why);
  if (!context) return tl::unexpected(context.error());
  if (auto agrees = bagged(world, content, counted->total()); !agrees) return tl::unexpected(agrees.error());
  if (counted->total() != content.cash) {
    if (auto whole = allThereIs(world, *sessions, counted->total()); !whole) return tl::unexpected(whole.error());
  }

  DepositMade fact;
  fact.bag = act.bag;
  fact.businessDate = world.today;
  fact.sessions = *sessions;
  fact.cash = counted->lines();
  fact.cashTotal = counted->total();
  fact.checks = std::move(content.checks);
  fact.total = fact.cashTotal + sumOf(fact.checks);
  fact.witness = act.witness;
  if (!fact.total.isPositive()) return refused(RefusalKind::argument, "there is nothing to take to the bank");
  std::string said = "bag " + act.bag + " is sealed with " + toText(fact.total) + ": " + toText(fact.cashTotal) +
                     " in cash, " + std::to_string(fact.checks.size()) + " checks";
  if (!why.empty()) said += "; not intact: " + why;
  return Planned{std::move(*context), std::move(fact), {}, std::move(said)};
}

Plan planned(const MoveBag& act, const Hands& hands, const World& world) {
  const auto deposit = depositOf(world, act.deposit);
  if (!deposit) return tl::unexpected(deposit.error());
  static constexpr std::array<std::string_view, 3> kPlaces{"safe", "courier", "bank"};
  if (std::ranges::find(kPlaces, act.to) == kPlaces.end()) {
    return refused(RefusalKind::argument, "--to: safe, courier or bank");
  }
  if (auto said = mustSay(act.takenBy, "who takes it"); !said) return tl::unexpected(said.error());
  if (deposit->place == "bank") return refused(RefusalKind::notAllowed, "the bag is at the bank already");
  if (act.to == deposit->place && act.to != "safe") {
    return refused(RefusalKind::notAllowed, "the bag is at the " + act.to + " already, with " + deposit->holder);
  }
  if (act.takenBy == deposit->holder) return refused(RefusalKind::argument, "a bag goes from one hand into another");
  if (act.to == "safe" && !isKnown(world, act.takenBy)) {
    return refused(RefusalKind::notAllowed, "who takes a bag into the safe is of people list");
  }
  // Its holder gives it. Who has left the house gives nothing: somebody approves that it is given for them.
  const bool anothers = isKnown(world, deposit->holder) && deposit->holder != hands.actor;
  if (anothers && hands.approver.empty()) {
    return refused(RefusalKind::notAllowed, deposit->holder +
                                                " holds the bag and gives it (--as); in their absence "
                                                "somebody approves (--approver)");
  }
  if (auto others = approvedByOthers(hands, {act.takenBy}); !others) return tl::unexpected(others.error());
  auto context = signedBy(world, hands, people::ApprovalRule::none, "given for " + deposit->holder);
  if (!context) return tl::unexpected(context.error());
  BagMoved fact{act.deposit, deposit->bag, deposit->place, act.to, deposit->holder, act.takenBy, act.reference};
  std::string said = "bag " + deposit->bag + ": from " + deposit->place + " to " + act.to + ", " + act.takenBy;
  return Planned{std::move(*context), std::move(fact), {}, std::move(said)};
}

Plan planned(const ConfirmDeposit& act, const Hands& hands, const World& world) {
  const auto deposit = depositOf(world, act.deposit);
  if (!deposit) return tl::unexpected(deposit.error());
  if (deposit->place != "bank") {
    return refused(RefusalKind::notAllowed, "the bag is not at the bank by the books: " + deposit->holder +
                                                " has it; first tillctl deposit hand-over");
  }
  const auto sealed = sealedOf(world, *deposit);
  if (!isDay(act.bankDate) || act.bankDate > world.today || (sealed && act.bankDate < sealed->businessDate)) {
    return refused(RefusalKind::argument, "--bank-date: a day since the bag was sealed, as 2026-12-01");
  }
  if (act.bank.isNegative()) return refused(RefusalKind::argument, "the bank gets nothing, or more");
  DepositConfirmed fact;
  fact.deposit = act.deposit;
  fact.expected = deposit->total;
  fact.bank = act.bank;
  fact.difference = act.bank - deposit->total;
  fact.bankDate = act.bankDate;
  fact.businessDate = world.today;
  fact.reference = act.reference;
  fact.reason = act.reason;
  const bool differs = !fact.difference.isZero();
  if (auto why = mustSay(act.reason, "the reason of the difference"); differs && !why) {
    return tl::unexpected(why.error());
  }
  const auto rule = differs ? world.rules.bankDifferenceApproval : people::ApprovalRule::none;
  auto context = signedBy(world, hands, rule, act.reason);
  if (!context) return tl::unexpected(context.error());
  Entry entry;
  entry.add(world.rules.bank, fact.bank);
  entry.add(world.rules.bankDifference, -fact.difference);
  entry.add(world.rules.deposit, -fact.expected);
  fact.entry = entry.lines();
  std::string said = "bag " + deposit->bag + ": the bank has " + toText(fact.bank) +
                     (differs ? ", a difference of " + toText(fact.difference) : std::string(", as it was sealed"));
  return Planned{std::move(*context), std::move(fact), {}, std::move(said)};
}

}  // namespace till::pos::books
