// SPDX-License-Identifier: Apache-2.0
// What the review list begins with: cash that was handed back while nobody paid on the account again.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ledger/report/report.h"

namespace till::ledger::report {

struct VoidToReview {
  std::string receipt, undoes;  // "2A-000419" undoes "2A-000418"
  std::vector<std::string> accounts;
  Money cash;  // handed back
  store::WallTime at;
  std::string actor, approver;
  std::int64_t session = 0;
};

inline constexpr std::int64_t kReviewMillis = 15LL * 60 * 1000;

// Voids of these business days that gave cash back, with no new payment on any of their accounts in the fifteen minutes
// after. They have amounts: of an open session they are nobody's to see. Blocks on the disk.
[[nodiscard]] std::vector<VoidToReview> voidsToReview(const store::Reader& reader, const Days& days);

}  // namespace till::ledger::report
