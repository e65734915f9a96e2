// SPDX-License-Identifier: Apache-2.0
// The composition root: office, ledger, people, bills, devices, station, window. Qt's thread.
#pragma once

#include <tl/expected.hpp>

#include <QSize>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "pos/station/view.h"

class QQuickWindow;

namespace till::ui::app {

struct AppOptions {
  std::filesystem::path office;   // folder of the office's TOML files
  std::filesystem::path data;     // ledger, bills, people
  std::filesystem::path shared;   // printers/ and words/; empty: found beside the program or in the source tree
  std::filesystem::path devices;  // in place of the office's devices.toml; empty: that one
  std::filesystem::path pepper;   // empty: beside the data directory, never in it
  QSize size{1280, 800};
  bool fullScreen = false;
  bool dark = false;
};

// As sysexits.h has them: 64 usage, 74 I/O, 75 the station is running already, 78 configuration.
struct StartError {
  int exitCode = 70;
  std::string text;  // what, where, what to do
};

class KioskApp {
 public:
  // The application object exists already; its rendering was prepared by ui::kiosk::prepareRendering().
  [[nodiscard]] static tl::expected<std::unique_ptr<KioskApp>, StartError> start(const AppOptions& options);
  ~KioskApp();  // the station finishes the step at hand

  [[nodiscard]] QQuickWindow* window() const;
  [[nodiscard]] std::shared_ptr<const pos::station::StationView> view() const;
  // Grows while the station's thread is alive, at least once a second.
  [[nodiscard]] std::uint64_t turns() const;
  // Called on Qt's thread after the window's properties took a new view (it is painted with the next frame).
  void onView(std::function<void()> listener);

 private:
  struct Parts;
  explicit KioskApp(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace till::ui::app
