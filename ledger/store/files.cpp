// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace till::ledger::store {
namespace {

namespace fs = std::filesystem;

class File {
 public:
  File(const fs::path& path, int flags, mode_t mode = 0600) : fd_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }

 private:
  int fd_;
};

}  // namespace

tl::expected<WriterLock, WriterLock::Refusal> WriterLock::take(const fs::path& directory) {
  const fs::path path = directory / "ledger.lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return tl::unexpected(Refusal{false, path.string() + ": " + std::strerror(errno)});
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return WriterLock(fd);
  const bool held = errno == EWOULDBLOCK;
  ::close(fd);
  return tl::unexpected(Refusal{held, path.string() + " is held by another program: the station is running. Stop it, "
                                                      "or do this from the station itself."});
}

WriterLock::WriterLock(WriterLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

WriterLock::~WriterLock() {
  if (fd_ >= 0) ::close(fd_);
}

bool keepBallast(const fs::path& directory, std::int64_t bytes) {
  const fs::path path = directory / "ballast";
  std::error_code ignored;
  if (fs::exists(path, ignored) && fs::file_size(path, ignored) == static_cast<std::uintmax_t>(bytes)) return true;
  const File file(path, O_WRONLY | O_CREAT);
  if (file.open() && ::posix_fallocate(file.fd(), 0, bytes) == 0) return true;
  fs::remove(path, ignored);
  return false;
}

void spendBallast(const fs::path& directory) {
  std::error_code ignored;
  fs::remove(directory / "ballast", ignored);
}

void markStopped(const fs::path& directory, const std::string& why) noexcept {
  writeWhole(directory / "stopped", why.data(), why.size());
}

std::string stopMark(const fs::path& directory) {
  std::ifstream file(directory / "stopped");
  if (!file) return {};
  std::string why{std::istreambuf_iterator<char>(file), {}};
  return why.empty() ? "the ledger stopped after an I/O error" : why;
}

void clearStopMark(const fs::path& directory) {
  std::error_code ignored;
  fs::remove(directory / "stopped", ignored);
}

bool writeWhole(const fs::path& path, const void* bytes, std::size_t size) {
  const File file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return file.open() && ::write(file.fd(), bytes, size) == static_cast<ssize_t>(size) && ::fsync(file.fd()) == 0;
}

bool syncDirectory(const fs::path& directory) {
  const File file(directory, O_RDONLY | O_DIRECTORY);
  return file.open() && ::fsync(file.fd()) == 0;
}

}  // namespace till::ledger::store
