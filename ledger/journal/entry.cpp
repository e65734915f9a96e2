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

namespace {

// A movement inside a session has the session's day, whatever else it says.
bool hasDayOfSession(const Context& context, const Body& body) {
  return std::holds_alternative<SessionClosed>(body) || std::holds_alternative<PaymentRetendered>(body) ||
         (std::holds_alternative<CashMoved>(body) && context.session.value_or(0) > 0);
}

}  // namespace

std::string businessDateOf(const Context& context, const Body& body) {
  if (hasDayOfSession(context, body)) return {};
  return std::visit(
      [](const auto& fact) -> std::string {
        if constexpr (requires { fact.businessDate; }) return fact.businessDate;
        return {};
      },
      body);
}

std::string glDateOf(const Context& context, const Body& body) {
  if (hasDayOfSession(context, body)) return {};
  return std::visit(
      [](const auto& fact) -> std::string {
        if constexpr (requires { fact.glDate; }) {
          return fact.glDate;
        } else if constexpr (requires { fact.businessDate; }) {
          return fact.businessDate;
        }
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
