// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/files.h"
#include "ledger/store/schema.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

using MigrationTest = LedgerDesk;

TEST_F(MigrationTest, aLedgerOfTheFirstVersionIsBroughtForwardWithAllItHolds) {
  {
    const Database database(folder_ / kLedgerFile, Database::Access::readWrite);
    createVersion1(database);
  }
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  close();
  tamper("DROP INDEX payment_account; PRAGMA user_version=1");
  reopen();
  EXPECT_FALSE(ledger_->readOnly());
  EXPECT_EQ(ledger_->counts(1).payments, 1);
  EXPECT_EQ(toText(*pay(2)->receipt()), "2A-000002");
  const Database database(folder_ / kLedgerFile, Database::Access::readOnly);
  EXPECT_EQ(database.integer("PRAGMA user_version"), kSchemaVersion);
  EXPECT_EQ(database.integer("SELECT count(*) FROM sqlite_schema WHERE name='payment_account'"), 1);
}

TEST_F(MigrationTest, aLedgerOfANewerProgramIsNotTouched) {
  open();
  close();
  tamper("PRAGMA user_version=99");
  const auto opened = openLedger(folder_, identity_, surroundings_);
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().code, OpenErrorCode::newerSchema);
}

TEST_F(MigrationTest, aFreshFileIsInWalModeWithItsBlocksSetAside) {
  open();
  EXPECT_GE(std::filesystem::file_size((folder_ / kLedgerFile).string() + "-wal"), 12U * 1024 * 1024);
  close();
  const auto kept = std::filesystem::file_size((folder_ / kLedgerFile).string() + "-wal");
  EXPECT_GE(kept, 12U * 1024 * 1024) << "kept from run to run";
}

}  // namespace
}  // namespace till::ledger::store
