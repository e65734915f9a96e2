// SPDX-License-Identifier: Apache-2.0
// One kiosk window for all tests of the process, drawn offscreen by the software renderer, fed with sample views; what
// it would send to the station is kept. Also counts what Qt warns of: a warning is a failed test.
#pragma once

#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>
#include <vector>

#include "pos/station/input.h"
#include "pos/station/view.h"
#include "ui/kiosk/kiosk_model.h"
#include "ui/kiosk/kiosk_window.h"

namespace till::ui::kiosk::test {

class KioskStage {
 public:
  static KioskStage& get();
  static void close();  // before the application object goes

  void resize(QSize size);
  void setDark(bool dark);
  void show(const pos::station::StationView& view);
  [[nodiscard]] QImage picture();
  [[nodiscard]] QQuickWindow* window() { return window_->window(); }
  [[nodiscard]] KioskModel& model() { return *model_; }
  [[nodiscard]] QObject* theme();

  // What was sent since the last call; with takes(false), sends are refused like those of a full queue.
  [[nodiscard]] std::vector<pos::station::Input> sent();
  void takes(bool willTake) { takes_ = willTake; }

  // Shown items with this object name; findChild does not see what a Repeater made.
  [[nodiscard]] QQuickItem* item(const QString& objectName);
  // All shown items, or those of a QML type such as "Label" or "PadKey".
  [[nodiscard]] std::vector<QQuickItem*> items(const QString& type = {});

 private:
  KioskStage();
  std::vector<pos::station::Input> sent_;
  bool takes_ = true;
  std::unique_ptr<KioskModel> model_;
  std::unique_ptr<KioskWindow> window_;
  std::unique_ptr<QObject> theme_;  // holds the theme as a property
};

// Warnings since the last call.
[[nodiscard]] QStringList takeWarnings();
void listenForWarnings();

[[nodiscard]] QRectF sceneRect(const QQuickItem& item);
// "Maria Delgado" or the object's name: how a failure names the item.
[[nodiscard]] std::string nameOf(const QQuickItem& item);

}  // namespace till::ui::kiosk::test
