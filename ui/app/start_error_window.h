// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/app/kiosk_app.h"

namespace till::ui::app {

// Shows on a window of its own why the station did not start, until the window or the program is closed. Does nothing
// where nobody can see it (offscreen). Qt's thread.
void showStartError(const StartError& error, const AppOptions& options);

}  // namespace till::ui::app
