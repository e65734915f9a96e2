// SPDX-License-Identifier: Apache-2.0
// Monospaced text as dots, by FreeType with DejaVu Sans Mono (Debian's fonts-dejavu-core).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "drivers/raster/canvas.h"

namespace till::drivers::raster {

struct Cell {
  int width = 12;  // dots a letter, as drawn
  int height = 24;
};

class Font {
 public:
  // Error: the words to show; it names the package that is missing.
  [[nodiscard]] static tl::expected<Font, std::string> open(bool bold);
  Font(Font&&) noexcept;
  Font& operator=(Font&&) noexcept;
  ~Font();

  // Draws UTF-8 from (x, y), the cell's upper left corner; letters are as wide as the cell. Returns the x behind it.
  int draw(Canvas& canvas, int x, int y, std::string_view utf8, Cell cell);

 private:
  struct Face;
  explicit Font(std::unique_ptr<Face> face);
  std::unique_ptr<Face> face_;
};

}  // namespace till::drivers::raster
