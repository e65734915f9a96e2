// SPDX-License-Identifier: Apache-2.0
#include "drivers/raster/hex_box.h"

#include <algorithm>
#include <array>

namespace till::drivers::raster {
namespace {

constexpr int kDigitWidth = 3;
constexpr int kDigitHeight = 5;
constexpr int kDigitsARow = 2;

// Rows of three dots from the top, the most significant bit first.
constexpr std::array<unsigned, 16> kDigits{
    0b111'101'101'101'111, 0b010'110'010'010'111, 0b111'001'111'100'111, 0b111'001'011'001'111,
    0b101'101'111'001'001, 0b111'100'111'001'111, 0b111'100'111'101'111, 0b111'001'010'010'010,
    0b111'101'111'101'111, 0b111'101'111'001'111, 0b010'101'111'101'101, 0b110'101'110'101'110,
    0b011'100'100'100'011, 0b110'101'101'101'110, 0b111'100'110'100'111, 0b111'100'110'100'100};

struct Scale {
  int across;
  int down;
};

void drawDigit(Canvas& canvas, int x, int y, unsigned digit, Scale scale) {
  for (int dot = 0; dot < kDigitWidth * kDigitHeight; ++dot) {
    if ((kDigits.at(digit) >> (kDigitWidth * kDigitHeight - 1 - dot) & 1U) == 0) continue;
    canvas.fill(x + dot % kDigitWidth * scale.across, y + dot / kDigitWidth * scale.down, scale.across, scale.down);
  }
}

void drawFrame(Canvas& canvas, int x, int y, int width, int height) {
  canvas.fill(x, y, width, 1);
  canvas.fill(x, y + height - 1, width, 1);
  canvas.fill(x, y, 1, height);
  canvas.fill(x + width - 1, y, 1, height);
}

}  // namespace

void drawHexBox(Canvas& canvas, int x, int y, char32_t point, Cell cell) {
  const int rows = point > 0xFFFF ? 3 : 2;
  // A frame of one dot, a gap of one inside it, between the digits and between the rows; the cell's first column of
  // dots stays white, so that neighbours do not touch.
  const int width = cell.width - 1;
  const Scale scale{std::max(1, (width - 5) / (kDigitsARow * kDigitWidth)),
                    std::max(1, (cell.height - 3 - rows) / (rows * kDigitHeight))};
  const int insideWidth = kDigitsARow * kDigitWidth * scale.across + 1;
  const int insideHeight = rows * kDigitHeight * scale.down + rows - 1;
  const int height = std::min(cell.height, insideHeight + 4);
  const int top = y + (cell.height - height) / 2;
  drawFrame(canvas, x + 1, top, width, height);
  for (int i = 0; i < rows * kDigitsARow; ++i) {
    const auto digit = static_cast<unsigned>(point >> (4 * (rows * kDigitsARow - 1 - i)) & 0xFU);
    drawDigit(canvas, x + 1 + (width - insideWidth) / 2 + i % kDigitsARow * (kDigitWidth * scale.across + 1),
              top + 2 + i / kDigitsARow * (kDigitHeight * scale.down + 1), digit, scale);
  }
}

}  // namespace till::drivers::raster
