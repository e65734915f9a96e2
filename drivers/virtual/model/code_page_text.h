// SPDX-License-Identifier: Apache-2.0
// What a byte looks like on paper: the code pages of ESC t and the national sets of ESC R, as Epson numbers them
// (hardware-docs/receipt-printers.md).
#pragma once

#include <cstdint>
#include <string>

namespace till::drivers::model {

// UTF-8 of one printed byte (20h to FFh). A page that the printer does not have prints as page 0; a byte that the
// page leaves free is U+FFFD.
[[nodiscard]] std::string printedText(std::uint8_t byte, std::uint8_t page, std::uint8_t nationalSet);

}  // namespace till::drivers::model
