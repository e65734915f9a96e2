// SPDX-License-Identifier: Apache-2.0
// Lines with Arabic, Hebrew and other letters that run from right to left, as they stand on paper. Pure.
#pragma once

#include "drivers/printer/text_layout.h"

namespace till::drivers::printer {

// Each run of such letters is turned round, with Arabic letters joined. A run ends at a digit, at a letter that runs
// the other way and at two spaces: figures and columns stay where they are. As many glyphs as before.
[[nodiscard]] GlyphLine inPrintedOrder(GlyphLine line);

}  // namespace till::drivers::printer
