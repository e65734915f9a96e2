// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "pos/shift/cash_count.h"

namespace till::pos::shift {

// GL accounts that opening and closing touch.
struct ShiftAccounts {
  std::string overShort, floatFund, deposit;
  std::string cash, check, moneyOrder, card;
};

struct Opening {
  std::string custodian;  // person id
  int till = 0;
  std::string businessDate;  // ISO, as the custodian confirmed it
  Money floatExpected;
};

// The fact of a till session being opened with the float as counted. What the float lacks, or has beyond what it should
// be, is booked to over/short at once, so that it is never taken for this session's own.
[[nodiscard]] ledger::journal::SessionOpened open(const Opening& opening, const CashCount& counted,
                                                  const ShiftAccounts& accounts);

}  // namespace till::pos::shift
