// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include <tl/expected.hpp>

#include "drivers/raster/canvas.h"

namespace till::drivers::raster {

// 8-bit gray. The file appears whole or not at all. Error: the words to show.
[[nodiscard]] tl::expected<void, std::string> writePng(const Canvas& canvas, const std::filesystem::path& file);

}  // namespace till::drivers::raster
