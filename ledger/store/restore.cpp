// SPDX-License-Identifier: Apache-2.0
#include "ledger/journal/hash.h"
#include "ledger/store/backup.h"
#include "ledger/store/files.h"
#include "ledger/store/keeping.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"
#include "ledger/store/seal.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kReplaceDigits = 16;

tl::expected<void, KeepingError> fetch(const RestoreOrder& order, const fs::path& part) {
  std::error_code error;
  if (!fs::is_regular_file(order.file, error)) {
    return keepingFailed(KeepingErrorCode::io, order.file.string() + " is not a file");
  }
  if (isSealed(order.file)) return openSealed(order.file, part, order.key);
  fs::copy_file(order.file, part, error);
  if (error) return keepingFailed(KeepingErrorCode::io, part.string() + ": " + error.message());
  fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write, error);
  return {};
}

// The first event of `there` that `copy` does not have to the same hash; 0: it has them all.
std::int64_t firstMissing(const Database& there, const Database& copy) {
  std::int64_t missing = 0;
  eachRawEvent(there, 0, [&](const RawEvent& raw) {
    const auto same = rawEvent(copy, raw.row);
    if (!same || same->hash != raw.hash) missing = raw.row;
    return missing == 0;
  });
  return missing;
}

tl::expected<void, KeepingError> refuseFork(const RestoreOrder& order, const fs::path& part) {
  const fs::path file = order.to / kLedgerFile;
  const auto refused = [&](const std::string& why) {
    return keepingFailed(KeepingErrorCode::refused, file.string() + " " + why);
  };
  try {
    // Written to by nobody else, and what a cut left of an earlier restore is rolled back.
    const Database there(file, Database::Access::readWrite);
    const auto last = lastEvent(there);
    if (!last) return {};
    const std::int64_t missing = firstMissing(there, Database(part, Database::Access::readOnly));
    if (missing == rowOf(1, 1)) return refused("is a ledger of another lineage; nothing of it is in the copy");
    if (missing != 0) {
      const auto lacking = there.integer("SELECT count(*) FROM event WHERE row>=" + std::to_string(missing));
      return refused("holds " + std::to_string(lacking) + " events that the copy lacks, from event " +
                     std::to_string(seqOf(missing)) + " of epoch " + std::to_string(epochOf(missing)) +
                     " on; that is a fork. Keep that folder and restore into another");
    }
    const std::string head = journal::toHex(last->hash).substr(0, kReplaceDigits);
    if (order.replace == head) return {};
    return refused("is there, with the head " + head + "; all of it is in the copy. To overwrite it: --replace " +
                   head);
  } catch (const SqliteError& error) {
    return refused(std::string("is there and does not read (") + error.what() + "); move it away first");
  }
}

// Whatever the log of the old file holds is in the file, and the log is gone: it must never meet the new file.
void settleOld(const fs::path& to) {
  const fs::path file = to / kLedgerFile;
  if (fs::exists(file)) Database(file, Database::Access::readWrite).execute("PRAGMA journal_mode=DELETE");
  std::error_code ignored;
  for (const char* tail : {"-wal", "-shm"}) fs::remove(file.string() + tail, ignored);
  syncDirectory(to);
}

}  // namespace

tl::expected<RestoreDone, KeepingError> placeLedger(PartFile& part, const fs::path& to) {
  const auto proven = proveLedgerFile(part.path());
  if (!proven) return tl::unexpected(proven.error());
  try {
    {
      const Database database(part.path(), Database::Access::readWrite);
      database.execute("PRAGMA synchronous=EXTRA; PRAGMA journal_mode=WAL");
      markRestored(database);
      database.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    settleOld(to);
  } catch (const SqliteError& error) {
    return keepingFailed(KeepingErrorCode::io, part.path().string() + ": " + error.what());
  }
  if (auto placed = part.place(to / kLedgerFile); !placed) return tl::unexpected(placed.error());
  const EventKey head{proven->office, proven->station, epochOf(proven->row), seqOf(proven->row)};
  return RestoreDone{head, proven->hash, proven->events};
}

tl::expected<WriterLock, KeepingError> lockFor(const fs::path& to) {
  std::error_code error;
  fs::create_directories(to, error);
  if (error) return keepingFailed(KeepingErrorCode::io, to.string() + ": " + error.message());
  fs::permissions(to, fs::perms::owner_all, error);
  auto lock = WriterLock::take(to);
  if (lock) return std::move(*lock);
  return keepingFailed(lock.error().held ? KeepingErrorCode::locked : KeepingErrorCode::io, lock.error().what);
}

tl::expected<RestoreDone, KeepingError> restore(const RestoreOrder& order) {
  const auto lock = lockFor(order.to);
  if (!lock) return tl::unexpected(lock.error());
  PartFile part(order.to / "restore.part");
  if (auto fetched = fetch(order, part.path()); !fetched) return tl::unexpected(fetched.error());
  if (const auto proven = proveLedgerFile(part.path()); !proven) return tl::unexpected(proven.error());
  if (fs::exists(order.to / kLedgerFile)) {
    if (auto free = refuseFork(order, part.path()); !free) return tl::unexpected(free.error());
  }
  return placeLedger(part, order.to);
}

}  // namespace till::ledger::store
