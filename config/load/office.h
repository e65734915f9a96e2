// SPDX-License-Identifier: Apache-2.0
// Reads an office's folder of TOML into the settings types of the rooms below. All or nothing: the first error names
// file, line, key, what was found and what is allowed; an unknown key is an error.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "drivers/rack/rack.h"
#include "ledger/store/backup.h"
#include "ledger/store/ledger.h"
#include "pos/people/people.h"
#include "pos/station/station.h"
#include "pos/words/words.h"

namespace till::config {

struct ConfigError {
  std::string file;
  int line = 0;  // 0: the file itself
  std::string key;
  std::string found;
  std::string allowed;
};
[[nodiscard]] std::string toText(
    const ConfigError& error);  // "station.toml:12: till.float: found \"abc\"; allowed: ..."

// Which physical key does what: Qt key names ("F5", "Keypad *") to station keys ("star"); validated by name here, bound
// by the kiosk.
using KeyLayout = std::map<std::string, pos::station::Key>;

struct Office {
  ledger::store::StationIdentity identity;
  pos::station::StationSettings station;
  drivers::rack::DeviceSettings devices;
  pos::words::Words words;
  KeyLayout keys;
  std::optional<ledger::store::BackupTarget> copies;  // made by the station after each closing
  std::filesystem::path mirror;                       // the mirror file; empty: none
  std::filesystem::path folder;
};

// `shared` holds printers/ and words/ (config/ of the source tree, or the installed share directory). `devices` is a
// file to read in place of the folder's devices.toml; empty for that one.
[[nodiscard]] tl::expected<Office, ConfigError> loadOffice(const std::filesystem::path& folder,
                                                           const std::filesystem::path& shared,
                                                           const std::filesystem::path& devices = {});

}  // namespace till::config
