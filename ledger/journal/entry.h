// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "ledger/journal/events.h"

namespace till::ledger::journal {

// The lines a body posts; empty for facts that move no money.
[[nodiscard]] std::span<const EntryLine> entryOf(const Body& body);

// Empty when the lines sum to zero; else a sentence.
[[nodiscard]] std::string imbalance(std::span<const EntryLine> lines);

}  // namespace till::ledger::journal
