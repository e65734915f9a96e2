// SPDX-License-Identifier: Apache-2.0
// Reports for people: cells as text, tables for a terminal, lines for narrow paper.
#include <algorithm>
#include <array>
#include <ctime>

#include "ledger/journal/letters.h"
#include "ledger/report/report.h"

namespace till::ledger::report {
namespace {

std::string plain(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const auto letter = journal::firstLetter(text);
    const std::size_t bytes = letter ? letter->bytes : 1;
    clean += !letter || journal::steers(letter->code) ? std::string_view("?") : text.substr(0, bytes);
    text.remove_prefix(bytes);
  }
  return clean;
}

std::size_t columnsOf(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string blanks(std::size_t count) { return std::string(count, ' '); }

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t own = columnsOf(text);
  const std::string room = blanks(own < width ? width - own : 0);
  return right ? room + text : text + room;
}

std::string seconds(Duration duration) {
  const std::int64_t tenths = (duration.millis + 50) / 100;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

struct Drawn {
  const Look& look;
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return plain(text); }
  std::string operator()(const Person& person) const { return person.id.empty() ? "" : plain(look.person(person.id)); }
  std::string operator()(std::int64_t count) const { return std::to_string(count); }
  std::string operator()(Money amount) const { return money::toText(amount); }
  std::string operator()(store::WallTime at) const { return plain(look.moment(at)); }
  std::string operator()(Duration duration) const { return seconds(duration); }
};

using TextRow = std::vector<std::string>;

TextRow drawn(const std::vector<Cell>& cells, const Look& look) {
  TextRow row;
  for (const Cell& cell : cells) row.push_back(toText(cell, look));
  return row;
}

std::vector<std::size_t> widths(const Table& table, const std::vector<TextRow>& rows) {
  std::vector<std::size_t> wide;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::size_t most = columnsOf(table.columns[i].title);
    for (const TextRow& row : rows) most = std::max(most, i < row.size() ? columnsOf(row[i]) : 0);
    wide.push_back(most);
  }
  return wide;
}

std::string tableLine(const Table& table, const TextRow& row, const std::vector<std::size_t>& wide) {
  std::string text;
  for (std::size_t i = 0; i < wide.size(); ++i) {
    if (i > 0) text += "  ";
    text += padded(i < row.size() ? row[i] : "", wide[i], toTheRight(table.columns[i].type));
  }
  return text.substr(0, text.find_last_not_of(' ') + 1) + "\n";
}

std::string tableText(const Table& table, const Look& look) {
  std::vector<TextRow> rows;
  for (const auto& cells : table.rows) rows.push_back(drawn(cells, look));
  if (!table.totals.empty()) rows.push_back(drawn(table.totals, look));
  const auto wide = widths(table, rows);
  TextRow head;
  std::size_t all = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    head.push_back(table.columns[i].title);
    all += wide[i] + (i > 0 ? 2 : 0);
  }
  const std::string rule = std::string(all, '-') + "\n";
  std::string text = "\n" + (table.title.empty() ? "" : table.title + "\n") + tableLine(table, head, wide) + rule;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!table.totals.empty() && i + 1 == rows.size()) text += rule;
    text += tableLine(table, rows[i], wide);
  }
  return text + (table.rows.empty() ? "none\n" : "");
}

// Of a table's row on narrow paper: the first column on the left, the last of money or counts on the right, the others
// below, each with its title unless it is the text that the row is about.
void paperRow(const Table& table, const std::vector<Cell>& cells, const Look& look, bool strong,
              std::vector<PaperLine>& lines) {
  const TextRow row = drawn(cells, look);
  std::size_t right = 0;
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (toTheRight(table.columns[i].type) && !row[i].empty()) right = i;
  }
  lines.push_back({strong ? PaperLine::Kind::strong : PaperLine::Kind::line, row.empty() ? "" : row[0],
                   right > 0 ? row[right] : ""});
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (i == right || row[i].empty()) continue;
    const bool figure = toTheRight(table.columns[i].type);
    const std::string title = "  " + table.columns[i].title;
    lines.push_back({PaperLine::Kind::line, figure ? title : title + ": " + row[i], figure ? row[i] : ""});
  }
}

// A text in pieces of `width` columns at its blanks; a word that is longer than the paper is cut where that ends.
std::vector<std::string> wrapped(std::string text, std::size_t width) {
  std::vector<std::string> pieces;
  const std::string indent = blanks(std::min(text.find_first_not_of(' ') + 2, width / 2));
  while (columnsOf(text) > width) {
    std::size_t end = 0;
    for (std::size_t column = 0; column < width; ++column) {
      do ++end;
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
    }
    const std::size_t blank = text.rfind(' ', end);
    const bool atBlank = blank != std::string::npos && text.find_first_not_of(' ') < blank;
    pieces.push_back(text.substr(0, atBlank ? blank : end));
    text = indent + text.substr(atBlank ? blank + 1 : end);
  }
  pieces.push_back(std::move(text));
  return pieces;
}

std::string paperLine(const PaperLine& line, std::size_t width) {
  if (line.kind == PaperLine::Kind::rule) return std::string(width, '-') + "\n";
  std::string text;
  auto pieces = wrapped(line.left, width);
  const std::size_t last = columnsOf(pieces.back());
  const std::size_t right = columnsOf(line.right);
  const bool beside = right == 0 || last + 1 + right <= width;
  if (beside && right > 0) pieces.back() += blanks(width - last - right) + line.right;
  for (const auto& piece : pieces) text += piece + "\n";
  return beside ? text : text + padded(line.right, width, true) + "\n";
}

std::string paperText(const Report& report, const Look& look) {
  std::vector<PaperLine> lines{{PaperLine::Kind::heading, report.title, ""}};
  if (!report.office.empty()) lines.push_back({PaperLine::Kind::line, plain(report.office), ""});
  lines.push_back({PaperLine::Kind::rule, "", ""});
  for (auto& line : paperLines(report, look)) lines.push_back(std::move(line));
  std::string text;
  for (const PaperLine& line : lines) text += paperLine(line, look.width);
  return text;
}

std::string terminalText(const Report& report, const Look& look) {
  std::string text = report.title + (report.office.empty() ? "" : "   " + plain(report.office)) + "\n";
  if (const std::string period = periodText(report.days); !period.empty()) text += period + "\n";
  std::size_t wide = 0;
  for (const Fact& fact : report.facts) wide = std::max(wide, columnsOf(fact.title));
  if (!report.facts.empty()) text += "\n";
  for (const Fact& fact : report.facts) {
    text += padded(fact.title, wide, false) + "  " + toText(fact.value, look) + "\n";
  }
  for (const Table& table : report.tables) text += tableText(table, look);
  text += "\n";
  for (const auto& note : report.notes) text += plain(note) + "\n";
  for (const auto& line : proofLines(report.proof)) text += line + "\n";
  return text;
}

}  // namespace

std::string utc(store::WallTime at) {
  const std::time_t time = at.unixMillis / 1000;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  (void)std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts);
  return text.data();
}

std::string toText(const Cell& cell, const Look& look) { return std::visit(Drawn{look}, cell); }

bool toTheRight(Type type) { return type == Type::count || type == Type::money || type == Type::duration; }

std::string periodText(const Days& days) {
  const bool begins = days.from != store::kFirstDay;
  const bool ends = days.to != store::kLastDay;
  if (days.from == days.to) return days.from;
  return begins && ends ? days.from + " to " + days.to : begins ? "from " + days.from : ends ? "to " + days.to : "";
}

std::vector<std::string> proofLines(const Proof& proof) {
  std::vector<std::string> lines{proof.compared};
  if (proof.events > 0) {
    lines.push_back(std::to_string(proof.events) + " events read, every link of their chain holds.");
  }
  if (!proof.head.empty()) lines.push_back("Head " + proof.head);
  return lines;
}

std::vector<PaperLine> paperLines(const Report& report, const Look& look) {
  using Kind = PaperLine::Kind;
  std::vector<PaperLine> lines;
  if (const std::string period = periodText(report.days); !period.empty()) lines.push_back({Kind::strong, period, ""});
  for (const Fact& fact : report.facts) lines.push_back({Kind::line, fact.title, toText(fact.value, look)});
  for (const Table& table : report.tables) {
    if (!lines.empty()) lines.push_back({Kind::rule, "", ""});
    if (!table.title.empty()) lines.push_back({Kind::heading, table.title, ""});
    for (const auto& row : table.rows) paperRow(table, row, look, false, lines);
    if (table.rows.empty()) lines.push_back({Kind::line, "none", ""});
    if (!table.totals.empty()) paperRow(table, table.totals, look, true, lines);
  }
  lines.push_back({Kind::rule, "", ""});
  for (const auto& note : report.notes) lines.push_back({Kind::line, plain(note), ""});
  for (const auto& line : proofLines(report.proof)) lines.push_back({Kind::line, line, ""});
  return lines;
}

std::string toText(const Report& report, const Look& look) {
  return look.width > 0 ? paperText(report, look) : terminalText(report, look);
}

void addTotals(Table& table) {
  table.totals.assign(table.columns.size(), Cell());
  for (std::size_t i = 1; i < table.columns.size(); ++i) {
    if (table.columns[i].type != Type::money) continue;
    Money sum;
    for (const auto& row : table.rows) {
      if (const auto* amount = std::get_if<Money>(&row.at(i))) sum += *amount;
    }
    table.totals[i] = sum;
  }
  table.totals[0] = std::string("Total");
}

}  // namespace till::ledger::report
