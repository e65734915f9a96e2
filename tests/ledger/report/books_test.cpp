// SPDX-License-Identifier: Apache-2.0
// What is handed on to other programs and to the office: proven, guarded, the same to the byte.
#include <sstream>

#include "ledger/journal/hash.h"
#include "ledger/report/journal_export.h"
#include "ledger/report/postings.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::report {
namespace {

using store::Reader;

class BooksTest : public store::LedgerDesk {
 protected:
  void workADay() {
    open();
    openSession();
    ASSERT_TRUE(pay(1).has_value());
    const auto second = pay(2, 1000);
    ASSERT_TRUE(ledger_->post(clerk(), reversal(*second, 1000)).has_value());
    ASSERT_TRUE(ledger_->post(clerk(), count(38327)).has_value());
    auto fact = closing();
    fact.entry = {{"over_short", Money::fromMinor(100)}, {"cash", Money::fromMinor(-100)}};
    ASSERT_TRUE(ledger_->post(clerk(), fact).has_value());
  }
  [[nodiscard]] std::unique_ptr<Reader> reader() const { return std::move(*store::openReader(folder_)); }
};

struct NameRow {
  journal::ChartAccount account;
  std::string name;  // "": refused
};

TEST(HledgerAccountTest, aNameThatHledgerWouldReadOtherwiseIsRefusedNeverCut) {
  const std::vector<NameRow> rows{
      {{"601-0000-10110", "Cash in tills", "asset"}, "assets:601-0000-10110 Cash in tills"},
      {{"601", "Agua, años (old) * ! = @", "income"}, "revenues:601 Agua, años (old) * ! = @"},
      {{"601", "Cash ; type:X", "asset"}, ""},
      {{"601", "Cash  1.00 USD", "asset"}, ""},
      {{"601", "Cash \xC2\xA0 1.00 USD", "asset"}, ""},
      {{"601", "Cash\t1.00", "asset"}, ""},
      {{"601", "Cash\n    assets:mine  1.00", "asset"}, ""},
      {{"601", " Cash", "asset"}, ""},
      {{"601", "Cash ", "asset"}, ""},
      {{"601", "", "asset"}, ""},
      {{"601", "Cash:mine", "asset"}, ""},
      {{"601 ", "Cash", "asset"}, ""},
      {{"601", "Cash\xE3\x80\x80mine", "asset"}, ""},
      {{"601", "Cash", "equity"}, ""}};
  for (const auto& row : rows) {
    const auto name = hledgerAccount(row.account);
    EXPECT_EQ(name.value_or(""), row.name) << row.account.name;
  }
}

TEST_F(BooksTest, oneHostileAccountStopsTheWholeExport) {
  workADay();
  journal::SettingsInForce settings;
  settings.chart = {{"cash", "Cash ; nothing", "asset"}};
  ASSERT_TRUE(ledger_->post({"station", {}, {}, {}}, settings).has_value());
  std::ostringstream out;
  const auto written = hledgerJournal(*reader(), {}, out);
  ASSERT_FALSE(written.has_value());
  EXPECT_NE(written.error().what.find("Cash ; nothing"), std::string::npos);
  EXPECT_EQ(out.str(), "");
}

TEST_F(BooksTest, postingsOfADayAreWhatItsEntriesSay) {
  workADay();
  const auto report = postingsReport(*reader(), {}, Period::day, Against::events);
  ASSERT_TRUE(report.has_value()) << report.error().what;
  std::string said;
  for (const auto& row : report->rows) said += row.period + " " + row.account + " " + toPlainText(row.amount) + "; ";
  EXPECT_EQ(said, "2026-12-15 cash 83.27; 2026-12-15 over_short 1.00; 2026-12-15 water -84.27; ");
}

TEST_F(BooksTest, aStoredSumEditedByHandIsNotProven) {
  workADay();
  close();
  tamper("UPDATE rollup SET cents=cents+1 WHERE account='cash'; UPDATE rollup SET cents=cents-1 WHERE account='water'");
  EXPECT_TRUE(postingsReport(*reader(), {}, Period::all, Against::fast).has_value());
  EXPECT_EQ(postingsReport(*reader(), {}, Period::all, Against::events).error().code, ReportErrorCode::unproven);
  tamper("UPDATE rollup SET cents=cents+1 WHERE account='cash'");
  EXPECT_EQ(postingsReport(*reader(), {}, Period::all, Against::fast).error().code, ReportErrorCode::unproven);
}

TEST_F(BooksTest, sumsThatStillBalanceAreNotProvenAndTheTableIsNamed) {
  workADay();
  close();
  EXPECT_EQ(reader()->tablesFault(), "");
  tamper(
      "UPDATE rollup SET cents=cents+10000 WHERE account='cash'; "
      "UPDATE rollup SET cents=cents-10000 WHERE account='water'");
  EXPECT_EQ(postingsReport(*reader(), {}, Period::all, Against::events).error().code, ReportErrorCode::unproven);
  EXPECT_NE(reader()->tablesFault().find("table rollup"), std::string::npos) << reader()->tablesFault();
}

TEST_F(BooksTest, eachTableThatIsEditedIsNamed) {
  workADay();
  close();
  const std::vector<std::pair<std::string, std::string>> rows{
      {"rollup", "UPDATE rollup SET cents=cents+1 WHERE account='cash'"},
      {"session_rollup", "UPDATE session_rollup SET n=n+1 WHERE what='payments'"},
      {"session", "UPDATE session SET business_date='2026-01-01'"},
      {"latest", "DELETE FROM latest WHERE kind='session_closed'"},
      {"check_flag", "INSERT INTO check_flag VALUES('0045128730','2099-01-01')"}};
  for (const auto& [table, edit] : rows) {
    const auto before = reader()->tablesFault();
    ASSERT_EQ(before, "") << table;
    tamper("CREATE TABLE kept AS SELECT * FROM " + table + "; " + edit);
    EXPECT_NE(reader()->tablesFault().find("table " + table + " "), std::string::npos) << reader()->tablesFault();
    tamper("DELETE FROM " + table + "; INSERT INTO " + table + " SELECT * FROM kept; DROP TABLE kept");
  }
}

TEST_F(BooksTest, provenPostingsNameTheHeadThatTheyWereReadTo) {
  workADay();
  const auto report = postingsReport(*reader(), {}, Period::all, Against::events);
  ASSERT_TRUE(report.has_value());
  const auto chain = reader()->verifyAll();
  EXPECT_TRUE(report->proof.proven);
  EXPECT_EQ(report->proof.events, chain.events);
  EXPECT_EQ(report->proof.head, journal::toHex(chain.head));
  const auto fast = postingsReport(*reader(), {}, Period::all, Against::fast);
  EXPECT_FALSE(fast->proof.proven);
  EXPECT_NE(fast->proof.compared.find("Unproven"), std::string::npos);
}

TEST_F(BooksTest, nothingIsProvenOrExportedOfAChainThatDoesNotHold) {
  workADay();
  close();
  tamper(
      "DROP TRIGGER event_no_update; UPDATE event SET payload=CAST(replace(CAST(payload AS TEXT), '8427', '8327') AS "
      "BLOB) WHERE CAST(payload AS TEXT) LIKE '%\"kind\":\"payment\"%'");
  EXPECT_EQ(postingsReport(*reader(), {}, Period::all, Against::events).error().code, ReportErrorCode::unproven);
  std::ostringstream out;
  EXPECT_FALSE(journalJson(*reader(), out).has_value());
  EXPECT_FALSE(journalLines(*reader(), out).has_value());
  EXPECT_FALSE(hledgerJournal(*reader(), {}, out).has_value());
}

TEST_F(BooksTest, whatWasPostedLateIsFoundAllTheSame) {
  workADay();
  journal::PaymentMoved moved;
  moved.payment = 4;
  moved.businessDate = moved.glDate = "2026-12-01";
  moved.entry = {{"water", Money::fromMinor(500)}, {"check", Money::fromMinor(-500)}};
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, moved).has_value());
  for (const Days& days : {Days{}, Days{"2026-12-01", "2026-12-01"}, Days{"2026-12-15", "2026-12-15"}}) {
    const auto report = postingsReport(*reader(), days, Period::month, Against::events);
    EXPECT_TRUE(report.has_value()) << days.from;
  }
}

TEST_F(BooksTest, whatWasPostedLateAndTakenOutOfTheSumsByHandIsNotProven) {
  workADay();
  journal::SessionOpened next;
  next.session = 2;
  next.custodian = "jortiz";
  next.till = 3;
  next.businessDate = next.glDate = "2026-12-16";
  ASSERT_TRUE(ledger_->post({"jortiz", {}, {}, {}}, next).has_value());
  journal::PaymentMoved moved;
  moved.payment = 4;
  moved.businessDate = moved.glDate = "2026-12-15";
  moved.entry = {{"water", Money::fromMinor(500)}, {"check", Money::fromMinor(-500)}};
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, moved).has_value());
  const Days day{"2026-12-15", "2026-12-15"};
  EXPECT_TRUE(postingsReport(*reader(), day, Period::day, Against::events).has_value());
  close();
  tamper(
      "UPDATE rollup SET n=n-1, cents=cents-500 WHERE account='water' AND business_date='2026-12-15'; "
      "DELETE FROM rollup WHERE account='check' AND business_date='2026-12-15'");
  EXPECT_TRUE(postingsReport(*reader(), day, Period::day, Against::fast).has_value()) << "they balance";
  EXPECT_EQ(postingsReport(*reader(), day, Period::day, Against::events).error().code, ReportErrorCode::unproven);
}

TEST_F(BooksTest, ofADayWithAnOpenSessionNothingIsSaid) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  EXPECT_EQ(postingsReport(*reader(), {}, Period::all, Against::fast).error().code, ReportErrorCode::notClosed);
  EXPECT_EQ(servicesReport(*reader(), {}, Period::all).error().code, ReportErrorCode::notClosed);
  EXPECT_TRUE(postingsReport(*reader(), {"2026-11-01", "2026-11-30"}, Period::all, Against::fast).has_value());
}

TEST(PeriodTest, everyDayBelongsToOneDayOneWeekAndOneMonth) {
  struct Row {
    const char *day, *week, *month, *after;
  };
  for (const Row& row : {Row{"2026-12-15", "2026-12-14", "2026-12", "2026-12-16"},
                         Row{"2026-12-14", "2026-12-14", "2026-12", "2026-12-15"},
                         Row{"2027-01-03", "2026-12-28", "2027-01", "2027-01-04"},
                         Row{"2028-02-28", "2028-02-28", "2028-02", "2028-02-29"},
                         Row{"2026-12-31", "2026-12-28", "2026-12", "2027-01-01"}}) {
    EXPECT_EQ(periodOf(row.day, Period::day), row.day);
    EXPECT_EQ(periodOf(row.day, Period::week), row.week);
    EXPECT_EQ(periodOf(row.day, Period::month), row.month);
    EXPECT_EQ(dayAfter(row.day), row.after);
  }
  for (const char* wrong : {"", "2026-13-01", "2026-02-29", "2026-1-1", "12/01/2026", "2026-12-15x", "0000-01-01"}) {
    EXPECT_FALSE(isDay(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace till::ledger::report
