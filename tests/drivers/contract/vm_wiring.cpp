// SPDX-License-Identifier: Apache-2.0
// Wires of a real kernel, inside the virtual machine of tests/vm: USB/IP with usblp first, CDC-ACM and HID gadgets, and
// crossed UARTs.
#include <stdexcept>
#include <utility>

#include "drivers/transport/loopback.h"
#include "drivers/transport/usb_hid.h"
#include "drivers/virtual/kernel/hid_port.h"
#include "drivers/virtual/kernel/tty_port.h"
#include "drivers/virtual/kernel/usbip_port.h"
#include "drivers/virtual/loopback/loopback_port.h"
#include "tests/drivers/contract/kernel_contract.h"
#include "tests/drivers/contract/plug_events.h"

namespace till::tests::contract {
namespace {

using namespace drivers;

template <class T>
T need(tl::expected<T, std::string> wanted) {
  if (!wanted) throw std::runtime_error(wanted.error());
  return std::move(*wanted);
}

rack::Link serial(const std::string& port) {
  transport::SerialSettings settings;
  settings.port = port;
  settings.baud = 115200;
  return settings;
}

// The printer behind USB/IP, the scanner as a CDC gadget: usblp and cdc_acm have them first.
class UsbWiring : public Wiring {
 public:
  UsbWiring(model::Device& printer, model::Device& scanner)
      : printer_(need(kernel::openUsbipPort(printer))),
        scanner_(need(kernel::openTtyPort(
            scanner, "/dev/ttyGS0",
            need(kernel::Gadget::make({"cdc", "acm.0", "dummy_udc.0", 0x0C2E, 0x0B81, "S42", {}}))))) {}
  model::Port& printerPort() override { return *printer_; }
  model::Port& scannerPort() override { return *scanner_; }
  rack::Link printerLink() const override { return transport::UsbSettings{0x04B8, 0x0E15, "", ""}; }
  rack::Link scannerLink() const override { return serial("/dev/ttyACM0"); }
  std::unique_ptr<rack::Rack> startRack(const rack::DeviceSettings& settings, rack::RackListener listener) override {
    return rack::startRack(settings, std::move(listener));
  }

 private:
  std::unique_ptr<kernel::UsbipPort> printer_;
  std::unique_ptr<model::Port> scanner_;
};

// Four UARTs, crossed in pairs: the drivers on ttyS4 and 6, the devices on 5 and 7. They are never unplugged: what an
// earlier test left on its way is swept out first.
class UartWiring : public Wiring {
 public:
  UartWiring(model::Device& printer, model::Device& scanner)
      : printer_((kernel::sweepLine("/dev/ttyS4", "/dev/ttyS5"), need(kernel::openTtyPort(printer, "/dev/ttyS5")))),
        scanner_((kernel::sweepLine("/dev/ttyS6", "/dev/ttyS7"), need(kernel::openTtyPort(scanner, "/dev/ttyS7")))) {}
  model::Port& printerPort() override { return *printer_; }
  model::Port& scannerPort() override { return *scanner_; }
  rack::Link printerLink() const override { return serial("/dev/ttyS4"); }
  rack::Link scannerLink() const override { return serial("/dev/ttyS6"); }
  std::unique_ptr<rack::Rack> startRack(const rack::DeviceSettings& settings, rack::RackListener listener) override {
    return rack::startRack(settings, std::move(listener));
  }

 private:
  std::unique_ptr<model::Port> printer_, scanner_;
};

// The scanner as a HID gadget, that usbhid has first; the printer on a wire of its own.
class HidWiring : public Wiring {
 public:
  HidWiring(model::Device& printer, model::HidScannerModel& scanner)
      : use_(scanner.isBootKeyboard() ? transport::HidUse::keyboard : transport::HidUse::pos),
        printer_(loopback::openLoopbackPort(printer)),
        scanner_(need(kernel::openHidPort(scanner, "dummy_udc.1"))) {}
  model::Port& printerPort() override { return *printer_.port; }
  model::Port& scannerPort() override { return *scanner_; }
  rack::Link printerLink() const override { return transport::SerialSettings{}; }
  rack::Link scannerLink() const override { return transport::UsbHidSettings{{0x0C2E, 0x0B61, "S43", ""}, use_}; }
  std::unique_ptr<rack::Rack> startRack(const rack::DeviceSettings& settings, rack::RackListener listener) override {
    return rack::startRack(settings, std::move(listener), [this](const rack::Link& link, transport::Listener to) {
      const bool isScanner = std::holds_alternative<transport::UsbHidSettings>(link);
      return isScanner ? rack::openLink(link, std::move(to)) : transport::openLoopback(printer_.wire, std::move(to));
    });
  }

 private:
  const transport::HidUse use_;
  loopback::LoopbackDevice printer_;
  std::unique_ptr<model::Port> scanner_;
};

template <class W>
std::unique_ptr<Wiring> make(model::Device& printer, model::ScannerModel& scanner) {
  return std::make_unique<W>(printer, scanner);
}
std::unique_ptr<Wiring> makeHid(model::Device& printer, model::ScannerModel& scanner) {
  return std::make_unique<HidWiring>(printer, dynamic_cast<model::HidScannerModel&>(scanner));
}

// The kernel's gadget adds the empty report after each by itself, and takes no feature reports.
template <bool keyboard>
std::unique_ptr<model::ScannerModel> makeScanner(model::ScannerTraits traits) {
  model::HidScannerTraits hid;
  hid.scanner = std::move(traits);
  hid.keyboard = keyboard;
  hid.emptyAfterEach = false;
  return std::make_unique<model::HidScannerModel>(std::move(hid));
}

constexpr int kSlower = 4;

CITYTILL_CONTRACT_ON(KernelUsb, make<UsbWiring>, nullptr, kSlower);
INSTANTIATE_TEST_SUITE_P(KernelUsb, PlugEventContract, ::testing::Values(kWires), ::testing::PrintToStringParamName());
INSTANTIATE_TEST_SUITE_P(KernelUsb, KernelContract, ::testing::Values(kWires), ::testing::PrintToStringParamName());

constexpr WireKind kUart{"KernelUart", make<UartWiring>, nullptr, kSlower};
INSTANTIATE_TEST_SUITE_P(Uart, PrinterContract, ::testing::Values(kUart), ::testing::PrintToStringParamName());
INSTANTIATE_TEST_SUITE_P(Uart, DrawerContract, ::testing::Values(kUart), ::testing::PrintToStringParamName());
INSTANTIATE_TEST_SUITE_P(Uart, ScannerContract, ::testing::Values(kUart), ::testing::PrintToStringParamName());

constexpr WireKind kPos{"KernelHidPos", makeHid, makeScanner<false>, kSlower};
constexpr WireKind kKeyboard{"KernelHidKeyboard", makeHid, makeScanner<true>, kSlower};
INSTANTIATE_TEST_SUITE_P(Hid, ScannerContract, ::testing::Values(kPos, kKeyboard), ::testing::PrintToStringParamName());

}  // namespace
}  // namespace till::tests::contract
