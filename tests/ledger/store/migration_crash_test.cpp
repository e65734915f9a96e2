// SPDX-License-Identifier: Apache-2.0
// The power goes at every single write while a ledger of the first schema is brought forward. What stands afterwards is
// the old schema or a newer one, whole, with every event; and the next start brings it forward.
#include <set>

#include "ledger/store/files.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"
#include "tests/ledger/store/ledger_desk.h"
#include "tests/simulation/disk/sim_disk.h"

namespace till::ledger::store {
namespace {

using simulation::End;
using simulation::SimDisk;

class MigrationCrash : public LedgerDesk {
 protected:
  MigrationCrash() : disk_(SimDisk::in(folder_)) {
    disk_.format(1);
    surroundings_.vfs = "simulated";
    surroundings_.walBytes = 64LL * 1024;
  }

  // A day as version 1 would have left it: its tables, its columns, filled from today's where today has them.
  SimDisk::Image dayOfVersion1() {
    open();
    openSession();
    for (int sale = 1; sale <= 12; ++sale) EXPECT_TRUE(pay(sale).has_value());
    EXPECT_TRUE(ledger_->saveDraft({"basket", "half typed"}).has_value());
    events_ = hashes();
    close();
    const auto today = folder_ / kLedgerFile;
    const auto old = folder_ / "old.db";
    {
      const Database database(old, Database::Access::readWrite);
      database.execute("PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL");
      createVersion1(database);
      database.execute("ATTACH '" + today.string() + "' AS today");
      for (const auto& table : tables(database)) copy(database, table);
      database.execute("DETACH today; PRAGMA wal_checkpoint(TRUNCATE)");
    }
    return {{today.string(), disk_.image().at(old.string())}};
  }
  static std::vector<std::string> tables(const Database& database) {
    Statement rows(database,
                   "SELECT name FROM main.sqlite_schema WHERE type='table' "
                   "AND name IN (SELECT name FROM today.sqlite_schema)");
    std::vector<std::string> names;
    while (rows.step()) names.push_back(rows.text(0));
    return names;
  }
  static void copy(const Database& database, const std::string& table) {
    Statement rows(database, "SELECT group_concat(name) FROM pragma_table_info('" + table + "')");
    ASSERT_TRUE(rows.step());
    const std::string columns = rows.text(0);
    rows.reset();
    database.execute("INSERT INTO main." + table + " SELECT " + columns + " FROM today." + table);
  }
  [[nodiscard]] std::set<Hash> hashes() const {
    const Database database(folder_ / kLedgerFile, Database::Access::readOnly);
    std::set<Hash> all;
    eachRawEvent(database, 0, [&](const RawEvent& raw) { return all.insert(raw.hash).second; });
    return all;
  }

  // One version, whole.
  void expectWhole() const {
    const Database database(folder_ / kLedgerFile, Database::Access::readWrite);
    Statement integrity(database, "PRAGMA integrity_check");
    ASSERT_TRUE(integrity.step());
    ASSERT_EQ(integrity.text(0), "ok");
    integrity.reset();
    const auto version = database.integer("PRAGMA user_version");
    ASSERT_GE(version, 1);
    ASSERT_LE(version, kSchemaVersion);
    const auto has = [&](const char* name) {
      return database.integer(std::string("SELECT count(*) FROM sqlite_schema WHERE name='") + name + "'");
    };
    for (const char* table : {"payment_account", "fund", "hand_over", "correction", "pending", "deposit"}) {
      const bool between = version != 1 && version != kSchemaVersion;
      EXPECT_TRUE(between || has(table) == (version == 1 ? 0 : 1)) << table << " in version " << version;
    }
    EXPECT_EQ(database.integer("SELECT count(*) FROM payment"), 12);
    for (const char* table : {"entry_line", "count_line", "tender"}) {
      EXPECT_EQ(has(table), version == kSchemaVersion ? 0 : 1) << table << " in version " << version;
    }
    EXPECT_EQ(database.integer("SELECT sum(cents) FROM rollup"), 0);
    EXPECT_EQ(database.integer("SELECT count(*) FROM draft"), 1);
    versions_.insert(version);
  }

  SimDisk& disk_;
  std::set<Hash> events_;
  mutable std::set<std::int64_t> versions_;
};

TEST_F(MigrationCrash, aCutAtAnyWriteLeavesOneVersionWholeWithEveryEvent) {
  const auto before = dayOfVersion1();
  for (std::int64_t call = 1;; ++call) {
    bool whole = false;
    for (std::uint64_t draw = 0; draw < 3; ++draw) {
      SCOPED_TRACE("cut at call " + std::to_string(call) + ", draw " + std::to_string(draw));
      disk_.load(before, static_cast<std::uint64_t>(call) * 16 + draw);
      disk_.tearIntoGarbage(draw == 1);
      disk_.dieAt(call);
      whole = openLedger(folder_, identity_, surroundings_).has_value() && !disk_.dead();
      disk_.restart(End::powerCut);
      ASSERT_NO_FATAL_FAILURE(expectWhole());
      EXPECT_EQ(hashes(), events_);
      ASSERT_NO_FATAL_FAILURE(open());
      ASSERT_FALSE(ledger_->readOnly()) << ledger_->readOnlyReason();
      EXPECT_EQ(toText(*pay(13)->receipt()), "2A-000013");
      close();
    }
    if (whole) break;
  }
  EXPECT_TRUE(versions_.contains(1) && versions_.contains(kSchemaVersion)) << "the cuts fell on both sides";
}

}  // namespace
}  // namespace till::ledger::store
