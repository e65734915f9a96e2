// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"

namespace till::pos::station {

struct CounterPage : testing::Test {
  CounterPage() { desk.openTill(); }
  Desk desk;
};

TEST_F(CounterPage, aScanShowsTheBillByService) {
  desk.scan(kDelgado);
  const auto view = desk.view();
  ASSERT_EQ(view.bills.size(), 1U) << desk.said();
  EXPECT_EQ(view.bills[0].name, "Maria Delgado");
  EXPECT_EQ(view.bills[0].street, "412 Pine St");
  EXPECT_EQ(view.bills[0].paying, "84.27");
  EXPECT_TRUE(view.bills[0].columns);
  ASSERT_EQ(view.bills[0].lines.size(), 4U);
  EXPECT_EQ(view.bills[0].lines[0].pastDue, "18.40");
  EXPECT_EQ(view.bills[0].lines[0].current, "12.60");
  EXPECT_EQ(view.bills[0].lines[0].amount, "31.00");
  EXPECT_EQ(view.stillToPay, "84.27");
  EXPECT_NE(view.bills[0].notice->text.find("40.17"), std::string::npos);
}

TEST_F(CounterPage, aScanInAnyFieldAddsTheBillAndKeepsWhatWasTyped) {
  desk.scan(kDelgado);
  desk.type("/ 104");
  desk.scan(kAcme);
  EXPECT_EQ(desk.view().bills.size(), 2U);
  EXPECT_EQ(desk.view().entry.text, "104");
  EXPECT_NE(desk.view().entry.label.find("Check number"), std::string::npos);
}

TEST_F(CounterPage, theSameStubTwiceSelectsIt) {
  desk.scan(kDelgado);
  desk.scan(kAcme);
  EXPECT_TRUE(desk.view().bills[1].selected);
  desk.scan(kDelgado);
  EXPECT_EQ(desk.view().bills.size(), 2U);
  EXPECT_TRUE(desk.view().bills[0].selected);
}

TEST_F(CounterPage, anUnknownAccountIsPayableWithOneKeyAndFlagged) {
  desk.scan(stubOf("9990001112", 1234));
  EXPECT_TRUE(desk.view().bills.empty());
  desk.type("Enter");
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().bills[0].paying, "12.34");
  EXPECT_NE(desk.view().bills[0].notice->what.find("Not in the bill book"), std::string::npos);
  desk.type("*");
  const auto paid = desk.facts<ledger::journal::PaymentTaken>();
  ASSERT_EQ(paid.size(), 1U);
  EXPECT_TRUE(paid[0].bills[0].unknownAccount);
}

TEST_F(CounterPage, aBillOfNothingLowersNobodyElses) {
  desk.scan(kNothingDue);
  desk.scan(kDelgado);
  EXPECT_EQ(desk.view().stillToPay, "84.27");
}

TEST_F(CounterPage, tenDigitsAndEnterAreAnAccount) {
  desk.type("0045128730");
  EXPECT_EQ(desk.view().entry.label, "Account number");
  desk.type("Enter");
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().bills[0].name, "Maria Delgado");
}

TEST_F(CounterPage, findTakesNameStreetOrNumber) {
  desk.type("F5 004512");
  ASSERT_FALSE(desk.view().choices.empty());
  desk.type("- ");
  desk.send(TextTyped{"412 pine"});
  ASSERT_FALSE(desk.view().choices.empty());
  EXPECT_EQ(desk.view().choices[0].detail, "0045128730");
  desk.type("Enter");
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().page, Page::counter);
}

struct Amount {
  std::string typed, paying;  // empty: refused
};
TEST_F(CounterPage, digitsAreCentsAndAPointMakesThemExplicit) {
  const std::vector<Amount> table{{"8427", "84.27"}, {"100.", "100.00"}, {"84.2", "84.20"},   {"1", "0.01"},
                                  {".5", "0.50"},    {"84.275", ""},     {"1000000000.", ""}, {"0", ""}};
  for (const auto& row : table) {
    Desk one;
    one.openTill();
    one.scan(kAcme);
    one.type(row.typed + " +");
    EXPECT_EQ(one.view().bills[0].paying, row.paying.empty() ? "92.70" : row.paying) << row.typed;
    EXPECT_EQ(one.view().tone, row.paying.empty() ? Tone::refused : Tone::accepted) << row.typed;
  }
}

TEST_F(CounterPage, moreThanTheBillIsShownAsCreditBeforeItIsSettled) {
  desk.scan(kAcme);
  desk.type("100. +");
  EXPECT_EQ(desk.view().bills[0].paying, "100.00");
  EXPECT_NE(desk.view().bills[0].notice->text.find("7.30 stays as credit"), std::string::npos);
}

TEST_F(CounterPage, minusClearsDigitsThenTakesTheLineBackAndSaysWhatWent) {
  desk.scan(kDelgado);
  desk.scan(kAcme);
  desk.type("55 -");
  EXPECT_EQ(desk.view().bills.size(), 2U);
  EXPECT_EQ(desk.view().entry.text, "");
  desk.type("-");
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().bills[0].name, "Maria Delgado");
  EXPECT_NE(desk.said().find("Acme Rentals, 92.70"), std::string::npos);
}

TEST_F(CounterPage, twoPointsAreOneStepBackAndNeverThrowABasketAwayUnasked) {
  desk.scan(kDelgado);
  desk.type("/ 55 ..");
  EXPECT_EQ(desk.view().entry.label.find("Check number"), std::string::npos);
  desk.type("..");
  EXPECT_NE(desk.said().find("Throw this basket away?"), std::string::npos);
  EXPECT_EQ(desk.view().bills.size(), 1U);
  desk.type("..");
  EXPECT_EQ(desk.view().bills.size(), 1U);
  desk.type(".. Enter");
  EXPECT_TRUE(desk.view().bills.empty());
  EXPECT_EQ(desk.count("payment"), 0U);
}

TEST_F(CounterPage, aQuietBasketAsksWhetherItIsTheSameCustomer) {
  desk.scan(kDelgado);
  desk.pass(61);
  desk.scan(kAcme);
  EXPECT_EQ(desk.view().bills.size(), 1U);
  EXPECT_NE(desk.said().find("Same customer?"), std::string::npos);
  desk.type("Enter");
  EXPECT_EQ(desk.view().bills.size(), 2U);
}

TEST_F(CounterPage, quickCashHasFourFixedPlaces) {
  desk.scan(kDelgado);
  const auto view = desk.view();
  EXPECT_EQ(view.quickCash[0].amount, "84.27");
  EXPECT_EQ(view.quickCash[1].amount, "85");
  EXPECT_EQ(view.quickCash[2].amount, "100");
  EXPECT_FALSE(view.quickCash[3].enabled);  // the next 100 is the next 20: one place only
}

struct BadScan {
  std::string text, said;
};
TEST_F(CounterPage, whatIsNoStubLeavesTheBasketAsItWas) {
  const std::vector<BadScan> table{{"004512873007000084271215269", "check digit"},
                                   {"0045128730070000842712152680", "not"},
                                   {"", "Nothing was added"},
                                   {"\x01\x02\xff\xfe", "Nothing was added"},
                                   {std::string(4096, '9'), "Nothing was added"},
                                   {"https://pay.example.gov/u?acct='; DROP TABLE event;--", "Nothing was added"}};
  desk.scan(kDelgado);
  for (const auto& row : table) {
    desk.scan(row.text);
    EXPECT_EQ(desk.view().tone, Tone::refused);
    EXPECT_EQ(desk.view().bills.size(), 1U);
    EXPECT_NE(desk.said().find(row.said), std::string::npos) << desk.said();
  }
}

TEST_F(CounterPage, aCardNumberIsRefusedRecordedAndNeitherShownNorKept) {
  desk.scan("4111111111111111");
  desk.type("4111111111111111 Enter");
  desk.scan(kDelgado);
  desk.type("F3 4111111111111111 Enter");
  desk.type("Esc Esc F5 4111111111111111");
  for (const auto& event : desk.events()) EXPECT_EQ(event.payload.find("4111111111111111"), std::string::npos);
  EXPECT_EQ(desk.said().find("4111111111111111"), std::string::npos);
  EXPECT_EQ(desk.view().entry.text.find("411111111111"), std::string::npos);
  const auto refused = desk.facts<ledger::journal::Refused>();
  ASSERT_EQ(refused.size(), 4U);
  EXPECT_EQ(refused[0].code, "card_number_scan");
}

TEST_F(CounterPage, aBasketIsParkedAndBroughtBack) {
  desk.scan(kDelgado);
  desk.type("F11");
  EXPECT_TRUE(desk.view().bills.empty());
  ASSERT_EQ(desk.view().parked.size(), 1U);
  desk.restart();
  desk.type("1 314159 Enter Enter F11");
  ASSERT_EQ(desk.view().bills.size(), 1U);
  desk.type("*");
  EXPECT_EQ(desk.count("payment"), 1U);
  EXPECT_TRUE(desk.ledger().drafts().empty());
}

}  // namespace till::pos::station
