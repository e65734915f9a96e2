// SPDX-License-Identifier: Apache-2.0
// Questions to the tables, asked by the writer and by readers alike. All may throw SqliteError.
#pragma once

#include <array>
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
[[nodiscard]] std::optional<RawEvent> rawEvent(Statement& kept, std::int64_t row);  // "row, payload, hash" by row
[[nodiscard]] std::optional<RawEvent> lastEvent(const Database& database);
// From `first` on, in order, until `visit` answers false.
void eachRawEvent(const Database& database, std::int64_t first, const std::function<bool(const RawEvent&)>& visit);

struct EventRows {
  std::int64_t first = 0, last = std::int64_t{1} << 62;  // both included
};
// In order, each link of the chain checked on the way: how many, the hash of the last, where a link did not hold.
Verification replay(const Database& database, const EventRows& rows, const std::function<void(const RawEvent&)>& visit);

struct PrivateRow {
  std::string name, value;
  std::vector<std::uint8_t> salt;
};
[[nodiscard]] std::vector<PrivateRow> privateRows(const Database& database, std::int64_t row);

// Decoded, with the private values that are still there. An unknown kind keeps an empty Refused as its body.
[[nodiscard]] tl::expected<StoredEvent, std::string> stored(const Database& database, const RawEvent& raw);

enum class SessionFilter { all, open, undeposited };
[[nodiscard]] std::vector<SessionRow> sessionRows(const Database& database, SessionFilter filter);
[[nodiscard]] std::vector<ReceiptRow> receiptRows(const Database& database, int station, std::int64_t session);
[[nodiscard]] SessionCounts sessionCounts(const Database& database, std::int64_t session);
[[nodiscard]] std::optional<SessionFigures> sessionFigures(const Database& database, std::int64_t session);

// A count against what should be there at this moment, by kind of tender. Not for anybody's eyes before a seal.
using CountTotals = std::array<Money, 4>;
[[nodiscard]] CountTotals totalsOf(const journal::CountKept& count);
[[nodiscard]] CountTotals totalsOf(const journal::CountSealed& count);
[[nodiscard]] SessionFigures figuresAgainst(const Database& database, std::int64_t session, const CountTotals& counted);
// Whether the session's kept first count is that near, each kind for itself.
[[nodiscard]] std::optional<bool> withinLimits(const Database& database, std::int64_t session,
                                               const CountLimits& limits);
Verification eachEventOf(const Database& database, std::int64_t session,
                         const std::function<void(const StoredEvent&)>& visit);

// queries_funds.cpp
[[nodiscard]] std::vector<FundRow> fundRows(const Database& database);
[[nodiscard]] std::vector<HandOverRow> handOverRows(const Database& database);  // not accepted yet
[[nodiscard]] std::vector<std::int64_t> pendingRows(const Database& database);
[[nodiscard]] std::vector<DepositRow> depositRows(const Database& database, bool onlyOpen);
// The end of the row of corrections of `kind` that begins at an event; nullopt: there is none.
[[nodiscard]] std::optional<std::int64_t> lastCorrection(const Database& database, const char* kind, std::int64_t row);

// queries_books.cpp
[[nodiscard]] std::vector<Posting> rolledUp(const Database& database, const std::string& from, const std::string& to);
[[nodiscard]] SummedAnew summedAnew(const Database& database, const std::string& from, const std::string& to);

void eachReceipt(const Database& database, const std::function<void(const ReceiptNumber&, const Hash&)>& visit);
void eachHash(const Database& database, const std::function<void(std::int64_t seq, const Hash&)>& visit);
[[nodiscard]] std::vector<journal::ChartAccount> lastChart(const Database& database);

// tables.cpp: every table against the events; empty: they agree.
[[nodiscard]] std::string tablesFault(const Database& database);

// verify.cpp
enum class Depth { links, all };  // all: canonical bytes, and commitments of private values still there
// The chain from `first` to the head of its epoch.
[[nodiscard]] Verification verifyFrom(const Database& database, std::int64_t first);
// Every epoch there is, in parts side by side, each on a connection of its own.
[[nodiscard]] Verification verifyEpochs(const Database& database, Depth depth);

}  // namespace till::ledger::store
