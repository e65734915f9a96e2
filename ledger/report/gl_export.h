// SPDX-License-Identifier: Apache-2.0
// Postings for the city's general ledger, in whatever layout it takes: a template says which columns. What does not fit
// a column is refused, never cut. The same batch is the same bytes for ever.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <vector>

#include "ledger/report/postings.h"

namespace till::ledger::report {

// Which value a column shows. Those from `lines` on are for headers and trailers only.
enum class GlField {
  constant,
  account,  // whole, as the chart has it
  segment,  // the n-th of the account, counted from 1; empty where the account has fewer
  accountName,
  description,  // "CityTill session 12", or the receipt in a detailed batch
  date,         // of posting
  debit,        // one of the two is empty, or zero
  credit,
  amount,  // signed: debits positive
  side,    // "D" or "C"
  batch,
  line,   // counts from 1
  month,  // of posting
  year,
  lines,
  totalDebit,
  totalCredit,
  difference,  // of the two: zero
};

struct GlColumn {
  GlField field = GlField::constant;
  std::string text;  // of a constant
  int segment = 0;
  int width = 0;       // in characters; 0: as long as it is (delimited files only)
  bool right = false;  // aligned to the right
  char pad = ' ';
  bool point = true;       // 84.27, or 8427
  bool zero = false;       // an empty debit or credit is written 0.00
  bool negated = false;    // the other sign
  std::string dateFormat;  // YYYY, YY, MM, DD stand for themselves' figures
};

struct GlTemplate {
  std::string name;
  std::string delimiter;  // empty: fixed widths
  bool quoted = false;    // texts stand in quotes where they must; else what would need them is refused
  std::string lineEnd = "\r\n";
  bool detail = false;          // a line for each line of each entry, or one for each account
  std::string separator = "-";  // between an account's segments
  std::vector<int> mask;        // how long each segment must be; empty: any
  int segments = 0;             // how many an account may have at the most; 0: any
  std::vector<std::vector<GlColumn>> header, trailer;
  std::vector<GlColumn> columns;
};

struct GlLine {
  std::string account, name, description;
  Money amount;  // debit positive
};

// Entries of a session, or of a business day: each posting is in one batch, for ever. Which batch that is the journal
// says by its events `gl_exported`; a batch that one of them names is made again as it was.
struct GlBatch {
  std::string id;         // "2-S12" or "2-20261215"; "2-20261215-2": what was posted on that day after the first
  std::string date;       // GL date of the postings
  std::string movedFrom;  // the closed date it would have had; empty: it is where it belongs
  std::vector<GlLine> lines;
  // As it was recorded, or as it is to be: layout and sha256 are for who renders it to fill in.
  journal::GlExported record = {};
  bool again = false;  // it was handed over before
};

struct GlWanted {
  std::int64_t session = 0;  // or
  std::string day = {};      // or
  std::string batch = {};    // one that was handed over, by its id
  bool detail = false;
  std::string layout = {};         // with `detail`: a batch is made again in no other
  std::string closedThrough = {};  // the last day of the last closed period; empty: none
};

// What of it no batch has yet; where there is nothing left, the last batch of it again. Replays the events and compares
// with the stored sums. Errors: noSuchSession, notClosed, unproven, handedOver (other batches have all of it, or this
// one went out in another layout).
[[nodiscard]] tl::expected<GlBatch, ReportError> glBatch(const store::Reader& reader, const GlWanted& wanted);

// Every batch there is, in their order. Error: unproven.
[[nodiscard]] tl::expected<std::vector<journal::GlExported>, ReportError> glBatches(const store::Reader& reader);

// Error: a sentence that names line, column and value.
[[nodiscard]] tl::expected<std::string, std::string> render(const GlBatch& batch, const GlTemplate& shape);

}  // namespace till::ledger::report
