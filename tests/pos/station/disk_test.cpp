// SPDX-License-Identifier: Apache-2.0
// A ledger that says no: nothing is printed, kicked or shown as done.
#include "counter_desk.h"

namespace till::pos::station {

struct BadDisk : testing::Test {
  BadDisk() {
    desk.openTill();
    desk.scan(kDelgado);
    desk.happened.clear();
  }
  Desk desk;
};

TEST_F(BadDisk, fullStopsSellingBeforeAnythingIsPrintedOrKicked) {
  desk.diskFills();
  desk.type("100. *");
  EXPECT_TRUE(desk.happened.empty());
  EXPECT_EQ(desk.view().page, Page::counter);
  EXPECT_NE(desk.said().find("The disk is full."), std::string::npos);
  EXPECT_EQ(desk.view().stillToPay, "84.27");  // the basket is as it was
  EXPECT_EQ(desk.count("payment"), 0U);
}

TEST_F(BadDisk, fullStillClosesTheSession) {
  desk.diskFills();
  desk.type("* .. Enter F8 Enter 3 Enter * * Enter");
  EXPECT_EQ(desk.count("session_closed"), 1U) << desk.said();
  EXPECT_EQ(desk.view().page, Page::closed);
}

TEST_F(BadDisk, sellingGoesOnOnceThereIsRoom) {
  desk.diskFills();
  desk.type("*");
  desk.diskHasRoom();
  desk.type("*");
  EXPECT_EQ(desk.count("payment"), 1U);
  EXPECT_EQ(desk.said().find("The disk is full."), std::string::npos);
}

TEST_F(BadDisk, anIoErrorStopsTheStationAndSaysSo) {
  desk.diskFails();
  desk.type("*");
  EXPECT_TRUE(desk.happened.empty());
  EXPECT_EQ(desk.view().page, Page::stopped);
  desk.type("* Enter Esc F7");
  desk.scan(kAcme);
  EXPECT_EQ(desk.view().page, Page::stopped);
  EXPECT_NE(desk.said().find("Take no money here"), std::string::npos);
}

}  // namespace till::pos::station
