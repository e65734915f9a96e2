// SPDX-License-Identifier: Apache-2.0
// What the office says of its cash beside the payments: where it stands in the books, and what each act asks for.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "ledger/journal/events.h"
#include "pos/people/people.h"

namespace till::pos::funds {

// GL accounts of the places where cash is.
struct FundAccounts {
  std::string tills;   // what open sessions hold beyond their floats
  std::string floats;  // the floats
  std::string safe, petty, transit, deposit;
  std::string overShort;
  std::string unassigned;  // a difference of which nobody can say yet whose it is
};

enum class Act { drop, pickUp, change, floatOut, floatBack, handOver, accept, swap, surpriseCount, paidOut };
inline constexpr std::size_t kActs = 10;
// As settings name them: "drop", "pick_up", ...
[[nodiscard]] const std::array<std::string, kActs>& actNames();

// What cash may be paid out for, and where it is booked.
struct Purpose {
  std::string name;
  std::string account;
};

struct FundSettings {
  bool set = false;  // false: the office keeps no safe that this program knows of; there are payments and nothing else
  FundAccounts accounts;
  std::array<people::ApprovalRule, kActs> approval{};  // none
  std::optional<Money> askDropOver;                    // more cash than this in a drawer asks for a drop
  std::string drawer = "1";                            // the name of this station's drawer
  bool paidOut = false;
  Money paidOutLimit;  // of one voucher
  std::vector<Purpose> purposes;

  [[nodiscard]] people::ApprovalRule rule(Act act) const { return approval.at(static_cast<std::size_t>(act)); }
};

}  // namespace till::pos::funds
