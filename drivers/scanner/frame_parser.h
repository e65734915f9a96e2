// SPDX-License-Identifier: Apache-2.0
// A serial scanner's bytes to codes (hardware-docs/scanners.md). Pure: time is passed in.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drivers/scanner/scan.h"
#include "drivers/transport/deadline.h"

namespace till::drivers::scanner {

struct FrameSettings {
  std::string suffix = "\r";               // what ends a code; after "\r" a "\n" belongs to the same end
  std::chrono::milliseconds idleEnd{300};  // of silence ends a code too, for scanners that send no suffix
};

struct Dropped {
  std::string_view why;  // "too long", "babbling", "cut off"
};
using Frame = std::variant<Scan, Dropped>;

class FrameParser {
 public:
  static constexpr std::size_t kLongest = 4096;  // bytes of one code
  static constexpr int kMostInASecond = 30;      // no scanner in a hand is near it; more is noise, until silence

  explicit FrameParser(FrameSettings settings);

  // All codes that end within `bytes`. "too long" is told when a code becomes it, "babbling" once for a code twice as
  // long, or once for a stretch of too many codes.
  [[nodiscard]] std::vector<Frame> feed(std::span<const std::byte> bytes, transport::Clock::time_point now);
  // When silence will end the code that is begun; none: no code is begun.
  [[nodiscard]] std::optional<transport::Clock::time_point> silenceAt() const;
  [[nodiscard]] std::optional<Frame> silence(transport::Clock::time_point now);
  // The line is lost: what was begun is no code.
  [[nodiscard]] std::optional<Frame> lost();

 private:
  void take(char c, std::vector<Frame>& frames);
  [[nodiscard]] std::optional<Frame> finish(transport::Clock::time_point now);
  [[nodiscard]] bool tooMany(transport::Clock::time_point now);

  [[nodiscard]] bool endsWithSuffix() const;
  void noteOverflow(std::vector<Frame>& frames);

  const FrameSettings settings_;
  std::string text_;   // of the code that is begun, with STX if it had one
  int overflows_ = 0;  // of it
  bool babbling_ = false;
  transport::Clock::time_point last_;
  transport::Clock::time_point windowStart_;
  int inWindow_ = 0;
};

}  // namespace till::drivers::scanner
