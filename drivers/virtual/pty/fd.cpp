// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/pty/fd.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace till::drivers::pty {

Fd::~Fd() {
  if (fd_ >= 0) ::close(fd_);
}

std::string systemWords(const std::string& what) { return what + ": " + std::strerror(errno); }

}  // namespace till::drivers::pty
