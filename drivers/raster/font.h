// SPDX-License-Identifier: Apache-2.0
// Monospaced text as dots, by FreeType with DejaVu Sans Mono (Debian's fonts-dejavu-core).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "drivers/raster/canvas.h"
#include "drivers/raster/hex_box.h"

namespace till::drivers::raster {

// An accent stands over the letter before it and takes no cell of its own: those of Latin, Greek and Cyrillic, and the
// vowels of Arabic. Marks that the font has not got are no accents here: they are boxes.
[[nodiscard]] constexpr bool isAccent(char32_t point) {
  return (point >= 0x300 && point <= 0x36F) || (point >= 0x64B && point <= 0x655) || point == 0x670;
}

// How many cells well-formed UTF-8 takes when it is drawn.
[[nodiscard]] int cellsOf(std::string_view utf8);

class Font {
 public:
  // Error: the words to show; it names the package that is missing.
  [[nodiscard]] static tl::expected<Font, std::string> open(bool bold);
  Font(Font&&) noexcept;
  Font& operator=(Font&&) noexcept;
  ~Font();

  // Draws UTF-8 from (x, y), the cell's upper left corner; letters are as wide as the cell. What the font lacks is a
  // box with its code point. Returns the x behind it.
  int draw(Canvas& canvas, int x, int y, std::string_view utf8, Cell cell);

 private:
  struct Face;
  void drawPoint(Canvas& canvas, int x, int baseLine, unsigned glyphIndex);
  explicit Font(std::unique_ptr<Face> face);
  std::unique_ptr<Face> face_;
};

}  // namespace till::drivers::raster
