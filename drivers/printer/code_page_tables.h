// SPDX-License-Identifier: Apache-2.0
// The upper halves (0x80 to 0xFF) of the code pages, as Unicode; 0 where a page has nothing printable.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace till::drivers::printer {

struct CodePage {
  std::string_view name;
  std::array<char16_t, 128> upper;
};

[[nodiscard]] std::span<const CodePage> codePageTables();

}  // namespace till::drivers::printer
