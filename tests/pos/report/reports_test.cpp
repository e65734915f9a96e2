// SPDX-License-Identifier: Apache-2.0
// The list of all reports, walked on a month: each in every format, each refusing what was edited by hand, none of them
// telling an amount of an open session.
#include "pos/report/reports.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "ledger/store/files.h"
#include "ledger/store/sqlite.h"
#include "pos/report/pages.h"
#include "pos/shift/closing.h"
#include "tests/ledger/month/month.h"

namespace till::pos::report {
namespace {

namespace fs = std::filesystem;
namespace store = ledger::store;
using ledger::report::ReportErrorCode;

constexpr auto kPerson = "jortiz";
const Counter kCounter{{{2000, "note", 1}, {25, "coin", 1}, {25, "roll", 40}},
                       words::Words({{"difference.title", "What it may be"},
                                     {"difference.kind.cash", "cash"},
                                     {"difference.equals_receipt", "A receipt of just {0}.|{1}"}})};

// As the counter has it.
Made make(const Kind& kind, const store::Reader& reader, const Asked& asked) {
  return report::make(kind, reader, asked, kCounter);
}

fs::path freshFolder() {
  std::string name = (fs::temp_directory_path() / "reports-XXXXXX").string();
  return ::mkdtemp(name.data());
}

class ReportsTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    month_ = freshFolder();
    ledger::month::work(month_, {.seed = 20261201, .days = 20, .payments = 14});
  }
  static void TearDownTestSuite() { fs::remove_all(month_); }

  void TearDown() override {
    if (!copy_.empty()) fs::remove_all(copy_);
  }
  // A copy that may be spoilt.
  const fs::path& copy() {
    if (copy_.empty()) {
      copy_ = freshFolder();
      fs::copy(month_, copy_, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }
    return copy_;
  }
  void tamper(const std::string& sql) {
    const store::Database database(copy() / store::kLedgerFile, store::Database::Access::readWrite);
    database.execute(sql);
  }
  static Asked askedOf(const Kind& kind) {
    Asked asked;
    if (kind.person) asked.person = kPerson;
    if (kind.period) asked.period = ledger::report::Period::week;
    return asked;
  }
  static Made made(const Kind& kind, const fs::path& folder) {
    const auto reader = store::openReader(folder);
    return make(kind, **reader, askedOf(kind));
  }

  static fs::path month_;
  fs::path copy_;
};
fs::path ReportsTest::month_;

TEST_F(ReportsTest, everyReportIsProvenAndDrawnInEveryFormat) {
  const words::Words words;
  for (const Kind& kind : kinds()) {
    const auto report = made(kind, month_);
    if (kind.name == "x") {
      EXPECT_EQ(report.error().code, ReportErrorCode::noSuchSession) << "no session of the month is open";
      continue;
    }
    ASSERT_TRUE(report.has_value()) << kind.name << ": " << report.error().what;
    EXPECT_EQ(report->name, kind.name);
    EXPECT_TRUE(report->proof.proven) << kind.name;
    EXPECT_FALSE(report->proof.compared.empty()) << kind.name;
    ASSERT_FALSE(report->tables.empty()) << kind.name;
    const Look look = officeLook("America/Los_Angeles", {{kPerson, "J. Ortiz", people::Role::clerk}});
    Look paper = look;
    paper.width = 42;
    EXPECT_NE(toText(*report, look).find(report->title), std::string::npos) << kind.name;
    EXPECT_NE(toText(*report, paper).find(report->title), std::string::npos) << kind.name;
    EXPECT_NE(toCsv(*report, look).find(report->tables.front().columns.front().key), std::string::npos) << kind.name;
    EXPECT_GT(slip(*report, look, words, {}, {}).elements.size(), 4U) << kind.name;
    EXPECT_FALSE(draw(*report, look).pages.empty()) << kind.name;
  }
}

// Two things under one key would hide one of them.
TEST_F(ReportsTest, noKeyOfAJsonHidesAnother) {
  for (const Kind& kind : kinds()) {
    const auto report = made(kind, month_);
    if (!report) continue;
    const auto json = nlohmann::json::parse(toJson(*report));
    std::set<std::string> keys{"report", "title", "office", "from", "to", "charts", "notes", "proof"};
    for (const auto& table : report->tables) {
      EXPECT_TRUE(keys.insert(table.key).second) << kind.name << ": " << table.key;
      EXPECT_EQ(json.at(table.key).size(), table.rows.size()) << kind.name << ": " << table.key;
      for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << kind.name;
    }
    for (const auto& fact : report->facts) {
      EXPECT_TRUE(keys.insert(fact.key).second) << kind.name << ": " << fact.key;
    }
  }
}

struct Tampering {
  std::string what, sql;
  std::vector<std::string> stops;
};

const std::vector<Tampering>& tamperings() {
  static const std::vector<Tampering> kAll{
      {"the payments of a session",
       "UPDATE session_rollup SET cents=cents+100 WHERE what='payments'",
       {"z", "tape", "stubs", "hours", "services", "over-short", "deposit"}},
      {"what a session should hold",
       "UPDATE session_rollup SET cents=cents+100 WHERE what='tender.0'",
       {"z", "tape", "over-short", "difference", "deposit"}},
      {"the voids of a session", "UPDATE session_rollup SET cents=cents-100 WHERE what='reversals'", {"corrections"}},
      {"no-sales", "UPDATE session_rollup SET n=n-1 WHERE what='no_sales'", {"drawer"}},
      {"two accounts, balanced",
       "UPDATE rollup SET cents=cents+1 WHERE account='601-0000-10110'; "
       "UPDATE rollup SET cents=cents-1 WHERE account='601-0000-11510'",
       {"balances", "postings"}},
      {"the safe", "UPDATE fund SET cents=cents+100 WHERE id='safe'", {"house"}},
      {"when the safe was counted",
       "UPDATE fund SET counted_row=coalesce(counted_row, 0)+1 WHERE id='safe'",
       {"house"}},
      {"a bag's total", "UPDATE deposit SET cents=cents+100 WHERE number=3", {"deposit", "custody", "bank"}},
      {"who holds a bag", "UPDATE deposit SET holder='somebody' WHERE number=3", {"custody", "bank", "deposit"}},
      {"which session is in a bag", "UPDATE session SET deposit=3 WHERE id=20", {"deposit"}},
      {"a pending act", "INSERT INTO pending VALUES(5, NULL)", {"pending"}},
      {"a receipt's number",
       "DROP TRIGGER payment_no_UPDATE; UPDATE payment SET receipt=receipt+1000 WHERE receipt=7",
       {"receipts", "losses"}},
      {"an event itself",
       "DROP TRIGGER event_no_update; UPDATE event SET payload=CAST(replace(CAST(payload AS TEXT), 'jortiz', 'mchen') "
       "AS BLOB) WHERE row=(SELECT min(row) FROM payment)",
       {"person", "receipts", "services", "corrections", "house", "custody", "bank", "drawer", "pending"}},
      {"an event that is gone",
       "DROP TRIGGER event_no_delete; DELETE FROM event WHERE row=(SELECT min(row) FROM payment)",
       {"receipts", "services", "house"}}};
  return kAll;
}

TEST_F(ReportsTest, whatWasEditedByHandIsNeverReported) {
  std::set<std::string> stopped;
  for (const Tampering& tampering : tamperings()) {
    tamper(tampering.sql);
    for (const auto& name : tampering.stops) {
      const auto report = made(*kindNamed(name), copy());
      EXPECT_FALSE(report.has_value()) << name << " with " << tampering.what;
      if (report) continue;
      EXPECT_EQ(report.error().code, ReportErrorCode::unproven) << name << " with " << tampering.what;
      stopped.insert(name);
    }
    fs::remove_all(copy_);
    copy_.clear();
  }
  for (const Kind& kind : kinds()) {
    EXPECT_TRUE(kind.name == "x" || stopped.contains(std::string(kind.name))) << kind.name << " was never stopped";
  }
}

// An open session with amounts of its own, a day after the month.
class OpenSession {
 public:
  explicit OpenSession(const fs::path& folder) {
    auto surroundings = store::systemSurroundings();
    surroundings.ballastBytes = 1024 * 1024;
    surroundings.roomToOpenBytes = 0;
    ledger_ = std::move(*store::openLedger(folder, {"sample-city", 2, "USD"}, surroundings));
    ledger::journal::SessionOpened opened;
    opened.custodian = kPerson;
    opened.till = 3;
    opened.businessDate = opened.glDate = "2026-12-28";
    opened.floatExpected = opened.floatAmount = Money::fromMinor(31313);
    session_ = ledger_->post({kPerson, {}, {}, {}}, opened)->session();
    pay(1, 765432);
    pay(2, 99887);
  }
  void seal(std::int64_t cents) {
    ledger::journal::CountSealed sealed;
    sealed.session = *session_;
    sealed.cashCounted = Money::fromMinor(cents);
    sealed.cash = {{1, "coin", cents, sealed.cashCounted}};
    ASSERT_TRUE(ledger_->post({kPerson, {}, session_, {}}, sealed).has_value());
  }
  void close() {
    const Money opening = Money::fromMinor(31313);
    const shift::SealedFigures figures{*session_, ledger_->figures(*session_)->lines, opening, opening};
    const auto closed = shift::close(figures, "Not found",
                                     {.overShort = "601-0000-57010",
                                      .floatFund = "601-0000-10115",
                                      .deposit = "601-0000-10200",
                                      .cash = "601-0000-10110",
                                      .check = "601-0000-10110",
                                      .moneyOrder = "601-0000-10110",
                                      .card = "601-0000-10110",
                                      .unassigned = "601-0000-57010"});
    const auto posted = ledger_->post({kPerson, {}, session_, {}}, closed);
    ASSERT_TRUE(posted.has_value()) << posted.error().what;
  }
  void voidLast() {
    ledger::journal::PaymentReversed reversal;
    reversal.reverses = last_->seq();
    reversal.reversedReceipt = last_->receipt()->number;
    reversal.how = "void";
    reversal.businessDate = reversal.glDate = "2026-12-28";
    reversal.tenders = paid_.tenders;
    reversal.entry = {{"601-0000-10110", -paid_.total}, {"601-0000-11510", paid_.total}};
    const ledger::journal::Approval pending{"", ledger::journal::kPending, "Nobody was there"};
    ASSERT_TRUE(ledger_->post({kPerson, pending, session_, {}}, reversal).has_value());
  }

 private:
  void pay(std::int64_t, std::int64_t cents) {
    const Money amount = Money::fromMinor(cents);
    paid_ = {};
    paid_.sale = *ledger_->takeSaleId();
    paid_.businessDate = paid_.glDate = "2026-12-28";
    ledger::journal::BillPaid bill;
    bill.account = "0045128730";
    bill.lines = {{"water", "current", amount, "601-0000-11510"}};
    paid_.bills = {bill};
    paid_.tenders = {{ledger::journal::TenderKind::cash, amount, amount, "", ""}};
    paid_.applied = {{0, 0, amount}};
    paid_.total = amount;
    paid_.entry = {{"601-0000-10110", amount}, {"601-0000-11510", -amount}};
    last_ = *ledger_->post({kPerson, {}, session_, {}}, paid_);
  }

  std::unique_ptr<store::Ledger> ledger_;
  std::optional<std::int64_t> session_;
  ledger::journal::PaymentTaken paid_;
  std::optional<store::Posted> last_;
};

TEST_F(ReportsTest, noReportTellsAnAmountOfAnOpenSession) {
  OpenSession open(copy());
  open.voidLast();
  std::size_t refused = 0;
  for (const Kind& kind : kinds()) {
    const auto reader = store::openReader(copy());
    const auto report = make(kind, **reader, askedOf(kind));
    if (!report) {
      EXPECT_EQ(report.error().code, ReportErrorCode::notClosed) << kind.name << ": " << report.error().what;
      ++refused;
      continue;
    }
    Look paper;
    paper.width = 48;
    const std::string all = toText(*report) + toText(*report, paper) + toCsv(*report) + toJson(*report);
    for (const char* amount : {"7,654.32", "7654.32", "765432", "998.87", "99887", "8,653.19", "865319"}) {
      EXPECT_EQ(all.find(amount), std::string::npos) << kind.name << " tells " << amount;
    }
  }
  EXPECT_EQ(refused, 6U) << "stubs, hours, balances, postings, services, corrections";
}

TEST_F(ReportsTest, aSessionThatIsOpenHasAnXAndNoTape) {
  OpenSession open(copy());
  const auto reader = store::openReader(copy());
  Asked asked;
  asked.number = 21;
  const auto x = make(*kindNamed("x"), **reader, asked);
  ASSERT_TRUE(x.has_value()) << x.error().what;
  EXPECT_NE(toText(*x).find("Payments                       2"), std::string::npos) << toText(*x);
  EXPECT_EQ(make(*kindNamed("tape"), **reader, asked).error().code, ReportErrorCode::notClosed);
  asked.number = 22;
  EXPECT_EQ(make(*kindNamed("x"), **reader, asked).error().code, ReportErrorCode::noSuchSession);
  tamper("UPDATE session_rollup SET n=n+1 WHERE what='payments' AND session=21");
  asked.number = 21;
  EXPECT_EQ(make(*kindNamed("x"), **reader, asked).error().code, ReportErrorCode::unproven);
}

// The session took 7,654.32 and 998.87 on a float of 313.13; the second is not in the drawer.
TEST_F(ReportsTest, aDifferenceIsExplainedOnceItsSessionIsClosed) {
  OpenSession open(copy());
  Asked asked;
  asked.number = 21;
  const auto made = [&] { return make(*kindNamed("difference"), **store::openReader(copy()), asked); };
  EXPECT_EQ(made().error().code, ReportErrorCode::notClosed);
  open.seal(796745);
  EXPECT_EQ(made().error().code, ReportErrorCode::notClosed) << "sealed, and its Z not made";
  open.close();
  const auto report = made();
  ASSERT_TRUE(report.has_value()) << report.error().what;
  const std::string text = toText(*report);
  for (const char* said : {"Difference of session 21", "-998.87", "A receipt of just 998.87.", "Not found"}) {
    EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
  }
  const auto json = nlohmann::json::parse(toJson(*report));
  EXPECT_EQ(json.at("over_short"), -99887);
  ASSERT_FALSE(json.at("hints").empty());
  EXPECT_EQ(json.at("hints").at(0).at("rank"), 1);
  asked.number = 22;
  EXPECT_EQ(made().error().code, ReportErrorCode::noSuchSession);
  asked.number.reset();
  EXPECT_EQ(made()->title, "Difference of session 21") << "the last that was closed";
}

TEST_F(ReportsTest, everyBagOfTheMonthIsIntact) {
  const auto reader = store::openReader(month_);
  for (std::int64_t number = 1; number <= 20; ++number) {
    Asked asked;
    asked.number = number;
    const auto slip = make(*kindNamed("deposit"), **reader, asked);
    EXPECT_TRUE(slip.has_value()) << number << ": " << slip.error().what;
  }
}

TEST_F(ReportsTest, whatIsNotThereIsSaid) {
  const auto reader = store::openReader(month_);
  Asked asked;
  asked.number = 999;
  for (const char* name : {"z", "tape", "stubs", "difference", "deposit"}) {
    EXPECT_EQ(make(*kindNamed(name), **reader, asked).error().code, ReportErrorCode::noSuchSession) << name;
  }
  for (const std::string person : {"", "nobody", "jor", "\"", "jortiz\",\"x"}) {
    Asked of;
    of.person = person;
    EXPECT_EQ(make(*kindNamed("person"), **reader, of).error().code, ReportErrorCode::noSuchSession) << person;
  }
  EXPECT_EQ(kindNamed("y"), nullptr);
}

}  // namespace
}  // namespace till::pos::report
