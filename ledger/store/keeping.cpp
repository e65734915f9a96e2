// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/keeping.h"

#include <fcntl.h>
#include <unistd.h>

#include "ledger/journal/canonical.h"
#include "ledger/money/mutant.h"
#include "ledger/store/files.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {

namespace fs = std::filesystem;

bool isRestored(const Database& database) {
  return database.integer("SELECT value FROM counter WHERE name='restored'") != 0;
}

void markRestored(const Database& database) {
  database.execute("INSERT INTO counter VALUES('restored',1) ON CONFLICT DO UPDATE SET value=1");
}

void clearRestored(const Database& database) { database.execute("DELETE FROM counter WHERE name='restored'"); }

tl::unexpected<KeepingError> keepingFailed(KeepingErrorCode code, std::string what) {
  return tl::unexpected(KeepingError{code, std::move(what)});
}

tl::expected<Standing, KeepingError> proveLedgerFile(const fs::path& file) {
  const auto unproven = [&](const std::string& why) {
    return keepingFailed(KeepingErrorCode::notVerified, file.string() + ": " + why);
  };
  try {
    const Database database(file, Database::Access::readOnly);
    if (database.integer("PRAGMA application_id") != kApplicationId) return unproven("not a CityTill ledger");
    if (database.integer("PRAGMA user_version") > kSchemaVersion) return unproven("written by a newer CityTill");
    Statement check(database, "PRAGMA quick_check");
    if (!check.step() || check.text(0) != "ok") return unproven("the file is damaged");
    const auto last = lastEvent(database);
    if (!last) return unproven("no event is in it");
    const Verification all = verifyEpochs(database, Depth::all);
    if (!all.fault.empty()) return unproven("the chain does not verify: " + all.fault);
    const auto decoded = journal::decode(last->payload);
    if (!decoded) return unproven(decoded.error());
    return Standing{last->row, last->hash, all.events, decoded->envelope.key.office, decoded->envelope.key.station};
  } catch (const SqliteError& error) {
    return unproven(error.what());
  }
}

bool syncFile(const fs::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  const bool synced = ::fsync(fd) == 0;
  ::close(fd);
  return synced;
}

// What a cut left of an earlier one must never meet this one: a journal beside it would be played back into it.
PartFile::PartFile(fs::path path) : path_(std::move(path)) { clear(); }

PartFile::~PartFile() { clear(); }

void PartFile::clear() const {
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(path_.string() + tail, ignored);
}

tl::expected<void, KeepingError> PartFile::place(const fs::path& name) {
  if (!mutant("copy_named_before_sync") && !syncFile(path_))
    return keepingFailed(KeepingErrorCode::io, path_.string() + " does not reach the disk");
  std::error_code error;
  fs::rename(path_, name, error);
  if (error) return keepingFailed(KeepingErrorCode::io, name.string() + ": " + error.message());
  if (!syncDirectory(name.parent_path())) {
    return keepingFailed(KeepingErrorCode::io, name.parent_path().string() + " does not reach the disk");
  }
  return {};
}

}  // namespace till::ledger::store
