// SPDX-License-Identifier: Apache-2.0
// Payments whose session is over: taken back, sent back by the bank, moved; and all that is refused.
#include "ledger/journal/entry.h"
#include "tests/pos/books/books_desk.h"

namespace till::pos::books {
namespace {

using namespace ledger::journal;
using testing::HasSubstr;

constexpr auto kRefunds = "601-0000-22050";
constexpr auto kBank = "601-0000-10010";

class OfficePayments : public BooksDesk {
 protected:
  ReceiptNumber number(const Posted& posted) const { return *posted.receipt(); }
  ReversePayment back(const Posted& of) const { return {number(of), "Paid twice", "no"}; }
  ReturnCheck bounced(const Posted& of) const { return {number(of), "", "nsf", false}; }
  MovePayment move(const Posted& of, const std::string& to) const { return {number(of), 1, to, "Wrong account"}; }
};

TEST_F(OfficePayments, aPaymentIsTakenBackAfterTheSealDatedTodayWithANumberOfItsOwn) {
  openTill();
  const auto before = balances();
  const auto paid = pay({{kDelgado}}, {cash(10000)});
  closeTill();
  const auto posted = done(back(paid));
  EXPECT_EQ(numberOf(posted), "2A-000002");
  const auto undone = fact<PaymentReversed>(posted);
  EXPECT_EQ(undone.how, "reversal");
  EXPECT_EQ(undone.reversedReceipt, 1);
  EXPECT_EQ(undone.businessDate, "2026-11-24");
  EXPECT_EQ(undone.tenders.size(), 1U);
  EXPECT_EQ(undone.tenders[0].amount, cents(8427));
  EXPECT_TRUE(paidOnAccount(kDelgado).empty());
  EXPECT_EQ(ledger_->paidSince(kDelgado, "2026-11-20"), cents(0));
  EXPECT_EQ(balances().at(kRefunds), cents(-8427)) << "it is owed to whoever paid; the till's money is at the bank";
  const auto event = ledger_->event(posted.seq());
  EXPECT_FALSE(event->context.session.has_value());
  EXPECT_EQ(event->context.approval->approver, "mchen");
  EXPECT_EQ(event->context.cause, paid.seq());
  EXPECT_THAT(refusalOf(back(paid)), HasSubstr("taken back before"));
}

TEST_F(OfficePayments, inAClosedPeriodItPostsOnTheNextOpenDayAndSaysSo) {
  struct Row {
    std::string closed, date;
  };
  openTill();
  const auto one = pay({{kDelgado}}, {cash(10000)});
  const auto other = pay({{kAcme}}, {check(9270, "1042")});
  const auto wrong = pay({{kSmith}}, {cash(20000)});
  closeTill();
  sendToTheBank();
  for (const Row& row : {Row{"", "2026-11-24"}, Row{"2026-11-23", "2026-11-24"}, Row{"2026-11-24", "2026-11-25"},
                         Row{"2026-11-30", "2026-12-01"}}) {
    office_.station.books.closedThrough = row.closed;
    for (const OfficeAct& act : {OfficeAct(back(one)), OfficeAct(ReturnCheck{*other.receipt(), "", "nsf", false}),
                                 OfficeAct(MovePayment{*wrong.receipt(), 1, kDelgado, "Wrong account"})}) {
      const auto plan = planned(act);
      ASSERT_TRUE(plan.has_value()) << plan.error().text;
      EXPECT_EQ(glDateOf(plan->context, plan->body), row.date) << row.closed;
      EXPECT_EQ(businessDateOf(plan->context, plan->body), "2026-11-24") << "the day it was done";
      const bool moved = row.date != "2026-11-24";
      EXPECT_EQ(plan->said.find("closed period: it posts on " + row.date) != std::string::npos, moved) << plan->said;
    }
  }
}

TEST_F(OfficePayments, howItWasPaidInTheEndIsWhatGoesBack) {
  openTill();
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  PaymentRetendered change;
  change.of = change.payment = paid.seq();
  change.receipt = numberOf(paid);
  change.out = {{TenderKind::cash, cents(8427), cents(8427), "", ""}};
  change.in = {{TenderKind::check, cents(8427), cents(8427), "1042", ""}};
  change.applied = {{0, 0, cents(8427)}};
  change.entry = {{office_.station.sale.checkAccount, cents(8427)}, {office_.station.sale.cashAccount, cents(-8427)}};
  const auto session = ledger_->openSession()->id;
  ASSERT_TRUE(ledger_->post({"jortiz", {}, session, {}}, change).has_value());
  CountSealed sealed;
  sealed.session = session;
  sealed.cashCounted = cents(30000);
  sealed.checks = {cents(8427)};
  ASSERT_TRUE(ledger_->post({"jortiz", {}, session, {}}, sealed).has_value());
  SessionClosed closed;
  closed.session = session;
  ASSERT_TRUE(ledger_->post({"jortiz", {}, session, {}}, closed).has_value());
  const auto undone = fact<PaymentReversed>(done(back(paid)));
  EXPECT_EQ(undone.tenders.at(0).kind, TenderKind::check);
  EXPECT_EQ(undone.tenders.at(0).reference, "1042");
}

TEST_F(OfficePayments, aReturnedCheckReopensExactlyTheBillsItPaid) {
  openTill();
  const auto paid = pay({{kDelgado}, {kAcme}}, {check(10000, "1042"), cash(7697)});
  const auto other = pay({{kSmith}}, {cash(11841)});
  closeTill();
  sendToTheBank();
  const auto returned = fact<CheckReturned>(done(bounced(paid), {"rhall", ""}));
  ASSERT_EQ(returned.bills.size(), 2U);
  EXPECT_EQ(returned.amount, cents(10000));
  EXPECT_EQ(returned.check, "1042");
  EXPECT_TRUE(paidOnAccount(kDelgado).empty()) << "the check had paid all of the first bill";
  EXPECT_EQ(ledger_->paidSince(kDelgado, "2026-11-20"), cents(0));
  EXPECT_EQ(ledger_->paidSince(kAcme, "2026-11-20"), cents(7697)) << "what the cash paid stays paid";
  EXPECT_EQ(ledger_->paidSince(kSmith, "2026-11-20"), cents(11841));
  EXPECT_EQ(balances().at(kBank), cents(-10000));
  EXPECT_EQ(ledger_->books().cashOnlyUntil(kDelgado, today_), "2027-05-23") << "180 days";
  EXPECT_THAT(refusalOf(bounced(paid)), HasSubstr("returned before"));
  EXPECT_THAT(refusalOf(back(paid)), HasSubstr("owed again already"));
  EXPECT_EQ(refusalOf(back(other)), "");
}

// The bank sends back what it got, and nothing else.
TEST_F(OfficePayments, aCheckThatIsStillInTheHouseIsNotReturned) {
  openTill();
  const auto paid = pay({{kDelgado}}, {check(8427, "1042")});
  const auto missing = pay({{kAcme}}, {check(9270, "77")});
  closeTill(9270);
  EXPECT_THAT(refusalOf(bounced(paid)), HasSubstr("in no bag yet"));
  (void)done(MakeDeposit{"B-1", {}, "", {"77"}, {}, "mchen"}, {"jortiz", "rhall"});
  EXPECT_THAT(refusalOf(bounced(paid)), HasSubstr("in bag B-1, which jortiz has"));
  (void)done(MoveBag{1, "courier", "Sample Co", ""}, {"jortiz", ""});
  EXPECT_THAT(refusalOf(bounced(paid)), HasSubstr("which Sample Co has"));
  (void)done(MoveBag{1, "bank", "First Bank", ""}, {"jortiz", ""});
  EXPECT_THAT(refusalOf(bounced(missing)), HasSubstr("was not in bag B-1"));
  EXPECT_EQ(refusalOf(bounced(paid)), "");
}

TEST_F(OfficePayments, theFeeIsChargedOnceAndNeverBeyondTheLawsCap) {
  openTill();
  const auto paid = pay({{kDelgado}}, {check(8427, "1042")});
  closeTill();
  sendToTheBank();
  office_.station.books.returnedCheckFee = cents(5000);
  auto act = bounced(paid);
  act.fee = true;
  const auto returned = fact<CheckReturned>(done(act));
  EXPECT_EQ(returned.fee, cents(3500));
  EXPECT_EQ(balances().at("601-0000-11595"), cents(3500));
  EXPECT_EQ(balances().at("601-0000-47010"), cents(-3500));
}

TEST_F(OfficePayments, anOfficeWithoutAWindowFlagsNobody) {
  openTill();
  const auto paid = pay({{kDelgado}}, {check(8427, "1042")});
  closeTill();
  sendToTheBank();
  office_.station.books.cashOnlyDays = 0;
  EXPECT_EQ(fact<CheckReturned>(done(bounced(paid))).flagUntil, "");
  EXPECT_FALSE(ledger_->books().cashOnlyUntil(kDelgado, today_).has_value());
}

TEST_F(OfficePayments, ofSeveralChecksTheOneMeantIsNamed) {
  openTill();
  const auto paid = pay({{kDelgado}}, {check(4000, "1042"), check(4427, "1043")});
  closeTill();
  sendToTheBank();
  EXPECT_THAT(refusalOf(bounced(paid)), HasSubstr("several checks"));
  auto act = bounced(paid);
  act.check = "1043";
  const auto returned = fact<CheckReturned>(done(act));
  EXPECT_EQ(returned.amount, cents(4427));
  EXPECT_EQ(ledger_->paidSince(kDelgado, "2026-11-20"), cents(4000));
  act.check = "1042";
  (void)done(act);
  EXPECT_TRUE(paidOnAccount(kDelgado).empty()) << "both parts of the bill together are the bill";
}

TEST_F(OfficePayments, whatWasPaidOnAWrongAccountIsMovedToTheRightOne) {
  openTill();
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  closeTill();
  const auto moved = fact<PaymentMoved>(done(move(paid, kAcme)));
  EXPECT_EQ(moved.bills.at(1).account, kAcme);
  EXPECT_TRUE(paidOnAccount(kDelgado).empty());
  EXPECT_EQ(ledger_->paidSince(kDelgado, "2026-11-20"), cents(0));
  EXPECT_EQ(ledger_->paidSince(kAcme, "2026-11-20"), cents(8427));
  EXPECT_THAT(refusalOf(move(paid, kSmith)), HasSubstr("moved before"));
  EXPECT_THAT(refusalOf(back(paid)), HasSubstr("moved to another account"));
}

TEST_F(OfficePayments, aCheckOfAMovedPaymentIsOwedWhereItWasMovedTo) {
  openTill();
  const auto paid = pay({{kDelgado}}, {check(8427, "1042")});
  closeTill();
  sendToTheBank();
  (void)done(move(paid, kAcme));
  const auto returned = fact<CheckReturned>(done(bounced(paid)));
  EXPECT_EQ(returned.bills.at(0).account, kAcme);
  EXPECT_TRUE(paidOnAccount(kAcme).empty());
  EXPECT_THAT(refusalOf(move(paid, kSmith)), HasSubstr("came back"));
}

TEST_F(OfficePayments, whatCannotBeMeantOrMayNotBeIsRefusedWithWhatToDo) {
  openTill();
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  const auto number = *paid.receipt();
  EXPECT_THAT(refusalOf(back(paid)), HasSubstr("at the counter (F7)")) << "its session is open";
  closeTill();
  openTill("lpark", 4, today_);
  const Hands both{"rhall", "mchen"};
  struct Row {
    OfficeAct act;
    Hands hands;
    std::string says;
  };
  const std::vector<Row> rows{{ReversePayment{{2, 1, 99}, "x", "no"}, both, "no payment has the number 2A-000099"},
                              {ReversePayment{{3, 1, 1}, "x", "no"}, both, "no payment"},
                              {ReversePayment{{2, 2, 1}, "x", "no"}, both, "no payment"},
                              {ReversePayment{number, "", "no"}, both, "reason is missing"},
                              {ReversePayment{number, "4111 1111 1111 1111", "no"}, both, "card number"},
                              {ReversePayment{number, std::string(201, 'x'), "no"}, both, "longer than"},
                              {ReversePayment{number, "x", "maybe"}, both, "yes or no"},
                              {ReversePayment{number, "x", "no"}, {"office", "mchen"}, "by name"},
                              {ReversePayment{number, "x", "no"}, {"rhall", ""}, "--approver"},
                              {ReversePayment{number, "x", "no"}, {"mchen", "mchen"}, "--approver"},
                              {ReversePayment{number, "x", "no"}, {"rhall", "lpark"}, "--approver"},
                              {ReversePayment{number, "x", "no"}, {"rhall", "nobody"}, "--approver"},
                              {ReturnCheck{number, "", "nsf", false}, both, "not paid with a check"},
                              {ReturnCheck{number, "1042", "nsf", false}, both, "not paid with check 1042"},
                              {ReturnCheck{number, "", "because", false}, both, "nsf, account_closed"},
                              {MovePayment{number, 0, kAcme, "x"}, both, "1 to 1"},
                              {MovePayment{number, 2, kAcme, "x"}, both, "1 to 1"},
                              {MovePayment{number, 1, "9999999999", "x"}, both, "no bill has the account"},
                              {MovePayment{number, 1, kDelgado, "x"}, both, "already"},
                              {MovePayment{number, 1, kAcme, ""}, both, "reason is missing"}};
  for (const auto& row : rows) EXPECT_THAT(refusalOf(row.act, row.hands), HasSubstr(row.says)) << row.says;
  office_.station.books.set = false;
  EXPECT_THAT(refusalOf(back(paid)), HasSubstr("books.toml"));
}

TEST_F(OfficePayments, nobodyApprovesOnATillThatTheyHeld) {
  openTill("mchen");
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  closeTill();
  EXPECT_THAT(refusalOf(back(paid), {"rhall", "mchen"}), HasSubstr("held the till"));
  EXPECT_EQ(refusalOf(back(paid), {"mchen", "rhall"}), "");
}

TEST_F(OfficePayments, whoHoldsATillTodayApprovesNothing) {
  openTill();
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  closeTill();
  openTill("mchen", 4, today_);
  EXPECT_THAT(refusalOf(back(paid)), HasSubstr("holds or held a till today"));
}

TEST_F(OfficePayments, whereTheOfficeSaysAfterTheActIsPendingAndReviewedByAnother) {
  openTill();
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  closeTill();
  office_.station.books.move = people::ApprovalRule::after;
  const auto moved = done(move(paid, kAcme), {"lpark", ""});
  ASSERT_EQ(ledger_->books().pendingActs().size(), 1U);
  const ReviewAct review{1, moved.seq(), "approved", ""};
  struct Row {
    ReviewAct act;
    std::string who, says;
  };
  const std::vector<Row> rows{{{1, 1, "approved", ""}, "rhall", "no act 1 waits"},
                              {{1, moved.seq(), "nodded", ""}, "rhall", "approved or objected"},
                              {{1, moved.seq(), "objected", ""}, "rhall", "what is objected"},
                              {review, "lpark", "their own act"},
                              {review, "jortiz", "supervisor"},
                              {review, "office", "by name"}};
  for (const auto& row : rows) EXPECT_THAT(refusalOf(row.act, {row.who, ""}), HasSubstr(row.says)) << row.says;
  EXPECT_EQ(refusalOf(review, {"rhall", ""}), "");
  EXPECT_TRUE(ledger_->books().pendingActs().empty());
  EXPECT_THAT(refusalOf(review, {"rhall", ""}), HasSubstr("waits"));
}

TEST_F(OfficePayments, whoHeldATillOnThatDayReviewsNothingOfIt) {
  openTill("mchen");
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  PaymentReversed undone = sale::reverse(fact<PaymentTaken>(paid), paid.seq());
  undone.how = "void";
  const auto session = ledger_->openSession()->id;
  const auto pending = *ledger_->post({"jortiz", Approval{"", kPending, "x"}, session, {}}, undone);
  closeTill();
  EXPECT_THAT(refusalOf(ReviewAct{1, pending.seq(), "approved", ""}, {"mchen", ""}), HasSubstr("held a till"));
  EXPECT_EQ(refusalOf(ReviewAct{1, pending.seq(), "objected", "No slip"}, {"rhall", ""}), "");
}

TEST_F(OfficePayments, personalValuesAreErasedByAccountOrByDay) {
  openTill();
  const auto paid = pay({{kDelgado}}, {cash(8427)});
  closeTill();
  struct Row {
    ErasePrivate act;
    std::string says;
  };
  const std::vector<Row> rows{{{"", "", "x"}, "of whom"},
                              {{"", "2026-02-30", "x"}, "a day"},
                              {{"", "2026-11-25", "x"}, "that has come"},
                              {{"", "11/24/2026", "x"}, "a day"},
                              {{kDelgado, "", ""}, "reason"},
                              {{kAcme, "", "x"}, "nothing to erase"}};
  for (const auto& row : rows) EXPECT_THAT(refusalOf(row.act), HasSubstr(row.says)) << row.says;
  ASSERT_FALSE(ledger_->event(paid.seq())->priv.empty());
  EXPECT_EQ(fact<PrivateErased>(done(ErasePrivate{"", "2026-11-24", "Yearly"})).values, 2);
  EXPECT_TRUE(ledger_->event(paid.seq())->priv.empty());
  EXPECT_EQ((*ledger::store::openReader(folder_))->verifyAll().fault, "");
}

}  // namespace
}  // namespace till::pos::books
