// SPDX-License-Identifier: Apache-2.0
// The kiosk's window: loads the QML, takes every key before any item does. Qt's thread.
#pragma once

#include <QObject>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include "ui/kiosk/kiosk_model.h"

namespace till::ui::kiosk {

struct WindowOptions {
  QSize size{1280, 800};
  bool fullScreen = false;
  bool dark = false;
};

// Software renderer, no wait between updates; before the QGuiApplication is made.
void prepareRendering();

class KioskWindow : public QObject {
  Q_OBJECT

 public:
  KioskWindow(KioskModel& model, const WindowOptions& options);
  ~KioskWindow() override;
  // nullptr when the QML did not load: a broken installation; Qt has said why on stderr.
  [[nodiscard]] QQuickWindow* window() const { return window_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  KioskModel& model_;
  QQmlApplicationEngine engine_;
  QQuickWindow* window_ = nullptr;
};

}  // namespace till::ui::kiosk
