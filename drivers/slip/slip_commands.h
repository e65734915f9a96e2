// SPDX-License-Identifier: Apache-2.0
// The slip station of an Epson TM-H6000, TM-H5000 and their kin, as bytes. Pure. Source: TM-H5000II specification
// (hardware-docs/check-readers-and-slips.md).
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "drivers/printer/profile.h"

namespace till::drivers::slip {

using Bytes = std::vector<std::byte>;

enum class Sheet : std::uint8_t { roll = 0x02, slip = 0x04, validation = 0x08 };  // n of ESC c 0
enum class Side : std::uint8_t { face = 0x04, back = 0x44 };                      // m of GS ( G 48; back: endorsement

// ESC f: how long the station itself waits for a sheet, in whole minutes, rounded up, 1 to 15: never 0, which is for
// ever. A second line of defence behind the driver's own deadline. Half a second from insertion to the start.
[[nodiscard]] Bytes encodeInsertionWait(std::chrono::milliseconds wait);
// ESC c 0: what is printed from here on. For a sheet that is not there the station waits, and takes no other command
// meanwhile but those in real time.
[[nodiscard]] Bytes encodeSelect(Sheet sheet);
[[nodiscard]] Bytes encodeSide(Side side);  // GS ( G 48, for a slip
[[nodiscard]] Bytes encodeAskSlipStatus();  // DLE EOT 5: answered at once
[[nodiscard]] Bytes encodeCancelWait();     // DLE ENQ 3: ends a wait for a sheet and drops what was queued behind it
[[nodiscard]] Bytes encodeEject();          // FF: prints what is in the buffer and drives the sheet out
[[nodiscard]] Bytes encodeRelease();        // ESC q: lets go of the sheet; behind both, the roll is selected again
[[nodiscard]] Bytes encodeAskInTurn();      // GS r 1: answered after all that came before it was done

// Lines of text, wrapped at words to the profile's columns, code pages as the profile has them. Nothing is drawn, and
// nothing in it can become a command.
[[nodiscard]] Bytes encodeText(const std::vector<std::string>& lines, const printer::PrinterProfile& profile);

// The answer to DLE EOT 5, and to DLE EOT 8 1 for the check reader.
struct SheetStatus {
  bool selected = false;
  bool waiting = false;  // for a sheet to be inserted
  bool atTop = false;    // the sensor before the head sees paper
  bool atBottom = false;
};
[[nodiscard]] SheetStatus sheetStatusOf(std::uint8_t byte);

}  // namespace till::drivers::slip
