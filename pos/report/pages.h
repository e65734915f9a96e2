// SPDX-License-Identifier: Apache-2.0
// A report in pages for a screen that is not wide: finished texts. A table's columns stand beside each other as far as
// there is room; the others stand on a line of their own below the row. Pure; any thread.
#pragma once

#include <optional>

#include "pos/report/reports.h"

namespace till::pos::report {

struct Block {
  struct Column {
    std::string title;
    int characters = 0;  // its share of the width
    bool right = false;
    friend bool operator==(const Column&, const Column&) = default;
  };
  struct Row {
    std::vector<std::string> cells;
    std::vector<std::string> below;  // the columns that found no room, in lines
    bool strong = false;
    friend bool operator==(const Row&, const Row&) = default;
  };
  std::string title;
  std::vector<Column> columns;  // none: each row is one text
  std::vector<Row> rows;
  std::optional<ledger::report::Chart> chart;
  friend bool operator==(const Block&, const Block&) = default;
};
using Page = std::vector<Block>;

inline constexpr int kPageLines = 17;  // a title, a head and a row are a line each
inline constexpr int kChartLines = 10;

struct Drawn {
  Report report;
  std::vector<Page> pages;  // never empty
};
[[nodiscard]] Drawn draw(Report report, const Look& look);

// The business days that a counter asks for, before and up to `today`.
enum class Span { today, yesterday, thisWeek, thisMonth, lastMonth, all };
[[nodiscard]] ledger::report::Days daysOf(Span span, const std::string& today);

}  // namespace till::pos::report
