// SPDX-License-Identifier: Apache-2.0
// What anybody does to the file behind the ledger's back is refused or found.
#include <array>

#include "ledger/store/files.h"
#include "ledger/store/sqlite.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

class TamperTest : public LedgerDesk {
 protected:
  void day() {
    open();
    openSession();
    ASSERT_TRUE(pay(1).has_value());
    const auto second = pay(2, 1000);
    ASSERT_TRUE(ledger_->post(clerk(), reversal(*second, 1000)).has_value());
    ASSERT_TRUE(ledger_->post(clerk(), journal::DrawerOpened{"no_sale", "kick", "Change", 0}).has_value());
    ASSERT_TRUE(ledger_->post(clerk(), count(38427)).has_value());
    ASSERT_TRUE(ledger_->post(clerk(), closing()).has_value());
    close();
  }
  // A ledger that does not verify opens for reading only, and says which event.
  void expectReadOnly(const std::string& word) {
    open();
    EXPECT_TRUE(ledger_->readOnly());
    EXPECT_NE(ledger_->readOnlyReason().find(word), std::string::npos) << ledger_->readOnlyReason();
    EXPECT_EQ(ledger_->post({"station", {}, {}, {}}, journal::StationLocked{}).error().code, PostErrorCode::readOnly);
    EXPECT_EQ(ledger_->takeSaleId().error().code, PostErrorCode::readOnly);
  }
};

constexpr const char* kNoTriggers = "DROP TRIGGER event_no_update; DROP TRIGGER event_no_delete;";

TEST_F(TamperTest, aChangedPayloadIsFound) {
  day();
  tamper(std::string(kNoTriggers) +
         "UPDATE event SET payload=CAST(replace(CAST(payload AS TEXT),'8427','9427') AS BLOB) WHERE row&255=4");
  expectReadOnly("event 4");
}

TEST_F(TamperTest, aChangedHashIsFound) {
  day();
  tamper(std::string(kNoTriggers) + "UPDATE event SET hash=zeroblob(32) WHERE row&255=5");
  expectReadOnly("event 5");
}

TEST_F(TamperTest, aMissingEventIsFound) {
  day();
  tamper(std::string(kNoTriggers) + "DELETE FROM event WHERE row&255=6");
  expectReadOnly("event 7");
}

TEST_F(TamperTest, aChangedPrivateValueIsFoundAndAnErasedOneIsNot) {
  day();
  tamper("DELETE FROM private WHERE row&255=4");
  EXPECT_EQ((*openReader(folder_))->verifyAll().fault, "");
  tamper("UPDATE private SET value='Somebody Else' WHERE row&255=5");
  expectReadOnly("event 5: the private value name.0");
}

TEST_F(TamperTest, rowsThatAreFinalRefuseToBeChanged) {
  day();
  tamper("INSERT INTO paper VALUES('1042', 1, 0, 8427)");
  for (const std::string table : {"event", "payment", "paper"}) {
    EXPECT_THROW(tamper("DELETE FROM " + table), SqliteError) << table;
    EXPECT_THROW(tamper("UPDATE " + table + " SET row=row"), SqliteError) << table;
  }
}

TEST_F(TamperTest, allProjectionsAreRebuiltToTheSameBits) {
  day();
  constexpr std::array kTables{"payment", "paper",  "session",        "cash_move",
                               "print",   "rollup", "session_rollup", "latest"};
  std::vector<std::string> before;
  for (const char* table : kTables) before.push_back(dump(table));
  tamper(
      "DROP TRIGGER payment_no_UPDATE; UPDATE payment SET cents=1; DELETE FROM rollup; UPDATE session_rollup SET "
      "cents=7");
  const auto replayed = rebuild(folder_, surroundings_);
  ASSERT_TRUE(replayed.has_value());
  EXPECT_EQ(*replayed, 9);
  for (std::size_t i = 0; i < kTables.size(); ++i) EXPECT_EQ(dump(kTables[i]), before[i]) << kTables[i];
  EXPECT_THROW(tamper("DELETE FROM payment"), SqliteError) << "the triggers are back";
}

TEST_F(TamperTest, aRebuildNeedsTheLock) {
  open();
  EXPECT_EQ(rebuild(folder_, surroundings_).error().code, OpenErrorCode::locked);
}

}  // namespace
}  // namespace till::ledger::store
