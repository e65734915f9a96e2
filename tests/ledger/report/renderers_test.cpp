// SPDX-License-Identifier: Apache-2.0
// One value, drawn as text, for narrow paper, as CSV and as JSON; what is hostile in it stays a text.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "ledger/report/report.h"

namespace till::ledger::report {
namespace {

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

Report sample() {
  Report report{"sample", "Sample report", "sample-city", {"2026-12-01", "2026-12-31"}};
  report.facts = {{"payments.count", "Payments", std::int64_t{2}},
                  {"payments.amount", "Amount", cents(123456)},
                  {"custodian", "Custodian", Person{"jortiz"}},
                  {"nothing", "Nothing", Cell()}};
  report.tables = {{"rows",
                    "Rows",
                    {{"name", "Name"},
                     {"by", "By", Type::person},
                     {"n", "Times", Type::count},
                     {"at", "At", Type::time},
                     {"stood", "Stood open", Type::duration},
                     {"amount", "Amount", Type::money}},
                    {{std::string("Delgado"), Person{"mchen"}, std::int64_t{3}, store::WallTime{1797350400000},
                      Duration{61250}, cents(-8427)},
                     {std::string("Núñez"), Cell(), Cell(), Cell(), Cell(), cents(100)}}}};
  addTotals(report.tables.front());
  report.charts = {{"chart", "A picture", Type::count, {"08", "09"}, {{"Payments", {1, 2}}}}};
  report.notes = {"A note."};
  report.proof = {true, 12, "abcd", "Compared."};
  return report;
}

// A name somebody chose with the reports in mind.
const std::string kHostile = "=HYPERLINK(\"http://x\")\x1B[31m\r\n\xE2\x80\xAEsdrawkcab, \xC2\x9Bm";

TEST(ReportTextTest, aTerminalGetsATableInColumns) {
  EXPECT_EQ(toText(sample()),
            "Sample report   sample-city\n"
            "2026-12-01 to 2026-12-31\n"
            "\n"
            "Payments   2\n"
            "Amount     1,234.56\n"
            "Custodian  jortiz\n"
            "Nothing    \n"
            "\n"
            "Rows\n"
            "Name     By     Times  At                       Stood open  Amount\n"
            "------------------------------------------------------------------\n"
            "Delgado  mchen      3  2026-12-15 16:00:00 UTC      61.3 s  -84.27\n"
            "Núñez                                                         1.00\n"
            "------------------------------------------------------------------\n"
            "Total                                                       -83.27\n"
            "\n"
            "A note.\n"
            "Compared.\n"
            "12 events read, every link of their chain holds.\n"
            "Head abcd\n");
}

TEST(ReportTextTest, narrowPaperGetsARowsOtherCellsBelowIt) {
  Look look;
  look.width = 42;
  look.person = [](const std::string& id) { return id == "mchen" ? "M. Chen" : id; };
  EXPECT_EQ(toText(sample(), look),
            "Sample report\n"
            "sample-city\n"
            "------------------------------------------\n"
            "2026-12-01 to 2026-12-31\n"
            "Payments                                 2\n"
            "Amount                            1,234.56\n"
            "Custodian                           jortiz\n"
            "Nothing\n"
            "------------------------------------------\n"
            "Rows\n"
            "Delgado                             -84.27\n"
            "  By: M. Chen\n"
            "  Times                                  3\n"
            "  At: 2026-12-15 16:00:00 UTC\n"
            "  Stood open                        61.3 s\n"
            "Núñez                                 1.00\n"
            "Total                               -83.27\n"
            "------------------------------------------\n"
            "A note.\n"
            "Compared.\n"
            "12 events read, every link of their chain\n"
            "  holds.\n"
            "Head abcd\n");
}

TEST(ReportTextTest, noLineIsWiderThanThePaperAndNothingIsCut) {
  Report report = sample();
  report.tables.front().rows.front()[0] =
      std::string("A very long name of a trust with no end ") + std::string(80, 'x');
  report.proof.head = std::string(64, 'f');
  for (const std::size_t width : {24U, 32U, 42U, 48U}) {
    Look look;
    look.width = width;
    const std::string text = toText(report, look);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const auto columns = std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xC0) != 0x80; });
      EXPECT_LE(static_cast<std::size_t>(columns), width) << line;
    }
    EXPECT_EQ(std::count(text.begin(), text.end(), 'x'), 80);
    EXPECT_EQ(std::count(text.begin(), text.end(), 'f'), 64 + 2) << "of, f of the trust";
  }
}

TEST(ReportTextTest, hostileTextSteersNothing) {
  Report report = sample();
  report.tables.front().rows.front()[0] = kHostile;
  report.facts.front().value = kHostile;
  report.notes = {kHostile};
  report.office = kHostile;
  Look paper;
  paper.width = 48;
  for (const std::string& text : {toText(report), toText(report, paper)}) {
    for (const char* steering : {"\x1B", "\r", "\xE2\x80\xAE", "\xC2\x9B"}) {
      EXPECT_EQ(text.find(steering), std::string::npos) << text;
    }
  }
  EXPECT_EQ(toText(Cell(std::string("\xFF\xC3")), {}), "??") << "no UTF-8, no sequence";
}

struct CellRow {
  std::string text, cell;
};

TEST(CsvCellTest, noCellIsTakenForAFormula) {
  const std::vector<CellRow> rows{{"Receivable, water", "\"Receivable, water\""},
                                  {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
                                  {"-1", "'-1"},
                                  {"+1", "'+1"},
                                  {"@SUM(A1)", "'@SUM(A1)"},
                                  {"\t=1", "'\t=1"},
                                  {"\n=1", "\"'\n=1\""},
                                  {"a\r\nb", "\"a\r\nb\""},
                                  {"Cash", "Cash"},
                                  {"", ""}};
  for (const auto& row : rows) EXPECT_EQ(csvCell(row.text), row.cell) << row.text;
}

TEST(ReportCsvTest, oneTableIsItsHeadAndRows) {
  Report report = sample();
  report.facts.clear();
  report.tables.front().rows.front()[0] = std::string("=1+1");
  EXPECT_EQ(toCsv(report),
            "name,by,n,at,stood,amount\r\n"
            "'=1+1,mchen,3,2026-12-15 16:00:00 UTC,61.250,-84.27\r\n"
            "Núñez,,,,,1.00\r\n");
}

TEST(ReportCsvTest, severalStandUnderTheirKeys) {
  const std::string csv = toCsv(sample());
  EXPECT_EQ(csv.substr(0, csv.find("name,")),
            "facts\r\nfact,value\r\npayments.count,2\r\npayments.amount,1234.56\r\ncustodian,jortiz\r\nnothing,\r\n"
            "\r\nrows\r\n");
}

TEST(ReportJsonTest, keysAreForProgramsAndAmountsAreCents) {
  const std::string json = toJson(sample());
  for (const char* part : {R"("report": "sample")", R"("from": "2026-12-01")", R"("count": 2)", R"("amount": 123456)",
                           R"("amount": -8427)", R"("at": 1797350400000)", R"("stood": 61250)", R"("by": null)",
                           R"("proven": true)", R"("head": "abcd")"}) {
    EXPECT_NE(json.find(part), std::string::npos) << part << "\n" << json;
  }
}

TEST(ReportJsonTest, whatIsNoUtf8BreaksNoJson) {
  Report report = sample();
  report.notes = {"\xFF\xFE"};
  EXPECT_NE(toJson(report).find("\xEF\xBF\xBD"), std::string::npos);
}

}  // namespace
}  // namespace till::ledger::report
