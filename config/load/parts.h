// SPDX-License-Identifier: Apache-2.0
// One function a file of the office's folder. Each throws Refusal. Private to config/load.
#pragma once

#include "config/load/toml_table.h"

namespace till::config {

// `language` becomes the plain name of a file of `shared`/words.
void readStation(TomlTable file, Office& office, const std::filesystem::path& shared, std::string& language);
void readChart(TomlTable file, Office& office);
// After the chart: every account it names must be in it.
void readServices(TomlTable file, Office& office);
void readDenominations(TomlTable file, Office& office);
void readReceipt(TomlTable file, Office& office);
void readStubs(TomlTable file, Office& office);
void readKeys(TomlTable file, Office& office);
void readWords(const TomlTable& file, Office& office);
// Reads the printer's profile from `shared`/printers too; answers that file, if there is a printer.
std::optional<std::filesystem::path> readDevices(TomlTable file, const std::filesystem::path& shared, Office& office);

}  // namespace till::config
