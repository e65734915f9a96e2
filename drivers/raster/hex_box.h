// SPDX-License-Identifier: Apache-2.0
// What stands for a character that the font does not have: a box with its code point in hexadecimal, two digits a row,
// so that two such characters never look the same and anyone can look up which it was.
#pragma once

#include "drivers/raster/canvas.h"

namespace till::drivers::raster {

struct Cell {
  int width = 12;  // dots a letter, as drawn
  int height = 24;
};

// Fills the cell at (x, y). Legible from 12 by 21 dots up.
void drawHexBox(Canvas& canvas, int x, int y, char32_t point, Cell cell);

}  // namespace till::drivers::raster
