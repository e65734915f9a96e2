// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/database_books.h"

#include <algorithm>
#include <set>

#include "ledger/journal/canonical.h"
#include "ledger/store/erasure.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

constexpr std::int64_t kMostSeq = (std::int64_t{1} << kSeqBits) - 1;

struct Here {
  std::string office;
  int station = 0;
  int epoch = 1;
};
Here hereOf(const Database& database) {
  const auto last = lastEvent(database);
  const auto decoded = last ? journal::decode(last->payload) : tl::unexpected<std::string>("empty");
  if (!decoded) return {};
  const auto& key = decoded->envelope.key;
  return {key.office, key.station, key.epoch};
}

// Numbers rise with the rows of an epoch, so that a number is found by halving.
std::optional<std::int64_t> rowOfReceipt(const Database& database, int epoch, std::int64_t number) {
  Statement next(database, "SELECT row, receipt FROM payment WHERE row>=? ORDER BY row LIMIT 1");
  std::int64_t low = rowOf(epoch, 0);
  std::int64_t high = rowOf(epoch, kMostSeq);
  while (low <= high) {
    const std::int64_t middle = low + (high - low) / 2;
    next.bind(middle);
    const bool found = next.step();
    const std::int64_t row = found ? next.integer(0) : high + 1;
    const std::int64_t receipt = found && row <= high ? next.integer(1) : number + 1;
    next.reset();
    if (receipt == number) return row;
    if (receipt > number) high = middle - 1;
    if (receipt < number) low = row + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<StoredEvent> DatabaseBooks::at(std::int64_t row) const {
  const auto raw = rawEvent(database_, row);
  if (!raw) return std::nullopt;
  auto found = stored(database_, *raw);
  return found ? std::optional(std::move(*found)) : std::nullopt;
}

int DatabaseBooks::epoch() const { return hereOf(database_).epoch; }

std::optional<StoredEvent> DatabaseBooks::event(int epoch, std::int64_t seq) const { return at(rowOf(epoch, seq)); }

std::optional<StoredEvent> DatabaseBooks::receipt(const journal::ReceiptNumber& number) const {
  if (number.station != hereOf(database_).station) return std::nullopt;
  const auto row = rowOfReceipt(database_, number.epoch, number.number);
  return row ? at(*row) : std::nullopt;
}

std::vector<StoredEvent> DatabaseBooks::corrections(int epoch, std::int64_t payment) const {
  std::set<std::int64_t> rows;
  const std::int64_t of = rowOf(epoch, payment);
  Statement parts(database_,
                  "SELECT row FROM correction WHERE kind IN ('check_returned','payment_moved') AND of_row=? UNION "
                  "SELECT row FROM payment WHERE reverses=?");
  parts.bind(of).bind(of);
  while (parts.step()) rows.insert(parts.integer(0));
  // Each change of how it was paid names the one before it.
  Statement next(database_, "SELECT row FROM correction WHERE kind='retendered' AND of_row=?");
  for (next.bind(of); next.step();) {
    const std::int64_t row = next.integer(0);
    next.reset();
    rows.insert(row);
    next.bind(row);
  }
  std::vector<StoredEvent> events;
  for (const auto row : rows) {
    if (auto event = at(row)) events.push_back(std::move(*event));
  }
  return events;
}

std::vector<PaperTaken> DatabaseBooks::papers(const std::string& number) const {
  const int station = hereOf(database_).station;
  Statement statement(database_,
                      "SELECT p.row, p.receipt, t.line, t.cents FROM paper t JOIN payment p ON p.row=t.row "
                      "WHERE t.reference=? ORDER BY t.row, t.line");
  statement.bind(number);
  std::vector<PaperTaken> all;
  while (statement.step()) {
    all.push_back({{station, epochOf(statement.integer(0)), statement.integer(1)},
                   static_cast<int>(statement.integer(2)),
                   Money::fromMinor(statement.integer(3))});
  }
  return all;
}

std::optional<std::string> DatabaseBooks::cashOnlyUntil(const std::string& account, const std::string& today) const {
  Statement flag(database_, "SELECT until FROM check_flag WHERE account=? AND until>=?");
  flag.bind(account).bind(today);
  return flag.step() ? std::optional(flag.text(0)) : std::nullopt;
}

std::optional<SessionRow> DatabaseBooks::session(std::int64_t id) const {
  const auto all = sessionRows(database_, SessionFilter::all);
  const auto found = std::ranges::find(all, id, &SessionRow::id);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

std::vector<SessionRow> DatabaseBooks::undepositedSessions() const {
  return sessionRows(database_, SessionFilter::undeposited);
}

void DatabaseBooks::eachEventOf(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const {
  store::eachEventOf(database_, session, visit);
}

std::vector<FundRow> DatabaseBooks::funds() const { return fundRows(database_); }

std::vector<DepositRow> DatabaseBooks::deposits() const { return depositRows(database_, false); }

std::vector<journal::EventKey> DatabaseBooks::pendingActs() const {
  const Here here = hereOf(database_);
  std::vector<journal::EventKey> keys;
  for (const auto row : pendingRows(database_)) keys.push_back({here.office, here.station, epochOf(row), seqOf(row)});
  return keys;
}

bool DatabaseBooks::heldATillOn(const std::string& person, const std::string& businessDate) const {
  Statement held(database_, "SELECT 1 FROM session WHERE custodian=? AND business_date=?");
  held.bind(person).bind(businessDate);
  return held.step();
}

std::int64_t DatabaseBooks::privateValues(const journal::PrivateErased& like, std::int64_t most) const {
  return static_cast<std::int64_t>(privateKeys(database_, like, most).size());
}

}  // namespace till::ledger::store
