// SPDX-License-Identifier: Apache-2.0
// A slip as a picture, dot for dot as the print head would burn it, plus the paper's margins. Without Qt.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "drivers/virtual/model/paper.h"

namespace till::drivers::model {

struct SlipPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> gray;  // rows of `width` bytes, 0 black, 255 paper
};

// Error: the words to show (no monospace font found, ...). Blocks for some milliseconds.
[[nodiscard]] tl::expected<SlipPicture, std::string> draw(const Slip& slip, const PaperFormat& format);

// 8-bit gray PNG. The file appears whole or not at all.
[[nodiscard]] tl::expected<void, std::string> writePng(const SlipPicture& picture, const std::filesystem::path& file);

}  // namespace till::drivers::model
