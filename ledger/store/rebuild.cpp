// SPDX-License-Identifier: Apache-2.0
#include "ledger/journal/canonical.h"
#include "ledger/store/files.h"
#include "ledger/store/projections.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {

std::int64_t replay(const Database& database) {
  Projections projections(database);
  std::int64_t replayed = 0;
  eachRawEvent(database, 0, [&](const RawEvent& raw) {
    const auto decoded = journal::decode(raw.payload);
    if (decoded && decoded->body) projections.apply(raw.row, decoded->envelope, *decoded->body);
    ++replayed;
    return true;
  });
  return replayed;
}

tl::expected<std::int64_t, OpenError> rebuild(const std::filesystem::path& directory,
                                              const Surroundings& surroundings) {
  const auto lock = WriterLock::take(directory);
  if (!lock) {
    return tl::unexpected(OpenError{lock.error().held ? OpenErrorCode::locked : OpenErrorCode::io, lock.error().what});
  }
  try {
    const Database database(directory / kLedgerFile, Database::Access::readWrite, surroundings.vfs);
    migrate(database);
    Transaction transaction(database);
    dropProjections(database);
    createProjections(database);
    const std::int64_t replayed = replay(database);
    transaction.commit();
    return replayed;
  } catch (const SqliteError& error) {
    return tl::unexpected(OpenError{OpenErrorCode::io, (directory / kLedgerFile).string() + ": " + error.what()});
  }
}

}  // namespace till::ledger::store
