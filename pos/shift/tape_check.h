// SPDX-License-Identifier: Apache-2.0
// After the seal: what was typed from checks, money orders and card slips against what was taken. Pure.
#pragma once

#include <string>
#include <vector>

#include "pos/shift/count_down.h"
#include "pos/shift/session_money.h"

namespace till::pos::shift {

struct TakenPaper {
  std::string number;  // of the check or money order; a card slip's approval code
  std::string receipt;
  Money amount;
};

struct PaperFinding {
  ledger::journal::TenderKind kind = ledger::journal::TenderKind::check;
  bool missing = true;  // else foreign: on the tape, and never taken
  Money amount;
  std::size_t pieces = 1;           // so many of that amount
  std::vector<TakenPaper> taken;    // missing: these, or `pieces` of these where several were taken of that amount
  std::vector<std::size_t> places;  // foreign: where on the tape, the first is 1
};

[[nodiscard]] std::vector<TakenPaper> papersTaken(const SessionMoney& money, ledger::journal::TenderKind kind);

// The missing first, then the foreign; each by amount.
[[nodiscard]] std::vector<PaperFinding> compareTape(ledger::journal::TenderKind kind, const AddingTape& typed,
                                                    const std::vector<TakenPaper>& taken);

// All three tapes of the sealed count.
[[nodiscard]] std::vector<PaperFinding> compareTapes(const SessionMoney& money);

// The terminal's batches against the slips and against what was taken; nullopt: they agree, or nobody typed them.
struct BatchFinding {
  Money batches, slips, taken;
};
[[nodiscard]] std::optional<BatchFinding> compareBatches(const SessionMoney& money);

}  // namespace till::pos::shift
