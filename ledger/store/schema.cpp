// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/schema.h"

#include <array>
#include <optional>
#include <string>

#include "ledger/money/mutant.h"
#include "ledger/store/projections.h"

namespace till::ledger::store {
namespace {

constexpr const char* kLasting = R"sql(
CREATE TABLE event(row INTEGER PRIMARY KEY, payload BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE private(row INTEGER NOT NULL, name TEXT NOT NULL, salt BLOB NOT NULL, value TEXT NOT NULL,
                     expires INTEGER, PRIMARY KEY(row, name)) STRICT, WITHOUT ROWID;
CREATE TABLE draft(name TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'an event is never deleted'); END;
)sql";

constexpr const char* kProjections = R"sql(
CREATE TABLE payment(row INTEGER PRIMARY KEY, session INTEGER NOT NULL, receipt INTEGER NOT NULL, sale INTEGER NOT NULL,
                     business_date TEXT NOT NULL, cents INTEGER NOT NULL, change INTEGER NOT NULL,
                     account TEXT NOT NULL, reverses INTEGER) STRICT;
CREATE UNIQUE INDEX payment_reverses ON payment(reverses) WHERE reverses IS NOT NULL;
CREATE TABLE session(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, custodian TEXT NOT NULL, till INTEGER,
                     business_date TEXT NOT NULL, gl_date TEXT NOT NULL, float_cents INTEGER NOT NULL,
                     first_row INTEGER NOT NULL, sealed_row INTEGER, closed_row INTEGER, z INTEGER) STRICT;
CREATE TABLE cash_move(row INTEGER PRIMARY KEY, session INTEGER NOT NULL, kind TEXT NOT NULL, cents INTEGER NOT NULL) STRICT;
CREATE TABLE print(row INTEGER PRIMARY KEY, document TEXT NOT NULL, outcome INTEGER NOT NULL) STRICT;
CREATE TABLE rollup(business_date TEXT NOT NULL, account TEXT NOT NULL, n INTEGER NOT NULL, cents INTEGER NOT NULL,
                    PRIMARY KEY(business_date, account)) STRICT, WITHOUT ROWID;
CREATE TABLE session_rollup(session INTEGER NOT NULL, what TEXT NOT NULL, n INTEGER NOT NULL, cents INTEGER NOT NULL,
                            PRIMARY KEY(session, what)) STRICT, WITHOUT ROWID;
CREATE TABLE latest(kind TEXT PRIMARY KEY, row INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kUntilVersion5 = R"sql(
CREATE TABLE entry_line(row INTEGER NOT NULL, line INTEGER NOT NULL, account TEXT NOT NULL, cents INTEGER NOT NULL,
                        PRIMARY KEY(row, line)) STRICT, WITHOUT ROWID;
CREATE TABLE tender(row INTEGER NOT NULL, line INTEGER NOT NULL, kind INTEGER NOT NULL, cents INTEGER NOT NULL,
                    given INTEGER NOT NULL, reference TEXT NOT NULL, last4 TEXT NOT NULL,
                    PRIMARY KEY(row, line)) STRICT, WITHOUT ROWID;
CREATE TABLE count_line(row INTEGER NOT NULL, line INTEGER NOT NULL, unit INTEGER NOT NULL, form TEXT NOT NULL,
                        pieces INTEGER NOT NULL, cents INTEGER NOT NULL, PRIMARY KEY(row, line)) STRICT, WITHOUT ROWID;
)sql";
constexpr std::array kTablesUntilVersion5{"entry_line", "count_line", "tender"};

// 5: the lines of entries, counts and tenders stand in their events, and nobody asked for them here but by the number
// of a check or money order; they cost a payment a third of its pages.
constexpr const char* kVersion5 = R"sql(
CREATE TABLE paper(reference TEXT NOT NULL, row INTEGER NOT NULL, line INTEGER NOT NULL, cents INTEGER NOT NULL,
                   PRIMARY KEY(reference, row, line)) STRICT, WITHOUT ROWID;
)sql";

// 2: the one index that earns its page: "did this customer just pay here?".
constexpr const char* kPaymentAccount = "CREATE INDEX payment_account ON payment(account)";

// 3: several sessions at once, funds, corrections, what waits for a second look, deposits.
constexpr const char* kVersion3 = R"sql(
ALTER TABLE session ADD COLUMN drawer TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN first_count_row INTEGER;
ALTER TABLE session ADD COLUMN deposit INTEGER;
CREATE TABLE fund(id TEXT PRIMARY KEY, custodian TEXT NOT NULL, cents INTEGER NOT NULL, counted_row INTEGER,
                  independent_row INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE hand_over(row INTEGER PRIMARY KEY, fund TEXT NOT NULL, giver TEXT NOT NULL, receiver TEXT NOT NULL,
                       cents INTEGER NOT NULL, accepted_row INTEGER) STRICT;
CREATE TABLE correction(kind TEXT NOT NULL, of_row INTEGER NOT NULL, part INTEGER NOT NULL, row INTEGER NOT NULL,
                        PRIMARY KEY(kind, of_row, part)) STRICT, WITHOUT ROWID;
CREATE TABLE pending(row INTEGER PRIMARY KEY, reviewed_row INTEGER) STRICT;
CREATE TABLE deposit(number INTEGER PRIMARY KEY, row INTEGER NOT NULL, bag TEXT NOT NULL, cents INTEGER NOT NULL,
                     place TEXT NOT NULL, holder TEXT NOT NULL, confirmed_row INTEGER) STRICT;
)sql";

// 4: what an account was paid beside what `payment` says of its first one, and who pays by no check until when.
constexpr const char* kVersion4 = R"sql(
CREATE TABLE account_share(account TEXT NOT NULL, row INTEGER NOT NULL, business_date TEXT NOT NULL,
                           cents INTEGER NOT NULL, PRIMARY KEY(account, row)) STRICT, WITHOUT ROWID;
CREATE TABLE check_flag(account TEXT PRIMARY KEY, until TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array<const char*, 15> kProjectionTables{
    "payment", "paper",     "session",    "cash_move", "print",   "rollup",        "session_rollup", "latest",
    "fund",    "hand_over", "correction", "pending",   "deposit", "account_share", "check_flag"};
// Rows of these are as final as the event they come from.
constexpr std::array kFinalTables{"payment", "paper", "cash_move"};

void guard(const Database& database, const std::string& table) {
  for (const std::string act : {"UPDATE", "DELETE"}) {
    database.execute("CREATE TRIGGER " + table + "_no_" + act + " BEFORE " + act + " ON " + table +
                     " BEGIN SELECT raise(ABORT, '" + table + " rows are never changed'); END");
  }
}

void stamp(const Database& database, int version) {
  database.execute("PRAGMA user_version=" + std::to_string(version));
}

void toVersion2(const Database& database) {
  database.execute(kPaymentAccount);
  stamp(database, 2);
}

// What these brought is made by the last step.
void toVersion3(const Database& database) { stamp(database, 3); }
void toVersion4(const Database& database) { stamp(database, 4); }

// The new tables speak of old events too, so all of them are read again.
void toVersion5(const Database& database) {
  for (const std::string table : kTablesUntilVersion5) database.execute("DROP TABLE IF EXISTS " + table);
  dropProjections(database);
  createProjections(database);
  replay(database);
  stamp(database, 5);
}

}  // namespace

std::span<const char* const> projectionTables() { return kProjectionTables; }

void createProjections(const Database& database) {
  database.execute(kProjections);
  database.execute(kPaymentAccount);
  database.execute(kVersion3);
  database.execute(kVersion4);
  database.execute(kVersion5);
  for (const char* table : kFinalTables) guard(database, table);
}

void dropProjections(const Database& database) {
  for (const std::string table : kProjectionTables) database.execute("DROP TABLE IF EXISTS " + table);
}

void createVersion1(const Database& database) {
  database.execute(kLasting);
  if (mutant("trigger_dropped")) database.execute("DROP TRIGGER event_no_update");
  database.execute(kProjections);
  database.execute(kUntilVersion5);
  for (const char* table : {"payment", "cash_move", "entry_line", "count_line", "tender"}) guard(database, table);
  database.execute("PRAGMA application_id=" + std::to_string(kApplicationId));
  stamp(database, 1);
}

void migrate(const Database& database) {
  using Step = void (*)(const Database&);
  constexpr std::array<Step, kSchemaVersion> kSteps{&createVersion1, &toVersion2, &toVersion3, &toVersion4,
                                                    &toVersion5};
  for (auto version = database.integer("PRAGMA user_version"); version < kSchemaVersion; ++version) {
    std::optional<Transaction> transaction(std::in_place, database);
    if (mutant("migrated_in_pieces")) transaction->commit();
    kSteps.at(static_cast<std::size_t>(version))(database);
    if (!mutant("migrated_in_pieces")) transaction->commit();
  }
}

}  // namespace till::ledger::store
