// SPDX-License-Identifier: Apache-2.0
// One window, measured from inside: the kiosk as it ships, or an empty one that takes another colour. Says on one line,
// in microseconds and kilobytes: first frame since TILL_STARTED (steady clock, ns), median key to painted frame,
// resident. bench_window empty | bench_window kiosk OFFICE DATA DEVICES PEPPER
#include <unistd.h>
#include <QEventLoop>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <vector>

#include "ui/app/kiosk_app.h"
#include "ui/kiosk/kiosk_window.h"

namespace {

using SteadyClock = std::chrono::steady_clock;
using till::ui::app::KioskApp;

constexpr int kKeys = 40;
constexpr int kDeadlineMillis = 5000;

// All that an empty window can paint is itself.
constexpr const char* kEmpty = R"(import QtQuick
Window { id: window; width: 1280; height: 800; visible: true; property bool lit: false; color: lit ? "#303030" : "#202020"
  Item { anchors.fill: parent; focus: true; Keys.onPressed: window.lit = !window.lit } })";

// Runs the event loop until the window has painted once more.
bool waitForFrame(QQuickWindow& window) {
  QEventLoop loop;
  bool painted = false;
  const auto connection = QObject::connect(&window, &QQuickWindow::frameSwapped, &loop, [&] {
    painted = true;
    loop.quit();
  });
  QTimer::singleShot(kDeadlineMillis, &loop, &QEventLoop::quit);
  loop.exec();
  QObject::disconnect(connection);
  return painted;
}

double microsSince(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count();
}

double keyToFrame(QQuickWindow& window, int key) {
  const QString text = key == Qt::Key_2 ? "2" : "";
  QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
  const auto start = SteadyClock::now();
  QCoreApplication::sendEvent(&window, &press);
  return waitForFrame(window) ? microsSince(start) : -1;
}

long residentKilobytes() {
  std::ifstream file("/proc/self/statm");
  long pages = 0;
  long resident = 0;
  file >> pages >> resident;
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

void measure(QQuickWindow& window, bool kiosk) {
  const char* text = std::getenv("TILL_STARTED");
  const SteadyClock::time_point started{std::chrono::nanoseconds(text != nullptr ? std::atoll(text) : 0)};
  waitForFrame(window);
  const double first = microsSince(started);
  if (kiosk) keyToFrame(window, Qt::Key_1);  // who; the digits after it are a PIN
  std::vector<double> keys;
  for (int i = 0; i < kKeys; ++i) keys.push_back(keyToFrame(window, i % 2 == 0 ? Qt::Key_2 : Qt::Key_Backspace));
  std::sort(keys.begin(), keys.end());
  std::printf("%.1f %.1f %ld\n", first, keys[keys.size() / 2], residentKilobytes());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  till::ui::kiosk::prepareRendering();
  QGuiApplication application(argc, argv);
  if (argc == 6) {
    till::ui::app::AppOptions options;
    options.office = argv[2];
    options.data = argv[3];
    options.devices = argv[4];
    options.pepper = argv[5];
    const auto app = KioskApp::start(options);
    if (!app) return app.error().exitCode;
    measure(*(*app)->window(), true);
    return 0;
  }
  QQmlEngine engine;
  QQmlComponent component(&engine);
  component.setData(kEmpty, QUrl());
  const std::unique_ptr<QObject> root(component.create());
  auto* window = qobject_cast<QQuickWindow*>(root.get());
  if (window == nullptr) return 70;
  measure(*window, false);
  return 0;
}
