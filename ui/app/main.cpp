// SPDX-License-Identifier: Apache-2.0
// citytill: the clerk's kiosk.
#include <sys/signalfd.h>
#include <unistd.h>
#include <QCommandLineParser>
#include <QGuiApplication>
#include <QSocketNotifier>
#include <csignal>
#include <cstdio>
#include <string>
#include <variant>

#include "ui/app/kiosk_app.h"
#include "ui/app/service_manager.h"
#include "ui/app/start_error_window.h"
#include "ui/kiosk/kiosk_window.h"

namespace {

using till::ui::app::AppOptions;
using till::ui::app::KioskApp;

constexpr int kExitUsage = 64;
constexpr int kExitNoDisplay = 69;
constexpr int kExitConfig = 78;

constexpr const char* kAbout =
    "The cash-drawer station of a utility billing counter.\n\n"
    "Example: citytill --office config/offices/sample-city --data build/demo/data\n\n"
    "Ctrl+Shift+Q closes it, and so does SIGTERM; a basket stays as it is.\n\n"
    "Exit status: 0 closed; 64 usage; 69 no display; 74 a file or the disk; 75 the station is running already;\n"
    "78 an error in the office's configuration (file, line and key are said).";

// SIGTERM and SIGINT close the window as a person would: the station finishes the step at hand.
int blockedSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

// Without one Qt would abort before it could say so in a sentence.
bool displayIsThere() {
  return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
         qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

bool readSize(const QString& text, QSize& size) {
  const QStringList parts = text.split('x');
  if (parts.size() != 2) return false;
  size = {parts[0].toInt(), parts[1].toInt()};
  return size.width() >= 1024 && size.height() >= 768;
}

int failed(int exitCode, const std::string& text) {
  std::fprintf(stderr, "citytill: %s\n", text.c_str());
  return exitCode;
}

int usage(const QString& text) { return failed(kExitUsage, text.toStdString() + "; see citytill --help"); }

// The options, or the exit status at which the program is done already.
std::variant<AppOptions, int> readOptions() {
  QCommandLineParser parser;
  parser.setApplicationDescription(kAbout);
  const QCommandLineOption help("help", "Shows this.");
  const QCommandLineOption office("office", "The office's folder of settings.", "DIR");
  const QCommandLineOption data("data", "Where ledger, bills and people are.", "DIR");
  const QCommandLineOption devices("devices", "A devices.toml to read in place of the office's.", "FILE");
  const QCommandLineOption shared("shared", "Printer profiles and words; found by itself.", "DIR");
  const QCommandLineOption pepper("pepper", "The PINs' pepper; beside the data directory by default.", "FILE");
  const QCommandLineOption size("window", "Size of the window, 1024x768 or more.", "WxH", "1280x800");
  const QCommandLineOption full("fullscreen", "Takes the whole screen.");
  const QCommandLineOption dark("dark", "Dark colours.");
  for (const auto& option : {help, office, data, devices, shared, pepper, size, full, dark}) parser.addOption(option);
  if (!parser.parse(QGuiApplication::arguments())) return usage(parser.errorText());
  if (parser.isSet(help)) {
    std::fputs(qPrintable(parser.helpText()), stdout);
    return 0;
  }
  if (!parser.positionalArguments().isEmpty()) return usage("unexpected " + parser.positionalArguments().constFirst());
  if (!parser.isSet(office) || !parser.isSet(data)) return usage("--office and --data are needed");

  AppOptions options;
  options.office = parser.value(office).toStdString();
  options.data = parser.value(data).toStdString();
  options.devices = parser.value(devices).toStdString();
  options.shared = parser.value(shared).toStdString();
  options.pepper = parser.value(pepper).toStdString();
  options.fullScreen = parser.isSet(full);
  options.dark = parser.isSet(dark);
  if (!readSize(parser.value(size), options.size)) return usage("--window wants a size of 1024x768 or more");
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const int signalsIn = blockedSignals();
  const bool display = displayIsThere();
  if (!display) qputenv("QT_QPA_PLATFORM", "offscreen");
  till::ui::kiosk::prepareRendering();
  const QGuiApplication application(argc, argv);
  QGuiApplication::setApplicationName("citytill");
  const QSocketNotifier stop(signalsIn, QSocketNotifier::Read);
  QObject::connect(&stop, &QSocketNotifier::activated, &application, &QGuiApplication::quit);

  const auto read = readOptions();
  if (const int* exitCode = std::get_if<int>(&read)) return *exitCode;
  if (!display) return failed(kExitNoDisplay, "no display: set DISPLAY (or QT_QPA_PLATFORM=offscreen to go without)");
  const auto& options = std::get<AppOptions>(read);
  const auto app = KioskApp::start(options);
  if (app) {
    const till::ui::app::ServiceManager systemd([&app] { return (*app)->turns(); });
    return QGuiApplication::exec();
  }
  // A person in front of the window must see why there is no counter; whoever started it reads the same on stderr.
  const int exitCode = failed(app.error().exitCode, app.error().text);
  if (exitCode == kExitConfig) till::ui::app::showStartError(app.error(), options);
  return exitCode;
}
