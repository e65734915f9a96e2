// SPDX-License-Identifier: Apache-2.0
#include "pos/books/plain_text.h"

#include "ledger/journal/letters.h"

namespace till::pos::books {

bool isPlainText(std::string_view text) {
  constexpr std::size_t kLongest = 1000;
  if (text.size() > kLongest) return false;
  while (!text.empty()) {
    const auto letter = ledger::journal::firstLetter(text);
    if (!letter || ledger::journal::steers(letter->code)) return false;
    text.remove_prefix(letter->bytes);
  }
  return true;
}

}  // namespace till::pos::books
