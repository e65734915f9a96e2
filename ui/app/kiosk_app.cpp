// SPDX-License-Identifier: Apache-2.0
#include "ui/app/kiosk_app.h"

#include <QMetaObject>
#include <future>
#include <optional>

#include "pos/station/station.h"
#include "ui/app/station_parts.h"
#include "ui/kiosk/kiosk_model.h"
#include "ui/kiosk/kiosk_window.h"

namespace till::ui::app {

using kiosk::KioskModel;
using kiosk::KioskWindow;
using pos::station::Station;
using pos::station::StationView;
using Opened = tl::expected<pos::station::StationParts, StartError>;

// The station goes first: it publishes into the model until it is gone.
struct KioskApp::Parts {
  std::unique_ptr<KioskModel> model;
  std::unique_ptr<KioskWindow> window;
  std::unique_ptr<Station> station;
};

KioskApp::KioskApp(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
KioskApp::~KioskApp() = default;

tl::expected<std::unique_ptr<KioskApp>, StartError> KioskApp::start(const AppOptions& options) {
  // The pages are read while the office is opened: neither knows of the other.
  std::optional<config::Office> office;
  auto opening = std::async(std::launch::async, [&]() -> Opened {
    auto read = openOffice(options);
    if (!read) return tl::unexpected(read.error());
    office = std::move(*read);
    return openParts(*office, options);
  });
  auto window = std::make_unique<KioskWindow>();
  auto opened = opening.get();
  if (!opened) return tl::unexpected(opened.error());

  auto parts = std::make_unique<Parts>();
  Parts& p = *parts;
  p.model = std::make_unique<KioskModel>(
      [&p](pos::station::Input input) { return p.station != nullptr && p.station->send(std::move(input)); },
      office->words, office->keys);
  p.window = std::move(window);
  const kiosk::WindowOptions shape{options.size, options.fullScreen, options.dark};
  if (p.window->open(*p.model, shape) == nullptr)
    return tl::unexpected(StartError{70, "the kiosk's pages did not load"});
  const auto publish = [model = p.model.get()](std::shared_ptr<const StationView> view) {
    QMetaObject::invokeMethod(model, [model, view = std::move(view)] { model->show(view); }, Qt::QueuedConnection);
  };
  p.station = startStation(std::move(*opened), publish, [devices = office->devices](drivers::rack::RackListener rack) {
    return drivers::rack::startRack(devices, std::move(rack));
  });
  return std::unique_ptr<KioskApp>(new KioskApp(std::move(parts)));
}

QQuickWindow* KioskApp::window() const { return parts_->window->window(); }

std::shared_ptr<const StationView> KioskApp::view() const { return parts_->model->view(); }

void KioskApp::onView(std::function<void()> listener) {
  QObject::connect(parts_->model.get(), &KioskModel::shown, parts_->model.get(), std::move(listener));
}

}  // namespace till::ui::app
