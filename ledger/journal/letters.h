// SPDX-License-Identifier: Apache-2.0
// Text from outside, letter by letter: what is UTF-8, and what would not show as it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace till::ledger::journal {

struct Letter {
  char32_t code = 0;
  std::size_t bytes = 1;
};

// The first letter of a text that is not empty. nullopt: it does not begin with UTF-8.
[[nodiscard]] std::optional<Letter> firstLetter(std::string_view text);

// Characters that steer a terminal or turn the text around: C0, DEL, C1, line ends, and Unicode's marks of direction.
[[nodiscard]] bool steers(char32_t code);

}  // namespace till::ledger::journal
