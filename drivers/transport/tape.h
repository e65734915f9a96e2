// SPDX-License-Identifier: Apache-2.0
// A recording of one transport, as text that a person can read and a test can play again. A line is a moment in
// milliseconds since the opening, a sign, and what happened:
//   CityTill tape 1
//   0 > 1b 40 .. .. 0a      host to device; ".." is a masked byte: printable, and not said which
//   12 < 14 00 00 0f        device to host
//   80 ! timedOut 7 words   the write that took the 7 bytes before it ended with a fault
//   95 x gone words         the link was lost
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "drivers/transport/transport.h"

namespace till::drivers::transport {

struct TapeBytes {
  bool toDevice = true;
  std::vector<std::optional<std::byte>> bytes;  // nullopt: masked
};
struct TapeFault {
  bool lost = false;  // of the link; else of a write
  Fault fault;
};
struct TapeLine {
  std::int64_t millis = 0;
  std::variant<TapeBytes, TapeFault> what;
};
using Tape = std::vector<TapeLine>;

inline constexpr std::string_view kTapeHeader = "CityTill tape 1\n";
[[nodiscard]] std::string toText(const TapeLine& line);  // with its line end
// Error: the line's number, what was found, what is allowed.
[[nodiscard]] tl::expected<Tape, std::string> readTape(std::string_view text);

}  // namespace till::drivers::transport
