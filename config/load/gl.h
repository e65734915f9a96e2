// SPDX-License-Identifier: Apache-2.0
// Templates of the general-ledger export, and which of its periods are closed. Strict, as all of this room.
#pragma once

#include "config/load/office.h"
#include "ledger/report/gl_export.h"

namespace till::config {

// NAME.toml of the office's folder gl, or else of `shared`/gl.
[[nodiscard]] tl::expected<ledger::report::GlTemplate, ConfigError> loadGlTemplate(const std::filesystem::path& office,
                                                                                   const std::filesystem::path& shared,
                                                                                   const std::string& name);

// `closed_through` of the office's gl.toml; empty where there is no such file.
[[nodiscard]] tl::expected<std::string, ConfigError> loadClosedThrough(const std::filesystem::path& office);

}  // namespace till::config
