// SPDX-License-Identifier: Apache-2.0
#include "drivers/raster/bitmap.h"

namespace till::drivers::raster {
namespace {

constexpr std::uint8_t kHalf = 128;

std::size_t byteOf(const Bitmap& bitmap, int x, int y) {
  return bitmap.rowBytes() * static_cast<std::size_t>(y) + static_cast<std::size_t>(x) / 8;
}
std::uint8_t bitOf(int x) { return static_cast<std::uint8_t>(0x80U >> (static_cast<unsigned>(x) % 8)); }

}  // namespace

bool Bitmap::at(int x, int y) const { return (bits[byteOf(*this, x, y)] & bitOf(x)) != 0; }

void Bitmap::blacken(int x, int y) {
  auto& byte = bits[byteOf(*this, x, y)];
  byte = static_cast<std::uint8_t>(byte | bitOf(x));
}

Bitmap toBitmap(const Canvas& canvas) {
  Bitmap bitmap(canvas.width, canvas.height);
  for (int y = 0; y < canvas.height; ++y) {
    for (int x = 0; x < canvas.width; ++x) {
      if (canvas.gray[static_cast<std::size_t>(y * canvas.width + x)] < kHalf) bitmap.blacken(x, y);
    }
  }
  return bitmap;
}

Bitmap toBitmap(const Modules& modules, int across, int down, int quiet) {
  Bitmap bitmap(modules.width * across + 2 * quiet, modules.height * down);
  for (int y = 0; y < bitmap.height; ++y) {
    for (int x = quiet; x < bitmap.width - quiet; ++x) {
      if (modules.at((x - quiet) / across, y / down)) bitmap.blacken(x, y);
    }
  }
  return bitmap;
}

}  // namespace till::drivers::raster
