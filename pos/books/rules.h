// SPDX-License-Identifier: Apache-2.0
// What the office says of its corrections and its bank: config/load fills this from books.toml.
#pragma once

#include <string>

#include "ledger/money/money.h"
#include "pos/people/people.h"

namespace till::pos::books {

struct Rules {
  bool set = false;  // false: the office has no books.toml; nothing here can be done
  // GL accounts
  std::string bank;                      // where deposits arrive, and returned checks are taken from
  std::string bankDifference;            // what the bank counted otherwise
  std::string refunds;                   // taken back after the seal, to be paid out
  std::string returnFeeOwed, returnFee;  // the fee: receivable, and income
  std::string deposit, credit;           // as in services.toml
  std::string closedThrough;             // the last day of the general ledger's last closed period; empty: none
  ledger::money::Money returnedCheckFee, returnedCheckFeeCap;  // the law's cap; nothing more is ever charged
  int cashOnlyDays = 0;                                        // after a returned check; 0: no flag
  people::ApprovalRule reversal = people::ApprovalRule::atOnce;
  people::ApprovalRule move = people::ApprovalRule::atOnce;
  people::ApprovalRule returnedCheck = people::ApprovalRule::none;
  people::ApprovalRule bankDifferenceApproval = people::ApprovalRule::after;
  people::ApprovalRule erasure = people::ApprovalRule::atOnce;
};

}  // namespace till::pos::books
