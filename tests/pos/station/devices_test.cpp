// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"

namespace till::pos::station {

using drivers::printer::JobOutcome;
using ledger::journal::DrawerOpened;
using ledger::journal::PrintFinished;
using ledger::journal::PrintOutcome;

struct DevicesAtTheCounter : testing::Test {
  DevicesAtTheCounter() { desk.openTill(); }
  void payWithPaperInTheAir() {
    desk.autoPrint = false;
    desk.scan(kDelgado);
    desk.type("*");
    desk.papers.clear();
  }
  Desk desk;
};

TEST_F(DevicesAtTheCounter, aConfirmedReceiptIsAnEvent) {
  desk.scan(kDelgado);
  desk.type("*");
  const auto prints = desk.facts<PrintFinished>();
  ASSERT_EQ(prints.size(), 1U);
  EXPECT_EQ(prints[0].outcome, PrintOutcome::confirmed);
  EXPECT_EQ(prints[0].document, "receipt");
}

TEST_F(DevicesAtTheCounter, aReceiptOfWhichNoByteWasTakenPrintsByItself) {
  payWithPaperInTheAir();
  desk.printerOutOfPaper();
  desk.finishPrint(JobOutcome::failed, false);
  EXPECT_NE(desk.said().find("The printer is out of paper. The payment is posted; the receipt waits. Load paper"),
            std::string::npos)
      << desk.said();
  EXPECT_TRUE(desk.papers.empty());
  desk.printerWell();
  ASSERT_EQ(desk.papers.size(), 1U);
  desk.finishPrint(JobOutcome::confirmed, true);
  EXPECT_FALSE(desk.facts<PrintFinished>().back().duplicate);
}

TEST_F(DevicesAtTheCounter, onceTheNextStubIsScannedItNoLongerPrintsByItself) {
  payWithPaperInTheAir();
  desk.printerOutOfPaper();
  desk.finishPrint(JobOutcome::failed, false);
  desk.scan(kAcme);
  desk.printerWell();
  desk.pass(10);
  EXPECT_TRUE(desk.papers.empty());
  EXPECT_NE(desk.said().find("1 receipt waits: Maria Delgado 84.27. F7"), std::string::npos) << desk.said();
  desk.type("F7 5");
  EXPECT_EQ(desk.papers.size(), 1U);
}

TEST_F(DevicesAtTheCounter, doubtfulPaperAsksOnceAndSaysDuplicate) {
  payWithPaperInTheAir();
  desk.finishPrint(JobOutcome::unconfirmed, true);
  EXPECT_NE(desk.said().find("Did the paper come out whole"), std::string::npos);
  desk.pass(10);
  EXPECT_TRUE(desk.papers.empty());  // never by itself
  desk.happened.clear();
  desk.type("Enter");
  ASSERT_EQ(desk.papers.size(), 1U);
  EXPECT_EQ(desk.happened.size(), 1U) << "paper, and the drawer stays shut";
  desk.finishPrint(JobOutcome::confirmed, true);
  EXPECT_TRUE(desk.facts<PrintFinished>().back().duplicate);
  EXPECT_EQ(desk.said().find("Did the paper"), std::string::npos);
}

TEST_F(DevicesAtTheCounter, doubtfulPaperMayBeNotNeeded) {
  payWithPaperInTheAir();
  desk.finishPrint(JobOutcome::failed, true);
  desk.type("-");
  EXPECT_TRUE(desk.papers.empty());
  EXPECT_EQ(desk.facts<PrintFinished>().back().outcome, PrintOutcome::notNeeded);
}

TEST_F(DevicesAtTheCounter, aReprintIsADuplicateAndOpensNoDrawer) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.happened.clear();
  desk.type("F7 2");
  ASSERT_EQ(desk.happened.size(), 1U);
  EXPECT_TRUE(desk.facts<PrintFinished>().back().duplicate);
}

TEST_F(DevicesAtTheCounter, howLongTheDrawerStoodOpenIsRecorded) {
  desk.scan(kDelgado);
  desk.type("*");
  desk.pass(6);
  EXPECT_EQ(desk.view().header.lamps[1].text, "Drawer open, 14 s left");
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "payment");
  EXPECT_EQ(desk.facts<DrawerOpened>().back().openMillis, 6000);
}

TEST_F(DevicesAtTheCounter, aDrawerLeftOpenIsCountedDownThenSaidAndBeepsUntilItIsShut) {
  desk.settings().drawerOpenSeconds = 10;
  desk.scan(kDelgado);
  desk.type("*");
  desk.pass(9);
  EXPECT_EQ(desk.view().header.lamps[1].text, "Drawer open, 1 s left");
  EXPECT_EQ(desk.state().tone, Tone::none);
  std::vector<int> beeps;
  for (int second = 10; second < 22; ++second) {
    desk.pass(1);
    if (desk.state().tone == Tone::reminder) beeps.push_back(second);
  }
  EXPECT_EQ(beeps, (std::vector<int>{10, 15, 20}));
  EXPECT_EQ(desk.view().header.lamps[1], (Lamp{Level::stop, "Drawer open 21 s"}));
  EXPECT_NE(desk.said().find("The drawer is still open."), std::string::npos);
  desk.drawerSaysShut();
  desk.pass(10);
  EXPECT_EQ(desk.state().tone, Tone::none);
  EXPECT_EQ(desk.said().find("still open"), std::string::npos);
  EXPECT_EQ(desk.facts<DrawerOpened>().back().openMillis, 21000);
}

TEST_F(DevicesAtTheCounter, aDrawerThatIsCountedMayStandOpen) {
  desk.settings().drawerOpenSeconds = 2;
  desk.type("F8 Enter");
  desk.drawerSaysOpen();
  desk.pass(60);
  EXPECT_EQ(desk.state().tone, Tone::none);
  EXPECT_EQ(desk.view().header.lamps[1].text, "Drawer open 60 s");
}

TEST_F(DevicesAtTheCounter, aDrawerOpenedWithoutACauseIsFlagged) {
  desk.drawerSaysOpen();
  EXPECT_NE(desk.said().find("opened without a payment"), std::string::npos);
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "none");  // at once: it may never be seen to shut
  const auto first = desk.events().back().key.seq;
  desk.pass(2);
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "none");
  EXPECT_EQ(desk.facts<DrawerOpened>().back().openMillis, 2000);
  EXPECT_EQ(desk.events().back().context.cause, first);
  EXPECT_EQ(desk.ledger().counts(desk.state().session->id).withoutCause, 1);
}

TEST_F(DevicesAtTheCounter, aDrawerThatIsOpenAfterItWasNotHeardIsFlaggedToo) {
  using drivers::drawer::DrawerState;
  desk.drawerSaysShut();
  const auto before = desk.facts<DrawerOpened>().size();  // the session's own
  desk.send(DrawerChanged{DrawerState::unknown, 0});      // its printer's plug was pulled
  EXPECT_EQ(desk.facts<DrawerOpened>().size(), before);
  desk.drawerSaysOpen();
  ASSERT_EQ(desk.facts<DrawerOpened>().size(), before + 1);
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "none");
  EXPECT_NE(desk.said().find("opened without a payment"), std::string::npos);
  desk.send(DrawerChanged{DrawerState::unknown, 0});
  desk.drawerSaysOpen();  // still
  EXPECT_EQ(desk.facts<DrawerOpened>().size(), before + 1);
  desk.drawerSaysShut();
  desk.send(DrawerChanged{DrawerState::unknown, 0});
  desk.drawerSaysShut();
  EXPECT_EQ(desk.ledger().counts(desk.state().session->id).withoutCause, 1);
}

TEST_F(DevicesAtTheCounter, anOpeningWithoutACauseStandsOnTheZ) {
  desk.drawerSaysOpen();
  desk.drawerSaysShut();
  desk.type("F8 Enter 3 Enter 0 Enter 0 Enter 0 Enter * * Enter");
  ASSERT_EQ(desk.papers.back(), "Z report 1") << desk.said();
  EXPECT_NE(desk.lastPaper.find("Drawer opened without a cause 1"), std::string::npos) << desk.lastPaper;
}

TEST_F(DevicesAtTheCounter, aDrawerThatDoesNotOpenAsksForTheKeyAndTheSaleStands) {
  desk.autoDrawer = false;
  desk.scan(kDelgado);
  desk.type("*");
  desk.send(KickFinished{desk.state().devices.kick, drivers::drawer::KickOutcome::notOpened});
  EXPECT_EQ(desk.view().page, Page::change);
  EXPECT_NE(desk.said().find("Open it with the key"), std::string::npos);
  desk.drawerSaysOpen();
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().how, "key");
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "payment");
}

TEST_F(DevicesAtTheCounter, anOpeningIsNeverLaidToThePaymentBefore) {
  desk.scan(kDelgado);
  desk.type("*");  // and the drawer stays open
  desk.scan(kAcme);
  desk.type("*");  // kicked while open
  desk.drawerSaysShut();
  desk.drawerSaysOpen();
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "none");
  desk.autoDrawer = false;
  desk.type("0045128730 Enter *");
  desk.send(KickFinished{desk.state().devices.kick, drivers::drawer::KickOutcome::failed});
  desk.scan(kSmith);
  desk.drawerSaysOpen();
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "none");
}

TEST_F(DevicesAtTheCounter, paperOutInTheMiddleAsksOncePaperIsThere) {
  payWithPaperInTheAir();
  desk.printerOutOfPaper();
  desk.finishPrint(JobOutcome::failed, true);
  EXPECT_NE(desk.said().find("Did the paper come out whole"), std::string::npos);
  EXPECT_NE(desk.said().find("Load paper"), std::string::npos);
  desk.type("Enter");  // asked for while there is still none
  desk.finishPrint(JobOutcome::failed, false);
  desk.papers.clear();
  desk.printerWell();
  ASSERT_EQ(desk.papers.size(), 1U);
  desk.finishPrint(JobOutcome::confirmed, true);
  EXPECT_TRUE(desk.facts<PrintFinished>().back().duplicate);
}

TEST_F(DevicesAtTheCounter, aDrawerWithoutASensorIsNeverCalledShut) {
  desk.autoDrawer = false;
  desk.send(DrawerChanged{drivers::drawer::DrawerState::unknown});
  desk.scan(kDelgado);
  desk.type("*");
  desk.send(KickFinished{desk.state().devices.kick, drivers::drawer::KickOutcome::unknown});
  EXPECT_EQ(desk.view().header.lamps[1].text, "Drawer not known");
  desk.type("F7");
  EXPECT_TRUE(desk.view().choices[0].enabled);  // take back until the next scan
}

TEST_F(DevicesAtTheCounter, withEveryDeviceDeadThePaymentsGoOn) {
  desk.autoDrawer = false;
  desk.autoPrint = false;
  desk.send(PrinterChanged{{}});
  desk.send(ScannerChanged{drivers::rack::ScannerState::missing});
  desk.send(DrawerChanged{drivers::drawer::DrawerState::unknown});
  for (int i = 0; i < 3; ++i) {
    desk.type("0045128730 Enter *");
    desk.send(KickFinished{desk.state().devices.kick, drivers::drawer::KickOutcome::failed});
    desk.finishPrint(JobOutcome::failed, false);
    EXPECT_EQ(desk.view().page, Page::change);
  }
  EXPECT_EQ(desk.count("payment"), 3U);
  EXPECT_NE(desk.said().find("The printer does not answer."), std::string::npos) << desk.said();
}

TEST(Drawer, canHoldTheNextPaymentUntilItIsShut) {
  for (const bool holds : {false, true}) {
    Desk desk;
    desk.settings().holdWhileDrawerOpen = holds;
    desk.openTill();
    desk.drawerSaysShut();
    desk.scan(kDelgado);
    desk.type("*");
    desk.scan(kAcme);
    desk.type("100. *");
    EXPECT_EQ(desk.count("payment"), holds ? 1U : 2U);
    if (!holds) continue;
    EXPECT_NE(desk.said().find("The drawer is still open"), std::string::npos) << desk.said();
    desk.drawerSaysShut();
    desk.type("*");  // what was typed is kept
    EXPECT_EQ(desk.count("payment"), 2U);
  }
}

TEST(Drawer, aPrinterThatVanishedWithThePulseRecordsNoKick) {
  Desk desk;
  desk.openTill();
  desk.drawerSaysShut();
  desk.autoDrawer = false;
  desk.scan(kDelgado);
  desk.type("*");
  desk.send(PrinterChanged{});  // unplugged: not reachable
  desk.send(KickFinished{desk.state().devices.kick, drivers::drawer::KickOutcome::unknown});
  EXPECT_NE(desk.said().find("key"), std::string::npos) << desk.said();
  for (const auto& fact : desk.facts<ledger::journal::DrawerOpened>()) EXPECT_NE(fact.cause, "payment");
}

TEST(Drawer, aStubThatComesBeforeItOpensMakesNoOpeningWithoutCause) {
  Desk desk;
  desk.openTill();
  desk.drawerSaysShut();
  desk.autoDrawer = false;
  desk.scan(kDelgado);
  desk.type("*");
  desk.scan(kAcme);
  desk.drawerSaysOpen();
  desk.send(KickFinished{desk.state().devices.kick, drivers::drawer::KickOutcome::opened});
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<ledger::journal::DrawerOpened>().back().cause, "payment");
}

}  // namespace till::pos::station
