// SPDX-License-Identifier: Apache-2.0
// Walking down a count sheet on the number pad: the same for the float and for the count-down.
#pragma once

#include <string_view>

#include "pos/station/turn.h"

namespace till::pos::station {

inline constexpr std::size_t kPieceDigits = 6;

void sheetDigits(SheetEntry& entry, std::string_view digits, Turn& turn);
// Takes the digits into the line: they replace what it has, or come on top after `+`. False: refused, told.
[[nodiscard]] bool sheetTake(SheetEntry& entry, shift::CashCount& count, Turn& turn);
void sheetNext(SheetEntry& entry, shift::CashCount& count, Turn& turn);   // Enter
void sheetStack(SheetEntry& entry, shift::CashCount& count, Turn& turn);  // +
void sheetClear(SheetEntry& entry, shift::CashCount& count);              // -
void sheetBackspace(SheetEntry& entry);
void sheetSelect(SheetEntry& entry, shift::CashCount& count, Turn& turn, std::size_t field);

}  // namespace till::pos::station
