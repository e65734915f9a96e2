// SPDX-License-Identifier: Apache-2.0
// ESC/POS as bytes. Pure. Sources by command: hardware-docs/receipt-printers.md-1.6 (layout, code pages,
// barcodes), 2.2-2.9 (status, recovery, proof of printing), 3.2 (pulse). No text, barcode or QR data can become a
// command: what comes from outside is printable characters only.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "drivers/printer/print_document.h"
#include "drivers/printer/profile.h"

namespace till::drivers::printer {

using Bytes = std::vector<std::byte>;

// ESC @, then what ESC @ forgets: automatic status on (GS a), kanji off (FS .), US character set (ESC R 0).
[[nodiscard]] Bytes encodeInitialise(const PrinterProfile& profile);

// The document as one job, from encodeInitialise to its last element. What the model lacks is replaced, never left
// out: a cut by feeding to the tear bar; a Code 128 that is too wide by a QR code; a barcode it cannot do by its text.
[[nodiscard]] Bytes encode(const PrintDocument& document, const PrinterProfile& profile);

enum class PulseLine : std::uint8_t { pin2 = 0, pin5 = 1 };
// ESC p with both times, in steps of 2 ms up to 510 ms: a printer that waits for a missing one opens the drawer later,
// out of the next job's bytes.
// Star: ESC BEL with both times in steps of 10 ms, then BEL (drive 1) or SUB (drive 2). Never ESC GS BEL: that is the
// buzzer, and harms a drawer's circuit (Star line mode manual).
[[nodiscard]] Bytes encodePulse(PulseLine line, const PrinterProfile& profile);

enum class StatusOf : std::uint8_t { printer = 1, offlineCause = 2, errorCause = 3, paperRoll = 4 };
[[nodiscard]] Bytes encodeAskStatus(StatusOf what);  // DLE EOT n: answered at once, also when offline

// GS ( H 48: answered by 37 22 id 00 when all before it is on paper. Digits "0001" to "9999".
using ProcessId = std::array<char, 4>;
[[nodiscard]] Bytes encodeAskProcessId(const ProcessId& id);

[[nodiscard]] Bytes encodeAskPaper();      // GS r 1: answered in its turn, after what came before
[[nodiscard]] Bytes encodeClearBuffers();  // DLE DC4 8: drops all that is not yet printed, answers 37 25 00
[[nodiscard]] Bytes encodeRecover();       // DLE ENQ 2: out of a cutter error, dropping what is not yet printed
// NULs, to finish a command that was cut off in the middle: as many as the longest data part that we send.
[[nodiscard]] Bytes encodePadding(const PrinterProfile& profile);

}  // namespace till::drivers::printer
