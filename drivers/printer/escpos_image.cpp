// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/escpos_image.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace till::drivers::printer {
namespace {

constexpr int kMostRows = 255;  // yH stays 0: no height can end in the first byte of a real-time command
constexpr auto kDle = std::byte{0x10};
constexpr std::array kAfterDle{std::byte{0x04}, std::byte{0x05}, std::byte{0x14}};  // EOT, ENQ, DC4
constexpr auto kHarmless = std::byte{0x02};  // this dot changed, none of the three is left: 06, 07, 16

// How many of the `left` rows the next slice takes, and how many blank ones are put under it.
struct Slice {
  int rows = 0;
  int blank = 0;
};

Slice nextSlice(int left, const PrinterProfile& profile) {
  const int most = std::clamp(profile.imageRows, 1, kMostRows);
  const int avoid = profile.avoidRowsMultiple;
  const int rows = std::min(left, most);
  if (avoid < 2 || rows % avoid != 0) return {rows, 0};
  return rows < left ? Slice{rows - 1, 0} : Slice{rows, 1};
}

void breakRealTimeCommands(std::span<std::byte> dots) {
  for (std::size_t i = 1; i < dots.size(); ++i) {
    const bool command =
        dots[i - 1] == kDle && std::find(kAfterDle.begin(), kAfterDle.end(), dots[i]) != kAfterDle.end();
    if (command) dots[i] ^= kHarmless;
  }
}

}  // namespace

Bytes encodeImage(const raster::Bitmap& bitmap, const PrinterProfile& profile) {
  Bytes out;
  const std::size_t rowBytes = std::min(bitmap.rowBytes(), static_cast<std::size_t>(profile.dots) / 8);
  for (int row = 0; row < bitmap.height;) {
    const Slice slice = nextSlice(bitmap.height - row, profile);
    for (const std::size_t value :
         {std::size_t{0x1D}, std::size_t{'v'}, std::size_t{'0'}, std::size_t{0}, rowBytes % 256, rowBytes / 256,
          static_cast<std::size_t>(slice.rows + slice.blank), std::size_t{0}}) {
      out.push_back(static_cast<std::byte>(value));
    }
    const std::size_t dots = out.size();
    for (int y = row; y < row + slice.rows; ++y) {
      const auto from = bitmap.bits.begin() + static_cast<std::ptrdiff_t>(bitmap.rowBytes()) * y;
      std::transform(from, from + static_cast<std::ptrdiff_t>(rowBytes), std::back_inserter(out),
                     [](std::uint8_t byte) { return static_cast<std::byte>(byte); });
    }
    out.resize(out.size() + rowBytes * static_cast<std::size_t>(slice.blank));
    breakRealTimeCommands(std::span(out).subspan(dots));
    row += slice.rows;
  }
  return out;
}

}  // namespace till::drivers::printer
