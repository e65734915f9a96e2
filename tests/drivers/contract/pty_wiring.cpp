// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "drivers/virtual/pty/pty_port.h"
#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace drivers;
namespace fs = std::filesystem;

class PtyWiring : public Wiring {
 public:
  PtyWiring(model::Device& printer, model::Device& scanner) {
    std::string pattern = (fs::temp_directory_path() / "contract-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    printer_ = plugIn(printer, "ttyPOS0");
    scanner_ = plugIn(scanner, "ttyPOS1");
  }
  ~PtyWiring() override {
    printer_.reset();
    scanner_.reset();
    fs::remove_all(directory_);
  }

  model::Port& printerPort() override { return *printer_; }
  model::Port& scannerPort() override { return *scanner_; }
  rack::Link printerLink() const override { return named("ttyPOS0"); }
  rack::Link scannerLink() const override { return named("ttyPOS1"); }
  std::unique_ptr<rack::Rack> startRack(const rack::DeviceSettings& settings, rack::RackListener listener) override {
    return rack::startRack(settings, std::move(listener));
  }

 private:
  std::unique_ptr<model::Port> plugIn(model::Device& device, const char* name) {
    auto port = pty::openPtyPort(device, directory_, name);
    if (!port) throw std::runtime_error(port.error());
    return std::move(*port);
  }
  rack::Link named(const char* name) const {
    transport::SerialSettings settings;
    settings.port = (directory_ / name).string();
    return settings;
  }

  fs::path directory_;
  std::unique_ptr<model::Port> printer_;
  std::unique_ptr<model::Port> scanner_;
};

std::unique_ptr<Wiring> make(model::Device& printer, model::ScannerModel& scanner) {
  return std::make_unique<PtyWiring>(printer, scanner);
}

CITYTILL_CONTRACT_ON(Pty, make);

}  // namespace
}  // namespace till::tests::contract
