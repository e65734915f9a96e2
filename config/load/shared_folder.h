// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace till::config {

// Where printers/ and words/ are: `given`, where it is; else share/citytill beside the program's bin/, as it was
// installed; else the source tree it was built from.
[[nodiscard]] std::filesystem::path sharedFolder(const std::filesystem::path& given);

}  // namespace till::config
