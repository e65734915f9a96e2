// SPDX-License-Identifier: Apache-2.0
// What the station asks the writer's own connection.
#include <algorithm>

#include "ledger/store/core.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {

std::vector<Draft> LedgerCore::drafts() const {
  return asked([&] {
    Statement statement(database_, "SELECT name, content FROM draft ORDER BY name");
    std::vector<Draft> found;
    while (statement.step()) found.push_back({statement.text(0), statement.text(1)});
    return found;
  });
}

std::optional<SessionRow> LedgerCore::openSession() const {
  const auto found =
      std::find_if(openSessions_.rbegin(), openSessions_.rend(), [](const auto& one) { return !one.aside; });
  return found == openSessions_.rend() ? std::nullopt : std::optional(*found);
}

std::optional<bool> LedgerCore::firstCountWithin(std::int64_t session, const CountLimits& limits) const {
  const SessionRow* row = openSessionById(session);
  if (row == nullptr || row->sealed || !row->countedOnce) return std::nullopt;
  return asked([&] { return withinLimits(database_, session, limits); });
}

bool LedgerCore::holdsMoreThan(std::int64_t session, Money limit) const {
  const SessionRow* row = openSessionById(session);
  if (row == nullptr || row->sealed) return false;
  return figuresAgainst(database_, session, {}).lines.front().expected > limit;
}

void LedgerCore::eachEventOfSealed(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const {
  if (figures(session)) asked([&] { eachEventOf(database_, session, visit); });
}

std::vector<SessionRow> LedgerCore::undepositedSessions() const {
  return asked([&] { return sessionRows(database_, SessionFilter::undeposited); });
}

std::vector<FundRow> LedgerCore::funds() const {
  return asked([&] { return fundRows(database_); });
}
std::vector<HandOverRow> LedgerCore::handOvers() const {
  return asked([&] { return handOverRows(database_); });
}
std::vector<EventKey> LedgerCore::pendingActs() const {
  std::vector<EventKey> keys;
  for (const auto row : asked([&] { return pendingRows(database_); })) {
    keys.push_back({identity_.office, identity_.station, epochOf(row), seqOf(row)});
  }
  return keys;
}
std::vector<DepositRow> LedgerCore::openDeposits() const {
  return asked([&] { return depositRows(database_, true); });
}

std::optional<StoredEvent> LedgerCore::lastRetender(std::int64_t payment) const {
  const auto row = asked([&] { return lastCorrection(database_, "retendered", rowOf(head_.epoch, payment)); });
  return row ? event(seqOf(*row)) : std::nullopt;
}

std::vector<ReceiptRow> LedgerCore::receipts(std::int64_t session) const {
  auto rows = asked([&] { return receiptRows(database_, identity_.station, session); });
  std::erase_if(rows, [&](const ReceiptRow& row) { return row.number.epoch != head_.epoch; });
  return rows;
}

std::optional<StoredEvent> LedgerCore::event(std::int64_t seq) const { return eventAt(rowOf(head_.epoch, seq)); }

std::optional<StoredEvent> LedgerCore::eventAt(std::int64_t row) const {
  return asked([&]() -> std::optional<StoredEvent> {
    const auto raw = rawEvent(event_, row);
    if (!raw) return std::nullopt;
    auto found = stored(database_, *raw);
    if (!found) return std::nullopt;
    return std::move(*found);
  });
}

std::optional<StoredEvent> LedgerCore::lastOfKind(const std::string& kind) const {
  const char* const payments = "SELECT row FROM payment WHERE reverses IS NULL AND row>=? ORDER BY row DESC LIMIT 1";
  const char* const reversals =
      "SELECT row FROM payment WHERE reverses IS NOT NULL AND row>=? ORDER BY row DESC LIMIT 1";
  const auto row = asked([&]() -> std::optional<std::int64_t> {
    Statement statement(database_, kind == "payment"    ? payments
                                   : kind == "reversal" ? reversals
                                                        : "SELECT row FROM latest WHERE kind=?");
    const bool paid = kind == "payment" || kind == "reversal";
    paid ? statement.bind(rowOf(head_.epoch, 0)) : statement.bind(kind);
    return statement.step() ? std::optional(statement.integer(0)) : std::nullopt;
  });
  return row ? eventAt(*row) : std::nullopt;
}

SessionCounts LedgerCore::counts(std::int64_t session) const {
  return asked([&] { return sessionCounts(database_, session); });
}

std::optional<SessionFigures> LedgerCore::figures(std::int64_t session) const {
  return asked([&] { return sessionFigures(database_, session); });
}

Money LedgerCore::paidSince(const std::string& account, const std::string& asOfDate) const {
  return asked([&] {
    paidSince_.bind(account).bind(asOfDate).bind(account).bind(asOfDate);
    const Money paid = paidSince_.step() ? Money::fromMinor(paidSince_.integer(0)) : Money();
    paidSince_.reset();
    return paid;
  });
}

}  // namespace till::ledger::store
