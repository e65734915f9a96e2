// SPDX-License-Identifier: Apache-2.0
// A station with a check reader and a slip printer on a wire inside the program, its driver's link, and the hand of a
// person: something that is done as soon as the station waits for it.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "drivers/slip/sheet_watch.h"
#include "drivers/slip/station_link.h"
#include "drivers/virtual/loopback/loopback_port.h"
#include "drivers/virtual/model/check_reader_model.h"

namespace till::drivers::slip {

// A model whose person acts at each tick, on the station's own thread.
class AttendedStation : public model::CheckReaderModel {
 public:
  std::function<void(model::CheckReaderModel&)> person;
  void tick() override {
    model::CheckReaderModel::tick();
    if (person) person(*this);
  }
};

class Station {
 public:
  Station() : device_(loopback::openLoopbackPort(model_)) {
    (void)link.open(
        [this](transport::Listener listener) { return transport::openLoopback(device_.wire, std::move(listener)); });
  }
  ~Station() { device_.port->unplug(); }

  void use(const std::function<void(AttendedStation&)>& how) {
    device_.port->use([&] { how(model_); });
  }
  // Once, when the station waits like that and has said so.
  void when(model::CheckReaderModel::Waits waits, std::function<void(model::CheckReaderModel&)> act) {
    use([&](AttendedStation& model) {
      model.person = [waits, act = std::move(act), done = false](model::CheckReaderModel& station) mutable {
        if (done || station.waits() != waits || !station.saidThatItWaits()) return;
        done = true;
        act(station);
      };
    });
  }
  bool open() {
    return link
        .open(
            [this](transport::Listener listener) { return transport::openLoopback(device_.wire, std::move(listener)); })
        .has_value();
  }
  void unplug() { device_.port->unplug(); }
  void unplugAfter(std::size_t bytes) { device_.port->unplugAfter(bytes); }
  void plug() { device_.port->plug(); }

 private:
  AttendedStation model_;
  loopback::LoopbackDevice device_;

 public:
  StationLink link;
};

// Short where a test waits in vain, long where it waits for what comes.
inline StationDeadlines quickDeadlines() {
  using std::chrono::milliseconds;
  return {milliseconds(3000), milliseconds(2000), milliseconds(1000), milliseconds(500), milliseconds(5)};
}

}  // namespace till::drivers::slip
