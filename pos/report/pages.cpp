// SPDX-License-Identifier: Apache-2.0
#include "pos/report/pages.h"

#include <algorithm>
#include <numeric>

namespace till::pos::report {
namespace {

using ledger::report::Table;
using ledger::report::Type;

constexpr int kCharacters = 70;  // beside each other, blanks between columns included
constexpr int kBetween = 2;
constexpr std::size_t kMostBelow = 10;  // lines of one row

int length(const std::string& text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

using TextRow = std::vector<std::string>;

TextRow texts(const std::vector<ledger::report::Cell>& cells, const Look& look) {
  TextRow row;
  for (const auto& cell : cells) row.push_back(toText(cell, look));
  return row;
}

// Where a text of more than `most` characters is broken: at its last blank before that, else right there.
std::size_t breakOf(const std::string& text, int most) {
  std::size_t end = 0;
  for (int characters = 0; end < text.size() && characters < most; ++characters) {
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  }
  const auto blank = text.rfind(' ', end);
  return blank == std::string::npos || blank == 0 ? end : blank;
}

std::vector<std::string> broken(std::string text) {
  std::vector<std::string> lines;
  while (length(text) > kCharacters) {
    const std::size_t end = breakOf(text, kCharacters);
    lines.push_back(text.substr(0, end));
    text = text.substr(text[end] == ' ' ? end + 1 : end);
  }
  lines.push_back(std::move(text));
  return lines;
}

// Which columns stand beside each other: the first, then figures from the right, then texts from the left.
std::vector<bool> beside(const Table& table, const std::vector<int>& wide) {
  std::vector<bool> in(table.columns.size(), false);
  int room = kCharacters;
  const auto take = [&](std::size_t i) {
    if (in[i] || wide[i] + kBetween > room) return;
    in[i] = true;
    room -= wide[i] + kBetween;
  };
  if (!in.empty()) take(0);
  for (std::size_t i = in.size(); i-- > 0;) {
    if (table.columns[i].type == Type::money) take(i);
  }
  for (std::size_t i = 0; i < in.size(); ++i) take(i);
  return in;
}

class Layout {
 public:
  Layout(const Table& table, const Look& look) : table_(table) {
    for (const auto& cells : table.rows) rows_.push_back(texts(cells, look));
    if (!table.totals.empty()) totals_ = texts(table.totals, look);
    std::vector<int> wide;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      int most = length(table.columns[i].title);
      for (const auto& row : rows_) most = std::max(most, length(row[i]));
      if (!totals_.empty()) most = std::max(most, length(totals_[i]));
      wide.push_back(most);
    }
    in_ = beside(table, wide);
    for (std::size_t i = 0; i < wide.size(); ++i) {
      if (in_[i]) columns_.push_back({table.columns[i].title, wide[i] + kBetween, toTheRight(table.columns[i].type)});
    }
  }

  [[nodiscard]] std::vector<Block::Row> rows() const {
    std::vector<Block::Row> all;
    for (const auto& row : rows_) all.push_back(rowOf(row, false));
    if (!totals_.empty()) all.push_back(rowOf(totals_, true));
    return all;
  }
  [[nodiscard]] const std::vector<Block::Column>& columns() const { return columns_; }

 private:
  [[nodiscard]] Block::Row rowOf(const TextRow& texts, bool strong) const {
    Block::Row row{{}, {}, strong};
    std::string below;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (in_[i]) {
        row.cells.push_back(texts[i]);
      } else if (!texts[i].empty()) {
        below += (below.empty() ? "" : "   ") + table_.columns[i].title + ": " + texts[i];
      }
    }
    if (below.empty()) return row;
    row.below = broken(std::move(below));
    if (row.below.size() <= kMostBelow) return row;
    row.below.resize(kMostBelow);
    row.below.back() += " ...";
    return row;
  }

  const Table& table_;
  std::vector<TextRow> rows_;
  TextRow totals_;
  std::vector<bool> in_;
  std::vector<Block::Column> columns_;
};

class Pages {
 public:
  void block(const std::string& title, const std::vector<Block::Column>& columns, const std::vector<Block::Row>& rows) {
    const int head = (title.empty() ? 0 : 1) + (columns.empty() ? 0 : 1);
    bool begun = false;
    for (const auto& row : rows) {
      const int lines = 1 + static_cast<int>(row.below.size());
      if (!begun || used_ + lines > kPageLines) {
        if (used_ + head + lines > kPageLines) turn();
        pages_.back().push_back({title, columns, {}, {}});
        used_ += head;
        begun = true;
      }
      pages_.back().back().rows.push_back(row);
      used_ += lines;
    }
  }
  void chart(const ledger::report::Chart& chart) {
    if (used_ + kChartLines > kPageLines) turn();
    pages_.back().push_back({chart.title, {}, {}, chart});
    used_ += kChartLines;
  }
  [[nodiscard]] std::vector<Page> all() && { return std::move(pages_); }

 private:
  void turn() {
    if (used_ > 0) pages_.emplace_back();
    used_ = 0;
  }
  std::vector<Page> pages_{1};
  int used_ = 0;
};

std::string firstOfMonth(const std::string& day) {
  constexpr std::size_t kMonth = 7;
  return day.substr(0, kMonth) + "-01";
}

}  // namespace

Drawn draw(Report report, const Look& look) {
  Pages pages;
  std::vector<Block::Row> facts;
  int left = 0;
  int right = 0;
  for (const auto& fact : report.facts) {
    facts.push_back({{fact.title, toText(fact.value, look)}, {}, false});
    left = std::max(left, length(fact.title) + kBetween);
    right = std::max(right, length(facts.back().cells.back()));
  }
  if (!facts.empty()) pages.block("", {{"", left, false}, {"", std::max(right, kCharacters - left), false}}, facts);
  for (const auto& chart : report.charts) pages.chart(chart);
  for (const auto& table : report.tables) {
    const Layout layout(table, look);
    auto rows = layout.rows();
    if (rows.empty()) rows.push_back({{"none"}, {}, false});
    pages.block(table.title, layout.columns(), rows);
  }
  std::vector<std::string> last;
  for (const auto& note : report.notes) last.push_back(toText(ledger::report::Cell(note), look));
  for (const auto& line : proofLines(report.proof)) last.push_back(line);
  std::vector<Block::Row> rows;
  for (const auto& text : last) {
    for (auto& line : broken(text)) rows.push_back({{std::move(line)}, {}, false});
  }
  pages.block("", {}, rows);
  return {std::move(report), std::move(pages).all()};
}

ledger::report::Days daysOf(Span span, const std::string& today) {
  using ledger::report::dayBefore;
  const std::string yesterday = dayBefore(today);
  const std::string month = firstOfMonth(today);
  const std::string lastMonth = dayBefore(month);
  switch (span) {
    case Span::today:
      return {today, today};
    case Span::yesterday:
      return {yesterday, yesterday};
    case Span::thisWeek:
      return {ledger::report::periodOf(today, ledger::report::Period::week), today};
    case Span::thisMonth:
      return {month, today};
    case Span::lastMonth:
      return {firstOfMonth(lastMonth), lastMonth};
    case Span::all:
      break;
  }
  return {};
}

}  // namespace till::pos::report
