// SPDX-License-Identifier: Apache-2.0
#include "ui/app/start_error_window.h"

#include <QGuiApplication>

#include "ui/kiosk/kiosk_model.h"
#include "ui/kiosk/kiosk_window.h"

namespace till::ui::app {

using namespace pos::station;

void showStartError(const StartError& error, const AppOptions& options) {
  if (QGuiApplication::platformName() == "offscreen") return;
  // The office's words could not be read, so these are in the program.
  kiosk::KioskModel model([](const Input&) { return true; }, pos::words::Words(), config::KeyLayout());
  kiosk::KioskWindow window;
  StationView view;
  view.page = Page::stopped;
  view.title = "The station did not start";
  view.notices = {
      {Level::stop, error.text + ".", "Nothing was changed. Mend it, or call the office, and start again."}};
  view.entry.enabled = false;
  view.hints = "*Ctrl+Shift+Q* close";
  model.show(std::make_shared<const StationView>(view));
  if (window.open(model, {options.size, options.fullScreen, options.dark}) != nullptr) QGuiApplication::exec();
}

}  // namespace till::ui::app
