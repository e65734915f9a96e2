// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/kiosk_window.h"

#include <QtQml/qqml.h>
#include <QtQml/qqmlextensionplugin.h>
#include <QDebug>
#include <QEventLoop>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QTimer>
#include <chrono>

#include "ui/kiosk/chart_item.h"
#include "ui/kiosk/figures.h"

Q_IMPORT_QML_PLUGIN(CityTillPlugin)

namespace till::ui::kiosk {
namespace {

constexpr std::chrono::seconds kPagesDeadline{20};
constexpr const char* kModel = "kiosk";  // a property of the engine

}  // namespace

void prepareRendering() {
  if (!qEnvironmentVariableIsSet("QT_QPA_UPDATE_IDLE_TIME")) qputenv("QT_QPA_UPDATE_IDLE_TIME", "0");
  QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
}

KioskWindow::KioskWindow() : pages_(&engine_) {
  [[maybe_unused]] static const int known =
      qmlRegisterType<Figures>("CityTill.Model", 1, 0, "Figures") +
      qmlRegisterType<ChartItem>("CityTill.Model", 1, 0, "Chart") +
      qmlRegisterSingletonType<KioskModel>("CityTill.Model", 1, 0, "Kiosk", [](QQmlEngine* engine, QJSEngine*) {
        auto* model = engine->property(kModel).value<KioskModel*>();
        QJSEngine::setObjectOwnership(model, QJSEngine::CppOwnership);
        return model;
      });
  pages_.loadUrl(QUrl("qrc:/qt-project.org/imports/CityTill/Main.qml"), QQmlComponent::Asynchronous);
  // Qt reads them on a thread of its own; meanwhile this one finds the font, which takes as long.
  (void)QFontMetrics(QFont("Inter")).height();
  waitForPages();
}

void KioskWindow::waitForPages() {
  QEventLoop loop;
  QObject::connect(&pages_, &QQmlComponent::statusChanged, &loop, &QEventLoop::quit);
  QTimer::singleShot(kPagesDeadline, &loop, &QEventLoop::quit);
  if (pages_.isLoading()) loop.exec();
}

QQuickWindow* KioskWindow::open(KioskModel& model, const WindowOptions& options) {
  model_ = &model;
  engine_.setProperty(kModel, QVariant::fromValue(model_));
  if (!pages_.isReady()) qWarning().noquote() << pages_.errorString();
  if (!pages_.isReady()) return nullptr;
  root_.reset(pages_.createWithInitialProperties({{"width", options.size.width()},
                                                  {"height", options.size.height()},
                                                  {"fullScreen", options.fullScreen},
                                                  {"dark", options.dark}}));
  window_ = qobject_cast<QQuickWindow*>(root_.get());
  if (window_ == nullptr) return nullptr;
  window_->installEventFilter(this);
  window_->requestActivate();  // a bare X server has no window manager to give us the keys
  return window_;
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
  return model_->pressed(key) || QObject::eventFilter(watched, event);
}

}  // namespace till::ui::kiosk
