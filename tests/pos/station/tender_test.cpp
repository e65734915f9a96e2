// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"

namespace till::pos::station {

using ledger::journal::PaymentTaken;
using ledger::journal::TenderKind;

struct Tendering : testing::Test {
  Tendering() {
    desk.openTill();
    desk.happened.clear();
  }
  std::vector<PaymentTaken> paid() { return desk.facts<PaymentTaken>(); }
  Desk desk;
};

// --- the budget ---------------------------------------------------------------------------------------------------

TEST_F(Tendering, oneStubInExactCashIsAScanAndOneKey) {
  desk.scan(kDelgado);
  desk.type("*");
  ASSERT_EQ(paid().size(), 1U);
  EXPECT_EQ(paid()[0].total, Money::fromMinor(8427));
  EXPECT_EQ(desk.view().page, Page::change);
  EXPECT_EQ(desk.view().change->change, "0.00");
  EXPECT_EQ(desk.view().change->receipt, "2A-000001");
}

TEST_F(Tendering, oneStubAndAHundredIsAScanAndOneTouch) {
  desk.scan(kDelgado);
  desk.send(QuickCashTouched{.slot = 2, .view = desk.state().view});
  ASSERT_EQ(paid().size(), 1U);
  EXPECT_EQ(desk.view().change->change, "15.73");
  EXPECT_EQ(desk.view().change->breakdown, "10 + 5 + 2 quarters + 2 dimes + 3 cents");
}

TEST_F(Tendering, orTheHundredByDigits) {
  desk.scan(kDelgado);
  desk.type("100. *");
  EXPECT_EQ(desk.view().change->change, "15.73");
}

TEST_F(Tendering, threeStubsACheckAndTheRestInCash) {
  desk.scan(kDelgado);
  desk.scan(kAcme);
  desk.scan(kSmith);
  desk.type("20000 / 1042 Enter *");
  ASSERT_EQ(paid().size(), 1U);
  ASSERT_EQ(paid()[0].tenders.size(), 2U);
  EXPECT_EQ(paid()[0].tenders[0].kind, TenderKind::check);
  EXPECT_EQ(paid()[0].tenders[0].reference, "1042");
  EXPECT_EQ(paid()[0].tenders[1].amount, Money::fromMinor(8427 + 9270 + 11841 - 20000));
}

// --- order of things ----------------------------------------------------------------------------------------------

TEST_F(Tendering, theKickComesBeforeTheReceiptAndBothAfterThePosting) {
  desk.scan(kDelgado);
  desk.type("*");
  ASSERT_EQ(desk.happened.size(), 2U);
  EXPECT_EQ(desk.happened[0], "kick");
  EXPECT_NE(desk.happened[1].find("2A-000001"), std::string::npos);  // a number only the ledger gives
}

TEST_F(Tendering, aCheckAloneLeavesTheDrawerShut) {
  desk.scan(kAcme);
  desk.type("/ 7 Enter *");
  ASSERT_EQ(paid().size(), 1U);
  EXPECT_EQ(std::ranges::count(desk.happened, "kick"), 0);
}

// --- Enter never settles, and doubled keys never pay
// ------------------------------------------------------------------

TEST_F(Tendering, enterNeverSettlesEvenWhereACheckPaysAll) {
  desk.scan(kAcme);
  desk.type("/ 1042 Enter");
  EXPECT_TRUE(paid().empty());
  EXPECT_EQ(desk.view().stillToPay, "0.00");
  EXPECT_NE(desk.said().find("Paid in full"), std::string::npos);
  desk.type("Enter Esc");
  EXPECT_TRUE(paid().empty());
  desk.type("*");
  EXPECT_EQ(paid().size(), 1U);
}

TEST_F(Tendering, aRepeatingKeyIsNoTender) {
  desk.scan(kDelgado);
  desk.press(Key::star, true);
  EXPECT_TRUE(paid().empty());
  EXPECT_EQ(desk.view().tone, Tone::refused);
}

TEST_F(Tendering, aKeyPressedOnAnOlderBasketPaysNothing) {
  desk.scan(kDelgado);
  const auto seen = desk.state().view;
  desk.scan(kAcme);
  desk.pressAsSeenAt(seen, Key::star);
  desk.send(QuickCashTouched{.slot = 0, .view = seen});
  EXPECT_TRUE(paid().empty());
  EXPECT_NE(desk.said().find("changed"), std::string::npos);
}

TEST_F(Tendering, aDoubledKeyAndAQueuedScanCannotPayTheNextCustomersBill) {
  desk.scan(kDelgado);
  const auto seen = desk.state().view;
  desk.type("*");
  desk.scan(kAcme);
  desk.pressAsSeenAt(seen, Key::star);
  EXPECT_EQ(paid().size(), 1U);
  EXPECT_EQ(desk.view().bills.size(), 1U);
}

// --- short, over, mixed -------------------------------------------------------------------------------------------

TEST_F(Tendering, cashThatIsShortSettlesNothingAndAsks) {
  desk.scan(kDelgado);
  desk.type("842 *");
  EXPECT_TRUE(paid().empty());
  EXPECT_EQ(desk.view().notices[0].what + " " + desk.view().notices[0].text,
            "Cash 8.42. Still to pay 75.85. Enter: part payment. Esc: take back.");
}

TEST_F(Tendering, escTakesTheShortCashBack) {
  desk.scan(kDelgado);
  desk.type("842 * Esc");
  EXPECT_EQ(desk.view().stillToPay, "84.27");
  EXPECT_TRUE(desk.state().sale->tenders().empty());
}

TEST_F(Tendering, aPartPaymentLowersWhatIsPaidToWhatWasGiven) {
  desk.scan(kDelgado);
  desk.scan(kAcme);
  desk.type("10000 * Enter");
  EXPECT_EQ(desk.view().bills[0].paying, "84.27");
  EXPECT_EQ(desk.view().bills[1].paying, "15.73");
  EXPECT_TRUE(paid().empty());
  desk.type("*");
  ASSERT_EQ(paid().size(), 1U);
  EXPECT_EQ(paid()[0].total, Money::fromMinor(10000));
  EXPECT_EQ(paid()[0].change, Money());
}

TEST_F(Tendering, aPartPaymentThatIsTakenBackLeavesTheBillsAsTheyWere) {
  desk.scan(kDelgado);
  desk.scan(kAcme);
  desk.type("8000 * Enter");
  EXPECT_EQ(desk.view().stillToPay, "0.00");
  desk.type("Esc");
  EXPECT_EQ(desk.view().stillToPay, "176.97") << desk.said();
}

TEST_F(Tendering, aCardNumberTypedAsAnAmountIsNotShown) {
  for (const char* key : {"*", "+", "/", "Enter"}) {
    desk.scan(kDelgado);
    desk.type(std::string("4111111111111111 ") + key);
    EXPECT_EQ(desk.said().find("4111"), std::string::npos) << key << desk.said();
    EXPECT_EQ(desk.view().entry.text, "") << key;
    EXPECT_NE(desk.said().find("That was a card number"), std::string::npos) << key << desk.said();
  }
}

TEST_F(Tendering, cashAddsUpAndOnlyTheCompletingOneSettles) {
  desk.scan(kDelgado);
  desk.type("50. *");
  EXPECT_TRUE(paid().empty());
  desk.type("40. *");
  ASSERT_EQ(paid().size(), 1U);
  EXPECT_EQ(desk.view().change->change, "5.73");
}

TEST_F(Tendering, cashFirstThenACheckForTheRest) {
  desk.scan(kDelgado);
  desk.type("50. * / 1042 Enter");
  EXPECT_TRUE(paid().empty());
  EXPECT_EQ(desk.view().stillToPay, "0.00");
  desk.type("*");
  ASSERT_EQ(paid().size(), 1U);
  EXPECT_EQ(paid()[0].tenders.size(), 2U);
}

TEST_F(Tendering, muchChangeAsksForTheKeyOnceMore) {
  desk.scan(kDelgado);
  desk.type("300. *");
  EXPECT_TRUE(paid().empty());
  EXPECT_NE(desk.said().find("215.73"), std::string::npos);
  desk.type("*");
  EXPECT_EQ(paid().size(), 1U);
}

TEST_F(Tendering, aBounceOfTheKeyIsNotTheSecondPress) {
  desk.scan(kDelgado);
  desk.type("300.");
  const auto seen = desk.state().view;
  desk.pressAsSeenAt(seen, Key::star);
  desk.pressAsSeenAt(seen, Key::star);
  EXPECT_TRUE(paid().empty());
}

TEST_F(Tendering, slashAgainIsAMoneyOrderThenACardSlip) {
  desk.scan(kDelgado);
  desk.type("/ /");
  EXPECT_NE(desk.view().entry.label.find("Money order"), std::string::npos);
  desk.type("/");
  EXPECT_NE(desk.view().entry.label.find("approval"), std::string::npos);
  desk.type("052117 Enter");
  EXPECT_EQ(desk.view().entry.label, "Last 4 digits on the slip");
  desk.type("4242 Enter *");
  ASSERT_EQ(paid().size(), 1U);
  EXPECT_EQ(paid()[0].tenders[0].kind, TenderKind::card);
  EXPECT_EQ(paid()[0].tenders[0].last4, "4242");
}

TEST_F(Tendering, aCardIsNeverOverTheBill) {
  desk.scan(kDelgado);
  desk.type("100. F3 052117 Enter 4242 Enter");
  EXPECT_TRUE(desk.state().sale->tenders().empty());
  EXPECT_EQ(desk.view().stillToPay, "84.27");
}

TEST_F(Tendering, aCheckOverTheBillsBecomesCreditAndTheScreenSaysSo) {
  desk.scan(kAcme);
  desk.type("100. / 7 Enter");
  EXPECT_NE(desk.view().bills[0].notice->text.find("7.30 stays as credit"), std::string::npos) << desk.said();
  desk.type("*");
  EXPECT_EQ(paid().at(0).bills[0].credit, Money::fromMinor(730));
  EXPECT_EQ(paid().at(0).change, Money());
}

TEST_F(Tendering, billsAreNotChangedUnderMoneyThatWasTaken) {
  desk.scan(kDelgado);
  desk.type("50. / 7 Enter -");
  EXPECT_EQ(desk.view().bills.size(), 1U);
  EXPECT_NE(desk.said().find("Esc takes the last tender back"), std::string::npos);
}

TEST_F(Tendering, nothingInTheBasketIsNothingToTender) {
  desk.type("* 500 * / F3 F4");
  EXPECT_TRUE(paid().empty());
}

}  // namespace till::pos::station
