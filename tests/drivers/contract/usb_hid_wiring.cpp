// SPDX-License-Identifier: Apache-2.0
// The scanner on USB HID, in either mode, where the kernel's usbhid had it first; the printer on a wire of its own.
#include <stdexcept>
#include <utility>

#include "drivers/transport/loopback.h"
#include "drivers/transport/usb_hid.h"
#include "drivers/virtual/loopback/loopback_port.h"
#include "drivers/virtual/umockdev/usb_port.h"
#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace drivers;

constexpr int kVendor = 0x0C2E;  // says nothing on HID-POS before it is told to
constexpr int kProduct = 0x0B07;

class UsbHidWiring : public Wiring {
 public:
  UsbHidWiring(model::Device& printer, model::HidScannerModel& scanner)
      : keyboard_(scanner.isBootKeyboard()),
        testbed_(need(umockdev::Testbed::open())),
        printer_(loopback::openLoopbackPort(printer)),
        scanner_(need(umockdev::openUsbPort(*testbed_, scanner, {kVendor, kProduct, "S42", "1-3", true, &scanner}))) {}

  model::Port& printerPort() override { return *printer_.port; }
  model::Port& scannerPort() override { return *scanner_; }
  rack::Link printerLink() const override { return transport::SerialSettings{}; }
  rack::Link scannerLink() const override {
    const auto use = keyboard_ ? transport::HidUse::keyboard : transport::HidUse::pos;
    return transport::UsbHidSettings{{kVendor, kProduct, "S42", ""}, use};
  }
  std::unique_ptr<rack::Rack> startRack(const rack::DeviceSettings& settings, rack::RackListener listener) override {
    return rack::startRack(settings, std::move(listener), [this](const rack::Link& link, transport::Listener to) {
      const bool isScanner = std::holds_alternative<transport::UsbHidSettings>(link);
      return isScanner ? rack::openLink(link, std::move(to)) : transport::openLoopback(printer_.wire, std::move(to));
    });
  }

 private:
  template <class T>
  static T need(tl::expected<T, std::string> wanted) {
    if (!wanted) throw std::runtime_error(wanted.error());
    return std::move(*wanted);
  }

  const bool keyboard_;
  std::unique_ptr<umockdev::Testbed> testbed_;
  loopback::LoopbackDevice printer_;
  std::unique_ptr<umockdev::UsbPort> scanner_;
};

std::unique_ptr<Wiring> make(model::Device& printer, model::ScannerModel& scanner) {
  return std::make_unique<UsbHidWiring>(printer, dynamic_cast<model::HidScannerModel&>(scanner));
}

template <bool keyboard>
std::unique_ptr<model::ScannerModel> makeScanner(model::ScannerTraits traits) {
  model::HidScannerTraits hid;
  hid.scanner = std::move(traits);
  hid.keyboard = keyboard;
  hid.silentUntilRouted = !keyboard;
  return std::make_unique<model::HidScannerModel>(std::move(hid));
}

constexpr WireKind kPos{"HidPos", make, makeScanner<false>};
constexpr WireKind kKeyboard{"HidKeyboard", make, makeScanner<true>};
INSTANTIATE_TEST_SUITE_P(Hid, ScannerContract, ::testing::Values(kPos, kKeyboard), ::testing::PrintToStringParamName());

}  // namespace
}  // namespace till::tests::contract
