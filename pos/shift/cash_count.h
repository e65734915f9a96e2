// SPDX-License-Identifier: Apache-2.0
// Cash counted by denomination: notes, straps, loose coin, rolls. A value; pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/journal/events.h"

namespace till::pos::shift {

// One line of the count sheet. A piece of form "roll" is a whole roll of `bundle` coins of that value, one of form
// "strap" a strap of as many notes.
struct CountUnit {
  std::int64_t valueMinor = 0;  // of one note or coin
  std::string form;             // "note" | "coin" | "roll" | "strap"
  int bundle = 1;
  friend bool operator==(const CountUnit&, const CountUnit&) = default;
};

inline constexpr std::int64_t kMostPieces = 999'999;

class CashCount {
 public:
  CashCount() = default;
  explicit CashCount(std::vector<CountUnit> units) : units_(std::move(units)), pieces_(units_.size()) {}

  [[nodiscard]] const std::vector<CountUnit>& units() const { return units_; }
  [[nodiscard]] std::size_t size() const { return units_.size(); }
  [[nodiscard]] std::optional<std::int64_t> pieces(std::size_t line) const;  // nullopt: not counted yet
  [[nodiscard]] Money amount(std::size_t line) const;
  [[nodiscard]] Money total() const;
  [[nodiscard]] Money totalOf(std::string_view form) const;
  [[nodiscard]] bool untouched() const;

  // False: no such line, or a number of pieces that no drawer holds; the count is as it was.
  [[nodiscard]] bool set(std::size_t line, std::int64_t pieces);
  [[nodiscard]] bool add(std::size_t line, std::int64_t pieces);  // another stack on the same line
  void clear(std::size_t line);

  // What was counted, for the journal; lines that nobody touched are not in it.
  [[nodiscard]] std::vector<ledger::journal::CountLine> lines() const;

 private:
  std::vector<CountUnit> units_;
  std::vector<std::optional<std::int64_t>> pieces_;
};

}  // namespace till::pos::shift
