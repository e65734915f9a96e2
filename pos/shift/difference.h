// SPDX-License-Identifier: Apache-2.0
// The difference helper: where a sealed count and the journal differ, what it may have been, the likeliest first, each
// with its evidence. It decides nothing: a person looks. Pure, but for the call with a Reader.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/store/ledger.h"
#include "pos/shift/closing.h"
#include "pos/shift/session_money.h"
#include "pos/shift/tape_check.h"
#include "pos/words/words.h"

namespace till::pos::shift {

enum class Clue {
  swappedKinds,     // one kind is over by what another is short
  doubledEntry,     // the same account and amount twice
  missedVoid,       // paid, and the same account paid again soon after: was the first to be voided?
  voidNotPaidOut,   // the money of a void is still there
  wrongLine,        // typed on the line of the single pieces, meant for the rolls or straps, or the other way round
  equalsReceipt,    // a receipt of just that amount
  equalsMovement,   // a drop, a pick-up ... of just that amount
  wrongSign,        // twice an amount: it went out where it should have come in, or in where out
  transposedTape,   // two digits of an amount typed from a paper
  transposedCount,  // two digits of a number of pieces
  transposedEntry,  // two digits of a receipt's amount
  bundle,           // a roll or strap
};

struct Hint {
  Clue clue = Clue::equalsReceipt;
  int rank = 0;  // higher is likelier
  ledger::journal::TenderKind kind = ledger::journal::TenderKind::cash;
  ledger::journal::TenderKind other = ledger::journal::TenderKind::cash;  // swappedKinds
  Money difference;                                                       // counted less expected, of `kind`
  std::vector<std::string> names;                                         // receipts, or a movement's kind
  Money amount;                                                           // as it stands
  Money rather;                                                           // as it would fit
  std::string digits;                                                     // the two that were changed round: "4 5"
  std::optional<CountUnit> line;                                          // of the count
  std::int64_t pieces = 0;                                                // as counted; of a bundle, how many of it
  std::int64_t piecesRather = 0;
  std::size_t place = 0;  // on the tape, the first is 1
};

[[nodiscard]] std::vector<Hint> differenceHints(const std::vector<ClosingLine>& lines, const SessionMoney& money,
                                                const std::vector<CountUnit>& units);

// All that can be said of a sealed session's count.
struct Explanation {
  std::vector<PaperFinding> papers;
  std::optional<BatchFinding> batches;
  std::vector<Hint> hints;
};
[[nodiscard]] Explanation explain(const std::vector<ClosingLine>& lines, const SessionMoney& money,
                                  const std::vector<CountUnit>& units);
// For the office; nullopt unless the session's count is sealed. Blocks on the disk.
[[nodiscard]] std::optional<Explanation> explain(const ledger::store::Reader& reader, std::int64_t session,
                                                 const std::vector<CountUnit>& units);

// In the office's words: what, and its evidence.
struct Explained {
  std::string what, evidence;
  friend bool operator==(const Explained&, const Explained&) = default;
};
[[nodiscard]] std::vector<Explained> inWords(const Explanation& explanation, const words::Words& words);

}  // namespace till::pos::shift
