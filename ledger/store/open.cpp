// SPDX-License-Identifier: Apache-2.0
#include <sodium.h>

#include <algorithm>
#include <chrono>

#include "ledger/journal/canonical.h"
#include "ledger/money/mutant.h"
#include "ledger/store/core.h"
#include "ledger/store/keeping.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kTailEvents = 1000;  // verified at each start; all of it on demand

// No journal_size_limit: with it SQLite cuts the kept WAL to nothing at close.
void setPragmas(const Database& database) {
  for (const char* pragma : {"journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=0", "mmap_size=0",
                             "temp_store=MEMORY", "foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON"}) {
    database.execute(std::string("PRAGMA ") + pragma);
  }
  if (mutant("normal_not_full")) database.execute("PRAGMA synchronous=NORMAL");
  if (mutant("checkpoint_error_swallowed")) database.execute("PRAGMA wal_autocheckpoint=20");
  int keep = 1;
  sqlite3_file_control(database.handle(), nullptr, SQLITE_FCNTL_PERSIST_WAL, &keep);
}

// What a killed program wrote and did not sync stands in the log and not on the disk yet: nobody is shown it before it
// does.
void syncLog(const Database& database) {
  sqlite3_file* wal = nullptr;
  const int found =
      sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_JOURNAL_POINTER, static_cast<void*>(&wal));
  if (found != SQLITE_OK || wal == nullptr || wal->pMethods == nullptr) return;
  const int result = wal->pMethods->xSync(wal, SQLITE_SYNC_FULL);
  if (result != SQLITE_OK) throw SqliteError(result, "the log does not reach the disk");
}

// A WAL that has its blocks already needs no allocation inside a payment. A few pages are written over and over: many
// at once would lie on the free list afterwards, and each payment that takes one of them writes the list too. Nothing
// of it is worth a sync; the checkpoint has its own again.
void preExtendWal(const Database& database, std::int64_t bytes) {
  database.execute("DROP TABLE IF EXISTS filler");  // of a start that was cut off in this
  if (walSize(database) >= bytes) return;
  const std::int64_t blob = std::min<std::int64_t>(bytes, 32 * 1024);
  const std::string random = "randomblob(" + std::to_string(blob) + ")";  // what is there already is not written again
  database.execute("PRAGMA synchronous=OFF; CREATE TABLE filler(b BLOB); INSERT INTO filler VALUES(" + random + ")");
  for (std::int64_t filled = blob; filled < bytes; filled += blob) database.execute("UPDATE filler SET b=" + random);
  database.execute("DROP TABLE filler");
  setPragmas(database);
  const int result = sqlite3_wal_checkpoint_v2(database.handle(), nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  if (result != SQLITE_OK && (result & 0xff) != SQLITE_BUSY) throw SqliteError(result, "the log was not set aside");
}

// Created under EXTRA: without it a power cut may bring the rollback journal back and take the ledger away.
void makeReady(const Database& database, const fs::path& directory, const Surroundings& surroundings) {
  if (database.integer("PRAGMA user_version") == 0) {
    database.execute(mutant("created_without_extra") ? "PRAGMA synchronous=FULL; PRAGMA journal_mode=WAL"
                                                     : "PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL");
    migrate(database);
    syncDirectory(directory);
  }
  setPragmas(database);
  if (!mutant("log_of_the_killed_unsynced")) syncLog(database);
  migrate(database);
  preExtendWal(database, surroundings.walBytes);
}

Verification verifyTail(const Database& database) {
  const auto last = lastEvent(database);
  if (!last) return {};
  const std::int64_t first = std::max<std::int64_t>(1, seqOf(last->row) - kTailEvents + 1);
  return verifyFrom(database, rowOf(epochOf(last->row), first));
}

std::string otherStation(const Database& database, const StationIdentity& identity) {
  const auto last = lastEvent(database);
  const auto decoded = last ? journal::decode(last->payload) : tl::unexpected<std::string>("empty");
  if (!decoded) return {};
  const auto& key = decoded->envelope.key;
  if (key.office == identity.office && key.station == identity.station) return {};
  return "this ledger belongs to " + key.office + ", station " + std::to_string(key.station);
}

OpenErrorCode codeOf(const SqliteError& error) {
  return (error.code & 0xff) == SQLITE_FULL ? OpenErrorCode::diskFull : OpenErrorCode::io;
}

tl::unexpected<OpenError> failed(OpenErrorCode code, std::string what) {
  return tl::unexpected(OpenError{code, std::move(what)});
}

tl::expected<std::unique_ptr<Ledger>, OpenError> openLocked(const fs::path& directory, const StationIdentity& identity,
                                                            const Surroundings& surroundings, WriterLock lock) {
  std::string stopped = stopMark(directory);
  if (!stopped.empty() && !mutant("not_written_anew")) writeAnew(directory / kLedgerFile, surroundings.vfs);
  // Not looked at through a connection that only reads: that cannot roll back what a cut left of the file's making.
  Database database(directory / kLedgerFile, Database::Access::readWrite, surroundings.vfs);
  if (database.integer("PRAGMA user_version") > kSchemaVersion) {
    return failed(OpenErrorCode::newerSchema,
                  (directory / kLedgerFile).string() + " was written by a newer CityTill; use that one");
  }
  makeReady(database, directory, surroundings);
  if (auto other = otherStation(database, identity); !other.empty()) return failed(OpenErrorCode::otherStation, other);
  const Verification tail = verifyTail(database);
  const bool restored = isRestored(database);
  auto ledger = std::make_unique<LedgerCore>(directory, identity, surroundings, std::move(lock), std::move(database));
  ledger->noteStop(std::move(stopped));
  if (restored) ledger->makeReadOnly(kRestoredReason);
  if (!tail.fault.empty()) ledger->makeReadOnly("the ledger does not verify: " + tail.fault);
  if (auto begun = ledger->begin(); !begun) return failed(OpenErrorCode::io, begun.error());
  clearStopMark(directory);
  if (!ledger->readOnly()) keepBallast(directory, surroundings.ballastBytes);
  return ledger;
}

}  // namespace

Surroundings systemSurroundings() {
  Surroundings surroundings;
  surroundings.wallClock = [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return WallTime{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
  };
  surroundings.random = [](std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); };
  return surroundings;
}

tl::expected<std::unique_ptr<Ledger>, OpenError> openLedger(const fs::path& directory, const StationIdentity& identity,
                                                            const Surroundings& surroundings) {
  if (sodium_init() < 0) return failed(OpenErrorCode::io, "libsodium does not start");
  std::error_code error;
  fs::create_directories(directory, error);
  if (error) return failed(OpenErrorCode::io, directory.string() + ": " + error.message());
  fs::permissions(directory, fs::perms::owner_all, error);  // private values and the station's key are in it
  auto lock = WriterLock::take(directory);
  if (!lock) return failed(lock.error().held ? OpenErrorCode::locked : OpenErrorCode::io, lock.error().what);
  try {
    return openLocked(directory, identity, surroundings, std::move(*lock));
  } catch (const SqliteError& sqlite) {
    return failed(codeOf(sqlite), (directory / kLedgerFile).string() + ": " + sqlite.what());
  }
}

}  // namespace till::ledger::store
