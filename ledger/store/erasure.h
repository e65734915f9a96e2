// SPDX-License-Identifier: Apache-2.0
// Which personal values an erasure takes, and taking them. Bounded: an erasure of more is made in several events, so
// that no customer waits for one.
#pragma once

#include <string>
#include <vector>

#include "ledger/journal/events.h"
#include "ledger/store/sqlite.h"

namespace till::ledger::store {

inline constexpr std::int64_t kMostErased = 5000;  // values in one event

struct PrivateKey {
  std::int64_t row = 0;
  std::string name;
};
// At most `limit`, oldest first. Throws SqliteError.
[[nodiscard]] std::vector<PrivateKey> privateKeys(const Database& database, const journal::PrivateErased& like,
                                                  std::int64_t limit);
// Their places in the file are overwritten. Inside the caller's transaction; throws SqliteError.
void erase(const Database& database, const std::vector<PrivateKey>& keys);

}  // namespace till::ledger::store
