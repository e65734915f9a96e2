// SPDX-License-Identifier: Apache-2.0
// A gray picture to draw on: 0 is black, 255 paper. What lies outside is not drawn.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace till::drivers::raster {

struct Canvas {
  Canvas(int canvasWidth, int canvasHeight)
      : width(canvasWidth),
        height(canvasHeight),
        gray(static_cast<std::size_t>(canvasWidth) * static_cast<std::size_t>(canvasHeight), std::uint8_t{255}) {}

  // Ink of `strength` 0 (none) to 255 (black) on one dot.
  void ink(int x, int y, int strength);
  void fill(int x, int y, int w, int h);
  void invert(int x, int y, int w, int h);

  int width;
  int height;
  std::vector<std::uint8_t> gray;  // rows of `width`

 private:
  [[nodiscard]] std::uint8_t* at(int x, int y);
};

}  // namespace till::drivers::raster
