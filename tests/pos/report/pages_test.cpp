// SPDX-License-Identifier: Apache-2.0
#include "pos/report/pages.h"

#include <gtest/gtest.h>

namespace till::pos::report {
namespace {

using ledger::report::Cell;
using ledger::report::Table;
using ledger::report::Type;

Report withRows(std::size_t rows) {
  Report report{"sample", "Sample"};
  Table table{"rows", "Rows", {{"name", "Name"}, {"amount", "Amount", Type::money}}, {}};
  for (std::size_t i = 0; i < rows; ++i) table.rows.push_back({std::to_string(i), Money::fromMinor(100)});
  report.tables.push_back(std::move(table));
  report.proof.compared = "Compared.";
  return report;
}

int linesOf(const Page& page) {
  int lines = 0;
  for (const auto& block : page) {
    lines += (block.title.empty() ? 0 : 1) + (block.columns.empty() ? 0 : 1) + (block.chart ? kChartLines - 1 : 0);
    for (const auto& row : block.rows) lines += 1 + static_cast<int>(row.below.size());
  }
  return lines;
}

TEST(PagesTest, noPageHasMoreLinesThanItHoldsAndNoRowIsLost) {
  for (const std::size_t rows : {0U, 1U, 14U, 15U, 16U, 17U, 100U}) {
    const auto drawn = draw(withRows(rows), {});
    std::size_t found = 0;
    for (const auto& page : drawn.pages) {
      EXPECT_LE(linesOf(page), kPageLines);
      for (const auto& block : page) {
        if (!block.columns.empty()) found += block.rows.size();
      }
    }
    EXPECT_EQ(found, std::max<std::size_t>(rows, 1)) << "an empty table says none";
  }
}

TEST(PagesTest, theHeadOfATableStandsOnEachOfItsPages) {
  const auto drawn = draw(withRows(40), {});
  ASSERT_GE(drawn.pages.size(), 3U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(drawn.pages[i].front().title, "Rows");
    EXPECT_EQ(drawn.pages[i].front().columns.size(), 2U);
  }
}

TEST(PagesTest, whatFindsNoRoomBesideStandsBelowItsRow) {
  Report report = withRows(0);
  auto& table = report.tables.front();
  table.columns.push_back({"detail", "Detail"});
  table.rows = {{std::string("A"), Money::fromMinor(8427), std::string(90, 'x')}, {std::string("B"), Cell(), Cell()}};
  const auto drawn = draw(report, {});
  const auto& rows = drawn.pages.front().front().rows;
  EXPECT_EQ(rows[0].cells, (std::vector<std::string>{"A", "84.27"}));
  EXPECT_EQ(rows[0].below, (std::vector<std::string>{"Detail:", std::string(70, 'x'), std::string(20, 'x')}));
  EXPECT_TRUE(rows[1].below.empty());
}

TEST(PagesTest, theDaysOfACounter) {
  struct Row {
    Span span;
    const char *today, *from, *to;
  };
  for (const Row& row : {Row{Span::today, "2026-12-15", "2026-12-15", "2026-12-15"},
                         Row{Span::yesterday, "2027-01-01", "2026-12-31", "2026-12-31"},
                         Row{Span::thisWeek, "2026-12-15", "2026-12-14", "2026-12-15"},
                         Row{Span::thisMonth, "2026-12-15", "2026-12-01", "2026-12-15"},
                         Row{Span::lastMonth, "2027-01-15", "2026-12-01", "2026-12-31"},
                         Row{Span::lastMonth, "2028-03-31", "2028-02-01", "2028-02-29"}}) {
    const auto days = daysOf(row.span, row.today);
    EXPECT_EQ(days.from, row.from);
    EXPECT_EQ(days.to, row.to);
  }
}

}  // namespace
}  // namespace till::pos::report
