// SPDX-License-Identifier: Apache-2.0
// What playing a printer's tape needs to know about ESC/POS. Pure.
#pragma once

#include <optional>

#include "drivers/transport/replay.h"

namespace till::drivers::printer {

// DLE EOT 1 to 4: the driver asks them when it likes.
[[nodiscard]] transport::ReplayOptions printerQuestions();

// The process ID before the tape's first, for ReceiptPrinter; none: it has none that can be read.
[[nodiscard]] std::optional<int> processIdBefore(const transport::Tape& tape);

}  // namespace till::drivers::printer
