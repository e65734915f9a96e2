// SPDX-License-Identifier: Apache-2.0
// What somebody who holds no till should look at first: voids that handed out cash. Blocks on the disk; any thread with
// a Reader of its own.
#pragma once

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <vector>

#include "ledger/report/postings.h"
#include "ledger/report/session_report.h"

namespace till::ledger::report {

// A customer whose payment is undone pays again, another way or the right amount: soon.
inline constexpr std::int64_t kPaidAgainWithinMillis = 15LL * 60 * 1000;

struct VoidToReview {
  bool notPaidAgain = false;  // no new payment on the account within that time: these head the list
  store::EventKey key;
  std::int64_t session = 0;
  std::string businessDate;
  std::string receipt, reversed;
  std::string account;  // the first of the payment's
  Money cash;           // that went out
  std::string how, reason, receiptReturned;
  std::string actor, approver;  // approver: empty, or journal::kPending while nobody has looked
  store::WallTime at;
  std::optional<std::int64_t> paidAgainAfterMillis;
};

// Of the sessions of those business days, in this order: not paid again first, then by the cash, then as they came.
// Error: notClosed where a session of these days is open (its amounts are not told).
[[nodiscard]] tl::expected<std::vector<VoidToReview>, ReportError> voidsToReview(const store::Reader& reader,
                                                                                 const Days& days);

}  // namespace till::ledger::report
