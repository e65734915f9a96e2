// SPDX-License-Identifier: Apache-2.0
// The data part of GS k 73 (Code 128, function B): code sets are chosen here, because the printer wants them spelt out
// (hardware-docs/receipt-printers.md). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace till::drivers::printer {

struct Code128 {
  std::vector<std::uint8_t> data;  // "{B" and "{C" in place, "{" doubled, digits in C as values 0..99; at most 255
  std::size_t modules = 0;         // width without the quiet zones
};

// Set B, and C for runs of digits. None: empty, too long, or something outside 20..7E in it. Where the values of C
// would spell a real-time command (the digits "1604" are DLE EOT), all stays in B. With `softwareFlow` neither XON nor
// XOFF stands in it, nor is its length one of them (the digits "17" and "19" of C are); none where that cannot be.
[[nodiscard]] std::optional<Code128> encodeCode128(std::string_view text, bool softwareFlow = false);

// XON or XOFF: what a line with software flow control takes for itself.
[[nodiscard]] constexpr bool isFlowByte(std::size_t value) { return value == 0x11 || value == 0x13; }

// True if DLE EOT, DLE ENQ or DLE DC4 stands in the bytes: a printer acts on those anywhere, inside data too.
[[nodiscard]] bool hasRealTimeCommand(const std::vector<std::uint8_t>& bytes);

}  // namespace till::drivers::printer
