// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace till::drivers::transport {

using Clock = std::chrono::steady_clock;

// When a wait ends. There is no infinite one.
class Deadline {
 public:
  [[nodiscard]] static Deadline in(std::chrono::milliseconds wait) { return Deadline(Clock::now() + wait); }
  [[nodiscard]] static Deadline at(Clock::time_point when) { return Deadline(when); }
  [[nodiscard]] bool passed() const { return Clock::now() >= when_; }
  // Never negative; rounded up so that a wait of it does not end early.
  [[nodiscard]] std::chrono::milliseconds left() const;
  [[nodiscard]] Clock::time_point when() const { return when_; }

 private:
  explicit Deadline(Clock::time_point when) : when_(when) {}
  Clock::time_point when_;
};

}  // namespace till::drivers::transport
