// SPDX-License-Identifier: Apache-2.0
// Dots that are black or white, as a print head takes them: rows padded to bytes, most significant bit left, 1 is
// black.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "drivers/raster/barcode.h"
#include "drivers/raster/canvas.h"

namespace till::drivers::raster {

struct Bitmap {
  Bitmap() = default;
  Bitmap(int bitmapWidth, int bitmapHeight)
      : width(bitmapWidth), height(bitmapHeight), bits(rowBytes() * static_cast<std::size_t>(bitmapHeight)) {}

  [[nodiscard]] std::size_t rowBytes() const { return static_cast<std::size_t>(width + 7) / 8; }
  [[nodiscard]] bool at(int x, int y) const;
  void blacken(int x, int y);

  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> bits;
};

[[nodiscard]] Bitmap toBitmap(const Canvas& canvas);  // darker than half is black
// Each module `across` dots wide and `down` high, with `quiet` white dots on either side.
[[nodiscard]] Bitmap toBitmap(const Modules& modules, int across, int down, int quiet);

}  // namespace till::drivers::raster
