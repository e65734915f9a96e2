// SPDX-License-Identifier: Apache-2.0
// Cash by pieces as people type it: "20=15 1=7 0.25=40 roll:0.25=2 coin:1=3".
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <vector>

#include "pos/shift/cash_count.h"

namespace till::pos::books {

// A value is a note where there is such a note, else a coin; "note:", "coin:", "roll:" and "strap:" say it outright.
// Each once. Error: a sentence that names the word.
[[nodiscard]] tl::expected<shift::CashCount, std::string> countFromText(const std::string& text,
                                                                        const std::vector<shift::CountUnit>& units);

}  // namespace till::pos::books
