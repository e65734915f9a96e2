// SPDX-License-Identifier: Apache-2.0
// Numbered choices: a digit picks, Enter picks the marked one, so that every act of the F-keys is on the number pad.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pos/station/turn.h"

namespace till::pos::station {

struct MenuItem {
  std::string text;
  std::string detail;
  bool enabled = true;
};

struct MenuActs {
  MenuKind kind;
  std::string_view title;  // key of the words
  std::vector<MenuItem> (*items)(const State&, const World&);
  void (*pick)(Turn&, std::size_t);
  std::vector<Notice> (*notes)(const State&, const World&) = nullptr;
};
extern const MenuActs kMoreMenu, kNoSaleMenu, kLastReceiptMenu, kReceiptsMenu, kVoidReasonMenu, kReceiptReturnedMenu,
    kCountDownMenu, kReportsMenu, kReportsOfGroupMenu, kReportDaysMenu, kReportPersonMenu, kRetenderMenu,
    kRetenderOutMenu, kRetenderReasonMenu, kDrawerMenu, kReceiverMenu, kHandOversMenu, kOthersTillsMenu;

[[nodiscard]] const MenuActs* menuActs(MenuKind kind);  // null: the approval, which is a PIN
[[nodiscard]] std::vector<MenuItem> itemsOf(const std::vector<std::string>& texts);

}  // namespace till::pos::station
