// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "pos/shift/opening.h"

namespace till::pos::shift {

using ClosingLine = ledger::journal::SessionClosed::Line;

// What the sealed session says of itself: lines with expected (cash: float included), counted and over/short.
struct SealedFigures {
  std::int64_t session = 0;
  std::vector<ClosingLine> lines;
  Money floatCounted;   // at opening
  Money floatExpected;  // what the float should be again after the hand-over
};

[[nodiscard]] Money overShort(const std::vector<ClosingLine>& lines);
[[nodiscard]] bool differs(const std::vector<ClosingLine>& lines);  // any tender kind, even where they cancel out

// The closing fact. Its entry hands over what is there: cash beyond the float, checks and money orders go to the
// deposit; card slips stay in their clearing account, which the terminal's batch settles; each difference goes to
// over/short.
[[nodiscard]] ledger::journal::SessionClosed close(const SealedFigures& figures, const std::string& reason,
                                                   const ShiftAccounts& accounts);

}  // namespace till::pos::shift
