// SPDX-License-Identifier: Apache-2.0
// What a report's PDF says, read back by pdftotext, which nobody here wrote.
#include <gtest/gtest.h>

#include <QProcess>
#include <QTemporaryDir>
#include <fstream>

#include "ui/report/report_pdf.h"

namespace till::ui::report {
namespace {

using namespace ledger::report;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

Report sample(std::size_t rows) {
  Report report{"over-short", "Over and short", "sample-city", {"2026-12-01", "2026-12-31"}};
  report.facts = {{"person", "Person", Person{"jortiz"}}, {"total", "Total", cents(123456)}};
  Table table{"rows",
              "By session",
              {{"session", "Session", Type::count}, {"name", "Name"}, {"amount", "Over / short", Type::money}},
              {}};
  for (std::size_t i = 0; i < rows; ++i) {
    table.rows.push_back({static_cast<std::int64_t>(i + 1), "Núñez " + std::to_string(i),
                          cents(static_cast<std::int64_t>(i) * 100 - 50)});
  }
  addTotals(table);
  report.tables.push_back(std::move(table));
  report.charts = {{"chart", "By hour", Type::count, {"08", "09", "10"}, {{"Payments", {1, 4, 2}}}}};
  report.notes = {"A note."};
  report.proof = {true, 12, "0123abcd", "Compared with the events."};
  return report;
}

QString text(const Report& report, const QStringList& options = {"-layout"}) {
  const QTemporaryDir folder;
  const QString file = folder.filePath("report.pdf");
  const QByteArray bytes = toPdf(report, {});
  std::ofstream(file.toStdString(), std::ios::binary).write(bytes.constData(), bytes.size());
  QProcess reader;
  reader.start("pdftotext", options + QStringList{file, "-"});
  EXPECT_TRUE(reader.waitForFinished());
  EXPECT_EQ(reader.exitCode(), 0) << reader.readAllStandardError().toStdString();
  return QString::fromUtf8(reader.readAllStandardOutput());
}

// Blanks are how wide the columns are drawn; words and their order are what is said.
QStringList lines(const QString& text) {
  QStringList all;
  for (const QString& line : text.split('\n')) {
    const QString words = line.simplified();
    if (!words.isEmpty()) all.append(words);
  }
  return all;
}

TEST(ReportPdfTest, itSaysWhatTheReportSays) {
  const QStringList said = lines(text(sample(2)));
  const QStringList expected{"sample-city",
                             "Over and short",
                             "2026-12-01 to 2026-12-31",
                             "Person jortiz",
                             "Total 1,234.56",
                             "By hour",
                             "By session",
                             "Session Name Over / short",
                             "1 Núñez 0 -0.50",
                             "2 Núñez 1 0.50",
                             "Total 0.00",
                             "A note.",
                             "Compared with the events.",
                             "12 events read, every link of their chain holds.",
                             "Head 0123abcd",
                             "Over and short Page 1 of 1"};
  qsizetype at = 0;
  for (const QString& line : expected) {
    at = said.indexOf(line, at);
    ASSERT_GE(at, 0) << line.toStdString() << "\n" << said.join("\n").toStdString();
  }
  for (const char* label : {"08", "09", "10"}) EXPECT_FALSE(said.filter(label).empty()) << label;
}

TEST(ReportPdfTest, aLongTableHasItsHeadOnEveryPageAndLosesNoRow) {
  const QString all = text(sample(150));
  EXPECT_EQ(all.count("Over / short"), all.count('\f'));
  EXPECT_GT(all.count('\f'), 3);
  EXPECT_TRUE(all.contains(QString("Page 2 of %1").arg(all.count('\f'))));
  for (int i = 0; i < 150; ++i)
    EXPECT_TRUE(lines(all).filter(QString("%1 Núñez %2 ").arg(i + 1).arg(i)).size() == 1) << i;
}

TEST(ReportPdfTest, hostileTextIsATextAndWrapsWhereItIsLong) {
  Report report = sample(1);
  report.tables.front().rows.front()[1] = std::string("<b>=HYPERLINK()</b>\n\x1B[31m ") + std::string(300, 'W');
  report.notes = {std::string(400, 'i')};
  const QString all = text(report, {"-raw"});
  EXPECT_TRUE(all.contains("<b>=HYPERLINK()</b>"));
  EXPECT_FALSE(all.contains('\x1B'));
  EXPECT_EQ(all.count('W'), 300) << "nothing is cut";
  EXPECT_EQ(all.count('i'), text(sample(1), {"-raw"}).count('i') + 400);
}

TEST(ReportPdfTest, aReportOfNothingIsAPageAllTheSame) {
  Report report{"empty", "Nothing at all"};
  EXPECT_TRUE(text(report).contains("Nothing at all"));
}

}  // namespace
}  // namespace till::ui::report
