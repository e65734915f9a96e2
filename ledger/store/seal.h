// SPDX-License-Identifier: Apache-2.0
// Files sealed to the office's public key (libsodium): a fresh stream key in a sealed box, then the file in chunks of
// crypto_secretstream_xchacha20poly1305, the last one tagged final, so a file cut short does not open. The station can
// seal and not open.
#pragma once

#include "ledger/store/backup.h"

namespace till::ledger::store {

// A new pair: the secret half into `file` (0600, hex, never overwritten); answers the public half in hex.
[[nodiscard]] tl::expected<std::string, KeepingError> makeOfficeKey(const std::filesystem::path& file);
[[nodiscard]] bool isOfficeKey(const std::string& publicHex);
[[nodiscard]] bool isSealed(const std::filesystem::path& file);
[[nodiscard]] tl::expected<void, KeepingError> sealFile(const std::filesystem::path& plain,
                                                        const std::filesystem::path& sealed,
                                                        const std::string& publicHex);
[[nodiscard]] tl::expected<void, KeepingError> openSealed(const std::filesystem::path& sealed,
                                                          const std::filesystem::path& plain,
                                                          const std::filesystem::path& secretFile);

}  // namespace till::ledger::store
