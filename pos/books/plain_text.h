// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace till::pos::books {

// Text as somebody types it on one line: whole UTF-8 without control characters, line ends or marks that turn the order
// of reading, so that a terminal, a slip and a table show what stands in the journal. 1,000 bytes or less.
[[nodiscard]] bool isPlainText(std::string_view text);

}  // namespace till::pos::books
