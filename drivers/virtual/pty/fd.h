// SPDX-License-Identifier: Apache-2.0
// A file descriptor with an owner, for the adapters of this folder.
#pragma once

#include <string>
#include <utility>

namespace till::drivers::pty {

class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd();
  void reset() { *this = Fd(); }
  [[nodiscard]] int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
};

// `what`, and errno in words.
[[nodiscard]] std::string systemWords(const std::string& what);

}  // namespace till::drivers::pty
