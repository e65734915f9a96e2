// SPDX-License-Identifier: Apache-2.0
// virtual-counter: a printer, a drawer, a scanner and a check reader for those who have none, on the wires that the
// drivers speak to.
#include <QtQml/qqml.h>
#include <QtQml/qqmlextensionplugin.h>
#include <sys/signalfd.h>
#include <QCommandLineParser>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QSocketNotifier>
#include <csignal>
#include <cstdio>
#include <string>
#include <variant>

#include "ui/virtual_counter/counter_model.h"
#include "ui/virtual_counter/paper_pictures.h"

Q_IMPORT_QML_PLUGIN(CityTillPlugin)
Q_IMPORT_QML_PLUGIN(CityTill_VirtualCounterPlugin)

namespace {

using namespace till::ui::virtual_counter;

constexpr int kExitUsage = 64;
constexpr int kExitBadData = 65;
constexpr int kExitSoftware = 70;
constexpr int kExitIo = 74;

constexpr const char* kAbout =
    "A counter's devices without the devices: printer, cash drawer, scanner and check reader on pseudo-terminals.\n\n"
    "Writes a devices.toml for citytill, then says \"ready\" and serves until its window is closed or SIGTERM comes.\n"
    "citytill needs the modem shim preloaded to open a pseudo-terminal; config/demo does all of it.\n\n"
    "Example: virtual-counter --office config/offices/sample-city --devices-out build/demo/devices.toml\n\n"
    "Exit status: 0 closed; 64 usage; 65 a stubs.txt or checks.txt that does not read; 74 a file, or no "
    "pseudo-terminal.";

struct Options {
  std::string office, devicesOut, ports;
  bool window = true;
};

int blockedSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int failed(int exitCode, const std::string& text) {
  std::fprintf(stderr, "virtual-counter: %s\n", text.c_str());
  return exitCode;
}

std::variant<Options, int> readOptions() {
  QCommandLineParser parser;
  parser.setApplicationDescription(kAbout);
  const QCommandLineOption help("help", "Shows this.");
  const QCommandLineOption office("office",
                                  "The office whose sample stubs (stubs.txt) and checks (checks.txt) lie here.", "DIR");
  const QCommandLineOption devices("devices-out", "The devices.toml to write.", "FILE");
  const QCommandLineOption ports("ports", "Where the ports' links are made; beside the devices.toml by default.",
                                 "DIR");
  const QCommandLineOption noWindow("no-window", "Serves without showing anything.");
  for (const auto& option : {help, office, devices, ports, noWindow}) parser.addOption(option);
  if (!parser.parse(QCoreApplication::arguments())) return failed(kExitUsage, parser.errorText().toStdString());
  if (parser.isSet(help)) {
    std::fputs(qPrintable(parser.helpText()), stdout);
    return 0;
  }
  if (!parser.isSet(office) || !parser.isSet(devices)) {
    return failed(kExitUsage, "--office and --devices-out are needed; see --help");
  }
  Options options;
  options.office = parser.value(office).toStdString();
  options.devicesOut = parser.value(devices).toStdString();
  options.ports = parser.isSet(ports) ? parser.value(ports).toStdString() : options.devicesOut + ".ports";
  options.window = !parser.isSet(noWindow);
  return options;
}

// Asked before there is an application, which must be of the right kind: without a window no display is needed.
bool wantsWindow(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--no-window" || std::string(argv[i]) == "--help") return false;
  }
  return true;
}

int showAndServe(CounterModel& model) {
  qmlRegisterSingletonInstance("CityTill.VirtualCounter.Model", 1, 0, "Counter", &model);
  QQmlApplicationEngine engine;
  engine.addImageProvider("paper", new PaperPictures(model.devices()));  // the engine owns it
  engine.load(QUrl("qrc:/qt-project.org/imports/CityTill/VirtualCounter/VirtualCounter.qml"));
  if (engine.rootObjects().isEmpty()) return failed(kExitSoftware, "the window did not load");
  return QCoreApplication::exec();
}

int serve(const Options& options) {
  const std::filesystem::path office(options.office);
  const auto stubs = readStubPile(office / "stubs.txt");
  if (!stubs) return failed(kExitBadData, stubs.error());
  const auto checks = readCheckPile(office / "checks.txt");
  if (!checks) return failed(kExitBadData, checks.error());
  CounterModel model(*stubs, *checks);
  auto devices = CounterDevices::plugIn(options.ports, [&model] { model.wake(); });
  if (!devices) return failed(kExitIo, devices.error());
  const auto written = (*devices)->writeSettings(options.devicesOut);
  if (!written) return failed(kExitIo, written.error());
  model.show(std::move(*devices));
  std::puts("ready");
  std::fflush(stdout);
  return options.window ? showAndServe(model) : QCoreApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
  const int signalsIn = blockedSignals();
  std::unique_ptr<QCoreApplication> application;
  if (wantsWindow(argc, argv)) {
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    application = std::make_unique<QGuiApplication>(argc, argv);
  } else {
    application = std::make_unique<QCoreApplication>(argc, argv);
  }
  QCoreApplication::setApplicationName("virtual-counter");
  const QSocketNotifier stop(signalsIn, QSocketNotifier::Read);
  QObject::connect(&stop, &QSocketNotifier::activated, application.get(), &QCoreApplication::quit);
  const auto options = readOptions();
  if (const int* exitCode = std::get_if<int>(&options)) return *exitCode;
  return serve(std::get<Options>(options));
}
