// SPDX-License-Identifier: Apache-2.0
// Cash that is no payment, at the counter: posted, then the drawer, then the slip.
#include "counter_desk.h"
#include "ledger/journal/entry.h"

namespace till::pos::station {

using ledger::journal::CashMoved;
using ledger::journal::CountKept;
using ledger::journal::HandOverAccepted;

namespace {

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

struct DrawerMenu : testing::Test {
  DrawerMenu() {
    desk.openTill();
    desk.happened.clear();
  }
  // What the sealed count says should be there.
  Money expected() {
    desk.type("F8 Enter * *");
    if (desk.view().page == Page::countDown) desk.type("* *");  // far off: once more
    const auto figures = desk.ledger().figures(desk.state().session->id);
    return figures ? figures->lines.at(0).expected : cents(-1);
  }
  bool has(const std::string& text) { return desk.said().find(text) != std::string::npos; }
  Desk desk;
};

}  // namespace

TEST_F(DrawerMenu, aDropIsCountedNumberedPostedAndThenTheDrawerOpens) {
  desk.type("F6 2");
  EXPECT_EQ(desk.view().page, Page::drawerCash);
  desk.type("1 Enter *");
  EXPECT_EQ(desk.view().entry.label, "Number of the envelope");
  desk.type("4711 Enter");
  const auto moved = desk.facts<CashMoved>();
  ASSERT_EQ(moved.size(), 1U);
  EXPECT_EQ(moved[0].kind, "drop");
  EXPECT_EQ(moved[0].moved, cents(10000));
  EXPECT_EQ(moved[0].reference, "4711");
  EXPECT_EQ(moved[0].from, "till.3");
  EXPECT_EQ(ledger::journal::imbalance(moved[0].entry), "");
  ASSERT_EQ(desk.happened.size(), 2U);
  EXPECT_EQ(desk.happened[0], "kick");
  EXPECT_EQ(desk.happened[1], "print slip of cash: drop");
  EXPECT_NE(desk.lastPaper.find("4711"), std::string::npos) << desk.lastPaper;
  EXPECT_NE(desk.lastPaper.find("100.00"), std::string::npos);
  EXPECT_EQ(desk.view().page, Page::counter);
  desk.drawerSaysShut();
  EXPECT_EQ(expected(), cents(20000));
}

TEST_F(DrawerMenu, noTwoEnvelopesOfOneNumberLieInTheSafe) {
  desk.type("F6 2 1 Enter * 4711 Enter");
  desk.drawerSaysShut();
  desk.type("F6 2 1 Enter * 4711 Enter");
  EXPECT_TRUE(has("lies in the safe already")) << desk.said();
  EXPECT_EQ(desk.facts<CashMoved>().size(), 1U);
  desk.type("2 Enter");
  EXPECT_EQ(desk.facts<CashMoved>().back().reference, "47112");
}

TEST_F(DrawerMenu, nothingIsPostedHalfDone) {
  for (const char* keys : {"F6 2 *", "F6 2 1 Enter * Enter", "F6 2 1 Enter * 17 Esc Esc", "F6 4 1 Enter *",
                           "F6 5 1 Enter * 1 Enter + 1 *", "F6 5 1 Enter * 3 Enter * *", "F6 7", "F6 6 1 *"}) {
    desk.type(keys);
    EXPECT_TRUE(desk.facts<CashMoved>().empty()) << keys;
    desk.type("Esc Esc Esc Esc Esc");
    EXPECT_EQ(desk.view().page, Page::counter) << keys;
  }
  EXPECT_TRUE(desk.happened.empty());
}

TEST_F(DrawerMenu, aFullDiskPostsNothingAndOpensNothing) {
  desk.diskFills();
  desk.type("F6 2 1 Enter * 17 Enter");
  EXPECT_TRUE(desk.facts<CashMoved>().empty());
  EXPECT_TRUE(desk.happened.empty());
}

TEST_F(DrawerMenu, aPickUpWantsASecondPersonAndNobodyIsTheirOwn) {
  desk.type("F6 4 0 Enter 1 Enter * *");
  EXPECT_TRUE(desk.facts<CashMoved>().empty());
  desk.type("1");
  EXPECT_TRUE(has("may not approve")) << desk.said();
  desk.type("3");
  EXPECT_TRUE(has("may not approve")) << "a clerk approves nothing";
  desk.type("2 314159 Enter");
  ASSERT_EQ(desk.facts<CashMoved>().size(), 1U);
  EXPECT_EQ(desk.facts<CashMoved>()[0].amount, cents(5000));
  EXPECT_EQ(desk.facts<CashMoved>()[0].witness, "slane");
  EXPECT_EQ(desk.events().back().context.actor, "jortiz");
  desk.drawerSaysShut();
  EXPECT_EQ(expected(), cents(35000));
}

TEST_F(DrawerMenu, whatIsApprovedAfterwardsIsPending) {
  desk.settings().funds.approval.at(static_cast<std::size_t>(funds::Act::drop)) = people::ApprovalRule::after;
  desk.settings().noSaleApproval = people::ApprovalRule::after;
  desk.settings().voidApproval = people::ApprovalRule::after;
  desk.type("F6 2 1 Enter * 17 Enter");
  EXPECT_EQ(desk.ledger().pendingActs().size(), 1U);
  EXPECT_NE(desk.lastPaper.find("pending"), std::string::npos) << desk.lastPaper;
  desk.drawerSaysShut();
  desk.type("F6 1 1");
  EXPECT_EQ(desk.ledger().pendingActs().size(), 2U);
}

TEST_F(DrawerMenu, anExchangeGivesBackWhatWentOut) {
  desk.type("F6 5 1 Enter *");  // a hundred out
  EXPECT_NE(desk.view().title.find("comes back"), std::string::npos) << desk.view().title;
  desk.type("0 Enter 1 Enter *");
  EXPECT_TRUE(has("two sides differ")) << desk.said();
  desk.type("+ 1 Enter * *");
  EXPECT_TRUE(desk.facts<CashMoved>().empty());
  desk.type("Esc Esc Esc Esc");
  desk.type("F6 5 1 Enter * 0 Enter 2 Enter * *");
  ASSERT_EQ(desk.facts<CashMoved>().size(), 1U);
  const auto moved = desk.facts<CashMoved>()[0];
  EXPECT_TRUE(moved.amount.isZero());
  EXPECT_EQ(moved.back.size(), 1U);
  desk.drawerSaysShut();
  EXPECT_EQ(expected(), cents(30000));
}

TEST_F(DrawerMenu, aHandOverIsInTransitUntilTheOtherHasCountedIt) {
  desk.settings().tills = {3, 4};
  desk.type("F6 6 2 1 Enter * *");  // to M. Chen: the second of the others
  ASSERT_EQ(desk.facts<CashMoved>().size(), 1U);
  EXPECT_EQ(desk.facts<CashMoved>()[0].receiver, "mchen");
  ASSERT_EQ(desk.ledger().handOvers().size(), 1U);
  desk.drawerSaysShut();
  desk.type("F6 7");
  EXPECT_TRUE(has("not to be had")) << "who gave it does not accept it";
  desk.type("Esc F6 3 3 314159 Enter * *");  // swap: M. Chen opens till 4 without a float
  ASSERT_TRUE(desk.state().session);
  EXPECT_EQ(desk.state().session->custodian, "mchen");
  desk.drawerSaysShut();
  desk.type("F6 7");
  EXPECT_EQ(desk.view().page, Page::drawerCash);
  EXPECT_EQ(desk.said().find("100.00"), std::string::npos) << "counted blind";
  desk.type("0 Enter 1 Enter 2 Enter * *");  // 90.00
  const auto accepted = desk.facts<HandOverAccepted>();
  ASSERT_EQ(accepted.size(), 1U);
  EXPECT_EQ(accepted[0].difference, cents(-1000));
  bool unassigned = false;
  for (const auto& line : accepted[0].entry) unassigned |= line.account == desk.settings().funds.accounts.unassigned;
  EXPECT_TRUE(unassigned);
  EXPECT_NE(desk.lastPaper.find("-10.00"), std::string::npos) << desk.lastPaper;
  EXPECT_NE(desk.lastPaper.find("J. Ortiz"), std::string::npos) << "both names";
  EXPECT_TRUE(desk.ledger().handOvers().empty());
}

TEST_F(DrawerMenu, aSurpriseCountIsBlindWitnessedAndSealsNothing) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F8 Enter 7 Enter Esc");  // a count-down that was begun
  desk.drawerSaysShut();
  desk.type("F6 8 2 314159 Enter");
  ASSERT_EQ(desk.view().page, Page::countDown);
  EXPECT_EQ(desk.view().title, "Surprise count of till 3");
  EXPECT_EQ(desk.view().count->counted, "0.00");
  desk.type("3 Enter * *");
  const auto kept = desk.facts<CountKept>();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].purpose, "surprise");
  EXPECT_EQ(kept[0].witness, "slane");
  EXPECT_EQ(kept[0].lines.at(0).overShort, cents(-8427));
  EXPECT_EQ(desk.view().page, Page::counter);
  for (const std::string figure : {"84.27", "384.27"}) {
    EXPECT_EQ(desk.said().find(figure), std::string::npos);
    EXPECT_EQ(desk.lastPaper.find(figure), std::string::npos) << desk.lastPaper;
  }
  EXPECT_FALSE(desk.ledger().figures(desk.state().session->id).has_value());
  desk.drawerSaysShut();
  desk.type("F8 Enter");
  EXPECT_EQ(desk.view().count->counted, "700.00") << "the other count is as it was";
}

TEST_F(DrawerMenu, muchCashAsksForADropWithoutSayingHowMuch) {
  desk.settings().funds.askDropOver = cents(38000);
  EXPECT_FALSE(desk.state().dropWanted);
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  EXPECT_TRUE(has("Much cash lies in the drawer")) << desk.said();
  EXPECT_EQ(desk.said().find("384.27"), std::string::npos);
  EXPECT_EQ(desk.said().find("380.00"), std::string::npos);
  desk.type("F6 2 1 Enter * 1 Enter");
  EXPECT_FALSE(has("Much cash")) << desk.said();
}

TEST_F(DrawerMenu, anOfficeWithoutFundsHasTheNoSaleOnly) {
  desk.settings().funds = {};
  desk.type("F6 1");
  EXPECT_EQ(desk.count("drawer"), 2U) << "the float's and this one";
  EXPECT_TRUE(desk.facts<CashMoved>().empty());
}

TEST_F(DrawerMenu, aSlipIsTheSameWhenItIsPrintedAgain) {
  desk.autoPrint = false;
  desk.type("F6 2 1 Enter * 4711 Enter");
  desk.finishPrint(drivers::printer::JobOutcome::unconfirmed, true);
  desk.drawerSaysShut();
  desk.type("Enter");
  EXPECT_NE(desk.lastPaper.find("DUPLICATE"), std::string::npos);
  EXPECT_NE(desk.lastPaper.find("4711"), std::string::npos);
}

}  // namespace till::pos::station
