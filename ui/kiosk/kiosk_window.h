// SPDX-License-Identifier: Apache-2.0
// The kiosk's window: loads the QML, takes every key before any item does. Qt's thread.
#pragma once

#include <QObject>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <memory>

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
  // Reads the pages.
  KioskWindow();
  ~KioskWindow() override;
  // Shows what the model tells. nullptr when the pages did not load: a broken installation; stderr says
  // why. Once; the model must outlive the window.
  QQuickWindow* open(KioskModel& model, const WindowOptions& options);
  [[nodiscard]] QQuickWindow* window() const { return window_; }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void waitForPages();

  KioskModel* model_ = nullptr;
  QQmlEngine engine_;
  QQmlComponent pages_;
  std::unique_ptr<QObject> root_;  // before its engine goes
  QQuickWindow* window_ = nullptr;
};

}  // namespace till::ui::kiosk
