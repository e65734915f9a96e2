// SPDX-License-Identifier: Apache-2.0
// A serial scanner's bytes to codes (hardware-docs/scanners.md). Pure: time is passed in.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/scanner/decoder.h"
#include "drivers/transport/deadline.h"

namespace till::drivers::scanner {

struct FrameSettings {
  std::string suffix = "\r";  // what ends a code; after "\r" a "\n" belongs to the same end
  // Of silence: ends a code of a scanner that sends no suffix; where one is set, or after an STX, the code is torn.
  std::chrono::milliseconds idleEnd{300};
};

class FrameParser : public Decoder {
 public:
  explicit FrameParser(FrameSettings settings);

  // "too long" is told when a code becomes it, "babbling" once for a code twice as long, or once for a stretch of too
  // many codes, "cut off" for a code whose end does not come. Neither a torn code nor its rest is delivered.
  [[nodiscard]] std::vector<Frame> feed(std::span<const std::byte> bytes, transport::Clock::time_point now) override;
  [[nodiscard]] std::optional<transport::Clock::time_point> silenceAt() const override;
  [[nodiscard]] std::optional<Frame> silence(transport::Clock::time_point now) override;
  [[nodiscard]] std::optional<Frame> lost() override;

 private:
  void take(char c, std::vector<Frame>& frames);
  [[nodiscard]] std::optional<Frame> finish(transport::Clock::time_point now);
  [[nodiscard]] bool endsWithSuffix() const;
  void noteOverflow(std::vector<Frame>& frames);

  const FrameSettings settings_;
  std::string text_;     // of the code that is begun, with STX if it had one
  int overflows_ = 0;    // of it
  bool torn_ = false;    // the code before was cut off by silence: its rest may come,
  bool isRest_ = false;  // and this is it
  BabbleGuard guard_;
  transport::Clock::time_point last_;
};

}  // namespace till::drivers::scanner
