// SPDX-License-Identifier: Apache-2.0
#include "drivers/raster/png.h"

#include <png.h>

#include <system_error>

namespace till::drivers::raster {

tl::expected<void, std::string> writePng(const Canvas& canvas, const std::filesystem::path& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(canvas.width);
  image.height = static_cast<png_uint_32>(canvas.height);
  image.format = PNG_FORMAT_GRAY;
  std::filesystem::path part = file;
  part += ".part";
  if (png_image_write_to_file(&image, part.c_str(), 0, canvas.gray.data(), 0, nullptr) == 0) {
    return tl::unexpected(file.string() + ": " + image.message);
  }
  std::error_code error;
  std::filesystem::rename(part, file, error);
  if (error) return tl::unexpected(file.string() + ": " + error.message());
  return {};
}

}  // namespace till::drivers::raster
