// SPDX-License-Identifier: Apache-2.0
// The count-down of a session before it is sealed: the cash, and what was typed from each paper. Blind: it knows
// nothing of what should be there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pos/shift/cash_count.h"

namespace till::pos::shift {

// Amounts typed one by one from checks, money orders or card slips.
using AddingTape = std::vector<Money>;

struct CountDown {
  CashCount cash;
  AddingTape checks;
  AddingTape moneyOrders;
  AddingTape cards;
};

[[nodiscard]] ledger::journal::CountSealed seal(const CountDown& count, std::int64_t session);

// What a power cut must not lose. countFromDraft answers nullopt for what countToDraft did not make, or made of other
// denominations than `units`.
[[nodiscard]] std::string countToDraft(const CountDown& count);
[[nodiscard]] std::optional<CountDown> countFromDraft(std::string_view text, const std::vector<CountUnit>& units);

}  // namespace till::pos::shift
