// SPDX-License-Identifier: Apache-2.0
// What a line display is told, as bytes. Pure. Each function makes one whole message, framed for the printer's
// pass-through where the profile says so. Sources: CD5220, XP8200 and P07303 manuals, Epson DM-D110 specification
// (hardware-docs/customer-displays.md). Text cannot become a command: it comes out as printable characters only.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "drivers/display/display_profile.h"

namespace till::drivers::display {

using Bytes = std::vector<std::byte>;

struct Lines {
  std::string_view upper;  // UTF-8; what is longer than the display is cut off at its right edge
  std::string_view lower;
};

// From any state, also from the middle of a command that was cut off: initialised, no cursor, brightness, the lines.
[[nodiscard]] Bytes encodeRestore(const Lines& lines, Brightness brightness, const DisplayProfile& profile);

// Both lines over their whole width, without clearing first: nothing flickers.
[[nodiscard]] Bytes encodeLines(const Lines& lines, const DisplayProfile& profile);
[[nodiscard]] Bytes encodeClear(const DisplayProfile& profile);
[[nodiscard]] Bytes encodeBrightness(Brightness brightness, const DisplayProfile& profile);

}  // namespace till::drivers::display
