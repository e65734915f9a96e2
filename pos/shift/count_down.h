// SPDX-License-Identifier: Apache-2.0
// The count-down of a session before it is sealed: the cash, and what was typed from each paper. Blind: it knows
// nothing of what should be there.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pos/shift/cash_count.h"

namespace till::pos::shift {

// Amounts typed one by one from checks, money orders or card slips, or from the terminal's batch reports.
using AddingTape = std::vector<Money>;
inline constexpr std::size_t kTapes = 4;

// The event after which nothing of the count is older.
struct CountedAt {
  int epoch = 0;
  std::int64_t seq = 0;
};

// What has to be counted again, because money moved there after it was counted: lines of cash, and tapes in the order
// of tapesOf().
struct CountAgain {
  std::set<std::size_t> cash;
  std::array<bool, kTapes> tapes{};
  [[nodiscard]] bool any() const;
  [[nodiscard]] std::size_t size() const;
};

struct CountDown {
  CashCount cash;
  AddingTape checks;
  AddingTape moneyOrders;
  AddingTape cards;
  AddingTape cardBatches;
  CountedAt at = {};
  CountAgain again = {};
};

// Checks, money orders, card slips, the terminal's batches: as they stand on the sheet.
[[nodiscard]] std::array<AddingTape*, kTapes> tapesOf(CountDown& count);
[[nodiscard]] std::array<const AddingTape*, kTapes> tapesOf(const CountDown& count);

[[nodiscard]] ledger::journal::CountSealed seal(const CountDown& count, std::int64_t session);
[[nodiscard]] ledger::journal::CountKept keep(const CountDown& count, std::int64_t session, const std::string& purpose);

// Marks what a fact posted since has touched, of what was counted already: the tape of each tender that came or went;
// of cash the pieces that it names, or every line.
void markTouched(CountDown& count, const ledger::journal::Body& fact);
void markAll(CountDown& count);

// What a power cut must not lose. countFromDraft answers nullopt for what countToDraft did not make, or made of other
// denominations than `units`.
[[nodiscard]] std::string countToDraft(const CountDown& count);
[[nodiscard]] std::optional<CountDown> countFromDraft(std::string_view text, const std::vector<CountUnit>& units);

}  // namespace till::pos::shift
