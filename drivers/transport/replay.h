// SPDX-License-Identifier: Apache-2.0
// A tape played to a driver: what the device said comes again after what it was said to, faults included. So a failure
// at a counter becomes a test.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "drivers/transport/tape.h"

namespace till::drivers::transport {

struct ReplayOptions {
  // What a driver asks at moments of its own (a printer's DLE EOT n): answered as it was last answered on the tape at
  // that place, wherever it is asked.
  std::vector<std::vector<std::byte>> questions;
  // Whether what the device said holds the answer: news of its own may come between question and answer, and is told
  // with it. Empty: the first that comes is the answer.
  std::function<bool(std::span<const std::byte>)> holdsAnswer = {};
  // What masked bytes of the device are played as: these in turn, from the first in each run of them.
  std::string_view maskedAs = "0";
};

// Plays from the start. A write that the tape does not have ends with `failed`; its detail says at which of the tape's
// lines, what was expected and what came. A tape that is at its end takes nothing more. What the device says is handed
// on by the writing thread; what it says before it is told anything, by this call.
[[nodiscard]] std::unique_ptr<Transport> openReplay(Tape tape, Listener listener, ReplayOptions options = {});

}  // namespace till::drivers::transport
