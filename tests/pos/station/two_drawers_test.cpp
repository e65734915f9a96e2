// SPDX-License-Identifier: Apache-2.0
// Two clerks at one counter, each with a till in a drawer of their own, and two printers: who signs in goes on with
// theirs; kick, paper and every cent follow the drawer that their till stands in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "counter_desk.h"

namespace till::pos::station {
namespace {

using drivers::drawer::DrawerState;
using drivers::drawer::KickOutcome;
using drivers::printer::JobOutcome;
using ledger::journal::DrawerOpened;
using testing::ElementsAre;
using testing::HasSubstr;

using Seen = std::pair<std::string, std::optional<std::int64_t>>;  // an opening: its cause and session

class TwoDrawers : public testing::Test {
 protected:
  TwoDrawers() {
    desk.settings().drawers = {{"left", 0}, {"right", 1}};
    desk.settings().printers = {"front", "back"};
    desk.settings().tills = {3, 4};
    desk.restart();
  }

  // Counts 300.00 and opens; the drawer is shut again.
  void countFloat() { desk.type("2 Enter 1 Enter 2 Enter 1 Enter * *"); }
  void ortizOpensLeft() {
    desk.type("1 314159 Enter 1 1");  // till 3, into the first drawer
    countFloat();
    desk.drawerSaysShut(0);
  }
  void chenOpensRight() {
    desk.type("F12 / 3 314159 Enter");
    countFloat();
    desk.drawerSaysShut(1);
  }
  void backTo(const std::string& number) { desk.type("F12 / " + number + " 314159 Enter"); }
  void paysCash(const std::string& stub, std::size_t drawer) {
    desk.scan(stub);
    desk.type("*");
    desk.drawerSaysShut(drawer);
  }
  // Nothing is in it, says the count, and again: what is expected is what the seal tells.
  std::string expectedCash() {
    desk.type("F8 Enter * *");
    if (desk.state().page == Page::countDown) desk.type("* *");
    EXPECT_EQ(desk.state().page, Page::closing) << desk.said();
    return toText(desk.state().closing.figures.lines.front().expected);
  }
  std::vector<Seen> openings() {
    std::vector<Seen> all;
    for (const auto& event : desk.events())
      if (const auto* fact = std::get_if<DrawerOpened>(&event.body))
        all.emplace_back(fact->cause, event.context.session);
    return all;
  }
  std::int64_t sessionOf(const std::string& person) {
    for (const auto& open : desk.ledger().openSessions())
      if (open.custodian == person) return open.id;
    return 0;
  }

  Desk desk;
};

TEST_F(TwoDrawers, theFirstIsAskedForTheDrawerAndTheSecondGetsTheOtherOne) {
  desk.type("1 314159 Enter 1");
  EXPECT_EQ(desk.view().title, "Which drawer will till 3 stand in?");
  ASSERT_EQ(desk.view().choices.size(), 2U);
  EXPECT_EQ(desk.view().choices[1].text, "Drawer right");
  desk.type("3");
  EXPECT_EQ(desk.state().tone, Tone::refused) << "there is no third";
  desk.type("2");
  countFloat();
  EXPECT_EQ(desk.happened.back(), "kick 1");
  desk.drawerSaysShut(1);
  desk.type("F12 / 3 314159 Enter");
  countFloat();  // one till and one drawer are left: nothing to ask
  EXPECT_EQ(desk.happened.back(), "kick");
  const auto opened = desk.facts<ledger::journal::SessionOpened>();
  ASSERT_EQ(opened.size(), 2U);
  EXPECT_EQ(opened[0].drawer, "right");
  EXPECT_EQ(opened[1].drawer, "left");
  EXPECT_EQ(opened[1].custodian, "mchen");
}

TEST_F(TwoDrawers, whichStandsOpenIsSaidAndEscGoesBackToTheTills) {
  desk.type("1 314159 Enter");
  desk.drawerSaysShut(0);
  desk.drawerSaysOpen(1);
  desk.type("2");
  EXPECT_EQ(desk.view().title, "Which drawer will till 4 stand in?");
  ASSERT_EQ(desk.view().choices.size(), 2U);
  EXPECT_EQ(desk.view().choices[0].detail, "shut");
  EXPECT_EQ(desk.view().choices[1].detail, "stands open");
  desk.type("Esc");
  EXPECT_EQ(desk.view().title, "Which till?");
  EXPECT_TRUE(desk.state().person);
  desk.type("Esc");
  EXPECT_FALSE(desk.state().person);
}

TEST_F(TwoDrawers, kickAndPaperGoWhereTheTillStandsAndEachBalancesOnItsOwn) {
  ortizOpensLeft();
  chenOpensRight();
  const auto ortiz = sessionOf("jortiz"), chen = sessionOf("mchen");
  desk.happened.clear();
  paysCash(kAcme, 1);
  EXPECT_THAT(desk.happened, ElementsAre("kick 1", "print receipt 2A-000001 1"));
  backTo("1");
  EXPECT_EQ(desk.state().page, Page::counter);
  EXPECT_EQ(desk.view().header.till, "Till 3");
  desk.happened.clear();
  paysCash(kDelgado, 0);
  EXPECT_THAT(desk.happened, ElementsAre("kick", "print receipt 2A-000002"));
  backTo("3");
  EXPECT_EQ(desk.view().header.till, "Till 4");
  for (const auto& event : desk.events()) {
    if (!std::holds_alternative<ledger::journal::PaymentTaken>(event.body)) continue;
    EXPECT_EQ(event.context.session, event.context.actor == "mchen" ? chen : ortiz);
  }
  EXPECT_EQ(expectedCash(), "392.70");
  backTo("1");
  EXPECT_EQ(desk.state().page, Page::counter) << "the other's seal is not theirs";
  EXPECT_EQ(expectedCash(), "384.27");
}

TEST_F(TwoDrawers, whatADrawerDoesIsRecordedInTheSessionWhoseTillStandsInIt) {
  ortizOpensLeft();
  chenOpensRight();
  const auto ortiz = sessionOf("jortiz"), chen = sessionOf("mchen");
  desk.scan(kAcme);
  desk.type("*");  // the right one is open, and Chen leaves it so
  backTo("1");
  desk.drawerSaysShut(1);
  desk.drawerSaysOpen(1);  // nobody asked for that
  EXPECT_THAT(desk.said(), HasSubstr("The drawer right was opened without a payment."));
  EXPECT_EQ(openings().back(), Seen("none", chen));
  const auto payment = *(openings().rbegin() + 1);
  EXPECT_EQ(payment, Seen("payment", chen));
  desk.drawerSaysShut(1);
  desk.drawerSaysOpen(0);
  EXPECT_EQ(openings().back(), Seen("none", ortiz));
  for (const auto& event : desk.events()) {
    const auto* fact = std::get_if<DrawerOpened>(&event.body);
    if (fact == nullptr || fact->cause != "payment") continue;
    EXPECT_EQ(event.context.actor, "mchen") << "who opened it";
  }
}

TEST_F(TwoDrawers, theLampAndTheHoldFollowTheDrawerOfWhoIsHere) {
  desk.settings().holdWhileDrawerOpen = true;
  ortizOpensLeft();
  chenOpensRight();
  EXPECT_EQ(desk.view().header.lamps.at(1).text, "Drawer shut (right)");
  EXPECT_EQ(desk.view().header.lamps.at(0).text, "Printer (back)");
  desk.drawerSaysOpen(0);
  desk.scan(kDelgado);
  desk.type("*");
  EXPECT_EQ(desk.state().page, Page::change) << "the other one is open, and holds nothing up";
  desk.pass(60);
  EXPECT_THAT(desk.said(), HasSubstr("The drawer left is still open."));
  desk.scan(kAcme);
  desk.type("*");
  EXPECT_EQ(desk.state().page, Page::counter) << "now it is their own";
}

TEST_F(TwoDrawers, aBasketWithMoneyInItKeepsTheOtherOneOut) {
  ortizOpensLeft();
  chenOpensRight();
  desk.scan(kDelgado);
  desk.type("5000* Enter");
  backTo("1");
  EXPECT_EQ(desk.state().page, Page::locked);
  EXPECT_THAT(desk.said(), HasSubstr("M. Chen"));
  desk.type("/ 3 314159 Enter");
  EXPECT_EQ(toText(desk.state().sale->tendered()), "50.00");
}

TEST_F(TwoDrawers, aBasketWithoutMoneyIsParkedForWhoComesBack) {
  ortizOpensLeft();
  chenOpensRight();
  desk.scan(kDelgado);
  backTo("1");
  ASSERT_EQ(desk.state().page, Page::counter);
  EXPECT_TRUE(desk.state().sale->empty());
  EXPECT_EQ(desk.state().parked.size(), 1U);
}

TEST_F(TwoDrawers, afterARestartTheBasketIsOfWhoWasHereLast) {
  ortizOpensLeft();
  chenOpensRight();
  backTo("1");
  desk.scan(kDelgado);
  desk.type("5000* Enter");
  desk.restart();
  ASSERT_TRUE(desk.state().session);
  EXPECT_EQ(desk.state().session->custodian, "jortiz");
  desk.type("3 314159 Enter");
  EXPECT_EQ(desk.state().page, Page::signIn) << "the money lies in the other drawer";
  desk.type("/ 1 314159 Enter");
  EXPECT_EQ(desk.state().page, Page::resume);
}

TEST_F(TwoDrawers, aSupervisorFindsTheTillsOfBothAndTheClerkGoesOn) {
  ortizOpensLeft();
  chenOpensRight();
  backTo("2");  // the supervisor may close or set aside either
  EXPECT_EQ(desk.view().title, "Tills of others");
  EXPECT_EQ(desk.view().choices.size(), 4U);
  desk.type("Esc");
  desk.type("3 314159 Enter");
  EXPECT_EQ(desk.state().page, Page::counter) << desk.said();
  EXPECT_EQ(desk.state().session->custodian, "mchen");
  EXPECT_TRUE(desk.state().sale);
}

TEST_F(TwoDrawers, aTillThatWasSetAsideIsPutIntoWhicheverDrawerIsFree) {
  desk.settings().tills = {3, 4, 5};
  desk.type("1 314159 Enter 1 1");
  countFloat();
  desk.drawerSaysShut(0);
  desk.type("F12 / 3 314159 Enter 1");
  countFloat();
  desk.drawerSaysShut(1);
  desk.type("F6 3");  // Chen's is out of the right one
  EXPECT_EQ(desk.happened.back(), "kick 1");
  desk.drawerSaysShut(1);
  ASSERT_EQ(desk.state().page, Page::signIn);
  EXPECT_FALSE(desk.state().pin.person == "jortiz") << "that one stands in the other drawer";
  desk.type("/ 2 314159 Enter");
  ASSERT_EQ(desk.state().page, Page::menu);
  desk.type(std::to_string(desk.view().choices.size()));  // a till of their own
  countFloat();
  EXPECT_EQ(desk.state().session->drawer, "right") << desk.said();
  desk.drawerSaysShut(1);
  desk.type("F12 / 1 314159 Enter F6 3");  // Ortiz takes theirs out of the left one
  desk.drawerSaysShut(0);
  desk.happened.clear();
  desk.type("/ 3 314159 Enter");
  EXPECT_EQ(desk.state().session->custodian, "mchen");
  EXPECT_EQ(desk.state().session->drawer, "left");
  EXPECT_EQ(desk.happened, std::vector<std::string>{"kick"});
}

// --- paper ------------------------------------------------------------------------------------------------------

TEST_F(TwoDrawers, aReceiptWaitsForItsPrinterAndGoesToTheOtherOnlyWhenItIsAskedTo) {
  ortizOpensLeft();
  desk.printerOutOfPaper(0);
  desk.autoPrint = false;
  desk.happened.clear();
  desk.scan(kDelgado);
  desk.type("*");
  desk.finishPrint(JobOutcome::failed, false);
  desk.pass(10);
  EXPECT_THAT(desk.happened, ElementsAre("kick", "print receipt 2A-000001"));
  EXPECT_THAT(desk.said(), HasSubstr("The printer back is ready."));
  desk.type("F7");
  EXPECT_EQ(desk.view().choices.at(4).detail, "on the printer back");
  desk.type("5");
  EXPECT_EQ(desk.happened.back(), "print receipt 2A-000001 1") << "no byte was taken: it is no duplicate";
  desk.finishPrint(JobOutcome::confirmed, true);
  desk.printerWell(0);
  desk.pass(10);
  EXPECT_EQ(desk.happened.size(), 3U) << "it is not printed again when its own is well";
}

TEST_F(TwoDrawers, onceSomeOfItWasTakenTheOtherPaperSaysDuplicate) {
  ortizOpensLeft();
  desk.autoPrint = false;
  desk.scan(kDelgado);
  desk.type("*");
  desk.finishPrint(JobOutcome::unconfirmed, true);
  desk.printerOutOfPaper(0);
  desk.type("Enter");
  EXPECT_THAT(desk.happened.back(), HasSubstr(" 1"));
  EXPECT_THAT(desk.lastPaper, HasSubstr("DUPLICATE"));
}

TEST_F(TwoDrawers, theZGoesToTheReportPrinterAndElsewhereWhileThatIsAway) {
  desk.settings().reportPrinter = 1;
  ortizOpensLeft();
  const auto zOf = [&] {
    desk.type("F8 Enter");
    for (const char* piece : {"2", "1", "2", "1"}) desk.type(std::string(piece) + " Enter");
    desk.type("* * Enter");
    EXPECT_EQ(desk.state().page, Page::closed) << desk.said();
    return desk.happened.back();
  };
  const auto first = zOf();
  EXPECT_EQ(first, "print " + desk.papers.back() + " 1");
  desk.type("Enter");
  desk.printerOutOfPaper(1);
  ortizOpensLeft();
  const auto second = zOf();
  EXPECT_EQ(second, "print " + desk.papers.back());
}

// --- trying them out --------------------------------------------------------------------------------------------

TEST_F(TwoDrawers, oneOfThemIsTriedOutAndNamedInTheJournal) {
  desk.send(DeviceTestAsked{.ask = 1, .act = DeviceAct::kick, .actor = "office", .index = 1});
  EXPECT_EQ(desk.happened.back(), "kick 1");
  desk.send(DeviceTestAsked{.ask = 2, .act = DeviceAct::print, .actor = "office", .index = 1});
  EXPECT_THAT(desk.happened.back(), testing::EndsWith(" 1"));
  desk.send(DeviceTestAsked{.ask = 3, .act = DeviceAct::sense, .actor = "office", .seconds = 1});
  desk.pass(2);
  EXPECT_EQ(desk.tested.back().result, "closed");
  desk.send(DeviceTestAsked{.ask = 4, .act = DeviceAct::sense, .actor = "office", .seconds = 1, .index = 1});
  desk.pass(2);
  EXPECT_EQ(desk.tested.back().result, "open");
  desk.send(DeviceTestAsked{.ask = 5, .act = DeviceAct::kick, .actor = "office", .index = 2});
  EXPECT_FALSE(desk.tested.back().taken);
  const auto facts = desk.facts<ledger::journal::DeviceTested>();
  ASSERT_EQ(facts.size(), 4U);
  EXPECT_EQ(facts[0].device, "drawer (right)");
  EXPECT_EQ(facts[1].device, "printer (back)");
}

}  // namespace
}  // namespace till::pos::station
