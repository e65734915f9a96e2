// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "ledger/journal/events.h"

namespace till::ledger::journal {

// The lines a body posts; empty for facts that move no money.
[[nodiscard]] std::span<const EntryLine> entryOf(const Body& body);

// The business date a body's entry is posted under; empty: that of the session it is posted in.
[[nodiscard]] std::string businessDateOf(const Context& context, const Body& body);
// Likewise for the general ledger. Facts that name none of their own have their business date.
[[nodiscard]] std::string glDateOf(const Context& context, const Body& body);

// Empty when the lines sum to zero; else a sentence.
[[nodiscard]] std::string imbalance(std::span<const EntryLine> lines);

}  // namespace till::ledger::journal
