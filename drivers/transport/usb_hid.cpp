// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/usb_hid.h"

#include <libusb.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "drivers/transport/hid_items.h"
#include "drivers/transport/usb_find.h"

namespace till::drivers::transport {
namespace {

constexpr unsigned kControlMillis = 1000;
constexpr std::size_t kLongestDescriptor = 4096;       // HID allows more; no scanner has a quarter of it
constexpr std::chrono::milliseconds kCancelled{2000};  // a cancelled transfer is back long before
constexpr std::uint16_t kPosPage = 0x8C;
constexpr std::uint16_t kScannerUsage = 0x02;

// Requests of the HID class, to an interface.
constexpr std::uint8_t kToInterface = 0x21;
constexpr std::uint8_t kFromInterface = 0x81;
constexpr std::uint8_t kGetDescriptor = 0x06;
constexpr std::uint16_t kReportDescriptor = 0x2200;
constexpr std::uint8_t kSetReport = 0x09;
constexpr std::uint8_t kSetIdle = 0x0A;
constexpr std::uint8_t kSetProtocol = 0x0B;
constexpr std::uint16_t kBootProtocol = 0;
constexpr std::uint16_t kReportProtocol = 1;

// Honeywell and its Youjie keep silent on HID-POS until feature report 254 is set to 1 (hardware-docs/scanners.md).
constexpr std::array kToldToReport{0x0C2E, 0x23D0};
constexpr std::uint16_t kRouteReport = 0x03FE;
constexpr std::uint16_t kOutput = 0x0200;  // an output report, number 0

// A claimed interface; released, and with that given back to usbhid, when it goes.
class HidInterface {
 public:
  HidInterface(FoundUsb& device, HidChoice choice) : handle_(device.handle.get()), choice_(choice) {}
  HidInterface(const HidInterface&) = delete;
  HidInterface& operator=(const HidInterface&) = delete;
  ~HidInterface() {
    if (!claimed_) return;
    if (bootProtocol_) tell(kSetProtocol, kReportProtocol, {});
    libusb_release_interface(handle_, choice_.interface);
  }

  int claim() {
    libusb_set_auto_detach_kernel_driver(handle_, 1);
    const int error = libusb_claim_interface(handle_, choice_.interface);
    claimed_ = error == LIBUSB_SUCCESS;
    return error;
  }
  [[nodiscard]] const HidChoice& choice() const { return choice_; }

  // Empty: it does not say.
  std::vector<std::byte> readDescriptor() {
    std::vector<std::byte> bytes(kLongestDescriptor);
    const int length = libusb_control_transfer(
        handle_, kFromInterface, kGetDescriptor, kReportDescriptor, static_cast<std::uint16_t>(choice_.interface),
        reinterpret_cast<unsigned char*>(bytes.data()), static_cast<std::uint16_t>(bytes.size()), kControlMillis);
    bytes.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    return bytes;
  }
  // Reports of 8 bytes whatever the descriptor says, and only when something changes.
  void useBootProtocol() {
    bootProtocol_ = true;
    tell(kSetProtocol, kBootProtocol, {});
    tell(kSetIdle, 0, {});
  }
  // HID 1.11, 7.2.2: an output report through endpoint 0, which every device takes. The number is not sent where it is
  // 0.
  [[nodiscard]] int sendReport(std::span<const std::byte> report, unsigned millis) {
    const auto number = std::to_integer<std::uint16_t>(report.front());
    std::vector<unsigned char> data(reinterpret_cast<const unsigned char*>(report.data()),
                                    reinterpret_cast<const unsigned char*>(report.data()) + report.size());
    if (number == 0) data.erase(data.begin());
    return libusb_control_transfer(handle_, kToInterface, kSetReport, static_cast<std::uint16_t>(kOutput | number),
                                   static_cast<std::uint16_t>(choice_.interface), data.data(),
                                   static_cast<std::uint16_t>(data.size()), millis);
  }
  void routeToHid() {
    std::array<unsigned char, 2> report{0xFE, 0x01};
    tell(kSetReport, kRouteReport, report);
  }

 private:
  // A device that refuses one of these has no need of it.
  void tell(std::uint8_t request, std::uint16_t value, std::span<unsigned char> data) {
    libusb_control_transfer(handle_, kToInterface, request, value, static_cast<std::uint16_t>(choice_.interface),
                            data.data(), static_cast<std::uint16_t>(data.size()), kControlMillis);
  }

  libusb_device_handle* const handle_;
  const HidChoice choice_;
  bool claimed_ = false;
  bool bootProtocol_ = false;
};

struct OpenedHid {
  FoundUsb device;  // before the interface, which must go first
  std::unique_ptr<HidInterface> interface;
  std::vector<std::byte> descriptor;
};

// The device and its pending read. The callback runs on the event thread.
class HidWire {
 public:
  HidWire(OpenedHid hid, UsbKind kind, Listener listener)
      : hid_(std::move(hid)), kind_(kind), listener_(std::move(listener)), in_(libusb_alloc_transfer(0)) {
    const std::size_t packet = std::max<std::size_t>(hid_.interface->choice().in.maxPacket, 1);
    // Whole packets, and no more of them than a report has: one that fills its packets has no short one to end it.
    const std::size_t report = std::max<std::size_t>(longestHidReport(hid_.descriptor), 1);
    buffer_.resize((report + packet - 1) / packet * packet);
  }
  HidWire(const HidWire&) = delete;
  HidWire& operator=(const HidWire&) = delete;
  ~HidWire() {
    if (stalled_) libusb_clear_halt(hid_.device.handle.get(), hid_.interface->choice().in.address);
    libusb_free_transfer(in_);
  }

  bool start() {
    listener_.received(hid_.descriptor);
    const std::lock_guard lock(mutex_);
    libusb_fill_interrupt_transfer(in_, hid_.device.handle.get(), hid_.interface->choice().in.address,
                                   reinterpret_cast<unsigned char*>(buffer_.data()), static_cast<int>(buffer_.size()),
                                   &HidWire::onIn, this, 0);
    reading_ = libusb_submit_transfer(in_) == LIBUSB_SUCCESS;
    return reading_;
  }

  // True: no callback runs or will run, the wire may go.
  bool stop() {
    std::unique_lock lock(mutex_);
    closing_ = true;
    if (reading_) libusb_cancel_transfer(in_);
    return changed_.wait_for(lock, kCancelled, [this] { return !reading_; });
  }

  [[nodiscard]] const std::string& name() const { return hid_.device.name; }
  [[nodiscard]] UsbKind kind() const { return kind_; }
  [[nodiscard]] HidInterface& interface() { return *hid_.interface; }

 private:
  static void LIBUSB_CALL onIn(libusb_transfer* transfer) {
    auto* wire = static_cast<HidWire*>(transfer->user_data);
    if (transfer->status == LIBUSB_TRANSFER_COMPLETED) wire->handOn();
    if (!wire->readOn(transfer->status)) wire->endReading(transfer->status);
  }

  void handOn() {
    const auto* bytes = reinterpret_cast<const std::byte*>(in_->buffer);
    listener_.received({bytes, static_cast<std::size_t>(in_->actual_length)});
  }

  bool readOn(libusb_transfer_status status) {
    const std::lock_guard lock(mutex_);
    const bool sound = status == LIBUSB_TRANSFER_COMPLETED || status == LIBUSB_TRANSFER_OVERFLOW;
    return sound && !closing_ && libusb_submit_transfer(in_) == LIBUSB_SUCCESS;
  }

  // An I/O error may be the first news of an unplug (measured). A stall is cleared on closing, by the owner.
  void endReading(libusb_transfer_status status) {
    bool tell = false;
    {
      const std::lock_guard lock(mutex_);
      tell = !closing_;
      stalled_ = status == LIBUSB_TRANSFER_STALL;
    }
    const std::string who = wordOf(kind_) + ' ' + name();
    if (tell && listener_.lost) {
      listener_.lost(stalled_ ? Fault{FaultCode::stalled, who + " stalls"}
                              : Fault{FaultCode::gone, who + " is unplugged"});
    }
    const std::lock_guard lock(mutex_);
    reading_ = false;
    changed_.notify_all();
  }

  const OpenedHid hid_;
  const UsbKind kind_;
  const Listener listener_;
  libusb_transfer* const in_;
  std::vector<std::byte> buffer_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  bool reading_ = false;
  bool closing_ = false;
  bool stalled_ = false;
};

class HidTransport : public Transport {
 public:
  explicit HidTransport(std::unique_ptr<HidWire> wire) : wire_(std::move(wire)) {}
  // A transfer that does not come back, which a sound kernel never does, keeps the memory it may still write to.
  ~HidTransport() override {
    if (!wire_->stop()) static_cast<void>(wire_.release());
  }
  tl::expected<void, Fault> write(std::span<const std::byte> report, Deadline deadline) override {
    if (wire_->kind() != UsbKind::drawer || report.empty()) {
      return tl::unexpected(Fault{FaultCode::unsupported, "nothing is written to a HID scanner"});
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline.when() - Clock::now()).count();
    const int sent =
        wire_->interface().sendReport(report, static_cast<unsigned>(std::clamp<long>(left, 1, kControlMillis)));
    if (sent >= 0) return {};
    const std::string who = wordOf(UsbKind::drawer) + ' ' + wire_->name();
    if (sent == LIBUSB_ERROR_TIMEOUT) return tl::unexpected(Fault{FaultCode::timedOut, who + " takes no report"});
    if (sent == LIBUSB_ERROR_PIPE) return tl::unexpected(Fault{FaultCode::stalled, who + " refuses the report"});
    return tl::unexpected(Fault{FaultCode::gone, who + " is unplugged", 0, true});
  }

 private:
  std::unique_ptr<HidWire> wire_;
};

UsbKind kindOf(HidUse use) { return use == HidUse::drawer ? UsbKind::drawer : UsbKind::scanner; }

Fault wrongMode(const std::string& name, HidUse use) {
  const std::string is = wordOf(UsbKind::scanner) + ' ' + name + " is not in ";
  if (use == HidUse::drawer) {
    return {FaultCode::unsupported,
            wordOf(UsbKind::drawer) + ' ' + name + " has no HID interface that reports anything"};
  }
  return {FaultCode::unsupported,
          use == HidUse::pos ? is + "HID-POS mode: scan its manual's code for HID-POS (\"IBM hand-held\" and "
                                    "\"keyboard\" are other modes), or set mode = \"keyboard\""
                             : is + "keyboard mode: scan its manual's code for USB keyboard, or set another mode"};
}

bool isRouted(const UsbHidSettings& settings) {
  return std::find(kToldToReport.begin(), kToldToReport.end(), settings.vendor) != kToldToReport.end();
}

// The first interface that is what we look for; the others are given back at once.
tl::expected<OpenedHid, Fault> openFitting(FoundUsb device, const UsbHidSettings& settings) {
  const bool keyboard = settings.use == HidUse::keyboard;
  for (const HidChoice& choice : keyboard ? hidKeyboards(device.alternates) : hidOthers(device.alternates)) {
    auto interface = std::make_unique<HidInterface>(device, choice);
    if (const int error = interface->claim(); error != LIBUSB_SUCCESS) {
      return tl::unexpected(usbFault(error, device.name, kindOf(settings.use)));
    }
    auto descriptor = interface->readDescriptor();
    if (settings.use == HidUse::pos && !declaresHidUsage(descriptor, kPosPage, kScannerUsage)) continue;
    if (keyboard) interface->useBootProtocol();
    if (settings.use == HidUse::pos && isRouted(settings)) interface->routeToHid();
    return OpenedHid{std::move(device), std::move(interface), std::move(descriptor)};
  }
  return tl::unexpected(wrongMode(device.name, settings.use));
}

}  // namespace

tl::expected<std::unique_ptr<Transport>, Fault> openUsbHid(const UsbHidSettings& settings, Listener listener) {
  const UsbKind kind = kindOf(settings.use);
  auto device = findUsb(settings, kind, [](const auto&) { return true; });
  if (!device) return tl::unexpected(device.error());
  auto hid = openFitting(std::move(*device), settings);
  if (!hid) return tl::unexpected(hid.error());
  auto wire = std::make_unique<HidWire>(std::move(*hid), kind, std::move(listener));
  if (wire->start()) return std::make_unique<HidTransport>(std::move(wire));
  return tl::unexpected(usbFault(LIBUSB_ERROR_NO_DEVICE, wire->name(), kind));
}

}  // namespace till::drivers::transport
