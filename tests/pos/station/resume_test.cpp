// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"

namespace till::pos::station {

using drivers::printer::JobOutcome;

TEST(ResumeCard, theBasketIsAsItWas) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.scan(kAcme);
  desk.type("5000 + 2000 / 1042 Enter");
  desk.restart();
  EXPECT_EQ(desk.view().page, Page::signIn);
  EXPECT_TRUE(desk.view().bills.empty());
  desk.signIn();
  ASSERT_EQ(desk.view().page, Page::resume);
  EXPECT_NE(desk.resumeCard().find("The basket is as it was: 2 stubs, 134.27"), std::string::npos) << desk.resumeCard();
  desk.type("Enter");
  ASSERT_EQ(desk.view().bills.size(), 2U);
  EXPECT_EQ(desk.view().stillToPay, "114.27");
  desk.type("*");
  EXPECT_EQ(desk.count("payment"), 1U);
}

TEST(ResumeCard, saysWhatWasPostedLastAndWhichPaperIsNotConfirmed) {
  Desk desk;
  desk.openTill();
  desk.autoPrint = false;
  desk.scan(kDelgado);
  desk.type("*");
  desk.restart();  // posted; the receipt never told how it ended
  desk.autoPrint = true;
  desk.signIn();
  EXPECT_NE(desk.resumeCard().find("Posted last: receipt 2A-000001, 84.27, at 10:53."), std::string::npos)
      << desk.resumeCard();
  EXPECT_NE(desk.resumeCard().find("Not confirmed on paper: 2A-000001."), std::string::npos);
  EXPECT_NE(desk.resumeCard().find("Whether the drawer opened for it was not recorded"), std::string::npos);
  EXPECT_NE(desk.resumeCard().find("No basket was open"), std::string::npos);
  desk.papers.clear();
  desk.type("Enter F7 5");
  ASSERT_EQ(desk.papers.size(), 1U);
  EXPECT_TRUE(desk.facts<ledger::journal::PrintFinished>().back().duplicate);
  EXPECT_TRUE(desk.state().devices.papers.empty());
  desk.restart();
  desk.signIn();
  EXPECT_EQ(desk.resumeCard().find("Not confirmed on paper"), std::string::npos) << desk.resumeCard();
}

TEST(ResumeCard, offersEveryKindOfPaperThatIsNotConfirmed) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.autoPrint = false;
  desk.type("F6 2 1 Enter * 4711 Enter");  // a drop
  desk.finishPrint(JobOutcome::unconfirmed, true);
  desk.drawerSaysShut();
  desk.type("F6 1 1");  // no sale; the power goes while it prints
  desk.restart();
  desk.autoPrint = true;
  desk.signIn();
  EXPECT_EQ(desk.resumeCard().find("on paper: 2A-000001"), std::string::npos) << desk.resumeCard();
  EXPECT_NE(desk.resumeCard().find("Not confirmed on paper: drop slip."), std::string::npos) << desk.resumeCard();
  EXPECT_NE(desk.resumeCard().find("Not confirmed on paper: no-sale slip."), std::string::npos);
  EXPECT_EQ(desk.state().devices.papers.size(), 2U);
}

TEST(ResumeCard, aDrawerThatOpenedForThePaymentIsNotDoubtedBecauseItOpenedAgain) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.type("*");
  desk.drawerSaysShut();
  desk.type("F8 Enter");  // the count opens it too
  desk.restart();
  desk.signIn();
  EXPECT_EQ(desk.resumeCard().find("Whether the drawer opened"), std::string::npos) << desk.resumeCard();
}

TEST(ResumeCard, isNotShownWhereNoSessionWasOpen) {
  Desk desk;
  desk.restart();
  desk.signIn();
  EXPECT_EQ(desk.view().page, Page::openFloat);
}

TEST(Start, printsTheZThatFoundNoPaperAtTheClose) {
  Desk desk;
  desk.openTill();
  desk.drawerSaysShut();
  desk.type("F8 Enter 3 Enter * *");
  desk.autoPrint = false;
  desk.type("Enter");
  ASSERT_EQ(desk.view().page, Page::closed) << desk.said();
  desk.finishPrint(JobOutcome::failed, false);
  desk.papers.clear();
  desk.autoPrint = true;
  desk.restart();
  desk.pass(5);
  ASSERT_EQ(desk.papers.size(), 1U);
  EXPECT_NE(desk.papers[0].find('Z'), std::string::npos) << desk.papers[0];
  desk.papers.clear();
  desk.restart();
  desk.pass(5);
  EXPECT_TRUE(desk.papers.empty()) << "once it is confirmed";
}

TEST(Start, recordsTheSettingsEachTimeAndTheBillsOnlyWhenTheyAreNew) {
  Desk desk;
  desk.restart();
  EXPECT_EQ(desk.count("settings"), 2U);
  EXPECT_EQ(desk.count("bills_switched"), 1U);
}

TEST(ResumeCard, aPaymentThatWasTakenBackDoesNotCount) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.type("* F7 Enter");  // the drawer stands open; the money goes back
  desk.restart();
  desk.signIn();
  EXPECT_EQ(desk.resumeCard().find("It counts"), std::string::npos) << desk.resumeCard();
  EXPECT_NE(desk.resumeCard().find("Taken back last: receipt 2A-000001, 84.27"), std::string::npos)
      << desk.resumeCard();
  EXPECT_NE(desk.resumeCard().find("by void slip 2A-000002"), std::string::npos);
}

}  // namespace till::pos::station
