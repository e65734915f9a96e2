// SPDX-License-Identifier: Apache-2.0
// A whole day on the seventeen keys of a number pad, and what the books say of it.
#include <map>

#include "counter_desk.h"
#include "ledger/journal/entry.h"

namespace till::pos::station {

TEST(Day, theWholeOfItIsDoneOnTheNumberPad) {
  Desk desk;  // no key below is more than 0-9 00 . + - * / Enter
  desk.type("1 314159 Enter");
  desk.type("2 Enter 1 Enter 2 Enter 1 Enter * *");
  desk.drawerSaysShut();

  desk.scan(kDelgado);
  desk.type("*");  // exact
  desk.drawerSaysShut();
  desk.type("Enter 1 0000731942 Enter");  // find, by number
  desk.type("5000 + 100. *");             // a part of it, with change
  desk.drawerSaysShut();
  desk.scan(kSmith);
  desk.type("/ / / 052117 Enter 4242 Enter *");  // card slip
  desk.type("Enter 3 1");                        // last receipt: take it back
  desk.type("/ 1042 Enter *");                   // and pay by check
  desk.type("Enter 2 1 1");                      // no-sale
  desk.drawerSaysShut();
  desk.type("Enter 5");  // X
  desk.scan(kDelgado);
  desk.type("Enter 6 Enter 6");       // park and bring back
  desk.type("Enter 7 314159 Enter");  // lock, and come back
  EXPECT_EQ(desk.view().bills.size(), 1U);
  desk.type("..  Enter");                       // throw it away
  desk.type("Enter 3 3 2 1 2 2 314159 Enter");  // void the second payment, not returned, approved
  desk.drawerSaysShut();
  EXPECT_EQ(desk.count("reversal"), 2U) << desk.said();

  desk.type("Enter 4 Enter");
  ASSERT_EQ(desk.view().page, Page::countDown) << desk.said();
  desk.type("3 Enter 1 Enter 1 Enter 1 Enter");  // 380.00
  desk.type("/ 11841 Enter * *");
  ASSERT_EQ(desk.view().page, Page::closing) << desk.said();
  EXPECT_EQ(desk.view().closing->rows[0].expected, "384.27");
  desk.type("1 Enter Enter");
  EXPECT_EQ(desk.view().page, Page::signIn);

  std::map<std::string, Money> books;
  for (const auto& event : desk.events())
    for (const auto& line : ledger::journal::entryOf(event.body)) books[line.account] += line.amount;
  Money sum;
  for (const auto& [account, amount] : books) sum += amount;
  EXPECT_TRUE(sum.isZero());
  EXPECT_TRUE(books[desk.settings().sale.cashAccount].isZero());
  EXPECT_TRUE(books[desk.settings().sale.checkAccount].isZero());
  EXPECT_TRUE(books[desk.settings().floatAccount].isZero());
  EXPECT_EQ(books[desk.settings().overShortAccount], Money::fromMinor(427));
  EXPECT_EQ(books[desk.settings().depositAccount], Money::fromMinor(8000 + 11841));
  EXPECT_EQ(books[desk.settings().sale.cardAccount], Money());
}

}  // namespace till::pos::station
