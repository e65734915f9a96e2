// SPDX-License-Identifier: Apache-2.0
// A slip as a picture, dot for dot as the print head would burn it, plus the paper's margins. Without Qt.
#pragma once

#include <filesystem>
#include <string>

#include <tl/expected.hpp>

#include "drivers/raster/canvas.h"
#include "drivers/virtual/model/paper.h"

namespace till::drivers::model {

// Error: the words to show (no monospace font found, ...). Blocks for some milliseconds. raster::writePng saves it.
[[nodiscard]] tl::expected<raster::Canvas, std::string> draw(const Slip& slip, const PaperFormat& format);

}  // namespace till::drivers::model
