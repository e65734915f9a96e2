// SPDX-License-Identifier: Apache-2.0
// The files beside the ledger: the lock that makes it the only writer, the ballast that a full disk leaves to close a
// session with, and the mark of a stop.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <memory>
#include <string>

namespace till::ledger::store {

inline constexpr const char* kLedgerFile = "ledger.db";

// Held as long as it lives; the kernel lets go of it when the process dies.
class WriterLock {
 public:
  // Error: a sentence. `held` says whether another process has it (else it is an I/O error).
  struct Refusal {
    bool held = false;
    std::string what;
  };
  [[nodiscard]] static tl::expected<WriterLock, Refusal> take(const std::filesystem::path& directory);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&&) = delete;
  ~WriterLock();

 private:
  explicit WriterLock(int fd) : fd_(fd) {}
  int fd_;
};

inline constexpr std::int64_t kBallastBytes = 64LL * 1024 * 1024;

// Room kept back on the disk. False: there is not enough room for it now.
bool keepBallast(const std::filesystem::path& directory, std::int64_t bytes = kBallastBytes);
void spendBallast(const std::filesystem::path& directory);

// A stop by an I/O error is told to the next start.
void markStopped(const std::filesystem::path& directory, const std::string& why) noexcept;
[[nodiscard]] std::string stopMark(const std::filesystem::path& directory);  // empty: there is none
void clearStopMark(const std::filesystem::path& directory);

// Anew and durable, readable by nobody else (0600). False: errno says why.
bool writeWhole(const std::filesystem::path& path, const void* bytes, std::size_t size);

// Makes the entries of a directory durable.
bool syncDirectory(const std::filesystem::path& directory);

}  // namespace till::ledger::store
