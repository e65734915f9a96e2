// SPDX-License-Identifier: Apache-2.0
// How the devices of the contract suite are connected. Each test program links one kind.
#pragma once

#include <memory>
#include <ostream>

#include "drivers/rack/rack.h"
#include "drivers/virtual/model/scanner_model.h"

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

// The kind that a test program links; printed as its name, because ctest's names are made of it.
struct WireKind {
  const char* name;
  std::unique_ptr<Wiring> (*make)(drivers::model::Device& printer, drivers::model::ScannerModel& scanner);
  // A scanner of another kind than the one on a line; null: that one.
  std::unique_ptr<drivers::model::ScannerModel> (*makeScanner)(drivers::model::ScannerTraits traits) = nullptr;
  // How many times slower than on this machine a sound device may be before a deadline passes: a guest whose one
  // processor is emulated, on a host that is busy, stands still for tenths of a second.
  int slower = 1;
  friend std::ostream& operator<<(std::ostream& out, const WireKind& kind) { return out << kind.name; }
};

}  // namespace till::tests::contract
