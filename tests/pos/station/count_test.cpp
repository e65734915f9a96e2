// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"
#include "ledger/journal/entry.h"

namespace till::pos::station {

using ledger::journal::CountSealed;
using ledger::journal::SessionClosed;
using ledger::journal::SessionOpened;

TEST(FloatCount, notesLooseCoinAndRollsAddUp) {
  Desk desk;
  desk.signIn();
  desk.type("1 Enter 3 + 2 Enter");  // a hundred; fifties in two stacks
  EXPECT_EQ(desk.view().count->notesTotal, "350.00");
  desk.send(CountFieldTouched{.index = 15});  // rolls of quarters: after 7 notes and 6 coins, dollars, halves
  EXPECT_EQ(desk.view().entry.label, "Quarters, rolls");
  desk.type("2 Enter");
  EXPECT_EQ(desk.view().count->coinTotal, "20.00");
  EXPECT_EQ(desk.view().count->counted, "370.00");
}

TEST(FloatCount, aDifferenceIsBookedWhenTheTillIsOpened) {
  Desk desk;
  desk.signIn();
  desk.type("2 Enter 1 Enter 2 Enter * ");
  EXPECT_NE(desk.said().find("10.00 short"), std::string::npos) << desk.said();
  desk.type("*");
  const auto opened = desk.facts<SessionOpened>();
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened[0].floatAmount, Money::fromMinor(29000));
  ASSERT_EQ(opened[0].entry.size(), 2U);
  EXPECT_EQ(ledger::journal::imbalance(opened[0].entry), "");
}

TEST(FloatCount, whereThereAreTwoTillsOneIsChosen) {
  Desk desk;
  desk.settings().tills = {3, 4};
  desk.signIn();
  EXPECT_EQ(desk.view().choices.size(), 2U);
  desk.type("2 3 Enter * *");
  EXPECT_EQ(desk.facts<SessionOpened>().at(0).till, 4);
}

struct CountDownPage : testing::Test {
  CountDownPage() {
    desk.openTill();
    desk.scan(kDelgado);
    desk.type("*");
    desk.drawerSaysShut();
  }
  Desk desk;
};

TEST_F(CountDownPage, isRefusedWithABasketOpen) {
  desk.scan(kAcme);
  desk.type("F8");
  EXPECT_EQ(desk.view().page, Page::counter);
  EXPECT_NE(desk.said().find("A basket is open"), std::string::npos);
}

TEST_F(CountDownPage, isBlindUntilTheSeal) {
  desk.type("F8 Enter 3 Enter");
  const auto view = desk.view();
  EXPECT_EQ(view.page, Page::countDown);
  EXPECT_FALSE(view.closing.has_value());
  EXPECT_FALSE(desk.ledger().figures(desk.state().session->id).has_value());
  EXPECT_EQ(desk.said().find("84.27"), std::string::npos);
  EXPECT_EQ(desk.said().find("384.27"), std::string::npos);
}

TEST_F(CountDownPage, sealsOnceAfterAskingAndShowsWhatIsMissing) {
  desk.type("F8 Enter 3 Enter 1 Enter 1 Enter 1 Enter *");  // 380.00
  EXPECT_TRUE(desk.facts<CountSealed>().empty());
  EXPECT_NE(desk.said().find("Seal the count of 380.00"), std::string::npos) << desk.said();
  desk.press(Key::star, true);
  EXPECT_TRUE(desk.facts<CountSealed>().empty());
  desk.type("*");
  ASSERT_EQ(desk.facts<CountSealed>().size(), 1U);
  const auto view = desk.view();
  ASSERT_EQ(view.page, Page::closing);
  EXPECT_EQ(view.closing->rows[0].expected, "384.27");
  EXPECT_EQ(view.closing->rows[0].counted, "380.00");
  EXPECT_EQ(view.closing->overShort, "4.27");
  EXPECT_EQ(view.closing->overShortLabel, "Short");
  desk.type("Enter");
  EXPECT_TRUE(desk.facts<SessionClosed>().empty()) << "a difference wants a reason";
  desk.type("2 Enter");
  const auto closed = desk.facts<SessionClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].reason, "Miscounted change");
  EXPECT_EQ(closed[0].z, 1);
  EXPECT_EQ(ledger::journal::imbalance(closed[0].entry), "");
  EXPECT_EQ(desk.view().page, Page::closed);
  EXPECT_EQ(desk.view().closing->z, "Z 1");
  desk.type("Enter");
  EXPECT_EQ(desk.view().page, Page::signIn);
}

TEST_F(CountDownPage, anInterruptedCountComesBack) {
  desk.type("F8 Enter 3 Enter / 2500 Enter 1250 Enter");
  desk.restart();
  desk.signIn();
  EXPECT_NE(desk.resumeCard().find("A count had been begun"), std::string::npos);
  desk.type("Enter F8 Enter");
  EXPECT_EQ(desk.view().count->counted, "300.00");
  EXPECT_EQ(desk.view().count->tapes[0].summary, "2 typed, 37.50");
}

TEST_F(CountDownPage, escKeepsTheCountAndGoesBackToTheCounter) {
  desk.type("F8 Enter 3 Enter Esc");
  EXPECT_EQ(desk.view().page, Page::counter);
  desk.type("F8 Enter");
  EXPECT_EQ(desk.view().count->counted, "300.00");
}

TEST_F(CountDownPage, tapesTakeAmountsFromThePaper) {
  desk.scan(kAcme);
  desk.type("/ 7 Enter *");
  desk.type("F8 Enter / 84.275 Enter");
  EXPECT_EQ(desk.view().tone, Tone::refused);
  desk.type("- 9270 Enter 1 Enter -");
  EXPECT_EQ(desk.view().count->tapes[0].amounts, std::vector<std::string>{"92.70"});
  desk.type("* * * *");
  EXPECT_EQ(desk.view().closing->rows[1].counted, "92.70");
  EXPECT_FALSE(desk.view().closing->rows[1].differs);
}

TEST_F(CountDownPage, aPowerCutAfterTheSealComesBackToTheClosing) {
  desk.type("F8 Enter 3 Enter * * * *");
  ASSERT_EQ(desk.view().page, Page::closing);
  desk.restart();
  desk.signIn();
  EXPECT_EQ(desk.view().page, Page::closing);
  desk.type("1 Enter");
  EXPECT_EQ(desk.facts<SessionClosed>().size(), 1U);
}

TEST(CountDown, isRefusedWhileAParkedBasketHoldsMoney) {
  Desk desk;
  desk.openTill();
  desk.drawerSaysShut();
  desk.scan(kDelgado);
  desk.type("3000 * F11 F8");
  EXPECT_EQ(desk.view().page, Page::counter);
  EXPECT_NE(desk.said().find("A parked basket holds money"), std::string::npos) << desk.said();
  desk.type("F11 Esc F11 F8 Enter");  // back, the money handed back, aside again
  EXPECT_EQ(desk.view().page, Page::countDown) << desk.said();
}

TEST(CountDown, noSupervisorClosesATillWhoseBasketHoldsMoney) {
  Desk desk;
  desk.openTill();
  desk.drawerSaysShut();
  desk.scan(kDelgado);
  desk.type("3000 * F12 / 2");
  desk.type("314159 Enter");
  EXPECT_NE(desk.view().page, Page::countDown);
  EXPECT_NE(desk.said().find("holds a customer's money"), std::string::npos) << desk.said();
}

}  // namespace till::pos::station
