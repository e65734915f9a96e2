// SPDX-License-Identifier: Apache-2.0
// Lines on a connected socket, with deadlines. Both ends use it.
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace till::ui::control {

using Clock = std::chrono::steady_clock;

// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

enum class LineFault { tooLong, tooSlow, closed };

class LineReader {
 public:
  explicit LineReader(int fd) : fd_(fd) {}
  // The next line without its end. Blocks until it is there, or until `until`.
  [[nodiscard]] tl::expected<std::string, LineFault> next(Clock::time_point until);

 private:
  int fd_;
  std::string pending_;
};

// False: the peer is gone, or takes nothing until `until`.
[[nodiscard]] bool writeLine(int fd, std::string_view line, Clock::time_point until);

// A stream socket bound to, or connected to, the control socket of `directory`, however long its path is. Error: errno.
[[nodiscard]] tl::expected<Descriptor, int> listenAt(const std::filesystem::path& directory);
[[nodiscard]] tl::expected<Descriptor, int> connectTo(const std::filesystem::path& directory);

}  // namespace till::ui::control
