// SPDX-License-Identifier: Apache-2.0
// Check digits over spans of a text. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "pos/stub/stub.h"

namespace till::pos::stub {

// Luhn over the whole of `digits`, its last one being the check digit.
[[nodiscard]] bool luhnHolds(std::string_view digits);

// The digit that `check` asks for over `body`; nullopt when something other than a digit stands there.
[[nodiscard]] std::optional<int> checkDigitOf(const Check& check, std::string_view body);

// `text` is the whole normalised text, `field` the value of check.field as printed (unused where there is none).
[[nodiscard]] bool holds(const Check& check, std::string_view text, std::string_view field);

}  // namespace till::pos::stub
