// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "pos/shift/cash_count.h"

namespace till::pos::shift {

// GL accounts that opening and closing touch.
struct ShiftAccounts {
  std::string overShort, floatFund, deposit;
  std::string cash, check, moneyOrder, card;
  std::string unassigned = {};  // of a float that differs; empty: over and short
};

struct Opening {
  std::string custodian;  // person id
  int till = 0;
  std::string businessDate;  // ISO, as the custodian confirmed it
  Money floatExpected;
  std::string drawer = {};      // in which the till is put
  std::string lastHeldBy = {};  // person id
};

// The fact of a till session being opened with the float as counted. What the float lacks, or has beyond what it should
// be, is booked at once, so that it is never taken for this session's own: unassigned, for it may be the one's who
// opens or the one's who held the till last, and both are named.
[[nodiscard]] ledger::journal::SessionOpened open(const Opening& opening, const CashCount& counted,
                                                  const ShiftAccounts& accounts);

}  // namespace till::pos::shift
