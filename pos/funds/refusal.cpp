// SPDX-License-Identifier: Apache-2.0
#include "pos/funds/funds.h"

namespace till::pos::funds {

std::string_view wordOf(Refusal refusal) {
  static constexpr std::array<std::string_view, 12> kWords{
      "fund.refused.nothing",       "fund.refused.too_large",   "fund.refused.same_fund",
      "fund.refused.unknown_fund",  "fund.refused.not_equal",   "fund.refused.no_reference",
      "fund.refused.bad_reference", "fund.refused.no_receiver", "fund.refused.same_person",
      "fund.refused.not_allowed",   "fund.refused.over_limit",  "fund.refused.no_reason"};
  return kWords.at(static_cast<std::size_t>(refusal));
}

}  // namespace till::pos::funds
