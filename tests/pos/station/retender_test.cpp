// SPDX-License-Identifier: Apache-2.0
// F7, change how it was paid: tenders taken out and others put in, in one act, by the counter's own keys.
#include "counter_desk.h"
#include "ledger/journal/entry.h"
#include "ledger/report/session_report.h"

namespace till::pos::station {

using ledger::journal::PaymentRetendered;
using ledger::journal::PaymentReversed;
using ledger::journal::TenderKind;

struct ChangePaid : testing::Test {
  ChangePaid() {
    desk.openTill();
    desk.scan(kDelgado);
    desk.type("*");  // 84.27 in cash
    desk.drawerSaysShut();
    desk.happened.clear();
  }
  std::vector<PaymentRetendered> changes() { return desk.facts<PaymentRetendered>(); }
  Desk desk;
};

TEST_F(ChangePaid, cashThatWasACheckIsPutRightInOneAct) {
  desk.type("F7 4 1");
  EXPECT_NE(desk.said().find("Cash 84.27 goes back"), std::string::npos) << desk.said();
  desk.type("1");
  ASSERT_EQ(desk.view().page, Page::retender);
  EXPECT_EQ(desk.view().stillToPay, "84.27");
  desk.type("/ 1042 Enter");
  EXPECT_TRUE(changes().empty());
  EXPECT_TRUE(desk.happened.empty()) << "nothing is kicked before the post";
  desk.type("*");
  ASSERT_EQ(changes().size(), 1U) << desk.said();
  const auto fact = changes()[0];
  EXPECT_EQ(fact.receipt, "2A-000001");
  EXPECT_EQ(fact.reason, "Wrong key");
  EXPECT_EQ(fact.out[0].kind, TenderKind::cash);
  EXPECT_EQ(fact.in[0].reference, "1042");
  EXPECT_EQ(ledger::journal::imbalance(fact.entry), "");
  ASSERT_EQ(desk.happened.size(), 2U);
  EXPECT_EQ(desk.happened[0], "kick");
  EXPECT_EQ(desk.happened[1], "print payment changed 2A-000001");
  EXPECT_NE(desk.lastPaper.find("PAYMENT CHANGED"), std::string::npos);
  EXPECT_NE(desk.lastPaper.find("For receipt 2A-000001"), std::string::npos) << desk.lastPaper;
  EXPECT_NE(desk.lastPaper.find("Approval pending"), std::string::npos) << desk.lastPaper;
  EXPECT_EQ(desk.ledger().pendingActs().size(), 1U) << "looked at later by somebody who holds no till";
  EXPECT_EQ(desk.count("payment"), 1U);
}

TEST_F(ChangePaid, theDrawerStaysShutWhereNoCashMoves) {
  desk.scan(kAcme);
  desk.type("/ 7 Enter *");
  desk.happened.clear();
  desk.type("F7 4 1 1 F3 052117 Enter 4242 Enter *");
  ASSERT_EQ(changes().size(), 1U) << desk.said();
  EXPECT_EQ(desk.happened, std::vector<std::string>{"print payment changed 2A-000002"});
}

TEST_F(ChangePaid, anyPaymentOfTheSessionAndOneTenderOfIt) {
  desk.scan(kAcme);
  desk.type("5000 / 7 Enter *");
  desk.drawerSaysShut();
  desk.type("F7 4");
  ASSERT_EQ(desk.view().choices.size(), 2U);
  desk.type("1");
  ASSERT_EQ(desk.view().choices.size(), 3U) << "the check, the cash, all of it";
  EXPECT_EQ(desk.view().choices[0].text, "check 7");
  desk.type("1 1");
  EXPECT_EQ(desk.view().stillToPay, "50.00");
  desk.type("F4 99 Enter *");
  ASSERT_EQ(changes().size(), 1U) << desk.said();
  EXPECT_EQ(changes()[0].in[0].kind, TenderKind::moneyOrder);
  EXPECT_EQ(changes()[0].out.size(), 1U);
}

TEST_F(ChangePaid, theChainIsOneAndTheSecondChangeRestsOnTheFirst) {
  desk.type("F7 4 1 1 / 1042 Enter *  F7 4 1 1 F4 99 Enter *");
  ASSERT_EQ(changes().size(), 2U) << desk.said();
  EXPECT_EQ(changes()[0].of, changes()[0].payment);
  EXPECT_GT(changes()[1].of, changes()[0].payment);
  auto again = changes()[1];
  again.of = changes()[0].of;
  const ledger::journal::Context context{"jortiz", {}, desk.state().session->id, {}};
  EXPECT_EQ(desk.ledger().post(context, again).error().code, ledger::store::PostErrorCode::alreadyReversed);
}

TEST_F(ChangePaid, aVoidAfterwardsHandsBackWhatWasPutIn) {
  desk.type("F7 4 1 1 / 1042 Enter *");
  desk.drawerSaysShut();
  desk.happened.clear();
  desk.type("F7 3 1");
  EXPECT_NE(desk.said().find("Hand back check 1042"), std::string::npos) << desk.said();
  desk.type("1 1 2 314159 Enter");
  const auto back = desk.facts<PaymentReversed>();
  ASSERT_EQ(back.size(), 1U) << desk.said();
  EXPECT_EQ(back[0].tenders[0].kind, TenderKind::check);
  EXPECT_NE(desk.happened[0], "kick");
  desk.type("F7 4");
  EXPECT_NE(desk.said().find("no payment in this session to change"), std::string::npos) << desk.said();
}

TEST_F(ChangePaid, theOpenBasketAndItsDigitsAreAsTheyWere) {
  desk.scan(kAcme);
  desk.type("20 F7 4 1 1 100. Esc Esc");
  EXPECT_EQ(desk.view().page, Page::counter);
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().bills[0].name, "Acme Rentals");
  EXPECT_EQ(desk.view().entry.text, "0.20");
  EXPECT_TRUE(changes().empty());
}

TEST_F(ChangePaid, aPowerCutBeforeThePostLeavesNoBasketToBePaidTwice) {
  desk.type("F7 4 1 1 3000 *");
  desk.restart();
  desk.signIn();
  EXPECT_NE(desk.resumeCard().find("No basket was open"), std::string::npos) << desk.resumeCard();
  EXPECT_TRUE(changes().empty());
}

TEST_F(ChangePaid, whatDoesNotFitIsRefused) {
  desk.type("F7 4 1 1 *");
  EXPECT_TRUE(changes().empty()) << "cash for cash changes nothing";
  EXPECT_NE(desk.said().find("That is how it was paid"), std::string::npos) << desk.said();
  desk.type("100. / 1042 Enter");
  EXPECT_EQ(desk.view().stillToPay, "84.27") << "a check over the bills is no credit here";
  desk.type("Esc 50. * Enter");
  EXPECT_NE(desk.said().find("The whole of it is to be paid anew"), std::string::npos) << desk.said();
  desk.press(Key::star, true);
  EXPECT_TRUE(changes().empty());
}

TEST_F(ChangePaid, whereTheOfficeWantsItAtOnceASecondPersonApproves) {
  desk.settings().retenderApproval = people::ApprovalRule::atOnce;
  desk.type("F7 4 1 1 / 1042 Enter *");
  EXPECT_TRUE(changes().empty());
  desk.type("3");
  desk.type("2 314159 Enter");
  ASSERT_EQ(changes().size(), 1U) << desk.said();
  EXPECT_TRUE(desk.ledger().pendingActs().empty());
  EXPECT_NE(desk.lastPaper.find("Approved by S. Lane"), std::string::npos) << desk.lastPaper;
}

TEST_F(ChangePaid, theZHasALineOfItsOwnInBothDirections) {
  desk.type("F7 4 1 1 / 1042 Enter *");
  desk.drawerSaysShut();
  desk.type("F8 Enter 2 Enter 1 Enter 2 Enter 1 Enter / 8427 Enter * * Enter");
  ASSERT_EQ(desk.view().page, Page::closed) << desk.said();
  EXPECT_NE(desk.lastPaper.find("How payments were paid, changed"), std::string::npos) << desk.lastPaper;
  EXPECT_NE(desk.lastPaper.find("Cash -84.27"), std::string::npos) << desk.lastPaper;
  EXPECT_NE(desk.lastPaper.find("Check no. 1042 84.27"), std::string::npos) << desk.lastPaper;
  EXPECT_NE(desk.lastPaper.find("Acts to be looked at 1"), std::string::npos) << desk.lastPaper;
  const auto reader = ledger::store::openReader(desk.directory());
  const auto z = ledger::report::zReport(**reader, 1);
  ASSERT_TRUE(z.has_value()) << z.error().what;
  ASSERT_EQ(z->retenders.size(), 1U);
  EXPECT_TRUE(z->overShort.isZero());
}

}  // namespace till::pos::station
