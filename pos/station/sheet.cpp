// SPDX-License-Identifier: Apache-2.0
#include "pos/station/sheet.h"

#include <charconv>

namespace till::pos::station {

void sheetDigits(SheetEntry& entry, std::string_view digits, Turn& turn) {
  if (digits == ".") return;
  if (entry.typed.size() + digits.size() > kPieceDigits) return turn.refuse();
  entry.typed += digits;
}

bool sheetTake(SheetEntry& entry, shift::CashCount& count, Turn& turn) {
  if (entry.typed.empty()) return true;
  std::int64_t pieces = 0;
  std::from_chars(entry.typed.data(), entry.typed.data() + entry.typed.size(), pieces);
  const bool taken = entry.adding ? count.add(entry.field, pieces) : count.set(entry.field, pieces);
  if (!taken) turn.refuse("count.too_many");
  entry.typed.clear();
  return taken;
}

void sheetNext(SheetEntry& entry, shift::CashCount& count, Turn& turn) {
  if (!sheetTake(entry, count, turn)) return;
  entry.adding = false;
  entry.field = entry.field + 1 < count.size() ? entry.field + 1 : 0;
}

void sheetStack(SheetEntry& entry, shift::CashCount& count, Turn& turn) {
  if (entry.typed.empty()) return turn.refuse();
  if (sheetTake(entry, count, turn)) entry.adding = true;
}

void sheetClear(SheetEntry& entry, shift::CashCount& count) {
  if (entry.typed.empty()) count.clear(entry.field);
  entry.typed.clear();
  entry.adding = false;
}

void sheetBackspace(SheetEntry& entry) {
  if (!entry.typed.empty()) entry.typed.pop_back();
}

void sheetSelect(SheetEntry& entry, shift::CashCount& count, Turn& turn, std::size_t field) {
  if (field >= count.size()) return turn.refuse();
  if (!sheetTake(entry, count, turn)) return;
  entry.adding = false;
  entry.field = field;
}

}  // namespace till::pos::station
