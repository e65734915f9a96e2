// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QKeyEvent>
#include <optional>
#include <string>

namespace till::ui::kiosk {

// The key's name by its place, as office key layouts write it: "Keypad 7" (with or without NumLock), "F5", "Enter",
// "Esc", "+". Empty for a key that has none here.
[[nodiscard]] std::string physicalName(const QKeyEvent& event);

}  // namespace till::ui::kiosk
