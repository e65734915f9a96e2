// SPDX-License-Identifier: Apache-2.0
#include "counter_desk.h"

namespace till::pos::station {

TEST(SignIn, numberAndPinLeadToTheFloat) {
  Desk desk;
  EXPECT_EQ(desk.view().page, Page::signIn);
  desk.type("1");
  EXPECT_EQ(desk.view().entry.label, "PIN of J. Ortiz");
  desk.type("314159");
  EXPECT_TRUE(desk.view().entry.masked);
  EXPECT_EQ(desk.view().entry.text, "******");  // a PIN is in no view
  desk.type("Enter");
  EXPECT_EQ(desk.view().page, Page::openFloat);
  EXPECT_EQ(desk.count("signed_in"), 1U);
}

TEST(SignIn, anExtraEnterDoesNoHarm) {
  Desk desk;
  desk.type("1 Enter 314159 Enter");
  EXPECT_EQ(desk.view().page, Page::openFloat);
}

TEST(SignIn, wrongTriesWaitLongerAndLonger) {
  Desk desk;
  for (int i = 0; i < 3; ++i) desk.type("1 000000 Enter");
  EXPECT_EQ(desk.count("sign_in_refused"), 3U);
  desk.type("314159 Enter");
  EXPECT_EQ(desk.view().page, Page::signIn) << desk.said();
  EXPECT_NE(desk.said().find("Wait"), std::string::npos);
  desk.pass(people::waitSecondsAfter(3));
  desk.type("314159 Enter");
  EXPECT_EQ(desk.view().page, Page::openFloat);
}

TEST(SignIn, theWaitOutlivesARestart) {
  Desk desk;
  for (int i = 0; i < 3; ++i) desk.type("1 000000 Enter");
  desk.restart();
  desk.type("1 314159 Enter");
  EXPECT_EQ(desk.view().page, Page::signIn);
  desk.pass(people::waitSecondsAfter(3));
  desk.type("314159 Enter");
  EXPECT_EQ(desk.view().page, Page::openFloat);
}

TEST(SignIn, aClockSetBackNeverLocksAnybodyOutForLonger) {
  Desk desk;
  for (int i = 0; i < 3; ++i) desk.type("1 000000 Enter");
  desk.setClock(-3600);
  desk.pass(people::waitSecondsAfter(3));
  desk.type("314159 Enter");
  EXPECT_EQ(desk.view().page, Page::openFloat);
}

TEST(Lock, theSamePersonComesBackToTheSameBasket) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.type("5000 + F12");
  EXPECT_EQ(desk.view().page, Page::locked);
  EXPECT_TRUE(desk.view().bills.empty());
  desk.scan(kAcme);
  EXPECT_EQ(desk.view().tone, Tone::refused);
  desk.type("314159 Enter");
  ASSERT_EQ(desk.view().page, Page::counter);
  ASSERT_EQ(desk.view().bills.size(), 1U);
  EXPECT_EQ(desk.view().bills[0].paying, "50.00");
}

TEST(Lock, anotherClerkIsRefusedATillThatIsNotTheirs) {
  Desk desk;
  desk.openTill();
  desk.type("F12 / 3 314159 Enter");
  EXPECT_EQ(desk.view().page, Page::locked);
  EXPECT_NE(desk.said().find("J. Ortiz"), std::string::npos);
}

TEST(Lock, aSupervisorMayCloseAnothersTillAndNothingElse) {
  Desk desk;
  desk.openTill();
  desk.scan(kDelgado);
  desk.type("F12 / 2 314159 Enter");
  EXPECT_EQ(desk.view().page, Page::menu);
  desk.type("1 3 314159 Enter");  // close it, M. Chen as the witness
  EXPECT_EQ(desk.view().page, Page::countDown);
  desk.type("Esc");
  EXPECT_EQ(desk.view().page, Page::signIn);
  desk.type("1 314159 Enter F11");
  ASSERT_EQ(desk.view().bills.size(), 1U);  // the basket was put aside, not lost
}

TEST(Lock, fromMenusAndFindAndTheClosingPageToo) {
  for (const char* keys : {"F5", "F6", "F7", "F8 Enter 3 Enter * *"}) {
    Desk desk;
    desk.openTill();
    desk.drawerSaysShut();
    desk.type(keys);
    const Page page = desk.view().page;
    desk.type("F12");
    EXPECT_EQ(desk.view().page, Page::locked) << keys;
    desk.type("314159 Enter");
    EXPECT_EQ(desk.view().page, page) << keys;
  }
}

}  // namespace till::pos::station
