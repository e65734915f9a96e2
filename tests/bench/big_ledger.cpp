// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/big_ledger.h"

#include <stdexcept>

#include "ledger/journal/canonical.h"
#include "ledger/journal/hash.h"
#include "ledger/report/postings.h"
#include "ledger/store/files.h"
#include "ledger/store/projections.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
using namespace ledger::journal;
using namespace ledger::store;

constexpr int kBetweenCommits = 20000;
constexpr std::int64_t kFirstMorning = 1796112000000;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

class Builder {
 public:
  explicit Builder(const fs::path& directory)
      : database_(directory / kLedgerFile, Database::Access::readWrite),
        projections_(database_),
        insert_(database_, "INSERT INTO event VALUES(?,?,?)") {
    database_.execute("PRAGMA synchronous=OFF; PRAGMA cache_size=-400000");
    const auto last = lastEvent(database_);
    seq_ = seqOf(last->row);
    head_ = last->hash;
    database_.execute("BEGIN");
  }

  std::int64_t add(const std::string& actor, std::optional<std::int64_t> session, const Body& body) {
    Envelope envelope;
    envelope.key = {"bench", 2, 1, ++seq_};
    envelope.wallMillis = kFirstMorning + seq_ * 1000;
    envelope.boot = "0d7c7ab2-b802-0786-6b50-ad3f85690ee3";
    envelope.bootMillis = seq_ * 1000;
    envelope.context = {actor, {}, session, {}};
    const auto payload = encode(envelope, body);
    if (!payload) throw std::runtime_error(payload.error());
    head_ = chain(head_, *payload);
    insert_.bind(rowOf(1, seq_)).bindBlob(*payload);
    insert_.bindBlob({reinterpret_cast<const char*>(head_.data()), head_.size()}).run();
    projections_.apply(rowOf(1, seq_), envelope, body);
    if (seq_ % kBetweenCommits == 0) database_.execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE); BEGIN");
    return seq_;
  }

  void finish() {
    database_.execute("INSERT OR REPLACE INTO counter VALUES('sale', " + std::to_string(seq_) + ")");
    database_.execute("INSERT OR REPLACE INTO counter VALUES('first_sale_of_session', " + std::to_string(seq_) + ")");
    database_.execute("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  }

 private:
  Database database_;
  Projections projections_;
  Statement insert_;
  std::int64_t seq_ = 0;
  Hash head_{};
};

void open(Builder& builder, std::int64_t session, const std::string& day) {
  SessionOpened opened;
  opened.session = session;
  opened.custodian = "jortiz";
  opened.till = 3;
  opened.businessDate = opened.glDate = day;
  builder.add("jortiz", session, opened);
}

void close(Builder& builder, std::int64_t session, Money cash) {
  CountSealed sealed;
  sealed.session = session;
  sealed.cashCounted = cash;
  builder.add("jortiz", session, sealed);
  SessionClosed closed;
  closed.session = closed.z = session;
  for (const auto kind : {TenderKind::cash, TenderKind::check, TenderKind::moneyOrder, TenderKind::card}) {
    const Money all = kind == TenderKind::cash ? cash : Money();
    closed.lines.push_back({kind, 0, all, all, Money()});
  }
  builder.add("jortiz", session, closed);
}

void build(const fs::path& directory, const Size& size) {
  {
    const auto opened = openLedger(directory, {"bench", 2, "USD"}, systemSurroundings());
    if (!opened) throw std::runtime_error(opened.error().what);
    if (!(*opened)->post({"station", {}, {}, {}}, sampleSettings())) throw std::runtime_error("no settings");
  }
  Builder builder(directory);
  std::string day = "2025-12-01";
  std::int64_t session = 0;
  for (std::int64_t done = 0; done < size.payments;) {
    open(builder, ++session, day);
    const std::int64_t today = std::min<std::int64_t>(size.perDay, size.payments - done);
    Money cash;
    for (std::int64_t i = 0; i < today; ++i) {
      PaymentTaken payment = samplePayment(++done, day);
      payment.receipt = done;
      cash += payment.total;
      const auto seq = builder.add("jortiz", session, payment);
      if (size.eventsBeside > 0) builder.add("jortiz", session, DrawerOpened{"payment", "kick", "", 4000});
      if (size.eventsBeside > 1) {
        builder.add("jortiz", session, PrintFinished{seq, "receipt", PrintOutcome::confirmed, false});
      }
    }
    close(builder, session, cash);
    day = ledger::report::dayAfter(day);
  }
  builder.finish();
}

}  // namespace

PaymentTaken samplePayment(std::int64_t sale, const std::string& day) {
  BillPaid bill;
  bill.account = std::to_string(1000000000 + sale * 7919 % 200000);
  bill.lines = {
      {"late", "past_due", cents(677), "601-0000-11590"},   {"sewer", "past_due", cents(1500), "602-0000-11510"},
      {"water", "past_due", cents(1840), "601-0000-11510"}, {"garbage", "current", cents(2050), "603-0000-11510"},
      {"sewer", "current", cents(1100), "602-0000-11510"},  {"water", "current", cents(1260), "601-0000-11510"}};
  bill.due = cents(8427);
  bill.billAsOf = "2026-11-20";
  bill.entered = "scan";
  bill.layout = "SC27";
  PaymentTaken taken;
  taken.sale = sale;
  taken.businessDate = taken.glDate = day;
  taken.bills = {bill};
  taken.tenders = {{TenderKind::cash, cents(8427), cents(10000), "", ""}};
  taken.applied = {{0, 0, cents(8427)}};
  taken.total = cents(8427);
  taken.change = cents(1573);
  taken.entry = {{"601-0000-10110", cents(8427)},
                 {"601-0000-11590", cents(-677)},
                 {"602-0000-11510", cents(-2600)},
                 {"601-0000-11510", cents(-3100)},
                 {"603-0000-11510", cents(-2050)}};
  return taken;
}

SettingsInForce sampleSettings() {
  SettingsInForce settings;
  for (const auto& line : samplePayment(0, "2025-12-01").entry) {
    settings.chart.push_back({line.account, "Account " + line.account, "asset"});
  }
  return settings;
}

void bigLedger(const fs::path& directory, const Size& size) {
  if (fs::exists(directory / "whole")) return;
  fs::remove_all(directory);
  build(directory, size);
  fs::create_directory(directory / "whole");
}

}  // namespace till::bench
