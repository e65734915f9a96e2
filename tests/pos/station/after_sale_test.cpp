// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"
#include "pos/receipt/receipt.h"

namespace till::pos::station {

using ledger::journal::DrawerOpened;
using ledger::journal::PaymentReversed;
using ledger::journal::PaymentTaken;

struct AfterSale : testing::Test {
  AfterSale() { desk.openTill(); }
  std::vector<PaymentReversed> reversed() { return desk.facts<PaymentReversed>(); }
  Desk desk;
};

TEST_F(AfterSale, f7EnterTakesThePaymentBackAndBringsTheBasket) {
  desk.scan(kDelgado);
  desk.type("5000 + *");
  desk.happened.clear();
  desk.type("F7");
  EXPECT_NE(desk.said().find("Cash 50.00 goes back"), std::string::npos) << desk.said();
  desk.type("Enter");
  ASSERT_EQ(reversed().size(), 1U);
  EXPECT_EQ(reversed()[0].how, "take_back");
  EXPECT_EQ(reversed()[0].bills[0].lines[0].amount, -desk.facts<PaymentTaken>()[0].bills[0].lines[0].amount);
  EXPECT_EQ(desk.view().page, Page::counter);
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().bills[0].paying, "50.00");
  ASSERT_EQ(desk.happened.size(), 2U);
  EXPECT_EQ(desk.happened[0], "kick");  // cash goes back out of the drawer
}

TEST_F(AfterSale, whatWasTakenBackIsPaidAnotherWay) {
  desk.scan(kDelgado);
  desk.type("* F7 Enter / 1042 Enter *");
  const auto paid = desk.facts<PaymentTaken>();
  ASSERT_EQ(paid.size(), 2U);
  EXPECT_NE(paid[0].sale, paid[1].sale);
  EXPECT_EQ(desk.view().change->receipt, "2A-000003");
}

TEST_F(AfterSale, eachTenderSaysWhatToDoWithIt) {
  desk.scan(kDelgado);
  desk.type("1000 / 11 Enter 2000 F4 22 Enter 3000 F3 052117 Enter 4242 Enter * F7");
  for (const auto* words : {"Hand back check 11", "Hand back money order 22", "First void 30.00 on the card terminal",
                            "Cash 24.27 goes back"})
    EXPECT_NE(desk.said().find(words), std::string::npos) << words;
}

TEST_F(AfterSale, onceTheDrawerIsShutItIsNoTakeBack) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F7");
  EXPECT_FALSE(desk.view().choices[0].enabled);
  desk.type("1");
  EXPECT_TRUE(reversed().empty());
}

TEST_F(AfterSale, afterTheNextScanItIsNoTakeBack) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.scan(kAcme);
  desk.type("F7 1");
  EXPECT_TRUE(reversed().empty());
}

TEST_F(AfterSale, aVoidWantsReasonReceiptAndASecondPerson) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F7 3");
  EXPECT_EQ(desk.view().choices[0].text, "2A-000001");
  EXPECT_EQ(desk.view().choices[0].detail.find("84.27"), std::string::npos);  // no amounts in the list
  desk.type("1");
  EXPECT_NE(desk.said().find("84.27"), std::string::npos);  // on opening one
  desk.type("2 2");
  EXPECT_TRUE(reversed().empty());
  desk.type("1 3");  // oneself, another clerk: neither may
  EXPECT_TRUE(desk.view().entry.label.find("PIN") == std::string::npos);
  desk.type("2 314159 Enter");
  ASSERT_EQ(reversed().size(), 1U) << desk.said();
  EXPECT_EQ(reversed()[0].how, "void");
  EXPECT_EQ(reversed()[0].reason, "Wrong amount");
  EXPECT_EQ(reversed()[0].receiptReturned, "no");
  const auto events = desk.events();
  const auto found = std::ranges::find(events, "reversal", &ledger::store::StoredEvent::kind);
  EXPECT_EQ(found->context.actor, "jortiz");
  EXPECT_EQ(found->context.approval->approver, "slane");
  EXPECT_NE(desk.lastPaper.find("Approved by S. Lane"), std::string::npos) << desk.lastPaper;
  EXPECT_EQ(desk.lastPaper.find("You get a printed receipt"), std::string::npos);  // that is for customers
}

TEST_F(AfterSale, aReceiptScannedBackIsTheVoidOfItsPayment) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  const auto events = desk.events();
  const auto paid = std::ranges::find(events, "payment", &ledger::store::StoredEvent::kind);
  const auto barcode = receipt::barcodeText({2, 1, 1}, paid->hash);
  desk.scan(kAcme);
  desk.scan(barcode);
  desk.type("1");
  desk.type("2 314159 Enter");
  ASSERT_EQ(reversed().size(), 1U) << desk.said();
  EXPECT_EQ(reversed()[0].receiptReturned, "yes");
  desk.scan(barcode);
  desk.scan("R1|2A-000001|0000000000000000");
  EXPECT_EQ(reversed().size(), 1U);
  EXPECT_EQ(desk.view().bills.size(), 1U);
}

TEST_F(AfterSale, aPaymentIsVoidedOnce) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F7 3 1 1 1 2 314159 Enter F7 3");
  EXPECT_TRUE(desk.view().choices.empty());
}

TEST_F(AfterSale, aVoidNeedsNoSecondPersonWhereTheOfficeSaysSo) {
  desk.settings().voidApproval = people::ApprovalRule::none;
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F7 3 1 1 1");
  EXPECT_EQ(reversed().size(), 1U);
}

TEST_F(AfterSale, aVoidLeavesTheOpenBasketAsItIs) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.scan(kAcme);
  desk.type("F7 3 1 1 1 2 314159 Enter");
  EXPECT_EQ(reversed().size(), 1U);
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().bills[0].name, "Acme Rentals");
}

TEST_F(AfterSale, aNoSaleIsRecordedBeforeTheDrawerOpens) {
  desk.happened.clear();
  desk.type("F6 1 2");
  const auto opened = desk.facts<DrawerOpened>();
  ASSERT_FALSE(opened.empty());
  EXPECT_EQ(opened.back().cause, "no_sale");
  EXPECT_EQ(opened.back().reason, "Count check");
  EXPECT_EQ(desk.happened[0], "kick");
  desk.pass(6);
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().openMillis, 6000);
  EXPECT_EQ(desk.ledger().counts(desk.state().session->id).noSales, 1);
}

TEST_F(AfterSale, xShowsCountsAndNoAmount) {
  desk.scan(kDelgado);
  desk.type("* F9");
  EXPECT_NE(desk.said().find("1 payments, 0 voids"), std::string::npos) << desk.said();
  EXPECT_EQ(desk.said().find("84.27"), std::string::npos);
}

}  // namespace till::pos::station
