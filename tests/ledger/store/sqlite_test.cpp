// SPDX-License-Identifier: Apache-2.0
// A statement that was prepared is used again, as if it had been prepared anew.
#include "ledger/store/sqlite.h"

#include <gtest/gtest.h>

namespace till::ledger::store {
namespace {

struct StatementTest : testing::Test {
  StatementTest() { database.execute("CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, 'y')"); }
  [[nodiscard]] int prepared() const {
    int count = 0;
    for (auto* one = sqlite3_next_stmt(database.handle(), nullptr); one != nullptr;
         one = sqlite3_next_stmt(database.handle(), one))
      ++count;
    return count;
  }
  Database database{":memory:", Database::Access::readWrite};
};

constexpr auto kAsk = "SELECT a FROM t WHERE b=? ORDER BY a";

}  // namespace

TEST_F(StatementTest, isPreparedOnceAndComesBackWithoutItsBindings) {
  for (int round = 0; round < 3; ++round) {
    Statement ask(database, kAsk);
    EXPECT_FALSE(ask.step()) << "nothing is bound";
    ASSERT_TRUE(ask.bind("y").step());
    EXPECT_EQ(ask.integer(0), 2);
  }
  EXPECT_EQ(prepared(), 1);
}

TEST_F(StatementTest, twoOfTheSameTextAtOnceAreTwo) {
  Statement all(database, "SELECT b FROM t ORDER BY a");
  ASSERT_TRUE(all.step());
  {
    Statement again(database, "SELECT b FROM t ORDER BY a");
    ASSERT_TRUE(again.step());
    EXPECT_EQ(again.text(0), "x");
  }
  ASSERT_TRUE(all.step());
  EXPECT_EQ(all.text(0), "y");
}

TEST_F(StatementTest, leftInTheMiddleItHoldsNothing) {
  {
    Statement all(database, "SELECT b FROM t ORDER BY a");
    ASSERT_TRUE(all.step());
  }
  database.execute("DROP TABLE t; CREATE TABLE t (a INTEGER, b TEXT, c TEXT); INSERT INTO t VALUES (7, 'z', '')");
  Statement all(database, "SELECT b FROM t ORDER BY a");
  ASSERT_TRUE(all.step());
  EXPECT_EQ(all.text(0), "z") << "as the table is now";
}

TEST_F(StatementTest, aPragmaIsPreparedAnewAndOnlySoManyAreKept) {
  for (int i = 0; i < 200; ++i) EXPECT_EQ(database.integer("SELECT " + std::to_string(i)), i);
  EXPECT_LE(prepared(), 64);
  const int before = prepared();
  EXPECT_EQ(database.integer("PRAGMA user_version"), 0);
  EXPECT_EQ(prepared(), before);
}

TEST_F(StatementTest, whatFailedOnceMayGoWellTheNextTime) {
  database.execute("CREATE UNIQUE INDEX one ON t(a)");
  for (const int value : {1, 3, 3, 4}) {
    Statement insert(database, "INSERT INTO t VALUES (?, 'w')");
    insert.bind(value);
    try {
      insert.run();
    } catch (const SqliteError& error) {
      EXPECT_EQ(error.code & 0xff, SQLITE_CONSTRAINT);
    }
  }
  EXPECT_EQ(database.integer("SELECT count(*) FROM t WHERE b='w'"), 2);
}

}  // namespace till::ledger::store
