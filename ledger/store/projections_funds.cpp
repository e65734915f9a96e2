// SPDX-License-Identifier: Apache-2.0
// Who holds how much cash, what has been corrected, and the way to the bank.
#include "ledger/store/projections.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {

void Projections::setFund(const std::string& fund, const std::string& custodian, Money amount) {
  Statement set(database_,
                "INSERT INTO fund VALUES(?,?,?,NULL,NULL) "
                "ON CONFLICT DO UPDATE SET custodian=excluded.custodian, cents=excluded.cents");
  set.bind(fund).bind(custodian).bind(amount.minor()).run();
}

void Projections::addToFund(const std::string& fund, Money amount) {
  if (fund.empty()) return;
  Statement add(database_,
                "INSERT INTO fund VALUES(?,'',?,NULL,NULL) ON CONFLICT DO UPDATE SET cents=cents+excluded.cents");
  add.bind(fund).bind(amount.minor()).run();
}

// What an open till holds is not told before its seal: only what it began with, and what stays in it at the end.
void Projections::tillLeft(const At& at, const journal::SessionClosed& closed) {
  Statement till(database_, "SELECT till, custodian, float_cents FROM session WHERE id=?");
  till.bind(closed.session);
  if (!till.step() || till.isNull(0)) return;
  const bool said = !closed.floatLeft.isZero() || !closed.cashToDeposit.isZero();
  const Money left = said ? closed.floatLeft : Money::fromMinor(till.integer(2));
  setFund(journal::tillFund(static_cast<int>(till.integer(0))), till.text(1), left);
  addToFund(journal::kDepositFund, closed.cashToDeposit);
  Statement holds(database_, "UPDATE fund SET custodian=? WHERE id=?");
  holds.bind(at.actor).bind(journal::kDepositFund).run();
}

void Projections::fact(const At& at, const journal::CashMoved& moved) {
  cashMove_.bind(at.row).bind(at.session).bind(moved.kind).bind(moved.amount.minor()).run();
  if (at.session > 0) count(at.session, "moved", 1, moved.amount);
  if (at.session > 0) {
    linesOfSession(at.session, moved.entry);
  } else {
    lines(moved.businessDate, moved.entry);
  }
  const bool out = moved.amount.isNegative();
  const bool in = moved.amount.isPositive();
  const bool exchange = moved.kind == "change";  // as much came back as went
  if (!out && !exchange) addToFund(moved.from, -moved.moved);
  if (!in && !exchange) addToFund(moved.to, moved.moved);
  if (moved.kind != "hand_over") return;
  Statement over(database_, "INSERT INTO hand_over VALUES(?,?,?,?,?,NULL)");
  over.bind(at.row).bind(moved.from).bind(at.actor).bind(moved.receiver).bind(moved.moved.minor()).run();
}

void Projections::fact(const At& at, const journal::HandOverAccepted& accepted) {
  Statement over(database_, "UPDATE hand_over SET accepted_row=? WHERE row=?");
  over.bind(at.row).bind(rowOf(epochOf(at.row), accepted.of)).run();
  addToFund(journal::kTransitFund, -accepted.handedOver);
  lines(accepted.businessDate, accepted.entry);
  if (accepted.amount.isZero()) return addToFund(accepted.to, accepted.counted);
  cashMove_.bind(at.row).bind(at.session).bind("hand_over_accepted").bind(accepted.amount.minor()).run();
  count(at.session, "moved", 1, accepted.amount);
}

void Projections::fact(const At& /*at*/, const journal::FundAssigned& assigned) {
  Statement assign(database_,
                   "INSERT INTO fund VALUES(?,?,?,NULL,NULL) ON CONFLICT DO UPDATE SET custodian=excluded.custodian");
  assign.bind(assigned.fund).bind(assigned.custodian).bind(assigned.amount.minor()).run();
}

void Projections::fact(const At& at, const journal::FundCounted& counted) {
  Statement fund(database_,
                 "UPDATE fund SET cents=?, counted_row=?, independent_row=CASE WHEN ? THEN ? ELSE independent_row END "
                 "WHERE id=?");
  fund.bind(counted.counted.minor())
      .bind(at.row)
      .bind(counted.independent ? 1 : 0)
      .bind(at.row)
      .bind(counted.fund)
      .run();
  lines(counted.businessDate, counted.entry);
}

void Projections::fact(const At& /*at*/, const journal::TillPlaced& placed) {
  Statement session(database_, "UPDATE session SET aside=?, drawer=CASE WHEN ?='' THEN drawer ELSE ? END WHERE id=?");
  session.bind(placed.drawer.empty() ? 1 : 0).bind(placed.drawer).bind(placed.drawer).bind(placed.session).run();
}

void Projections::fact(const At& at, const journal::CountKept& kept) {
  if (kept.purpose != "first") return;
  Statement(database_, "UPDATE session SET first_count_row=? WHERE id=?").bind(at.row).bind(kept.session).run();
}

void Projections::correct(const At& at, const char* kind, int epoch, std::int64_t of, std::int64_t part) {
  Statement correction(database_, "INSERT INTO correction VALUES(?,?,?,?)");
  correction.bind(kind).bind(rowOf(epoch, of)).bind(part).bind(at.row).run();
}

void Projections::fact(const At& at, const journal::PaymentRetendered& retendered) {
  correct(at, "retendered", epochOf(at.row), retendered.of, 0);
  linesOfSession(at.session, retendered.entry);
  for (const auto& tender : retendered.out) count(at.session, tenderName(tender.kind), -1, -tender.amount);
  for (const auto& tender : retendered.in) count(at.session, tenderName(tender.kind), 1, tender.amount);
}

// What each account was paid, where one amount for the first one does not say it: a payment of several bills, and what
// undoes a part of one. The row of `first` in `payment` has all of it already.
void Projections::shares(const At& at, const std::string& businessDate, const std::vector<journal::BillPaid>& bills,
                         const std::string& first) {
  Statement share(database_,
                  "INSERT INTO account_share VALUES(?,?,?,?) ON CONFLICT DO UPDATE SET cents=cents+excluded.cents");
  for (const auto& bill : bills) {
    Money paid = bill.credit;
    for (const auto& line : bill.lines) paid += line.amount;
    share.bind(bill.account).bind(at.row).bind(businessDate).bind(paid.minor()).run();
    if (!first.empty()) share.bind(first).bind(at.row).bind(businessDate).bind((-paid).minor()).run();
  }
}

void Projections::fact(const At& at, const journal::CheckReturned& returned) {
  correct(at, "check_returned", returned.paymentEpoch, returned.payment, returned.tender);
  lines(returned.businessDate, returned.entry);
  shares(at, returned.businessDate, returned.bills, {});
  if (returned.flagUntil.empty()) return;
  Statement flag(database_,
                 "INSERT INTO check_flag VALUES(?,?) ON CONFLICT DO UPDATE SET until=max(until, excluded.until)");
  for (const auto& bill : returned.bills) flag.bind(bill.account).bind(returned.flagUntil).run();
}

void Projections::fact(const At& at, const journal::PaymentMoved& moved) {
  correct(at, "payment_moved", moved.paymentEpoch, moved.payment, moved.bill);
  lines(moved.businessDate, moved.entry);
  shares(at, moved.businessDate, moved.bills, {});
}

void Projections::fact(const At& at, const journal::ActReviewed& reviewed) {
  Statement pending(database_, "UPDATE pending SET reviewed_row=? WHERE row=?");
  pending.bind(at.row).bind(rowOf(reviewed.epoch, reviewed.of)).run();
}

void Projections::fact(const At& at, const journal::DepositMade& made) {
  Statement deposit(database_, "INSERT INTO deposit VALUES(?,?,?,?,'safe',?,NULL)");
  deposit.bind(made.deposit).bind(at.row).bind(made.bag).bind(made.total.minor()).bind(at.actor).run();
  for (const auto session : made.sessions) {
    Statement(database_, "UPDATE session SET deposit=? WHERE id=?").bind(made.deposit).bind(session).run();
  }
  addToFund(journal::kDepositFund, -made.cashTotal);
  lines(made.businessDate, made.entry);
}

void Projections::fact(const At& /*at*/, const journal::BagMoved& moved) {
  Statement deposit(database_, "UPDATE deposit SET place=?, holder=? WHERE number=?");
  deposit.bind(moved.to).bind(moved.takenBy).bind(moved.deposit).run();
}

void Projections::fact(const At& at, const journal::DepositConfirmed& confirmed) {
  Statement(database_, "UPDATE deposit SET confirmed_row=? WHERE number=?").bind(at.row).bind(confirmed.deposit).run();
  lines(confirmed.businessDate, confirmed.entry);
}

}  // namespace till::ledger::store
