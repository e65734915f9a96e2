// SPDX-License-Identifier: Apache-2.0
// Several people at one drawer.
#include "counter_desk.h"
#include "ledger/journal/entry.h"

namespace till::pos::station {

using ledger::journal::CashMoved;
using ledger::journal::SessionClosed;
using ledger::journal::SessionOpened;
using ledger::journal::TillPlaced;

namespace {

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

struct Tills : testing::Test {
  Tills() {
    desk.openTill();
    desk.settings().tills = {3, 4};
  }
  // J. Ortiz's till is set aside, M. Chen opens till 4 with 300.00.
  void chenComesIn() {
    desk.type("F6 3");
    desk.drawerSaysShut();
    desk.type("3 314159 Enter 3 Enter * *");
    desk.drawerSaysShut();
  }
  void signOutByLock(const std::string& number) { desk.type("F12 / " + number + " 314159 Enter"); }
  bool has(const std::string& text) { return desk.said().find(text) != std::string::npos; }
  Desk desk;
};

}  // namespace

TEST_F(Tills, theSessionSaysInWhichDrawerItsTillStands) {
  EXPECT_EQ(desk.facts<SessionOpened>().at(0).drawer, "1");
  chenComesIn();
  ASSERT_EQ(desk.ledger().openSessions().size(), 2U);
  EXPECT_EQ(desk.state().session->custodian, "mchen");
  EXPECT_EQ(desk.state().session->till, 4) << "till 3 is not free";
}

TEST_F(Tills, areSwappedInTenKeysOrLess) {
  chenComesIn();
  std::size_t keys = 0;
  const auto type = [&](const std::string& each) {
    desk.type(each);
    ++keys;
  };
  for (const char* key : {"F6", "3"}) type(key);
  EXPECT_EQ(desk.view().page, Page::signIn);
  EXPECT_EQ(desk.view().entry.label, "PIN of J. Ortiz") << "the only one who waits";
  for (const char* key : {"3", "1", "4", "1", "5", "9", "Enter"}) type(key);
  EXPECT_EQ(keys, 9U);
  EXPECT_EQ(desk.view().page, Page::counter);
  EXPECT_EQ(desk.state().session->custodian, "jortiz");
  EXPECT_TRUE(has("Till 3 goes on")) << desk.said();
  desk.scan(kDelgado);
  desk.type("*");
  EXPECT_EQ(desk.ledger().counts(1).payments, 1);
  EXPECT_EQ(desk.ledger().counts(2).payments, 0);
}

TEST_F(Tills, theDrawerOpensOnceForASwap) {
  chenComesIn();
  desk.happened.clear();
  desk.type("F6 3 314159 Enter");  // the drawer still stands open
  EXPECT_EQ(std::ranges::count(desk.happened, "kick"), 1);
}

TEST_F(Tills, areNotSwappedWithABasketOrMoneyOpen) {
  desk.scan(kDelgado);
  desk.type("F6 3");
  EXPECT_TRUE(desk.facts<TillPlaced>().empty());
  EXPECT_TRUE(has("A basket is open"));
  desk.type("Esc 3000 * F11 F6 3");
  EXPECT_TRUE(desk.facts<TillPlaced>().empty());
  EXPECT_TRUE(has("holds money")) << desk.said();
}

TEST_F(Tills, eachHasItsOwnReceiptsCountsAndZ) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F8 Enter 3 Enter Esc");  // a count that was begun
  desk.drawerSaysShut();
  chenComesIn();
  desk.scan(kAcme);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F7 3");
  EXPECT_EQ(desk.view().choices.size(), 1U) << "the other's payments are the other's";
  desk.type("Esc Esc F8 Enter");
  EXPECT_EQ(desk.view().count->counted, "0.00");
  desk.type("3 Enter 1 Enter 2 Enter 0 Enter 0 Enter 1 Enter 0 Enter * * ");
  ASSERT_EQ(desk.view().page, Page::closing) << desk.said();
  EXPECT_EQ(desk.view().closing->rows[0].expected, "392.70");
  desk.type("1 Enter");
  EXPECT_EQ(desk.facts<SessionClosed>().size(), 1U);
  EXPECT_NE(desk.lastPaper.find("Till 4"), std::string::npos) << desk.lastPaper;
  desk.type("Enter 1 314159 Enter");
  EXPECT_EQ(desk.state().session->custodian, "jortiz");
  desk.drawerSaysShut();
  desk.type("F8 Enter");
  EXPECT_EQ(desk.view().count->counted, "300.00");
  desk.type("3 Enter 1 Enter 1 Enter 1 Enter 0 Enter 0 Enter 4 Enter 0 Enter 0 Enter 1 Enter 0 Enter 0 Enter 2 Enter");
  desk.type("* * Enter");
  ASSERT_EQ(desk.facts<SessionClosed>().size(), 2U);
  EXPECT_EQ(desk.facts<SessionClosed>()[1].lines[0].expected, cents(38427));
  EXPECT_NE(desk.lastPaper.find("Till 3"), std::string::npos);
}

TEST_F(Tills, comeBackAfterAPowerCutAsTheyStood) {
  chenComesIn();
  desk.restart();
  EXPECT_EQ(desk.state().session->custodian, "mchen");
  desk.signIn("1");
  EXPECT_EQ(desk.view().page, Page::signIn) << "hers stands in the drawer";
  desk.type("Esc Esc");
  desk.signIn("3");
  EXPECT_EQ(desk.view().page, Page::resume);
}

TEST_F(Tills, ofSomebodyAbsentAreClosedByASupervisorAndAWitnessWhoIsNeither) {
  signOutByLock("2");
  ASSERT_EQ(desk.view().page, Page::menu);
  EXPECT_NE(desk.view().choices.at(0).text.find("J. Ortiz"), std::string::npos);
  desk.type("1");
  for (const char* own : {"1", "2"}) {
    desk.type(own);
    EXPECT_TRUE(has("may not approve")) << own << desk.said();
  }
  desk.type("3 314159 Enter");
  ASSERT_EQ(desk.view().page, Page::countDown) << desk.said();
  desk.type("3 Enter * * Enter");
  const auto closed = desk.facts<SessionClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].witness, "mchen");
  EXPECT_EQ(desk.ledger().openSessions().size(), 0U);
}

TEST_F(Tills, ofSomebodyAbsentCanBeSetAsideForASupervisorsOwn) {
  signOutByLock("2");
  desk.type("2 3 314159 Enter");
  ASSERT_EQ(desk.facts<TillPlaced>().size(), 1U);
  EXPECT_EQ(desk.view().page, Page::menu) << "close it, or open one of their own";
  desk.drawerSaysShut();
  desk.type("2 3 Enter * *");
  EXPECT_EQ(desk.state().session->custodian, "slane") << desk.said();
  EXPECT_EQ(desk.ledger().openSessions().size(), 2U);
}

TEST_F(Tills, thatAreSetAsideCanBeClosedForWhoDidNotComeBack) {
  desk.type("F6 3");
  desk.drawerSaysShut();
  desk.type("2 314159 Enter");
  ASSERT_EQ(desk.view().page, Page::menu);
  desk.type("1 3 314159 Enter 3 Enter * * Enter");
  ASSERT_EQ(desk.facts<SessionClosed>().size(), 1U) << desk.said();
  EXPECT_EQ(desk.facts<SessionClosed>()[0].witness, "mchen");
}

TEST_F(Tills, escapeFromAnothersTillLeavesItAsItWas) {
  for (const char* keys : {"Esc", "1 Esc", "1 3 Esc Esc", "2 3 3 Esc Esc Esc"}) {
    signOutByLock("2");
    desk.type(keys);
    EXPECT_EQ(desk.view().page, Page::signIn) << keys;
    EXPECT_TRUE(desk.facts<TillPlaced>().empty()) << keys;
    desk.signIn("1");
    EXPECT_EQ(desk.view().page, Page::counter) << keys;
  }
}

TEST_F(Tills, aSurpriseCountThatWasLeftBehindSealsNothingLater) {
  desk.type("F6 8 2 314159 Enter 1 Enter");
  signOutByLock("2");
  desk.type("Esc");
  desk.signIn("1");
  desk.type("F8 Enter 3 Enter * *");
  for (const auto& kept : desk.facts<ledger::journal::CountKept>()) EXPECT_EQ(kept.purpose, "first");
  EXPECT_EQ(desk.view().page, Page::closing) << desk.said();
}

TEST_F(Tills, whoIsLockedOutOfAnothersTillFindsTheOneInTheDrawer) {
  chenComesIn();
  signOutByLock("2");
  desk.type("1 3 314159 Enter");  // J. Ortiz's, which is set aside; M. Chen is the witness
  EXPECT_EQ(desk.view().page, Page::countDown);
  signOutByLock("3");
  EXPECT_EQ(desk.view().page, Page::counter) << desk.said();
  EXPECT_EQ(desk.state().session->custodian, "mchen");
}

TEST_F(Tills, nobodySellsWhoHasNoTillHere) {
  desk.type("F6 3");
  desk.drawerSaysShut();
  desk.type("2 314159 Enter");
  ASSERT_EQ(desk.view().page, Page::menu);
  desk.scan(kDelgado);
  EXPECT_EQ(desk.view().page, Page::menu);
  EXPECT_EQ(desk.view().tone, Tone::refused);
  EXPECT_TRUE(desk.facts<ledger::journal::PaymentTaken>().empty());
}

TEST_F(Tills, noTillFreeMeansNoTill) {
  desk.settings().tills = {3};
  desk.type("F6 3");
  desk.type("3 314159 Enter");
  EXPECT_EQ(desk.view().page, Page::signIn);
  EXPECT_TRUE(has("No till is free")) << desk.said();
}

// --- floats -------------------------------------------------------------------------------------------------------

TEST_F(Tills, aFloatThatDiffersIsUnassignedWithBothNames) {
  desk.type("F8 Enter 3 Enter * * Enter Enter");
  desk.drawerSaysShut();
  desk.type("3 314159 Enter 1 2 Enter * *");  // M. Chen, till 3: 200.00
  const auto opened = desk.facts<SessionOpened>();
  ASSERT_EQ(opened.size(), 2U) << desk.said();
  EXPECT_EQ(opened[1].custodian, "mchen");
  EXPECT_EQ(opened[1].lastHeldBy, "jortiz");
  ASSERT_EQ(opened[1].entry.size(), 2U);
  EXPECT_EQ(opened[1].entry[1].account, desk.settings().funds.accounts.unassigned);
  EXPECT_EQ(opened[1].entry[1].amount, cents(10000));
}

TEST_F(Tills, theFloatGoesBackToTheSafeAndComesOutOfItAgain) {
  desk.type("F8 Enter 3 Enter * * Enter");
  ASSERT_EQ(desk.view().page, Page::closed);
  desk.type("+");
  ASSERT_EQ(desk.facts<CashMoved>().size(), 1U) << desk.said();
  EXPECT_EQ(desk.facts<CashMoved>()[0].kind, "float_back");
  EXPECT_EQ(desk.facts<CashMoved>()[0].moved, cents(30000));
  desk.type("+");
  EXPECT_EQ(desk.facts<CashMoved>().size(), 1U) << "once";
  desk.drawerSaysShut();
  desk.type("Enter 3 314159 Enter 1");
  EXPECT_NE(desk.view().count->hint.find("300.00 of it comes from the safe"), std::string::npos)
      << desk.view().count->hint;
  desk.type("3 Enter * *");
  EXPECT_TRUE(desk.facts<SessionOpened>().size() == 1U) << "somebody gives it";
  desk.type("2 314159 Enter");
  ASSERT_EQ(desk.facts<CashMoved>().size(), 2U) << desk.said();
  EXPECT_EQ(desk.facts<CashMoved>()[1].kind, "float_out");
  EXPECT_EQ(desk.facts<CashMoved>()[1].witness, "slane");
  ASSERT_EQ(desk.facts<SessionOpened>().size(), 2U);
  EXPECT_TRUE(desk.facts<SessionOpened>()[1].entry.empty());
  EXPECT_EQ(desk.view().page, Page::counter);
}

TEST_F(Tills, aTillThatWasHandedOverWholeLeavesNoFloatAndNothingForTheBank) {
  desk.type("F6 6 2 3 Enter * *");
  desk.drawerSaysShut();
  desk.type("F8 Enter * * Enter");
  const auto closed = desk.facts<SessionClosed>();
  ASSERT_EQ(closed.size(), 1U) << desk.said();
  EXPECT_TRUE(closed[0].floatLeft.isZero());
  EXPECT_TRUE(closed[0].cashToDeposit.isZero());
  EXPECT_EQ(ledger::journal::imbalance(closed[0].entry), "");
}

}  // namespace till::pos::station
