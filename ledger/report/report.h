// SPDX-License-Identifier: Apache-2.0
// A report as one value: what stands on it, and its proof. Whoever makes one replays the events and compares with the
// ledger's stored sums before it answers; what cannot be proven is an error, not a number. Paper, screen, CSV, JSON and
// PDF are all drawn from this value. Texts in it may come from outside and are hostile: each renderer guards itself.
#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/store/ledger.h"

namespace till::ledger::report {

enum class ReportErrorCode {
  noSuchSession,  // or Z, deposit, person: what was asked for is not there
  notClosed,      // blind: an open session's amounts are nobody's to see
  unproven,       // the events say otherwise than the projections: rebuild, and find out why
  notIntact,      // a bag whose content is not what the receipts say
  handedOver,     // postings that a batch has already: nothing is handed over twice
};
struct ReportError {
  ReportErrorCode code = ReportErrorCode::noSuchSession;
  std::string what;
};

// Business days, both included.
struct Days {
  std::string from = store::kFirstDay;
  std::string to = store::kLastDay;
};

struct Person {  // an id of people.db; whoever draws may know the name
  std::string id;
};
struct Duration {
  std::int64_t millis = 0;
};
using Cell = std::variant<std::monostate, std::string, Person, std::int64_t, Money, store::WallTime, Duration>;

enum class Type { text, person, count, money, time, duration };
struct Column {
  std::string key, title;  // the key is for programs: JSON and the head of a CSV
  Type type = Type::text;
};
struct Table {
  std::string key, title;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // a cell a column; monostate: nothing is said there
  std::vector<Cell> totals = {};        // likewise, or empty
};

// One thing known. The key is for programs; a point in it is a step down: "payments.count".
struct Fact {
  std::string key, title;
  Cell value;
};

// A picture's figures, a label to each; a series has as many values as there are labels.
struct Chart {
  std::string key, title;
  Type type = Type::count;  // or money, then in cents
  std::vector<std::string> labels;
  struct Series {
    std::string name;
    std::vector<std::int64_t> values;
    friend bool operator==(const Series&, const Series&) = default;
  };
  std::vector<Series> series;
  friend bool operator==(const Chart&, const Chart&) = default;
};

struct Proof {
  bool proven = false;      // false: only the stored sums, as was asked
  std::int64_t events = 0;  // read, each link of the chain checked
  std::string head;         // hash of the last of them, hex
  std::string compared;     // a sentence: what was replayed and compared with what
};

struct Report {
  std::string name;   // of the list: "z"
  std::string title;  // "Z 12"
  std::string office = {};
  Days days = {};  // as asked for; the widest: every day, or a report that is of none
  std::vector<Fact> facts = {};
  std::vector<Table> tables = {};
  std::vector<Chart> charts = {};
  std::vector<std::string> notes = {};
  Proof proof = {};
};
using Made = tl::expected<Report, ReportError>;

// "2026-12-15 18:40:03 UTC". An office's own clock takes its place where its time zone is known.
[[nodiscard]] std::string utc(store::WallTime at);

// How cells read for people.
struct Look {
  std::size_t width = 0;  // columns of paper; 0: a terminal, where tables are as wide as they are
  std::function<std::string(store::WallTime)> moment = utc;
  std::function<std::string(const std::string&)> person = [](const std::string& id) { return id; };
};
// Without a single control character or mark that turns the direction of text.
[[nodiscard]] std::string toText(const Cell& cell, const Look& look);
[[nodiscard]] bool toTheRight(Type type);

// A report for narrow paper without its title, each line a left and a right part; what has no column of its own there
// stands below its row. Receipt printers and toText() with a width draw these.
struct PaperLine {
  enum class Kind { heading, line, strong, rule } kind = Kind::line;
  std::string left, right;
};
[[nodiscard]] std::vector<PaperLine> paperLines(const Report& report, const Look& look);
// "2026-12-01 to 2026-12-31"; empty where no days were asked for.
[[nodiscard]] std::string periodText(const Days& days);
// What stands below every report: its proof, as lines.
[[nodiscard]] std::vector<std::string> proofLines(const Proof& proof);

[[nodiscard]] std::string toText(const Report& report, const Look& look = {});
// One table: its head and rows. Several, or facts: each under its key, a blank line between. Money as 1234.56, time as
// the look has it, durations in seconds. No totals: a spreadsheet sums by itself.
[[nodiscard]] std::string toCsv(const Report& report, const Look& look = {});
// Facts and tables by their keys. Money in cents, time in milliseconds since 1970, durations in milliseconds.
[[nodiscard]] std::string toJson(const Report& report);

// A cell that no spreadsheet takes for a formula, quoted where it must be.
[[nodiscard]] std::string csvCell(const std::string& text);

// Sums the columns of money into the totals; the first column says "Total".
void addTotals(Table& table);

}  // namespace till::ledger::report
