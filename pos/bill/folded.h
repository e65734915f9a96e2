// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::pos::bill {

// Text as it is compared in a search: no case, no accents, no control characters. nullopt: it is not UTF-8.
[[nodiscard]] std::optional<std::string> folded(std::string_view text);

// Its words: runs of letters and digits, of any script.
[[nodiscard]] std::vector<std::string> wordsOf(std::string_view foldedText);

}  // namespace till::pos::bill
