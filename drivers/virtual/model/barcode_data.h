// SPDX-License-Identifier: Apache-2.0
// The data of GS k 73 (Code 128): code sets spelt out as {A {B {C (hardware-docs/receipt-printers.md). Pure.
#pragma once

#include <optional>
#include <string>

#include "drivers/virtual/model/command_reader.h"

namespace till::drivers::model {

struct DecodedCode128 {
  std::string text;
  int modules = 0;  // width of the symbol without quiet zones
};

// None: a printer would print nothing.
[[nodiscard]] std::optional<DecodedCode128> decodeCode128(ByteSpan data);

}  // namespace till::drivers::model
