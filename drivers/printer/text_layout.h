// SPDX-License-Identifier: Apache-2.0
// Text to lines of a paper's width. Pure.
#pragma once

#include <vector>

#include "drivers/printer/code_pages.h"

namespace till::drivers::printer {

using GlyphLine = std::vector<Glyph>;

// Broken at spaces; a word wider than the line is broken where the line ends. Spaces at the front stay (an indent),
// those at a break go. At least one line, which may be empty. `columns` >= 1.
[[nodiscard]] std::vector<GlyphLine> wrap(const GlyphLine& text, std::size_t columns);

// Left and right on one line, with at least one space between. A long left part wraps beside the room that the right
// part needs, and the right part stands on its last line. The right part is never cut: where it takes more than half
// of the line and the left does not fit beside it, it gets lines of its own, to the right.
[[nodiscard]] std::vector<GlyphLine> twoColumns(const GlyphLine& left, const GlyphLine& right, std::size_t columns);

}  // namespace till::drivers::printer
