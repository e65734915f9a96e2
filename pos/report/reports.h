// SPDX-License-Identifier: Apache-2.0
// Which reports there are: the one list that tillctl, the kiosk and the tests walk. Making one blocks on the disk; any
// thread with a Reader of its own.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/printer/print_document.h"
#include "ledger/report/makers.h"
#include "pos/people/people.h"
#include "pos/receipt/receipt.h"
#include "pos/shift/cash_count.h"

namespace till::pos::report {

using ledger::report::Asked;
using ledger::report::Look;
using ledger::report::Made;
using ledger::report::Report;

// What a counter's settings say and no event does.
struct Counter {
  std::vector<shift::CountUnit> units;  // the lines of its count sheet
  words::Words words;
};

struct Kind {
  std::string_view name;  // as tillctl has it, and in the words: "reports.over-short"
  std::string_view help;  // a sentence
  Made (*make)(const ledger::store::Reader&, const Asked&) = nullptr;
  std::string_view number = {};  // what its number is of: "Z", "session", "deposit"; empty: it has none
  bool days = false;             // it looks at the business days asked for
  bool period = false;           // and puts them together by day, week or month
  bool person = false;           // it is of a person
  bool fast = false;             // it can be had without the proof
  people::Role least = people::Role::supervisor;  // who may have it at the counter
  // In the place of `make`: what cannot be told without the counter's settings.
  Made (*makeAt)(const ledger::store::Reader&, const Asked&, const Counter&) = nullptr;
};
[[nodiscard]] std::span<const Kind> kinds();
[[nodiscard]] const Kind* kindNamed(std::string_view name);  // null: there is none

// All of one moment. An error of the disk is an error of the report.
[[nodiscard]] Made make(const Kind& kind, const ledger::store::Reader& reader, const Asked& asked,
                        const Counter& counter);

// The office's own clock, "2026-12-15 10:42", and the names of its people.
[[nodiscard]] Look officeLook(const std::string& timeZone, const std::vector<people::Person>& people);

// For the receipt printer. `posting` says when, by whom and at which till it is printed.
[[nodiscard]] drivers::printer::PrintDocument slip(const Report& report, const Look& look, const words::Words& words,
                                                   const receipt::Letterhead& head, const receipt::Posting& posting);

}  // namespace till::pos::report
