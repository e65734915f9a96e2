// SPDX-License-Identifier: Apache-2.0
// Barcodes as modules, by zint. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace till::drivers::raster {

// One bool a module, row by row, without quiet zones. A Code 128 has one row.
struct Modules {
  int width = 0;
  int height = 0;
  std::vector<bool> black;
  [[nodiscard]] bool at(int x, int y) const { return black[static_cast<std::size_t>(y * width + x)]; }
};

enum class QrCorrection { low = 1, medium, quarter, high };

enum class Linear { code128, itf, code39, ean13 };

// Errors: zint's words (data too long, a character that the code does not have, a wrong check digit of an EAN-13, whose
// last digit may be left out).
[[nodiscard]] tl::expected<Modules, std::string> linear(Linear symbology, std::string_view data);
[[nodiscard]] tl::expected<Modules, std::string> code128(std::string_view data);
[[nodiscard]] tl::expected<Modules, std::string> pdf417(std::string_view data);
[[nodiscard]] tl::expected<Modules, std::string> qr(std::string_view data, QrCorrection correction);

}  // namespace till::drivers::raster
