// SPDX-License-Identifier: Apache-2.0
// At which serial setting a device is understood, where it is not at the configured one: the usual rates are tried.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "drivers/transport/transport.h"

namespace till::drivers::health {

using OpenSerial = std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(
    const transport::SerialSettings&, transport::Listener)>;

// What a code heard with eight data bits and no parity tells of the line. Seven bits with parity arrive whole, the
// parity in the eighth. None: it is no plain code, so the rate is another.
struct HeardCode {
  int dataBits = 8;
  char parity = 'N';
  std::string_view suffix;  // as devices.toml calls it: "cr", "crlf", "lf", "tab", "none"
};
[[nodiscard]] std::optional<HeardCode> readCode(std::span<const std::byte> heard);

struct Found {
  transport::SerialSettings settings;
  std::string_view suffix;  // of a scanner's code
};

// Of an ESC/POS device: every setting is asked DLE EOT 1 to 4 without handshake, which it answers at once, and all four
// must be answered by what can be an answer. What a wrong rate makes of the questions may print some '?'. Blocks for
// up to `answer` a setting, of which there are forty. None: nothing answers. A fault: the port cannot be opened.
[[nodiscard]] tl::expected<std::optional<Found>, transport::Fault> searchPrinter(
    const transport::SerialSettings& configured, const OpenSerial& open,
    std::chrono::milliseconds answer = std::chrono::milliseconds(300));

// Of a scanner: a hand scans one code again and again. Blocks for up to `eachRate`, of which there are nine; a rate at
// which nonsense is heard is left at once.
[[nodiscard]] tl::expected<std::optional<Found>, transport::Fault> searchScanner(
    const transport::SerialSettings& configured, const OpenSerial& open,
    std::chrono::milliseconds eachRate = std::chrono::milliseconds(4000));

}  // namespace till::drivers::health
