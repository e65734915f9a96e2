// SPDX-License-Identifier: Apache-2.0
// The check reader of an Epson TM-H6000, TM-H5000 and their kin, as bytes. Pure. Source: TM-H5000II specification, 6.6
// (hardware-docs/check-readers-and-slips.md).
#pragma once

#include <cstddef>
#include <vector>

namespace till::drivers::micr {

using Bytes = std::vector<std::byte>;

enum class Font { e13b = 0, cmc7 = 1 };

// FS ( f: up to so many unreadable characters come as '?' (more: no line at all), the reply says in detail what went
// wrong, and a check that could not be read is driven out.
[[nodiscard]] Bytes encodeReadOptions(int unreadableAllowed);
// FS a 0: waits for a check, reads it, and answers with a block. Takes no other command meanwhile but those in real
// time; drivers/slip has the command that ends the wait.
[[nodiscard]] Bytes encodeRead(Font font);
[[nodiscard]] Bytes encodeToPrintPosition();  // FS a 1: the check that was read, for printing on it
[[nodiscard]] Bytes encodeEjectCheck();       // FS a 2
[[nodiscard]] Bytes encodeSendAgain();        // FS b: the block of the last reading once more
[[nodiscard]] Bytes encodeAskCheckStatus();   // DLE EOT 8 1: answered at once

}  // namespace till::drivers::micr
