// SPDX-License-Identifier: Apache-2.0
// A line of text as dots, for characters that no code page of the model has.
#pragma once

#include <optional>
#include <string_view>

#include "drivers/printer/print_document.h"
#include "drivers/printer/profile.h"

namespace till::drivers::printer {

// As wide as the paper, with the style's size, weight and alignment; letters stand where the model's own would. None:
// the font is not installed (fonts-dejavu-core). Reads the font's file; only for lines that need it.
[[nodiscard]] std::optional<raster::Bitmap> drawLine(std::string_view utf8, const Style& style,
                                                     const PrinterProfile& profile);

}  // namespace till::drivers::printer
