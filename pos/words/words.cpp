// SPDX-License-Identifier: Apache-2.0
#include "pos/words/words.h"

namespace till::pos::words {

// One pass, so that an argument (a customer's name) that holds "{0}" stays as it is.
std::string Words::text(std::string_view key, std::initializer_list<std::string> arguments) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) return "«" + std::string(key) + "»";
  const std::string& pattern = found->second;
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                             pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    const auto index = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '0') : arguments.size();
    if (index >= arguments.size()) {
      out += pattern[i];
      continue;
    }
    out += *(arguments.begin() + index);
    i += 2;
  }
  return out;
}

}  // namespace till::pos::words
