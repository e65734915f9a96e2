// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/text_picture.h"

#include <algorithm>

#include "drivers/raster/font.h"

namespace till::drivers::printer {
namespace {

constexpr int kLineDots = 30;  // of font A: 24 and the usual space to the next line
constexpr int kUnderlineFromBottom = 4;

}  // namespace

std::optional<raster::Bitmap> drawLine(std::string_view utf8, const Style& style, const PrinterProfile& profile) {
  auto font = raster::Font::open(style.bold);
  if (!font) return std::nullopt;
  const raster::Cell cell{profile.dots / profile.columns * style.width, kLineDots * style.height};
  const int width = raster::cellsOf(utf8) * cell.width;
  const int free = std::max(0, profile.dots - width);
  const int x = style.align == Align::left ? 0 : style.align == Align::center ? free / 2 : free;
  raster::Canvas canvas(profile.dots, cell.height);
  font->draw(canvas, x, 0, utf8, cell);
  if (style.underline) canvas.fill(x, cell.height - kUnderlineFromBottom, width, 2);
  if (style.inverse) canvas.invert(x, 0, width, cell.height);
  return raster::toBitmap(canvas);
}

}  // namespace till::drivers::printer
