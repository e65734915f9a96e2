// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace till::ui::kiosk {

// Rings the display's bell (xset b sets how it sounds). Qt's thread; does not wait. Without an X display there is none,
// and the screen says the same without it.
void beep();

}  // namespace till::ui::kiosk
