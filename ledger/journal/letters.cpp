// SPDX-License-Identifier: Apache-2.0
#include "ledger/journal/letters.h"

#include <utf8proc.h>

namespace till::ledger::journal {

std::optional<Letter> firstLetter(std::string_view text) {
  utf8proc_int32_t code = 0;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                      static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (bytes <= 0) return std::nullopt;
  return Letter{static_cast<char32_t>(code), static_cast<std::size_t>(bytes)};
}

bool steers(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace till::ledger::journal
