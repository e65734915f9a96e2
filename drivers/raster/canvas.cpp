// SPDX-License-Identifier: Apache-2.0
#include "drivers/raster/canvas.h"

#include <algorithm>

namespace till::drivers::raster {

std::uint8_t* Canvas::at(int x, int y) {
  if (x < 0 || y < 0 || x >= width || y >= height) return nullptr;
  return &gray[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
}

void Canvas::ink(int x, int y, int strength) {
  std::uint8_t* const dot = at(x, y);
  if (dot != nullptr) *dot = static_cast<std::uint8_t>(std::max(0, *dot - strength));
}

void Canvas::fill(int x, int y, int w, int h) {
  for (int row = y; row < y + h; ++row) {
    for (int column = x; column < x + w; ++column) ink(column, row, 255);
  }
}

void Canvas::invert(int x, int y, int w, int h) {
  for (int row = y; row < y + h; ++row) {
    for (int column = x; column < x + w; ++column) {
      std::uint8_t* const dot = at(column, row);
      if (dot != nullptr) *dot = static_cast<std::uint8_t>(255 - *dot);
    }
  }
}

}  // namespace till::drivers::raster
