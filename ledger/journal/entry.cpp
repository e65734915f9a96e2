// SPDX-License-Identifier: Apache-2.0
#include "ledger/journal/entry.h"

namespace till::ledger::journal {

std::span<const EntryLine> entryOf(const Body& body) {
  return std::visit(
      [](const auto& fact) -> std::span<const EntryLine> {
        if constexpr (requires { fact.entry; }) return fact.entry;
        return {};
      },
      body);
}

std::string imbalance(std::span<const EntryLine> lines) {
  Money total;
  for (const EntryLine& line : lines) total += line.amount;
  return total.isZero() ? std::string() : "the entry's lines sum to " + money::toPlainText(total) + ", not to zero";
}

}  // namespace till::ledger::journal
