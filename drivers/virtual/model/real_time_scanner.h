// SPDX-License-Identifier: Apache-2.0
// Finds real-time commands anywhere in what arrives, also inside other commands' data: real printers do, and leave it
// to the host to avoid them there (hardware-docs/receipt-printers.md).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "drivers/virtual/model/command_reader.h"

namespace till::drivers::model {

struct RealTimeCommand {
  enum class Kind { status, recover, pulse, clear } kind = Kind::status;
  std::uint8_t first = 0;   // n of DLE EOT and DLE ENQ, m of the pulse
  std::uint8_t second = 0;  // t of the pulse, in steps of 100 ms
};

class RealTimeScanner {
 public:
  // One byte more; the command that it completes, if it does.
  [[nodiscard]] std::optional<RealTimeCommand> feed(std::byte byte);

 private:
  std::vector<std::byte> seen_;  // what may become a command
};

// A whole command at the front of `bytes`, for a printer whose buffer is full; and its length.
struct FrontCommand {
  RealTimeCommand command;
  std::size_t length = 0;
};
[[nodiscard]] std::optional<FrontCommand> realTimeAtFront(ByteSpan bytes);

}  // namespace till::drivers::model
