// SPDX-License-Identifier: Apache-2.0
#include "ui/app/kiosk_app.h"

#include <QMetaObject>
#include <future>
#include <iostream>
#include <optional>

#include "pos/station/station.h"
#include "ui/app/control_acts.h"
#include "ui/app/station_parts.h"
#include "ui/control/server.h"
#include "ui/kiosk/beep.h"
#include "ui/kiosk/kiosk_model.h"
#include "ui/kiosk/kiosk_window.h"

namespace till::ui::app {

using kiosk::KioskModel;
using kiosk::KioskWindow;
using pos::station::Station;
using pos::station::StationView;
using Opened = tl::expected<pos::station::StationParts, StartError>;

// The last goes first: who asks at the socket is called off, then the station, which publishes into the model until it
// is gone.
struct KioskApp::Parts {
  std::unique_ptr<KioskModel> model;
  std::unique_ptr<KioskWindow> window;
  std::unique_ptr<drivers::rack::StatisticsKeeper> statistics;
  std::unique_ptr<ControlActs> control;
  std::unique_ptr<Station> station;
  std::unique_ptr<control::Server> server;

  bool send(pos::station::Input input) { return station != nullptr && station->send(std::move(input)); }
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
  const auto send = [&p](pos::station::Input input) { return p.send(std::move(input)); };
  p.model = std::make_unique<KioskModel>(send, office->words, office->keys);
  QObject::connect(p.model.get(), &KioskModel::beeped, p.model.get(), kiosk::beep);
  p.window = std::move(window);
  const kiosk::WindowOptions shape{options.size, options.fullScreen, options.dark};
  if (p.window->open(*p.model, shape) == nullptr)
    return tl::unexpected(StartError{70, "the kiosk's pages did not load"});
  const auto publish = [model = p.model.get()](std::shared_ptr<const StationView> view) {
    QMetaObject::invokeMethod(model, [model, view = std::move(view)] { model->show(view); }, Qt::QueuedConnection);
  };
  std::vector<std::string> people;
  for (const auto& person : opened->people->people()) people.push_back(person.id);
  p.statistics = std::make_unique<drivers::rack::StatisticsKeeper>(options.data / drivers::rack::kStatisticsFile);
  if (!p.statistics->trouble().empty()) std::cerr << "citytill: " << p.statistics->trouble() << "\n";
  p.control = std::make_unique<ControlActs>(office->devices, std::move(people), p.statistics->book(), send);
  p.station = startStation(
      std::move(*opened), publish,
      [devices = office->devices, &book = p.statistics->book()](drivers::rack::RackListener rack) {
        return drivers::rack::startCountedRack(devices, std::move(rack), book);
      },
      [control = p.control.get()](const pos::station::TellTest& told) { control->told(told); },
      [control = p.control.get()](const pos::station::TellOffice& told) { control->told(told); });
  auto server = control::serve(options.data, p.control->acts());
  if (!server) std::cerr << "citytill: " << server.error() << "; tillctl cannot ask this station\n";
  if (server) p.server = std::move(*server);
  return std::unique_ptr<KioskApp>(new KioskApp(std::move(parts)));
}

QQuickWindow* KioskApp::window() const { return parts_->window->window(); }

std::shared_ptr<const StationView> KioskApp::view() const { return parts_->model->view(); }

std::uint64_t KioskApp::turns() const { return parts_->station->turns(); }

void KioskApp::onView(std::function<void()> listener) {
  QObject::connect(parts_->model.get(), &KioskModel::shown, parts_->model.get(), std::move(listener));
}

}  // namespace till::ui::app
