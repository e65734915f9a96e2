// SPDX-License-Identifier: Apache-2.0
#include "config/load/shared_folder.h"

namespace till::config {

std::filesystem::path sharedFolder(const std::filesystem::path& given) {
  if (!given.empty()) return given;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto beside = program.parent_path().parent_path() / "share" / "citytill";
  return !error && std::filesystem::exists(beside, error) ? beside : std::filesystem::path(CITYTILL_SHARED);
}

}  // namespace till::config
