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
// After the services. The one file that an office can do without.
void readFunds(TomlTable file, Office& office);
// A code of the chart.
[[nodiscard]] std::string chartAccount(TomlTable& table, const std::string& key, const Office& office);
[[nodiscard]] pos::people::ApprovalRule approvalRule(TomlTable& rules, const std::string& key);
// What the office does with the books after the counter; an office can do without the file.
void readOfficeActs(TomlTable file, Office& office);
void readDenominations(TomlTable file, Office& office);
void readReceipt(TomlTable file, Office& office);
void readStubs(TomlTable file, Office& office);
void readKeys(TomlTable file, Office& office);
void readWords(const TomlTable& file, Office& office);
// Reads the printer's profile from `shared`/printers too; answers its files, if there is a printer.
std::vector<std::filesystem::path> readDevices(TomlTable file, const std::filesystem::path& shared, Office& office);

// After all of them.
void refuseSharedLinks(TomlTable& file, const Office& office);

// A printer model: config/printers/NAME.toml over the ones it inherits from.
struct ReadProfile {
  drivers::printer::PrinterProfile profile;
  std::vector<std::filesystem::path> files;
};
[[nodiscard]] bool isPrinterModel(const std::filesystem::path& folder, const std::string& name);
[[nodiscard]] ReadProfile readPrinterProfile(const std::filesystem::path& folder, const std::string& name);

[[nodiscard]] std::chrono::milliseconds readMillis(TomlTable& table, const std::string& key, std::int64_t most,
                                                   std::chrono::milliseconds otherwise);

}  // namespace till::config
