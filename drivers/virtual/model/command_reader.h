// SPDX-License-Identifier: Apache-2.0
// ESC/POS bytes cut into commands, by the lengths of hardware-docs/receipt-printers.md. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace till::drivers::model {

using ByteSpan = std::span<const std::byte>;

// The command's own bytes, first one highest: ESC @ is 0x1B40, GS ( k is 0x1D286B, LF is 0x0A.
using CommandId = std::uint32_t;

struct Command {
  CommandId id = 0;  // 0x20 to 0xFF: a character to print
  ByteSpan data;     // parameters; for GS ( x without the length
  std::size_t consumed = 0;
  bool known = true;  // false: not a command of ours; its prefix is consumed, what follows prints as text
};

// The first command of `bytes`; none: more bytes are needed.
[[nodiscard]] std::optional<Command> readCommand(ByteSpan bytes);

[[nodiscard]] inline std::uint8_t byteAt(ByteSpan bytes, std::size_t index) {
  return index < bytes.size() ? std::to_integer<std::uint8_t>(bytes[index]) : std::uint8_t{0};
}

}  // namespace till::drivers::model
