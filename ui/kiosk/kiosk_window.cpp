// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/kiosk_window.h"

#include <QtQml/qqml.h>
#include <QtQml/qqmlextensionplugin.h>
#include <QGuiApplication>
#include <QKeyEvent>

#include "ui/kiosk/figures.h"

Q_IMPORT_QML_PLUGIN(CityTillPlugin)

namespace till::ui::kiosk {

void prepareRendering() {
  if (!qEnvironmentVariableIsSet("QT_QPA_UPDATE_IDLE_TIME")) qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
  QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
}

KioskWindow::KioskWindow(KioskModel& model, const WindowOptions& options) : model_(model) {
  qmlRegisterType<Figures>("CityTill.Model", 1, 0, "Figures");
  qmlRegisterSingletonInstance("CityTill.Model", 1, 0, "Kiosk", &model_);
  engine_.setInitialProperties({{"width", options.size.width()},
                                {"height", options.size.height()},
                                {"fullScreen", options.fullScreen},
                                {"dark", options.dark}});
  engine_.load(QUrl("qrc:/qt-project.org/imports/CityTill/Main.qml"));
  if (engine_.rootObjects().isEmpty()) return;
  window_ = qobject_cast<QQuickWindow*>(engine_.rootObjects().constFirst());
  if (window_ == nullptr) return;
  window_->installEventFilter(this);
  window_->requestActivate();  // a bare X server has no window manager to give us the keys
}

KioskWindow::~KioskWindow() = default;

bool KioskWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QObject::eventFilter(watched, event);
  const auto& key = *static_cast<QKeyEvent*>(event);
  constexpr auto kQuit = Qt::ControlModifier | Qt::ShiftModifier;
  if (key.key() == Qt::Key_Q && (key.modifiers() & kQuit) == kQuit) {
    QGuiApplication::quit();
    return true;
  }
  return model_.pressed(key) || QObject::eventFilter(watched, event);
}

}  // namespace till::ui::kiosk
