// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/books.h"

#include <algorithm>
#include <iterator>

#include "ledger/journal/entry.h"
#include "ledger/journal/hash.h"
#include "ledger/store/files.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"
#include "pos/sale/sale.h"

namespace till::simulation {

namespace journal = ledger::journal;
namespace store = ledger::store;
using journal::TenderKind;
using store::Database;
using store::Statement;

namespace {

constexpr int kWindow = 2;  // the sample office's station

Finding found(Fault fault, std::string what) { return {fault, std::move(what)}; }

std::string at(std::int64_t row) { return "event " + std::to_string(store::seqOf(row)); }

bool opensDrawer(const journal::Body& body) {
  const auto cash = [](const auto& tenders) {
    return std::ranges::any_of(tenders, [](const auto& tender) { return tender.kind == TenderKind::cash; });
  };
  if (const auto* paid = std::get_if<journal::PaymentTaken>(&body)) return cash(paid->tenders);
  if (const auto* back = std::get_if<journal::PaymentReversed>(&body)) return cash(back->tenders);
  if (const auto* drawer = std::get_if<journal::DrawerOpened>(&body)) return drawer->openMillis == 0;
  return std::holds_alternative<journal::SessionOpened>(body) || std::holds_alternative<journal::CashMoved>(body) ||
         std::holds_alternative<journal::TillPlaced>(body) || std::holds_alternative<journal::HandOverAccepted>(body) ||
         std::holds_alternative<journal::SessionClosed>(body);
}

std::int64_t totalOf(const journal::BillPaid& bill) {
  std::int64_t total = bill.credit.minor();
  for (const auto& line : bill.lines) total += line.amount.minor();
  return total;
}

}  // namespace

void Books::posted(const journal::Body& body, const store::Posted& posted) {
  const std::int64_t row = store::rowOf(posted.key().epoch, posted.seq());
  if (!posted.first()) {
    if (!told_.contains(row) && !hashes_.contains(row)) heard_ = found(Fault::lost, "an old answer of no event");
    return;
  }
  const bool payment = std::holds_alternative<journal::PaymentTaken>(body);
  if (!told_.emplace(row, Known{posted.hash(), payment}).second) {
    heard_ = found(Fault::doubled, at(row) + " was acknowledged twice");
  }
  payments_ += payment ? 1 : 0;
  kicksOwed_ += opensDrawer(body) ? 1 : 0;
  if (posted.receipt()) receiptsTold_.insert(toText(*posted.receipt()));
}

void Books::handed(const std::string& what) {
  if (what == "kick" && --kicksOwed_ < 0) {
    heard_ = found(Fault::wrong, "the drawer was kicked for nothing that stands in the ledger");
  }
  constexpr std::string_view kReceipt = "print receipt ";
  if (what.starts_with(kReceipt) && !receiptsTold_.contains(what.substr(kReceipt.size()))) {
    heard_ = found(Fault::lost, what + " came before its posting");
  }
}

void Books::died() {
  ++deaths_[told_.empty() ? 0 : told_.rbegin()->first];
  kicksOwed_ = 0;
}

Finding Books::check(const std::filesystem::path& folder) {
  if (heard_) return heard_;
  try {
    const Database database(folder / store::kLedgerFile, Database::Access::readOnly);
    Statement integrity(database, "PRAGMA integrity_check");
    if (!integrity.step() || integrity.text(0) != "ok") {
      return found(Fault::corrupt, "integrity_check: " + integrity.text(0));
    }
    integrity.reset();
    if (auto bad = readEvents(database)) return bad;
    deaths_.clear();
    if (auto bad = rollups(database)) return bad;
    if (auto bad = drawers(database)) return bad;
    return drafts(database);
  } catch (const store::SqliteError& error) {
    return found(Fault::corrupt, error.what());
  }
}

// I1, I6: what was acknowledged is there, in its place, in a chain; of the rest, one event a death at the most, in
// the place where it died.
Finding Books::readEvents(const Database& database) {
  Statement events(database, "SELECT row, payload, hash FROM event ORDER BY row");
  journal::Hash head{};
  std::int64_t expected = store::rowOf(1, 1);
  while (events.step()) {
    const std::int64_t row = events.integer(0);
    if (row != expected++) return found(Fault::lost, at(expected - 1) + " is missing");
    const std::string_view payload = events.blob(1);
    head = journal::chain(head, payload);
    if (events.blob(2) != std::string_view(reinterpret_cast<const char*>(head.data()), head.size())) {
      return found(Fault::corrupt, at(row) + " is not chained");
    }
    if (row <= lastRow_) {
      if (hashes_[row] != head) return found(Fault::lost, at(row) + " is another than before");
      continue;
    }
    const auto event = journal::decode(payload);
    if (!event || !event->body) return found(Fault::corrupt, at(row) + ": " + (event ? "unknown" : event.error()));
    if (store::rowOf(event->envelope.key.epoch, event->envelope.key.seq) != row) {
      return found(Fault::corrupt, at(row) + " says it stands elsewhere");
    }
    if (auto bad = take(row, head, *event)) return bad;
  }
  if (!told_.empty() && told_.rbegin()->first >= expected) {
    return found(Fault::lost, at(told_.rbegin()->first) + " was acknowledged and is gone");
  }
  if (lastRow_ >= expected) return found(Fault::lost, at(lastRow_) + " was there before and is gone");
  return {};
}

// Two deaths with no check between, the second in the start: the last act of the one and the first of the other.
bool Books::explainedByADeath(std::int64_t row) {
  const auto next = told_.lower_bound(row);
  const auto death = deaths_.find(next == told_.begin() ? 0 : std::prev(next)->first);
  return death != deaths_.end() && death->second-- > 0;
}

Finding Books::take(std::int64_t row, const journal::Hash& hash, const Event& event) {
  const auto told = told_.find(row);
  const bool genesis = std::holds_alternative<journal::Genesis>(*event.body);  // told to nobody, by the opening
  if (told == told_.end() && !genesis) {
    if (!explainedByADeath(row)) return found(Fault::wrong, at(row) + " was acknowledged to nobody");
    ++unheardInAll_;
  } else if (!genesis && told->second.hash != hash) {
    return found(Fault::lost, at(row) + " is another than the one that was acknowledged");
  }
  hashes_[row] = hash;
  lastRow_ = row;
  if (auto bad = lines(row, event)) return bad;
  takeMoney(event);
  const std::int64_t session = event.envelope.context.session.value_or(0);
  if (const auto* paid = std::get_if<journal::PaymentTaken>(&*event.body)) {
    return takePayment(*paid, session, store::seqOf(row));
  }
  if (const auto* back = std::get_if<journal::PaymentReversed>(&*event.body)) return takeReversal(*back, session);
  if (const auto* closed = std::get_if<journal::SessionClosed>(&*event.body)) return takeClosing(*closed);
  return {};
}

// I3.
Finding Books::lines(std::int64_t row, const Event& event) {
  const auto entry = journal::entryOf(*event.body);
  std::int64_t sum = 0;
  for (const auto& line : entry) sum += line.amount.minor();
  if (sum != 0) return found(Fault::wrong, at(row) + " does not balance");
  std::string date = journal::businessDateOf(event.envelope.context, *event.body);
  std::int64_t session = event.envelope.context.session.value_or(0);
  if (const auto* closed = std::get_if<journal::SessionClosed>(&*event.body)) session = closed->session;
  if (date.empty() && sessions_.contains(session)) date = sessions_[session].date;
  const auto known = sessions_.find(session);
  const bool sale = std::holds_alternative<journal::PaymentTaken>(*event.body);
  if (sale && known != sessions_.end() && date != known->second.date) {
    return found(Fault::wrong, at(row) + " is of another business day than its session");
  }
  for (const auto& line : entry) {
    Sum& rolled = rollup_[{date, line.account}];
    ++rolled.n;
    rolled.cents += line.amount.minor();
  }
  return {};
}

void Books::add(std::int64_t session, const std::string& what, std::int64_t n, std::int64_t cents) {
  Sum& sum = sessionRollup_[{session, what}];
  sum.n += n;
  sum.cents += cents;
}

void Books::tenders(std::int64_t session, const std::vector<journal::TenderTaken>& taken, int sign) {
  for (const auto& tender : taken) {
    const std::int64_t cents = sign * tender.amount.minor();
    sessions_[session].tenders.at(static_cast<std::size_t>(tender.kind)) += cents;
    add(session, "tender." + std::to_string(static_cast<int>(tender.kind)), sign, cents);
  }
}

// I2, I4, I5.
Finding Books::takePayment(const journal::PaymentTaken& payment, std::int64_t session, std::int64_t seq) {
  const std::string name = "payment " + std::to_string(seq);
  if (!sales_.emplace(payment.sale, seq).second) return found(Fault::doubled, name + " is of a sale paid before");
  if (payment.receipt != ++lastReceipt_) return found(Fault::wrong, name + " leaves a gap in the receipt numbers");
  std::int64_t tendered = 0, given = 0, billed = 0;
  std::vector<std::int64_t> bills;
  for (const auto& tender : payment.tenders) {
    tendered += tender.amount.minor();
    given += tender.given.minor();
  }
  for (const auto& bill : payment.bills) billed += bills.emplace_back(totalOf(bill));
  std::int64_t debits = 0;
  for (const auto& line : payment.entry) debits += std::max<std::int64_t>(line.amount.minor(), 0);
  const std::int64_t total = payment.total.minor();
  if (tendered != total || given - total != payment.change.minor() || billed != total || debits != total) {
    return found(Fault::wrong, name + " does not add up");
  }
  paid_[seq] = std::move(bills);
  receiptsTold_.insert(toText(journal::ReceiptNumber{kWindow, 1, payment.receipt}));
  tenders(session, payment.tenders, 1);
  add(session, "payments", 1, total);
  return {};
}

// I9: it undoes what was recorded, once.
Finding Books::takeReversal(const journal::PaymentReversed& reversal, std::int64_t session) {
  const std::string name = "the reversal of " + std::to_string(reversal.reverses);
  if (reversal.receipt != ++lastReceipt_) return found(Fault::wrong, name + " leaves a gap in the receipt numbers");
  if (!reversed_.insert(reversal.reverses).second) return found(Fault::doubled, name + " was there before");
  std::vector<std::int64_t> undone;
  std::int64_t back = 0;
  for (const auto& bill : reversal.bills) undone.push_back(-totalOf(bill));
  for (const auto& tender : reversal.tenders) back += tender.amount.minor();
  const auto paid = paid_.find(reversal.reverses);
  if (paid == paid_.end() || paid->second != undone) return found(Fault::wrong, name + " does not undo it");
  tenders(session, reversal.tenders, -1);
  add(session, "reversals", 1, back);
  return {};
}

void Books::takeMoney(const Event& event) {
  const std::int64_t session = event.envelope.context.session.value_or(0);
  const auto& body = *event.body;
  if (const auto* opened = std::get_if<journal::SessionOpened>(&body)) {
    sessions_[opened->session] = {opened->businessDate, opened->floatAmount.minor(), 0, {}, {}, false};
  }
  if (const auto* moved = std::get_if<journal::CashMoved>(&body); moved != nullptr && session > 0) {
    sessions_[session].moved += moved->amount.minor();
    add(session, "moved", 1, moved->amount.minor());
  }
  if (const auto* over = std::get_if<journal::HandOverAccepted>(&body); over != nullptr && !over->amount.isZero()) {
    sessions_[session].moved += over->amount.minor();
    add(session, "moved", 1, over->amount.minor());
  }
  if (const auto* drawer = std::get_if<journal::DrawerOpened>(&body); drawer != nullptr && drawer->openMillis == 0) {
    if (drawer->cause == "no_sale") add(session, "no_sales", 1, 0);
    if (drawer->cause == "none") add(session, "without_cause", 1, 0);
  }
  if (const auto* change = std::get_if<journal::PaymentRetendered>(&body)) {
    tenders(session, change->out, -1);
    tenders(session, change->in, 1);
  }
  if (const auto* sealed = std::get_if<journal::CountSealed>(&body)) {
    const auto totals = store::totalsOf(*sealed);
    auto& counted = sessions_[sealed->session];
    for (std::size_t kind = 0; kind < totals.size(); ++kind) counted.counted.at(kind) = totals.at(kind).minor();
    counted.sealed = true;
  }
}

// I7: over or short is what was counted less what must be there, and stands for ever.
Finding Books::takeClosing(const journal::SessionClosed& closed) {
  const std::string name = "Z " + std::to_string(closed.z);
  if (closed.z != ++lastZ_) return found(Fault::wrong, name + " leaves a gap");
  const Session& session = sessions_[closed.session];
  if (!session.sealed) return found(Fault::wrong, name + " came before its seal");
  for (const auto& line : closed.lines) {
    const auto kind = static_cast<std::size_t>(line.kind);
    std::int64_t expected = session.tenders.at(kind);
    if (line.kind == TenderKind::cash) expected += session.floatCents + session.moved;
    if (line.expected.minor() != expected || line.counted.minor() != session.counted.at(kind) ||
        line.overShort.minor() != session.counted.at(kind) - expected) {
      return found(Fault::wrong, name + ": " + std::to_string(line.expected.minor()) + " expected, the events say " +
                                     std::to_string(expected));
    }
  }
  return {};
}

// I8, and with it the trial balance: each entry sums to zero.
Finding Books::rollups(const Database& database) const {
  std::map<std::pair<std::string, std::string>, Sum> days;
  Statement rows(database, "SELECT business_date, account, n, cents FROM rollup");
  while (rows.step()) days[{rows.text(0), rows.text(1)}] = {rows.integer(2), rows.integer(3)};
  if (days != rollup_) return found(Fault::corrupt, "rollup is not the sum of the entries");
  std::map<std::pair<std::int64_t, std::string>, Sum> sessions;
  Statement sums(database, "SELECT session, what, n, cents FROM session_rollup");
  while (sums.step()) sessions[{sums.integer(0), sums.text(1)}] = {sums.integer(2), sums.integer(3)};
  if (sessions != sessionRollup_) return found(Fault::corrupt, "session_rollup is not the sum of the events");
  const auto numbered = database.integer("SELECT count(*) FROM payment");
  if (numbered != lastReceipt_ || database.integer("SELECT coalesce(max(receipt),0) FROM payment") != lastReceipt_) {
    return found(Fault::corrupt, "payment has not one row a receipt");
  }
  const auto guards = database.integer("SELECT count(*) FROM sqlite_schema WHERE type='trigger'");
  constexpr std::int64_t kGuards = 8;  // two on each table of which no row is ever changed
  if (guards < kGuards) return found(Fault::corrupt, "a trigger that guards the journal is gone");
  return {};
}

// I7, of sessions that are still open.
Finding Books::drawers(const Database& database) const {
  for (const auto& [id, session] : sessions_) {
    const auto figures = store::figuresAgainst(database, id, {});
    for (const auto& line : figures.lines) {
      std::int64_t expected = session.tenders.at(static_cast<std::size_t>(line.kind));
      if (line.kind == TenderKind::cash) expected += session.floatCents + session.moved;
      if (line.expected.minor() != expected) {
        return found(Fault::wrong, "session " + std::to_string(id) + " expects " +
                                       std::to_string(line.expected.minor()) + ", the events say " +
                                       std::to_string(expected));
      }
    }
  }
  return {};
}

std::string Books::projections(const std::filesystem::path& folder) {
  const Database database(folder / store::kLedgerFile, Database::Access::readOnly);
  Statement tables(database,
                   "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT IN "
                   "('event','private','draft','counter') ORDER BY name");
  std::string all;
  while (tables.step()) {
    const std::string table = tables.text(0);
    Statement columns(database, "SELECT count(*) FROM pragma_table_info('" + table + "')");
    const auto count = columns.step() ? static_cast<int>(columns.integer(0)) : 0;
    all += table + "\n";
    Statement rows(database, "SELECT * FROM " + table + " ORDER BY 1, 2");
    while (rows.step()) {
      for (int i = 0; i < count; ++i) all += rows.isNull(i) ? "null|" : rows.text(i) + "|";
      all += "\n";
    }
  }
  return all;
}

// The transaction that posts a basket takes its draft away.
Finding Books::drafts(const Database& database) const {
  Statement rows(database, "SELECT content FROM draft WHERE name='basket'");
  while (rows.step()) {
    const auto sale = pos::sale::fromDraft(rows.text(0));
    if (sale && sales_.contains(sale->id())) {
      return found(Fault::doubled, "sale " + std::to_string(sale->id()) + " is paid and still in the basket");
    }
  }
  return {};
}

}  // namespace till::simulation
