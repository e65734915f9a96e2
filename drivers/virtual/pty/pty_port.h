// SPDX-License-Identifier: Apache-2.0
// A device on a pseudo-terminal: what opens the port sees a serial line. For the demo and the tests, in no shipped
// program. libserialport opens it only in a process that has the modem shim (modem_shim.c): linked, or preloaded.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "drivers/virtual/model/device.h"

namespace till::drivers::pty {

// What becomes of bytes that the device has no room for.
enum class WhenFull {
  holds,     // they wait, whatever the host has set
  overruns,  // they wait where the host has set flow control, RTS/CTS or XON/XOFF; else they are lost
};

struct LineManner {
  WhenFull whenFull = WhenFull::holds;
  int baud = 0;  // what the device is set to; 0: it understands every rate
};

// Plugged in at once: `directory`/`name` is a link to the pseudo-terminal from then on, and whoever opens it talks to
// the device. One thread pumps. As on a cable, what the device says while nobody has the port open is lost. The device
// must outlive the port. A host that has the port open at another rate than the device's is heard, and hears, as on a
// line (line_rate.h). Error: the words to show (no such directory, no pseudo-terminal left).
[[nodiscard]] tl::expected<std::unique_ptr<model::Port>, std::string> openPtyPort(
    model::Device& device, const std::filesystem::path& directory, const std::string& name,
    const LineManner& manner = {});

}  // namespace till::drivers::pty
