// SPDX-License-Identifier: Apache-2.0
// What of a recording may leave the counter: names and amounts stand in what is printed, account numbers in what is
// scanned and read from checks. What is masked is known to have been there, and not said which it was.
#pragma once

#include <span>

#include "drivers/transport/tape.h"

namespace till::drivers::transport {

enum class Masking {
  none,
  toDevice,      // runs of three and more printable bytes
  toHost,        // digits and letters
  keysToHost,    // of a keyboard, whose reports have other numbers for them: its digit and letter keys
  checksToHost,  // digits of the lines that a check reader sends, 5F to 00; not its status, nor its other answers
};

// Of one recording: where a line of a check goes on is known from what came before.
class Masker {
 public:
  explicit Masker(Masking masking) : masking_(masking) {}
  [[nodiscard]] TapeBytes masked(std::span<const std::byte> bytes, bool toDevice);

 private:
  [[nodiscard]] bool isOfCheck(std::byte byte);

  const Masking masking_;
  bool inLine_ = false;
};

}  // namespace till::drivers::transport
