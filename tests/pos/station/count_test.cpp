// SPDX-License-Identifier: Apache-2.0
#include <sstream>

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

// --- the second count, what to count again, approvals
// -----------------------------------------------------------------

TEST_F(CountDownPage, withinTheLimitTheFirstCountStands) {
  desk.type("F8 Enter 3 Enter 1 Enter 1 Enter 1 Enter * *");  // 4.27 short
  EXPECT_EQ(desk.view().page, Page::closing);
  EXPECT_EQ(desk.facts<ledger::journal::CountKept>().size(), 1U);
}

TEST_F(CountDownPage, beyondTheLimitItSaysCountOnceMoreAndNothingElse) {
  desk.type("F8 Enter 3 Enter * *");  // 84.27 short
  EXPECT_EQ(desk.view().page, Page::countDown);
  EXPECT_NE(desk.said().find("Count once more."), std::string::npos) << desk.said();
  EXPECT_EQ(desk.said().find("84.27"), std::string::npos);
  EXPECT_FALSE(desk.ledger().figures(desk.state().session->id).has_value());
  EXPECT_TRUE(desk.view().count->fields[0].again) << "what was counted is to be counted again";
  desk.type("2 Enter * *");  // worse, and it stands
  ASSERT_EQ(desk.view().page, Page::closing) << desk.said();
  EXPECT_EQ(desk.facts<ledger::journal::CountKept>().at(0).cashCounted, Money::fromMinor(30000));
  EXPECT_EQ(desk.facts<CountSealed>().at(0).cashCounted, Money::fromMinor(20000));
}

TEST_F(CountDownPage, eachKindOfTenderHasItsOwnLimit) {
  desk.settings().recountBeyond = {Money::fromMinor(10000), Money(), Money(), Money()};
  desk.type("F8 Enter 3 Enter / 1 Enter * *");
  EXPECT_EQ(desk.view().page, Page::countDown) << "one cent of a check that nobody took";
  desk.restart();
  desk.signIn();
  desk.type("Enter F8 Enter * *");
  EXPECT_EQ(desk.view().page, Page::closing) << "the second count stands, after a power cut too";
}

TEST_F(CountDownPage, strapsOfNotesAreCountedByTheStrap) {
  desk.type("F8 Enter");
  desk.send(CountFieldTouched{.index = 21});  // straps of twenties, after 7 notes, 6 coins, 6 rolls
  EXPECT_EQ(desk.view().entry.label, "Twenties, straps");
  desk.type("2 Enter");
  EXPECT_EQ(desk.view().count->notesTotal, "4,000.00");
  EXPECT_EQ(desk.view().count->counted, "4,000.00");
}

TEST_F(CountDownPage, theTerminalsBatchIsTypedLikeAPaper) {
  desk.type("F8 Enter / / / / 5537 Enter");
  EXPECT_EQ(desk.view().count->tapes[3].amounts, std::vector<std::string>{"55.37"});
  desk.type("* * * *");
  ASSERT_EQ(desk.view().page, Page::closing) << desk.said();
  EXPECT_EQ(desk.facts<CountSealed>().at(0).cardBatches.at(0), Money::fromMinor(5537));
  EXPECT_EQ(desk.view().closing->rows[3].counted, "0.00") << "slips are what is counted";
  const auto notes = desk.view().closing->notes;
  EXPECT_TRUE(
      std::ranges::any_of(notes, [](const auto& note) { return note.what.find("55.37") != std::string::npos; }));
}

TEST_F(CountDownPage, aPaymentInBetweenSaysWhatToCountAgain) {
  desk.type("F8 Enter 3 Enter 2 Enter / 2500 Enter Esc Esc");
  ASSERT_EQ(desk.view().page, Page::counter);
  desk.scan(kAcme);
  desk.type("/ 7 Enter *");
  desk.type("F8 Enter");
  ASSERT_EQ(desk.view().page, Page::countDown);
  EXPECT_TRUE(desk.view().count->tapes[0].again);
  EXPECT_FALSE(desk.view().count->fields[0].again) << "no cash moved";
  EXPECT_NE(desk.said().find("Count again what is marked: 1."), std::string::npos) << desk.said();
  desk.type("/ 9270 Enter");
  EXPECT_FALSE(desk.view().count->tapes[0].again);
  desk.type("Esc Esc");
  desk.scan(kSmith);
  desk.type("*");
  desk.drawerSaysShut();
  desk.restart();
  desk.signIn();
  desk.type("Enter F8 Enter");
  EXPECT_TRUE(desk.view().count->fields[0].again);
  EXPECT_TRUE(desk.view().count->fields[1].again);
  EXPECT_FALSE(desk.view().count->fields[2].again) << "not counted yet";
  desk.type("4 Enter");
  EXPECT_FALSE(desk.view().count->fields[0].again);
  EXPECT_TRUE(desk.view().count->fields[1].again);
}

TEST_F(CountDownPage, namesTheCheckThatIsMissingAndTheForeignOne) {
  desk.scan(kAcme);
  desk.type("/ 1042 Enter *");
  desk.type("F8 Enter 3 Enter 1 Enter 1 Enter 1 Enter / 9207 Enter * * * *");
  ASSERT_EQ(desk.view().page, Page::closing) << desk.said();
  std::string all;
  const auto notes = desk.view().closing->notes;
  for (const auto& note : notes) all += note.what + " " + note.text + "\n";
  EXPECT_NE(all.find("Missing: 92.70. check 1042 of receipt 2A-000002"), std::string::npos) << all;
  EXPECT_NE(all.find("never taken: 92.07"), std::string::npos) << all;
  EXPECT_NE(all.find("Two digits changed round, perhaps: 0 7."), std::string::npos) << all;
}

TEST_F(CountDownPage, withinTheLimitsAReasonMayBeLeftOut) {
  desk.settings().askReasonBeyond = Money::fromMinor(500);
  desk.type("F8 Enter 3 Enter 1 Enter 1 Enter 1 Enter * * Enter");
  EXPECT_EQ(desk.view().page, Page::closed) << desk.said();
}

TEST_F(CountDownPage, beyondItsLimitADifferenceIsPostedPendingAndTheZSaysSo) {
  desk.type("F8 Enter 3 Enter * * * *");
  ASSERT_EQ(desk.view().page, Page::closing);
  EXPECT_NE(desk.said().find("looked at later"), std::string::npos) << desk.said();
  desk.type("Enter");
  EXPECT_TRUE(desk.facts<SessionClosed>().empty()) << "a reason first";
  desk.type("1 Enter");
  ASSERT_EQ(desk.view().page, Page::closed) << desk.said();
  ASSERT_EQ(desk.ledger().pendingActs().size(), 1U);
  EXPECT_NE(desk.lastPaper.find("Approval pending"), std::string::npos) << desk.lastPaper;
  const auto key = desk.ledger().pendingActs()[0];
  const ledger::journal::ActReviewed act{.epoch = key.epoch, .of = key.seq, .verdict = "approved", .note = ""};
  EXPECT_FALSE(desk.ledger().post({"jortiz", {}, {}, {}}, act)) << "nobody reviews their own act";
  EXPECT_TRUE(desk.ledger().post({"slane", {}, {}, {}}, act));
  EXPECT_TRUE(desk.ledger().pendingActs().empty());
}

TEST_F(CountDownPage, atOnceASupervisorsPinIsAskedOnTheClosingPage) {
  desk.settings().overShortApproval = people::ApprovalRule::atOnce;
  desk.type("F8 Enter 3 Enter * * * * 1 Enter");
  ASSERT_EQ(desk.view().page, Page::menu);
  EXPECT_FALSE(desk.view().choices[0].enabled) << "not the custodian";
  desk.type("Esc");
  EXPECT_EQ(desk.view().page, Page::closing) << "and back";
  desk.type("Enter 2 314159 Enter");
  ASSERT_EQ(desk.view().page, Page::closed) << desk.said();
  const auto events = desk.events();
  const auto closed = std::ranges::find(events, "session_closed", &ledger::store::StoredEvent::kind);
  EXPECT_EQ(closed->context.approval->approver, "slane");
}

// A normal till: seven kinds of note, quarters, dimes, nickels and cents loose, three checks typed from the paper, and
// it balances. A touch counts as a key; the number stands in pos/README.md.
TEST(CountDown, fromF8ToASignedZIsFortyFiveKeysForANormalTill) {
  Desk desk;
  desk.openTill();
  desk.drawerSaysShut();
  for (const auto* stub : {kDelgado, kAcme, kSmith}) {
    desk.scan(stub);
    desk.type("/ 1042 Enter *");
  }
  desk.scan(kDelgado);
  desk.type("4127 *");
  desk.type("Enter *");
  desk.drawerSaysShut();
  int keys = 0;
  const auto type = [&](const std::string& words) {
    std::istringstream all(words);
    for (std::string word; all >> word;) keys += word == "F8" || word == "Enter" ? 1 : static_cast<int>(word.size());
    desk.type(words);
  };
  type("F8 Enter");
  type("1 Enter 1 Enter 7 Enter 4 Enter 2 Enter 0 Enter 1 Enter");  // 341.00
  desk.send(CountFieldTouched{.index = 9});                         // a touch: the quarters
  ++keys;
  type("1 Enter 0 Enter 0 Enter 2 Enter");  // 0.27
  type("/ 8427 Enter 9270 Enter 11841 Enter");
  type("* *");
  ASSERT_EQ(desk.view().page, Page::closing) << desk.said();
  EXPECT_EQ(desk.view().closing->overShort, "0.00");
  type("Enter");
  EXPECT_EQ(desk.view().page, Page::closed) << desk.said();
  EXPECT_EQ(keys, 45);
}

}  // namespace till::pos::station
