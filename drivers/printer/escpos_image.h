// SPDX-License-Identifier: Apache-2.0
// Dots as ESC/POS. Pure.
#pragma once

#include "drivers/printer/escpos.h"

namespace till::drivers::printer {

// GS v 0, in slices of the profile's height, at the line's start and with the alignment in force. Printers act on
// real-time commands (DLE EOT, DLE ENQ, DLE DC4) wherever they stand in the stream, in dots too: where dots would make
// one, a dot is changed, so that no picture can open a drawer or wipe a job. What is wider than the paper is cut off.
[[nodiscard]] Bytes encodeImage(const raster::Bitmap& bitmap, const PrinterProfile& profile);

}  // namespace till::drivers::printer
