// SPDX-License-Identifier: Apache-2.0
// What the receipts of closed sessions say must be in the bag: intact, nothing held back and nothing put in.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <vector>

#include "ledger/store/ledger.h"

namespace till::pos::books {

using BagCheck = ledger::journal::DepositMade::Check;

struct BagContent {
  ledger::money::Money cash;           // received, as it was counted at each closing, with what was dropped before
  ledger::money::Money dropped;        // of it: lies in the safe until it is moved to the deposit
  std::vector<BagCheck> checks;        // as the payments were paid in the end; money orders too
  std::vector<std::string> receipts;   // of the checks, side by side
  ledger::money::Money checksCounted;  // as the closings counted them
};
[[nodiscard]] BagContent bagContentOf(const ledger::store::Books& books, const std::vector<std::int64_t>& sessions);

}  // namespace till::pos::books
