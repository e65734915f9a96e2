// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/beep.h"

#include <xcb/xcb.h>

#include <QGuiApplication>

namespace till::ui::kiosk {

void beep() {
  constexpr int kAsLoudAsSet = 0;
  if (qApp == nullptr) return;
  const auto* const display = qApp->nativeInterface<QNativeInterface::QX11Application>();
  if (display == nullptr || display->connection() == nullptr) return;
  xcb_bell(display->connection(), kAsLoudAsSet);
  xcb_flush(display->connection());
}

}  // namespace till::ui::kiosk
