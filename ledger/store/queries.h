// SPDX-License-Identifier: Apache-2.0
// Questions to the tables, asked by the writer and by readers alike. All may throw SqliteError.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ledger/store/ledger.h"
#include "ledger/store/sqlite.h"

namespace till::ledger::store {

struct RawEvent {
  std::int64_t row = 0;
  std::string payload;
  Hash hash{};
};

[[nodiscard]] std::optional<RawEvent> rawEvent(const Database& database, std::int64_t row);
[[nodiscard]] std::optional<RawEvent> lastEvent(const Database& database);
// From `first` on, in order, until `visit` answers false.
void eachRawEvent(const Database& database, std::int64_t first, const std::function<bool(const RawEvent&)>& visit);

// Decoded, with the private values that are still there. An unknown kind keeps an empty Refused as its body.
[[nodiscard]] tl::expected<StoredEvent, std::string> stored(const Database& database, const RawEvent& raw);

[[nodiscard]] std::vector<SessionRow> sessionRows(const Database& database, bool onlyOpen);
[[nodiscard]] std::vector<ReceiptRow> receiptRows(const Database& database, int station, std::int64_t session);
[[nodiscard]] SessionCounts sessionCounts(const Database& database, std::int64_t session);
[[nodiscard]] std::optional<SessionFigures> sessionFigures(const Database& database, std::int64_t session);

// The chain from `first` to the head: links, positions, commitments of private values still there.
[[nodiscard]] Verification verifyFrom(const Database& database, std::int64_t first);

}  // namespace till::ledger::store
