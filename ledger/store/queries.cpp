// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/queries.h"

#include <algorithm>
#include <array>
#include <map>

#include "ledger/journal/canonical.h"
#include "ledger/journal/hash.h"
#include "ledger/store/projections.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

constexpr std::array kTenderKinds{journal::TenderKind::cash, journal::TenderKind::check,
                                  journal::TenderKind::moneyOrder, journal::TenderKind::card};

RawEvent rowToEvent(const Statement& statement) {
  RawEvent raw{statement.integer(0), std::string(statement.blob(1)), {}};
  const auto hash = statement.blob(2);
  if (hash.size() == raw.hash.size()) std::copy(hash.begin(), hash.end(), raw.hash.begin());
  return raw;
}

template <class Fact>
std::optional<Fact> bodyAt(const Database& database, std::int64_t row) {
  const auto raw = rawEvent(database, row);
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
  const auto* fact = decoded && decoded->body ? std::get_if<Fact>(&*decoded->body) : nullptr;
  return fact ? std::optional(*fact) : std::nullopt;
}

struct Sum {
  std::int64_t n = 0;
  Money amount;
};

std::map<std::string, Sum> rollupOf(const Database& database, std::int64_t session) {
  Statement statement(database, "SELECT what, n, cents FROM session_rollup WHERE session=?");
  statement.bind(session);
  std::map<std::string, Sum> sums;
  while (statement.step()) sums[statement.text(0)] = {statement.integer(1), Money::fromMinor(statement.integer(2))};
  return sums;
}

}  // namespace

std::vector<PrivateRow> privateRows(const Database& database, std::int64_t row) {
  Statement statement(database, "SELECT name, value, salt FROM private WHERE row=? ORDER BY name");
  statement.bind(row);
  std::vector<PrivateRow> rows;
  while (statement.step()) {
    const auto salt = statement.blob(2);
    rows.push_back({statement.text(0), statement.text(1), {salt.begin(), salt.end()}});
  }
  return rows;
}

std::optional<RawEvent> rawEvent(const Database& database, std::int64_t row) {
  Statement statement(database, "SELECT row, payload, hash FROM event WHERE row=?");
  statement.bind(row);
  if (!statement.step()) return std::nullopt;
  return rowToEvent(statement);
}

std::optional<RawEvent> rawEvent(Statement& kept, std::int64_t row) {
  kept.bind(row);
  if (!kept.step()) return std::nullopt;
  auto raw = rowToEvent(kept);
  kept.reset();
  return raw;
}

std::optional<RawEvent> lastEvent(const Database& database) {
  Statement statement(database, "SELECT row, payload, hash FROM event ORDER BY row DESC LIMIT 1");
  if (!statement.step()) return std::nullopt;
  return rowToEvent(statement);
}

void eachRawEvent(const Database& database, std::int64_t first, const std::function<bool(const RawEvent&)>& visit) {
  Statement statement(database, "SELECT row, payload, hash FROM event WHERE row>=? ORDER BY row");
  statement.bind(first);
  while (statement.step()) {
    if (!visit(rowToEvent(statement))) return;
  }
}

tl::expected<StoredEvent, std::string> stored(const Database& database, const RawEvent& raw) {
  auto decoded = journal::decode(raw.payload);
  if (!decoded) return tl::unexpected(decoded.error());
  StoredEvent event{decoded->envelope.key,
                    raw.hash,
                    decoded->kind,
                    {decoded->envelope.wallMillis},
                    decoded->envelope.context,
                    decoded->body.value_or(journal::Refused{}),
                    {},
                    raw.payload};
  for (auto& value : privateRows(database, raw.row)) event.priv.push_back({value.name, value.value});
  return event;
}

Verification replay(const Database& database, const EventRows& rows,
                    const std::function<void(const RawEvent&)>& visit) {
  // Of an epoch's first event nothing is before it; where that epoch hangs on the one before, verifyEpochs() asks.
  const auto before = seqOf(rows.first) > 1 ? rawEvent(database, rows.first - 1) : std::nullopt;
  Verification read;
  read.head = before ? before->hash : Hash{};
  std::int64_t next = rows.first;
  eachRawEvent(database, rows.first, [&](const RawEvent& raw) {
    if (raw.row > rows.last) return false;
    const bool epoch = seqOf(raw.row) == 1;
    const bool follows = epoch || raw.row == next;
    if (read.fault.empty() && (!follows || journal::chain(epoch ? Hash{} : read.head, raw.payload) != raw.hash)) {
      read.fault = "event " + std::to_string(seqOf(raw.row)) + " is not the one that was chained after the one before";
    }
    ++read.events;
    read.head = raw.hash;
    next = raw.row + 1;
    visit(raw);
    return true;
  });
  return read;
}

Verification eachEventOf(const Database& database, std::int64_t session,
                         const std::function<void(const StoredEvent&)>& visit) {
  Statement bounds(database, "SELECT first_row, closed_row FROM session WHERE id=?");
  bounds.bind(session);
  if (!bounds.step()) return {};
  EventRows rows;
  rows.first = bounds.integer(0);
  if (!bounds.isNull(1)) rows.last = bounds.integer(1);
  return replay(database, rows, [&](const RawEvent& raw) {
    const auto event = stored(database, raw);
    if (event && event->context.session == session) visit(*event);
  });
}

std::vector<SessionRow> sessionRows(const Database& database, SessionFilter filter) {
  constexpr std::array<const char*, 3> kWhere{"", "WHERE closed_row IS NULL ",
                                              "WHERE closed_row IS NOT NULL AND deposit IS NULL "};
  Statement statement(database,
                      std::string("SELECT id, kind, custodian, till, business_date, gl_date, first_row, sealed_row, "
                                  "closed_row, z, drawer, aside, first_count_row, deposit FROM session ") +
                          kWhere.at(static_cast<std::size_t>(filter)) + "ORDER BY id");
  std::vector<SessionRow> rows;
  while (statement.step()) {
    SessionRow row;
    row.id = statement.integer(0);
    row.kind = static_cast<journal::SessionKind>(statement.integer(1));
    row.custodian = statement.text(2);
    if (!statement.isNull(3)) row.till = static_cast<int>(statement.integer(3));
    row.businessDate = statement.text(4);
    row.glDate = statement.text(5);
    row.firstSeq = seqOf(statement.integer(6));
    row.sealed = !statement.isNull(7);
    row.closed = !statement.isNull(8);
    if (!statement.isNull(9)) row.z = statement.integer(9);
    row.drawer = statement.text(10);
    row.aside = statement.integer(11) != 0;
    row.countedOnce = !statement.isNull(12);
    if (!statement.isNull(13)) row.deposit = statement.integer(13);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<ReceiptRow> receiptRows(const Database& database, int station, std::int64_t session) {
  Statement statement(database,
                      "SELECT p.row, p.receipt, p.account, p.reverses IS NOT NULL, "
                      "EXISTS(SELECT 1 FROM payment r WHERE r.reverses=p.row) FROM payment p "
                      "WHERE p.session=? AND p.row>=(SELECT first_row FROM session WHERE id=?) ORDER BY p.row");
  statement.bind(session).bind(session);
  std::vector<ReceiptRow> rows;
  while (statement.step()) {
    const std::int64_t row = statement.integer(0);
    ReceiptRow receipt{seqOf(row),
                       {station, epochOf(row), statement.integer(1)},
                       {},
                       statement.text(2),
                       statement.integer(4) != 0,
                       statement.integer(3) != 0};
    const auto raw = rawEvent(database, row);
    const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
    if (decoded) receipt.at = {decoded->envelope.wallMillis};
    rows.push_back(std::move(receipt));
  }
  return rows;
}

SessionCounts sessionCounts(const Database& database, std::int64_t session) {
  auto sums = rollupOf(database, session);
  return {sums["payments"].n, sums["reversals"].n, sums["no_sales"].n, sums["without_cause"].n};
}

CountTotals totalsOf(const journal::CountKept& count) {
  return {count.cashCounted, money::sum(count.checks), money::sum(count.moneyOrders), money::sum(count.cards)};
}

CountTotals totalsOf(const journal::CountSealed& count) {
  return {count.cashCounted, money::sum(count.checks), money::sum(count.moneyOrders), money::sum(count.cards)};
}

SessionFigures figuresAgainst(const Database& database, std::int64_t session, const CountTotals& counted) {
  Statement statement(database, "SELECT float_cents FROM session WHERE id=?");
  statement.bind(session);
  const Money floatAmount = statement.step() ? Money::fromMinor(statement.integer(0)) : Money();
  auto sums = rollupOf(database, session);
  SessionFigures figures{{},
                         floatAmount,
                         sums["payments"].n,
                         sums["reversals"].n,
                         sums["no_sales"].n,
                         sums["without_cause"].n,
                         sums["payments"].amount,
                         sums["reversals"].amount};
  for (const auto kind : kTenderKinds) {
    const Sum sum = sums[tenderName(kind)];
    Money expected = sum.amount;
    if (kind == journal::TenderKind::cash) expected += floatAmount + sums["moved"].amount;
    const Money found = counted.at(static_cast<std::size_t>(kind));
    figures.lines.push_back({kind, sum.n, expected, found, found - expected});
  }
  return figures;
}

std::optional<SessionFigures> sessionFigures(const Database& database, std::int64_t session) {
  Statement statement(database, "SELECT sealed_row FROM session WHERE id=?");
  statement.bind(session);
  if (!statement.step() || statement.isNull(0)) return std::nullopt;
  const auto sealed = bodyAt<journal::CountSealed>(database, statement.integer(0));
  if (!sealed) return std::nullopt;
  return figuresAgainst(database, session, totalsOf(*sealed));
}

std::optional<bool> withinLimits(const Database& database, std::int64_t session, const CountLimits& limits) {
  Statement statement(database, "SELECT first_count_row FROM session WHERE id=?");
  statement.bind(session);
  if (!statement.step() || statement.isNull(0)) return std::nullopt;
  const auto kept = bodyAt<journal::CountKept>(database, statement.integer(0));
  if (!kept) return std::nullopt;
  const auto figures = figuresAgainst(database, session, totalsOf(*kept));
  return std::ranges::all_of(figures.lines, [&](const auto& line) {
    return (line.overShort.isNegative() ? -line.overShort : line.overShort) <=
           limits.at(static_cast<std::size_t>(line.kind));
  });
}

}  // namespace till::ledger::store
