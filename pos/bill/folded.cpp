// SPDX-License-Identifier: Apache-2.0
#include "pos/bill/folded.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace till::pos::bill {

std::optional<std::string> folded(std::string_view text) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                                           UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  utf8proc_uint8_t* made = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &made, kOptions);
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owner(made, &std::free);
  if (length < 0) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(length));
}

// Bytes over 7F belong to letters: what separates words in names and streets is ASCII.
std::vector<std::string> wordsOf(std::string_view foldedText) {
  std::vector<std::string> words(1);
  for (const char c : foldedText) {
    const bool letter = static_cast<unsigned char>(c) > 0x7F || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace till::pos::bill
