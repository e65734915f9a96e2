// SPDX-License-Identifier: Apache-2.0
// How the devices of the contract suite are connected. Each test program links one kind.
#pragma once

#include <memory>

#include "drivers/rack/rack.h"
#include "drivers/virtual/model/device.h"

namespace till::tests::contract {

class Wiring {
 public:
  virtual ~Wiring() = default;
  virtual drivers::model::Port& printerPort() = 0;
  virtual drivers::model::Port& scannerPort() = 0;
  [[nodiscard]] virtual drivers::rack::Link printerLink() const = 0;
  [[nodiscard]] virtual drivers::rack::Link scannerLink() const = 0;
  virtual std::unique_ptr<drivers::rack::Rack> startRack(const drivers::rack::DeviceSettings& settings,
                                                         drivers::rack::RackListener listener) = 0;
};

using MakeWiring = std::unique_ptr<Wiring> (*)(drivers::model::Device& printer, drivers::model::Device& scanner);

}  // namespace till::tests::contract
