// SPDX-License-Identifier: Apache-2.0
// Paper against the ledger: what receipts and Z slips in other hands say, typed in. The chain alone cannot see that its
// newest events were cut off, or that all of it was written anew; paper can.
#pragma once

#include <tl/expected.hpp>

#include <iosfwd>
#include <string>
#include <vector>

#include "ledger/store/ledger.h"

namespace till::ledger::report {

struct WitnessLine {
  int line = 0;      // of the file
  std::string said;  // "2A-000418", or "head 0123456789abcdef..."
  bool agrees = false;
  std::string what;  // a sentence
};

// One witness a line: a receipt's code as scanned (R1|2A-000418|0123456789abcdef) or typed with blanks between, or a
// head of 64 hex digits, which may stand in groups. # begins a comment. Error: a sentence that names the line.
[[nodiscard]] tl::expected<std::vector<WitnessLine>, std::string> compare(const store::Reader& reader,
                                                                          std::istream& witness);

}  // namespace till::ledger::report
