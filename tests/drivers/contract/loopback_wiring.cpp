// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "drivers/virtual/loopback/loopback_port.h"
#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace drivers;

class LoopbackWiring : public Wiring {
 public:
  LoopbackWiring(model::Device& printer, model::Device& scanner)
      : printer_(loopback::openLoopbackPort(printer)), scanner_(loopback::openLoopbackPort(scanner)) {}

  model::Port& printerPort() override { return *printer_.port; }
  model::Port& scannerPort() override { return *scanner_.port; }
  rack::Link printerLink() const override { return named("printer"); }
  rack::Link scannerLink() const override { return named("scanner"); }

  std::unique_ptr<rack::Rack> startRack(const rack::DeviceSettings& settings, rack::RackListener listener) override {
    return rack::startRack(settings, std::move(listener), [this](const rack::Link& link, transport::Listener to) {
      const bool printer = std::get<transport::SerialSettings>(link).port == "printer";
      return transport::openLoopback(printer ? printer_.wire : scanner_.wire, std::move(to));
    });
  }

 private:
  static rack::Link named(const char* port) {
    transport::SerialSettings settings;
    settings.port = port;
    return settings;
  }

  loopback::LoopbackDevice printer_;
  loopback::LoopbackDevice scanner_;
};

std::unique_ptr<Wiring> make(model::Device& printer, model::ScannerModel& scanner) {
  return std::make_unique<LoopbackWiring>(printer, scanner);
}

CITYTILL_CONTRACT_ON(Loopback, make);

}  // namespace
}  // namespace till::tests::contract
