// SPDX-License-Identifier: Apache-2.0
// What backup, restore, the mirror file and a new epoch share. Private to this room.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <string>

#include "ledger/store/backup.h"
#include "ledger/store/files.h"
#include "ledger/store/sqlite.h"

namespace till::ledger::store {

// A ledger that came out of a copy: it reads, and posts nothing until a supervisor has opened the next epoch, because
// receipts may be in customers' hands that the copy does not know.
inline constexpr const char* kRestoredReason =
    "this ledger was restored from a copy; a supervisor must open a new epoch first: tillctl ledger new-epoch";
[[nodiscard]] bool isRestored(const Database& database);
void markRestored(const Database& database);
void clearRestored(const Database& database);

// Where a chain stands.
struct Standing {
  std::int64_t row = 0;
  Hash hash{};
  std::int64_t events = 0;
  std::string office;
  int station = 0;
};
// All of the file: quick_check, every link, every signature. Blocks for as long as reading it takes.
[[nodiscard]] tl::expected<Standing, KeepingError> proveLedgerFile(const std::filesystem::path& file);

[[nodiscard]] tl::unexpected<KeepingError> keepingFailed(KeepingErrorCode code, std::string what);
[[nodiscard]] bool syncFile(const std::filesystem::path& file);
// A file that goes away with its owner unless it was put in its place.
class PartFile {
 public:
  explicit PartFile(std::filesystem::path path);
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  ~PartFile();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Durable, under its name, in one step. Error: a sentence.
  [[nodiscard]] tl::expected<void, KeepingError> place(const std::filesystem::path& name);

 private:
  void clear() const;
  std::filesystem::path path_;
};

// The folder, made and locked.
[[nodiscard]] tl::expected<WriterLock, KeepingError> lockFor(const std::filesystem::path& to);
// Proves the file, marks it restored and puts it in place of whatever ledger is there; the caller holds the lock.
[[nodiscard]] tl::expected<RestoreDone, KeepingError> placeLedger(PartFile& part, const std::filesystem::path& to);

}  // namespace till::ledger::store
