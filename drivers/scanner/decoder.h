// SPDX-License-Identifier: Apache-2.0
// What makes codes of a scanner's bytes or reports. Pure: time is passed in.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "drivers/scanner/scan.h"
#include "drivers/transport/deadline.h"

namespace till::drivers::scanner {

struct Dropped {
  std::string_view why;  // "too long", "babbling", "cut off"
};
using Frame = std::variant<Scan, Dropped>;

inline constexpr std::size_t kLongestCode = 4096;  // bytes

class Decoder {
 public:
  virtual ~Decoder() = default;
  // All codes that end within `bytes`: any piece of a serial line, or one report of a HID device.
  [[nodiscard]] virtual std::vector<Frame> feed(std::span<const std::byte> bytes, transport::Clock::time_point now) = 0;
  // When silence will end the code that is begun; none: no code is begun.
  [[nodiscard]] virtual std::optional<transport::Clock::time_point> silenceAt() const = 0;
  [[nodiscard]] virtual std::optional<Frame> silence(transport::Clock::time_point now) = 0;
  // The line is lost: what was begun is no code.
  [[nodiscard]] virtual std::optional<Frame> lost() = 0;
};

// More codes in a second than a hand can scan are noise, until there is silence.
class BabbleGuard {
 public:
  static constexpr int kMostInASecond = 30;

  // True: a code that ends now counts. `told` is set where this one is the first that does not.
  bool lets(transport::Clock::time_point now, bool& told) {
    told = false;
    if (babbling_) return false;
    if (now - windowStart_ > std::chrono::seconds(1)) {
      windowStart_ = now;
      inWindow_ = 0;
    }
    if (++inWindow_ <= kMostInASecond) return true;
    babbling_ = told = true;
    return false;
  }
  void wasQuiet() { babbling_ = false; }

 private:
  bool babbling_ = false;
  transport::Clock::time_point windowStart_;
  int inWindow_ = 0;
};

}  // namespace till::drivers::scanner
