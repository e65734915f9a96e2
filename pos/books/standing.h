// SPDX-License-Identifier: Apache-2.0
// A payment as it stands after all that was done to it since.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ledger/store/ledger.h"

namespace till::pos::books {

struct Standing {
  ledger::journal::EventKey key;
  std::optional<std::int64_t> session;
  ledger::journal::PaymentTaken posted;               // as it was taken
  std::vector<ledger::journal::BillPaid> bills;       // as they were moved
  std::vector<ledger::journal::TenderTaken> tenders;  // as it was paid in the end
  std::vector<ledger::journal::Applied> applied;      // of these tenders to these bills
  std::set<int> returned;                             // tenders that came back from the bank
  std::set<int> moved;                                // bills
  std::optional<ledger::journal::EventKey> reversedBy;
};

// nullopt: no payment has that number.
[[nodiscard]] std::optional<Standing> standing(const ledger::store::Books& books,
                                               const ledger::journal::ReceiptNumber& receipt);

[[nodiscard]] ledger::money::Money paidOn(const ledger::journal::BillPaid& bill);
// The same, owed again.
[[nodiscard]] ledger::journal::BillPaid negated(ledger::journal::BillPaid bill);
// What one tender paid, a bill each with the lines that it filled: tenders fill a bill's lines in the order in which
// they were applied, so that all parts of a bill together are the bill.
[[nodiscard]] std::vector<ledger::journal::BillPaid> paidBy(const Standing& payment, int tender);
// Where its credit beyond the bills was booked, by its own entry; `otherwise` where there was none.
[[nodiscard]] std::string creditAccountOf(const ledger::journal::PaymentTaken& payment, const std::string& otherwise);

}  // namespace till::pos::books
