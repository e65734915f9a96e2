// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

namespace till::pos::bill {

// The bills-<n>.db with the largest n in the station's data directory; nullopt when no bills were imported yet.
[[nodiscard]] std::optional<std::filesystem::path> newestBills(const std::filesystem::path& dataDirectory);

}  // namespace till::pos::bill
