// SPDX-License-Identifier: Apache-2.0
#include <stdexcept>
#include <utility>

#include "drivers/virtual/umockdev/usb_port.h"
#include "tests/drivers/contract/plug_events.h"

namespace till::tests::contract {
namespace {

using namespace drivers;

constexpr std::size_t kLostAfterReopen = 23;  // as was seen of a clone (hardware-docs/failures.md, 25)

// The printer on USB, where the kernel's usblp had it first; the scanner on a tty of the same test bed.
class UsbWiring : public Wiring {
 public:
  UsbWiring(model::Device& printer, model::Device& scanner)
      : testbed_(need(umockdev::Testbed::open())),
        printer_(need(umockdev::openUsbPort(*testbed_, printer, {.lostAfterReopen = kLostAfterReopen}))),
        scanner_(need(umockdev::openTtyPort(*testbed_, scanner, "ttyACM0"))) {}

  model::Port& printerPort() override { return *printer_; }
  model::Port& scannerPort() override { return *scanner_; }
  rack::Link printerLink() const override { return transport::UsbSettings{0x04B8, 0x0E15, "", ""}; }
  rack::Link scannerLink() const override {
    transport::SerialSettings settings;
    settings.port = "/dev/ttyACM0";
    return settings;
  }
  std::unique_ptr<rack::Rack> startRack(const rack::DeviceSettings& settings, rack::RackListener listener) override {
    return rack::startRack(settings, std::move(listener));
  }

 private:
  template <class T>
  static T need(tl::expected<T, std::string> wanted) {
    if (!wanted) throw std::runtime_error(wanted.error());
    return std::move(*wanted);
  }

  std::unique_ptr<umockdev::Testbed> testbed_;
  std::unique_ptr<umockdev::UsbPort> printer_;
  std::unique_ptr<model::Port> scanner_;
};

std::unique_ptr<Wiring> make(model::Device& printer, model::ScannerModel& scanner) {
  return std::make_unique<UsbWiring>(printer, scanner);
}

CITYTILL_CONTRACT_ON(Usb, make);
INSTANTIATE_TEST_SUITE_P(Usb, PlugEventContract, ::testing::Values(kWires), ::testing::PrintToStringParamName());

}  // namespace
}  // namespace till::tests::contract
