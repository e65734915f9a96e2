// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/backup.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstring>

#include "ledger/store/files.h"
#include "ledger/store/keeping.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"
#include "ledger/store/seal.h"

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

constexpr int kEpochDigits = 4;
constexpr int kSeqDigits = 12;

std::string padded(std::int64_t number, int digits) {
  std::string text = std::to_string(number);
  const auto wanted = static_cast<std::size_t>(digits);
  return text.size() < wanted ? text.insert(0, wanted - text.size(), '0') : text;
}

std::string stem(const Standing& standing) {
  std::string office = standing.office;
  std::ranges::replace_if(office, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '-');
  return "citytill-" + office + "-" + std::to_string(standing.station) + "-";
}

// Names in the order of the chain: the newest copy of a station sorts last.
std::string nameOf(const Standing& standing) {
  return stem(standing) + padded(epochOf(standing.row), kEpochDigits) + "-" + padded(seqOf(standing.row), kSeqDigits);
}

tl::expected<void, KeepingError> makeDirectory(const fs::path& directory) {
  const fs::path parent = fs::absolute(directory).lexically_normal().parent_path();
  std::error_code error;
  if (!fs::is_directory(parent, error)) {
    return keepingFailed(KeepingErrorCode::io, parent.string() + " is not there; is the backup device plugged in?");
  }
  fs::create_directory(directory, error);
  if (!error && fs::is_directory(directory, error)) return {};
  return keepingFailed(KeepingErrorCode::io, directory.string() + ": " + error.message());
}

tl::expected<void, KeepingError> copyOnline(const fs::path& data, const fs::path& copy) {
  // VACUUM INTO takes an empty file as it finds it: nobody else may read this one.
  if (!writeWhole(copy, "", 0)) return keepingFailed(KeepingErrorCode::io, copy.string() + ": " + std::strerror(errno));
  try {
    const Database source(data / kLedgerFile, Database::Access::readOnly);
    Statement vacuum(source, "VACUUM INTO ?");
    vacuum.bind(copy.string()).run();
    return {};
  } catch (const SqliteError& error) {
    return keepingFailed(KeepingErrorCode::io, copy.string() + ": " + error.what());
  }
}

// The copy is the ledger as it stood a moment ago: its head is an event of the ledger.
bool sameAt(const fs::path& data, const Standing& copy) {
  const Database source(data / kLedgerFile, Database::Access::readOnly);
  const auto there = rawEvent(source, copy.row);
  return there && there->hash == copy.hash;
}

std::vector<fs::path> dropOld(const fs::path& directory, const std::string& prefix, int keep) {
  std::vector<fs::path> copies;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    if (entry.path().filename().string().starts_with(prefix)) copies.push_back(entry.path());
  }
  std::ranges::sort(copies, std::greater{});
  copies.erase(copies.begin(), copies.begin() + std::min<std::ptrdiff_t>(std::ssize(copies), std::max(keep, 1)));
  for (const auto& old : copies) fs::remove(old, ignored);
  return copies;
}

tl::expected<void, KeepingError> placeCopy(PartFile& plain, const BackupTarget& target, const fs::path& name) {
  if (target.sealTo.empty()) return plain.place(name);
  PartFile sealed(name.string() + ".part");
  if (auto done = sealFile(plain.path(), sealed.path(), target.sealTo); !done) return done;
  return sealed.place(name);
}

}  // namespace

tl::expected<BackupDone, KeepingError> backUp(const fs::path& data, const BackupTarget& target) {
  if (auto made = makeDirectory(target.directory); !made) return tl::unexpected(made.error());
  const auto alone = WriterLock::take(target.directory);
  if (!alone)
    return keepingFailed(KeepingErrorCode::locked, target.directory.string() + " is being written to already");
  // Plain names and streets never touch a device that is to hold them sealed only.
  PartFile copy((target.sealTo.empty() ? target.directory : data) / "backup.part");
  if (auto copied = copyOnline(data, copy.path()); !copied) return tl::unexpected(copied.error());
  const auto proven = proveLedgerFile(copy.path());
  if (!proven) return tl::unexpected(proven.error());
  if (!sameAt(data, *proven)) {
    return keepingFailed(KeepingErrorCode::notVerified, "the copy's head is not an event of the ledger");
  }
  const fs::path name = target.directory / (nameOf(*proven) + (target.sealTo.empty() ? ".db" : ".sealed"));
  if (auto placed = placeCopy(copy, target, name); !placed) return tl::unexpected(placed.error());
  const EventKey head{proven->office, proven->station, epochOf(proven->row), seqOf(proven->row)};
  return BackupDone{name, head, proven->hash, proven->events, dropOld(target.directory, stem(*proven), target.keep)};
}

}  // namespace till::ledger::store
