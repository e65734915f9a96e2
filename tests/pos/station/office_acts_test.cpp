// SPDX-License-Identifier: Apache-2.0
// The office does something with the books while the station runs: between customers, and told what came of it. And
// what a check that came back means for the customer who stands here next.
#include <gmock/gmock.h>

#include "counter_desk.h"

namespace till::pos::station {
namespace {

using ledger::journal::CheckReturned;
using ledger::journal::FundAssigned;
using ledger::journal::PaymentTaken;
using testing::HasSubstr;
using testing::Not;
using Kind = OfficeResult::Kind;

struct OfficeActs : testing::Test {
  OfficeActs() { desk.openTill(); }
  OfficeResult ask(books::OfficeAct act, books::Hands hands = {"mchen", "slane"}) {
    desk.send(OfficeActAsked{++asked, {std::move(act), std::move(hands)}});
    return desk.officeTold.empty() ? OfficeResult{} : desk.officeTold.back();
  }
  static books::AssignFund safe() { return {"safe", "mchen", ledger::money::Money::fromMinor(200000)}; }
  // Delgado's bill was paid by a check, and the bank sent it back.
  void bounce(const std::string& flagUntil = "2026-12-31") {
    desk.scan(kDelgado);
    desk.type("/ 1042 Enter *");
    const auto paid = desk.events().back();
    CheckReturned fact;
    fact.payment = desk.ledger().lastOfKind("payment")->key.seq;
    fact.businessDate = fact.glDate = "2026-11-23";
    fact.bills = desk.facts<PaymentTaken>().back().bills;
    for (auto& line : fact.bills.front().lines) line.amount = -line.amount;
    fact.flagUntil = flagUntil;
    ASSERT_TRUE(desk.ledger().post({"mchen", {}, {}, {}}, fact, {}).has_value());
    desk.type("Esc");
  }
  Desk desk;
  std::int64_t asked = 0;
};

TEST_F(OfficeActs, anActIsPostedBetweenCustomersAndToldWithItsEvent) {
  const auto told = ask(safe());
  EXPECT_EQ(told.kind, Kind::done) << told.text;
  EXPECT_THAT(told.text, HasSubstr("safe is in the hands of mchen"));
  ASSERT_EQ(desk.count("fund_assigned"), 1U);
  const auto event = desk.ledger().event(told.seq);
  EXPECT_EQ(event->context.actor, "mchen");
  EXPECT_EQ(event->context.approval->approver, "slane");
  EXPECT_FALSE(event->context.session.has_value()) << "it belongs to no session";
}

TEST_F(OfficeActs, whileACustomerIsServedNothingIsPosted) {
  desk.scan(kDelgado);
  EXPECT_EQ(ask(safe()).kind, Kind::notNow);
  EXPECT_EQ(desk.count("fund_assigned"), 0U);
  desk.type("*");
  ASSERT_EQ(desk.view().page, Page::change);
  const books::AssignFund again{"safe", "mchen", {}};
  EXPECT_EQ(ask(again).kind, Kind::done) << "the change of the last one stands until the next comes";
  desk.type("F7");
  EXPECT_EQ(ask(safe()).kind, Kind::notNow) << "the clerk is at something";
}

TEST_F(OfficeActs, whatIsRefusedIsToldAndNothingIsShownAtTheCounter) {
  EXPECT_EQ(ask(safe(), {"mchen", ""}).kind, Kind::notAllowed);
  EXPECT_EQ(ask(books::MoveBag{7, "bank", "First Bank", ""}).kind, Kind::notThere);
  EXPECT_EQ(ask(books::ErasePrivate{"", "", "x"}).kind, Kind::argument);
  EXPECT_EQ(ask(safe(), {"mchen", "mchen"}).kind, Kind::notAllowed);
  EXPECT_EQ(desk.said(), "");
  EXPECT_EQ(desk.count("fund_assigned"), 0U);
}

TEST_F(OfficeActs, aDiskThatIsFullIsToldToTheOfficeAndToTheCounter) {
  desk.diskFills();
  EXPECT_EQ(ask(safe()).kind, Kind::failed);
  EXPECT_TRUE(desk.state().diskFull);
  EXPECT_FALSE(desk.state().officeAsk.has_value());
}

TEST_F(OfficeActs, aFlaggedAccountPaysByNoCheckUntilItsDay) {
  bounce();
  desk.scan(kDelgado);
  EXPECT_THAT(desk.view().bills.at(0).notice->what, HasSubstr("came back"));
  EXPECT_THAT(desk.view().bills.at(0).notice->text, HasSubstr("2026-12-31"));
  desk.type("F2");
  EXPECT_EQ(desk.view().tone, Tone::refused);
  EXPECT_THAT(desk.said(), HasSubstr("No check on 0045128730 until 2026-12-31"));
  EXPECT_EQ(desk.state().counter.asking, Asking::nothing);
  desk.type("/");
  EXPECT_THAT(desk.said(), HasSubstr("No check on 0045128730 until 2026-12-31"));
  EXPECT_EQ(desk.state().counter.tender.kind, sale::TenderKind::moneyOrder) << "within reach of the number pad";
  desk.type("/ /");
  EXPECT_EQ(desk.state().counter.tender.kind, sale::TenderKind::moneyOrder) << "round again without the check";
  desk.type("77 Enter *");
  EXPECT_EQ(desk.view().page, Page::change) << "a money order is as good as cash: " << desk.said();
}

TEST_F(OfficeActs, aFlagThatHasRunOutStopsNoCheck) {
  bounce("2026-11-22");
  desk.scan(kDelgado);
  desk.type("/ 1043 Enter *");
  EXPECT_EQ(desk.view().page, Page::change) << desk.said();
}

TEST_F(OfficeActs, aFlaggedBillThatComesAfterTheCheckIsNotPaidWithIt) {
  bounce();
  desk.scan(kAcme);
  desk.type("5000 / 1043 Enter");
  desk.scan(kDelgado);
  desk.type("*");
  EXPECT_EQ(desk.view().page, Page::counter);
  EXPECT_THAT(desk.said(), HasSubstr("No check on 0045128730"));
  EXPECT_EQ(desk.count("payment"), 1U);
}

TEST_F(OfficeActs, whatWasUndoneOfABillThatCountsItIsSaidToBeOwedAgain) {
  bounce("");
  desk.scan(kDelgado);
  const auto notice = desk.view().bills.at(0).notice;
  EXPECT_TRUE(!notice || notice->what.find("Paid here") == std::string::npos) << "paid and undone since the bills";
  CheckReturned older;
  older.payment = 1;
  older.businessDate = older.glDate = "2026-11-23";
  older.bills = {desk.facts<PaymentTaken>().front().bills.front()};
  older.bills[0].lines = {{"water", "current", ledger::money::Money::fromMinor(-5000), "x"}};
  ASSERT_TRUE(desk.ledger().post({"mchen", {}, {}, {}}, older, {}).has_value());
  desk.type("Esc Enter");
  desk.pass(1);
  desk.scan(kDelgado);
  ASSERT_TRUE(desk.view().bills.at(0).notice.has_value());
  EXPECT_THAT(desk.view().bills.at(0).notice->text, HasSubstr("50.00 is owed again"));
  EXPECT_THAT(desk.view().bills.at(0).notice->text, HasSubstr("With it 134.27 is due"));
}

}  // namespace
}  // namespace till::pos::station
