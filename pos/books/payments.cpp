// SPDX-License-Identifier: Apache-2.0
// Payments whose session is over: taken back, sent back by the bank, moved to another account.
#include <algorithm>
#include <array>

#include "pos/books/parts.h"
#include "pos/books/standing.h"

namespace till::pos::books {
namespace {

using namespace ledger::journal;

// The payment, if the office may touch it: while its session is open that is done at the counter.
tl::expected<Standing, Refusal> closedPayment(const World& world, const ReceiptNumber& receipt) {
  auto payment = standing(world.books, receipt);
  if (!payment) {
    return refused(RefusalKind::notThere, "no payment has the number " + toText(receipt) + " at this station");
  }
  const auto session = payment->session ? world.books.session(*payment->session) : std::nullopt;
  if (session && !session->closed) {
    return refused(RefusalKind::notAllowed, "the session of " + toText(receipt) +
                                                " is not closed: until then it is taken back at the counter (F7)");
  }
  if (payment->reversedBy) {
    return refused(RefusalKind::notAllowed, toText(receipt) + " has been taken back before, event " +
                                                std::to_string(payment->reversedBy->seq) + "; nothing is done twice");
  }
  return std::move(*payment);
}

std::string custodianOf(const World& world, const Standing& payment) {
  const auto session = payment.session ? world.books.session(*payment.session) : std::nullopt;
  return session ? session->custodian : std::string();
}

Checked nothingDone(const Standing& payment, const ReceiptNumber& receipt) {
  if (!payment.returned.empty()) {
    return refused(RefusalKind::notAllowed,
                   "a check of " + toText(receipt) + " came back: what it paid is owed again already");
  }
  return {};
}

void addLines(Entry& entry, const std::vector<BillPaid>& bills, const std::string& creditAccount) {
  for (const auto& bill : bills) {
    for (const auto& line : bill.lines) entry.add(line.glAccount, -line.amount);
    entry.add(creditAccount, -bill.credit);
  }
}

// --- returned checks ------------------------------------------------------------------------------------------------

bool isPaper(const TenderTaken& tender) {
  return tender.kind == TenderKind::check || tender.kind == TenderKind::moneyOrder;
}

// Which tender of the payment is meant. Error: none, several, or not that number.
tl::expected<int, Refusal> paperOf(const Standing& payment, const ReturnCheck& act) {
  std::vector<int> meant;
  for (std::size_t i = 0; i < payment.tenders.size(); ++i) {
    const auto& tender = payment.tenders[i];
    const bool named = act.check.empty() || tender.reference == act.check;
    if (isPaper(tender) && named) meant.push_back(static_cast<int>(i));
  }
  const std::string which = act.check.empty() ? "a check" : "check " + act.check;
  if (meant.empty()) {
    return refused(RefusalKind::notThere,
                   toText(act.receipt) + " was not paid with " + which + "; tillctl payment show says how it was paid");
  }
  std::erase_if(meant, [&](int tender) { return payment.returned.contains(tender); });
  if (meant.empty()) return refused(RefusalKind::notAllowed, which + " has been returned before");
  if (meant.size() > 1) {
    return refused(RefusalKind::argument, toText(act.receipt) + " was paid with several checks: say --check NUMBER");
  }
  return meant.front();
}

// The bank sends back what it got: a check that is still in the house is given back or paid otherwise here.
Checked gotByTheBank(const World& world, const Standing& payment, const TenderTaken& check) {
  const auto session = payment.session ? world.books.session(*payment.session) : std::nullopt;
  const auto all = world.books.deposits();
  const auto bag = session && session->deposit
                       ? std::ranges::find(all, *session->deposit, &ledger::store::DepositRow::number)
                       : all.end();
  const std::string which = "check " + check.reference;
  if (bag == all.end()) return refused(RefusalKind::notAllowed, which + " is in no bag yet; tillctl deposit make");
  if (!bag->confirmed && bag->place != "bank") {
    return refused(RefusalKind::notAllowed, which + " is in bag " + bag->bag + ", which " + bag->holder +
                                                " has by the books; tillctl deposit hand-over");
  }
  const auto made = sealedOf(world, *bag);
  const bool inIt = made && std::ranges::any_of(made->checks, [&](const auto& one) {
                      return one.payment == payment.key.seq && one.number == check.reference;
                    });
  if (inIt) return {};
  return refused(RefusalKind::notAllowed, which + " was not in bag " + bag->bag + " of its session");
}

Checked soundReason(const std::string& reason) {
  static constexpr std::array<std::string_view, 4> kReasons{"nsf", "account_closed", "stop_payment", "other"};
  if (std::ranges::find(kReasons, reason) != kReasons.end()) return {};
  return refused(RefusalKind::argument, "reason: nsf, account_closed, stop_payment or other");
}

std::string owedAgain(const CheckReturned& fact) {
  std::string said = toText(fact.amount) + " is owed again:";
  for (const auto& bill : fact.bills) said += " " + bill.account + " " + toText(-paidOn(bill));
  if (!fact.fee.isZero()) said += "; fee " + toText(fact.fee) + " on " + fact.bills.front().account;
  if (!fact.flagUntil.empty()) said += "; no checks from there until " + fact.flagUntil;
  return said;
}

// --- moved ----------------------------------------------------------------------------------------------------------

// What that amount pays on the right account, as the counter would spread it.
tl::expected<BillPaid, Refusal> paidThere(const World& world, const std::string& account, Money amount) {
  const auto bill = world.bills == nullptr ? std::nullopt : world.bills->find(account);
  if (!bill) {
    return refused(RefusalKind::notThere, "no bill has the account " + account + "; it must be in the bill book");
  }
  sale::BasketLine line;
  line.bill = *bill;
  line.stub.account = account;
  line.stub.keyed = true;
  line.paying = amount;
  sale::Sale sale(0);
  const bool added =
      sale.addLine(std::move(line)).has_value() &&
      sale.addTender({.kind = TenderKind::cash, .given = amount, .reference = "", .last4 = ""}, world.sale).has_value();
  const auto settled = added ? std::optional(sale::SettledSale::settle(sale, world.sale)) : std::nullopt;
  if (!settled || !*settled) return refused(RefusalKind::argument, "that amount cannot be paid on " + account);
  return (*settled)->fact().bills.front();
}

}  // namespace

Plan planned(const ReversePayment& act, const Hands& hands, const World& world) {
  const auto payment = closedPayment(world, act.receipt);
  if (!payment) return tl::unexpected(payment.error());
  if (auto said = mustSay(act.reason, "the reason"); !said) return tl::unexpected(said.error());
  if (auto none = nothingDone(*payment, act.receipt); !none) return tl::unexpected(none.error());
  if (!payment->moved.empty()) {
    return refused(RefusalKind::notAllowed, "a bill of " + toText(act.receipt) +
                                                " was moved to another account; the account is corrected there");
  }
  if (act.receiptReturned != "yes" && act.receiptReturned != "no") {
    return refused(RefusalKind::argument, "whether the receipt came back: yes or no");
  }
  auto context = signedBy(world, hands, world.rules.reversal, act.reason, custodianOf(world, *payment));
  if (!context) return tl::unexpected(context.error());
  context->cause = payment->key.epoch == world.books.epoch() ? std::optional(payment->key.seq) : std::nullopt;

  PaymentReversed fact = sale::reverse(payment->posted, payment->key.seq);
  fact.how = "reversal";
  fact.reason = act.reason;
  fact.receiptReturned = act.receiptReturned;
  fact.businessDate = world.today;
  fact.glDate = glDateNow(world);
  fact.reversesEpoch = payment->key.epoch;
  fact.tenders = payment->tenders;
  for (auto& tender : fact.tenders) tender.given = tender.amount;
  // The recorded allocation is undone; the money is no longer in a till, so it is owed to whoever paid.
  std::erase_if(fact.entry, [](const auto& line) { return line.amount.isNegative(); });
  fact.entry.push_back({world.rules.refunds, -payment->posted.total});
  std::string said = toText(act.receipt) + " is taken back: " + toText(payment->posted.total) + " is to be paid out" +
                     glDateSaid(world);
  return Planned{std::move(*context), std::move(fact), {}, std::move(said)};
}

Plan planned(const ReturnCheck& act, const Hands& hands, const World& world) {
  const auto payment = closedPayment(world, act.receipt);
  if (!payment) return tl::unexpected(payment.error());
  if (auto sound = soundReason(act.reason); !sound) return tl::unexpected(sound.error());
  const auto tender = paperOf(*payment, act);
  if (!tender) return tl::unexpected(tender.error());
  const auto& check = payment->tenders.at(static_cast<std::size_t>(*tender));
  if (auto there = gotByTheBank(world, *payment, check); !there) return tl::unexpected(there.error());
  auto context = signedBy(world, hands, world.rules.returnedCheck, act.reason);
  if (!context) return tl::unexpected(context.error());

  CheckReturned fact;
  fact.paymentEpoch = payment->key.epoch;
  fact.payment = payment->key.seq;
  fact.receipt = toText(act.receipt);
  fact.tender = *tender;
  fact.check = check.reference;
  fact.amount = check.amount;
  fact.reason = act.reason;
  fact.businessDate = world.today;
  fact.glDate = glDateNow(world);
  for (auto& bill : paidBy(*payment, *tender)) fact.bills.push_back(negated(std::move(bill)));
  if (act.fee) fact.fee = std::min(world.rules.returnedCheckFee, world.rules.returnedCheckFeeCap);
  if (world.rules.cashOnlyDays > 0) fact.flagUntil = daysAfter(world.today, world.rules.cashOnlyDays);
  Entry entry;
  addLines(entry, fact.bills, creditAccountOf(payment->posted, world.rules.credit));
  entry.add(world.rules.bank, -fact.amount);
  entry.add(world.rules.returnFeeOwed, fact.fee);
  entry.add(world.rules.returnFee, -fact.fee);
  fact.entry = entry.lines();
  std::string said = owedAgain(fact) + glDateSaid(world);
  return Planned{std::move(*context), std::move(fact), {}, std::move(said)};
}

Plan planned(const MovePayment& act, const Hands& hands, const World& world) {
  const auto payment = closedPayment(world, act.receipt);
  if (!payment) return tl::unexpected(payment.error());
  if (auto said = mustSay(act.reason, "the reason"); !said) return tl::unexpected(said.error());
  if (auto none = nothingDone(*payment, act.receipt); !none) return tl::unexpected(none.error());
  const int index = act.bill - 1;
  if (index < 0 || index >= static_cast<int>(payment->bills.size())) {
    return refused(RefusalKind::argument, "--bill: 1 to " + std::to_string(payment->bills.size()) + " of " +
                                              toText(act.receipt) + "; tillctl payment show lists them");
  }
  if (payment->moved.contains(index)) return refused(RefusalKind::notAllowed, "that bill has been moved before");
  const BillPaid& wrong = payment->bills.at(static_cast<std::size_t>(index));
  if (wrong.account == act.account) return refused(RefusalKind::argument, "it is paid on that account already");
  const Money amount = paidOn(wrong);
  if (!amount.isPositive()) return refused(RefusalKind::argument, "nothing was paid on that bill");
  auto right = paidThere(world, act.account, amount);
  if (!right) return tl::unexpected(right.error());
  auto context = signedBy(world, hands, world.rules.move, act.reason, custodianOf(world, *payment));
  if (!context) return tl::unexpected(context.error());

  PaymentMoved fact;
  fact.paymentEpoch = payment->key.epoch;
  fact.payment = payment->key.seq;
  fact.receipt = toText(act.receipt);
  fact.bill = index;
  fact.reason = act.reason;
  fact.businessDate = world.today;
  fact.glDate = glDateNow(world);
  fact.bills = {negated(wrong), std::move(*right)};
  Entry entry;
  addLines(entry, {fact.bills.front()}, creditAccountOf(payment->posted, world.rules.credit));
  addLines(entry, {fact.bills.back()}, world.sale.creditAccount);
  fact.entry = entry.lines();
  std::string said = toText(amount) + " of " + toText(act.receipt) + " moved from " + wrong.account + " to " +
                     act.account + "; " + wrong.account + " owes it again" + glDateSaid(world);
  return Planned{std::move(*context), std::move(fact), {}, std::move(said)};
}

}  // namespace till::pos::books
