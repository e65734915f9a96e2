// SPDX-License-Identifier: Apache-2.0
// AIM symbology identifiers (ISO/IEC 15424): "]cm", c the kind of code, m how it was read. Pure.
#pragma once

#include <string>
#include <string_view>

#include "drivers/scanner/scan.h"

namespace till::drivers::scanner {

// "C1" is "GS1-128"; "" for an empty or unknown one.
[[nodiscard]] std::string_view symbologyName(std::string_view identifier);
// True: fields are parted by GS (1D), as GS1 wants.
[[nodiscard]] bool isGs1(std::string_view identifier);

// Control characters other than GS go; an identifier in front is taken off the text, if it is a known kind of code.
[[nodiscard]] Scan toScan(std::string text, transport::Clock::time_point at);

}  // namespace till::drivers::scanner
