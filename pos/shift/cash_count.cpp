// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/cash_count.h"

#include <algorithm>

namespace till::pos::shift {

std::optional<std::int64_t> CashCount::pieces(std::size_t line) const {
  return line < pieces_.size() ? pieces_[line] : std::nullopt;
}

Money CashCount::amount(std::size_t line) const {
  if (line >= units_.size()) return Money();
  return Money::fromMinor(units_[line].valueMinor).times(units_[line].bundle).times(pieces_[line].value_or(0));
}

Money CashCount::total() const {
  Money sum;
  for (std::size_t line = 0; line < units_.size(); ++line) sum += amount(line);
  return sum;
}

Money CashCount::totalOf(std::string_view form) const {
  Money sum;
  for (std::size_t line = 0; line < units_.size(); ++line)
    if (units_[line].form == form) sum += amount(line);
  return sum;
}

bool CashCount::untouched() const {
  return std::ranges::none_of(pieces_, [](const auto& counted) { return counted.has_value(); });
}

bool CashCount::set(std::size_t line, std::int64_t pieces) {
  if (line >= pieces_.size() || pieces < 0 || pieces > kMostPieces) return false;
  pieces_[line] = pieces;
  return true;
}

bool CashCount::add(std::size_t line, std::int64_t pieces) {
  if (line >= pieces_.size() || pieces < 0 || pieces > kMostPieces) return false;
  return set(line, pieces_[line].value_or(0) + pieces);
}

void CashCount::clear(std::size_t line) {
  if (line < pieces_.size()) pieces_[line].reset();
}

std::vector<ledger::journal::CountLine> CashCount::lines() const {
  std::vector<ledger::journal::CountLine> out;
  for (std::size_t line = 0; line < units_.size(); ++line) {
    if (!pieces_[line]) continue;
    out.push_back({.unitMinor = units_[line].valueMinor,
                   .form = units_[line].form,
                   .pieces = *pieces_[line],
                   .amount = amount(line)});
  }
  return out;
}

}  // namespace till::pos::shift
