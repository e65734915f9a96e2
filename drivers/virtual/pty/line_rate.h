// SPDX-License-Identifier: Apache-2.0
// What a UART hears of one that sends at another rate: the line's levels bit by bit, read at its own. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace till::drivers::pty {

// One start bit, eight data bits, one stop bit on either side; the line rests behind the last byte. A frame whose stop
// bit is missing reads as NUL, as Linux gives it to a program. With equal rates: `bytes`.
[[nodiscard]] std::vector<std::byte> heardAt(int heardBaud, std::span<const std::byte> bytes, int sentBaud);

}  // namespace till::drivers::pty
