// SPDX-License-Identifier: Apache-2.0
// Tables, and how one version becomes the next. Event rows are for ever; everything else but drafts and private values
// is a projection that rebuild() makes again from them.
#pragma once

#include <cstdint>
#include <span>

#include "ledger/store/sqlite.h"

namespace till::ledger::store {

inline constexpr int kSchemaVersion = 5;
inline constexpr std::int32_t kApplicationId = 0x54494c4c;  // "TILL"

// An event's row: epoch and sequence in one integer, so that rows grow at the right edge only.
inline constexpr int kSeqBits = 40;
[[nodiscard]] constexpr std::int64_t rowOf(int epoch, std::int64_t seq) {
  return (static_cast<std::int64_t>(epoch) << kSeqBits) | seq;
}
[[nodiscard]] constexpr int epochOf(std::int64_t row) { return static_cast<int>(row >> kSeqBits); }
[[nodiscard]] constexpr std::int64_t seqOf(std::int64_t row) { return row & ((std::int64_t{1} << kSeqBits) - 1); }

// Brings an empty or older file to kSchemaVersion, each step in one transaction. Throws SqliteError.
void migrate(const Database& database);
// For migration tests: the schema as version 1 shipped it.
void createVersion1(const Database& database);
void dropProjections(const Database& database);
void createProjections(const Database& database);
[[nodiscard]] std::span<const char* const> projectionTables();

}  // namespace till::ledger::store
