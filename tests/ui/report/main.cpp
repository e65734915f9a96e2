// SPDX-License-Identifier: Apache-2.0
// Offscreen and with the kiosk's pinned fonts.
#include <gtest/gtest.h>

#include <QGuiApplication>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("FONTCONFIG_FILE", TILL_SOURCE_DIR "/tests/ui/kiosk/fonts.conf");
  const QGuiApplication application(argc, argv);
  return RUN_ALL_TESTS();
}
