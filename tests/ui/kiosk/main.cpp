// SPDX-License-Identifier: Apache-2.0
// Offscreen, by the software renderer, with pinned fonts; and any warning of Qt fails the test it came in.
#include <gtest/gtest.h>

#include <QGuiApplication>

#include "tests/ui/kiosk/kiosk_stage.h"
#include "ui/kiosk/kiosk_window.h"

namespace {

class WarningsFail : public testing::EmptyTestEventListener {
  void OnTestEnd(const testing::TestInfo& /*test*/) override {
    for (const QString& warning : till::ui::kiosk::test::takeWarnings()) {
      ADD_FAILURE() << "Qt warns: " << warning.toStdString();
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  qputenv("QT_QPA_PLATFORM", "offscreen");
  qputenv("FONTCONFIG_FILE", TILL_SOURCE_DIR "/tests/ui/kiosk/fonts.conf");
  till::ui::kiosk::prepareRendering();
  const QGuiApplication application(argc, argv);
  till::ui::kiosk::test::listenForWarnings();
  testing::UnitTest::GetInstance()->listeners().Append(new WarningsFail);  // googletest owns it
  const int result = RUN_ALL_TESTS();
  till::ui::kiosk::test::KioskStage::close();
  return result;
}
