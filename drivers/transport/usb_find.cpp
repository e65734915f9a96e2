// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/usb_find.h"

#include <libusb.h>

#include <array>
#include <cstdio>
#include <span>
#include <utility>
#include <vector>

namespace till::drivers::transport {
namespace {

class DeviceList {
 public:
  explicit DeviceList(libusb_context* context) : count_(libusb_get_device_list(context, &list_)) {}
  DeviceList(const DeviceList&) = delete;
  DeviceList& operator=(const DeviceList&) = delete;
  ~DeviceList() {
    if (count_ >= 0) libusb_free_device_list(list_, 1);
  }
  [[nodiscard]] std::span<libusb_device* const> all() const {
    return {list_, count_ > 0 ? static_cast<std::size_t>(count_) : 0};
  }

 private:
  libusb_device** list_ = nullptr;
  const ssize_t count_;
};

std::string idsOf(int vendor, int product) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04x:%04x", static_cast<unsigned>(vendor), static_cast<unsigned>(product));
  return text.data();
}

// As the kernel writes it: "1-1.4" is port 4 of the hub at port 1 of bus 1.
std::string portPathOf(libusb_device* device) {
  std::array<std::uint8_t, 7> ports{};
  const int depth = libusb_get_port_numbers(device, ports.data(), static_cast<int>(ports.size()));
  std::string path = std::to_string(libusb_get_bus_number(device));
  for (int i = 0; i < depth; ++i) path += (i == 0 ? "-" : ".") + std::to_string(ports[static_cast<std::size_t>(i)]);
  return path;
}

std::string serialOf(libusb_device_handle* handle, const libusb_device_descriptor& descriptor) {
  std::array<unsigned char, 256> text{};
  if (descriptor.iSerialNumber == 0) return {};
  const int length =
      libusb_get_string_descriptor_ascii(handle, descriptor.iSerialNumber, text.data(), static_cast<int>(text.size()));
  return length > 0 ? std::string(text.begin(), text.begin() + length) : std::string();
}

UsbAlternate alternateOf(const libusb_interface_descriptor& descriptor) {
  UsbAlternate alternate{descriptor.bInterfaceNumber,
                         descriptor.bAlternateSetting,
                         descriptor.bInterfaceClass,
                         descriptor.bInterfaceProtocol,
                         {},
                         descriptor.bInterfaceSubClass};
  for (const auto& endpoint : std::span(descriptor.endpoint, descriptor.bNumEndpoints)) {
    const int type = endpoint.bmAttributes & 3;
    alternate.endpoints.push_back({endpoint.bEndpointAddress, type == LIBUSB_TRANSFER_TYPE_BULK,
                                   endpoint.wMaxPacketSize, type == LIBUSB_TRANSFER_TYPE_INTERRUPT});
  }
  return alternate;
}

std::vector<UsbAlternate> alternatesOf(libusb_device* device) {
  libusb_config_descriptor* config = nullptr;
  if (libusb_get_active_config_descriptor(device, &config) != LIBUSB_SUCCESS) return {};
  std::vector<UsbAlternate> alternates;
  for (const auto& interface : std::span(config->interface, config->bNumInterfaces)) {
    for (const auto& descriptor : std::span(interface.altsetting, static_cast<std::size_t>(interface.num_altsetting))) {
      alternates.push_back(alternateOf(descriptor));
    }
  }
  libusb_free_config_descriptor(config);
  return alternates;
}

struct Wanted {
  const UsbSettings& settings;
  const UsbKind kind;
  const UsbFits& fits;
};

bool fitsUnopened(const UsbSettings& settings, libusb_device* device, const libusb_device_descriptor& descriptor) {
  if (settings.vendor != 0 && descriptor.idVendor != settings.vendor) return false;
  if (settings.product != 0 && descriptor.idProduct != settings.product) return false;
  return settings.portPath.empty() || portPathOf(device) == settings.portPath;
}

// None: another device. A fault: it fits as far as can be seen, and cannot be opened.
tl::expected<std::optional<FoundUsb>, Fault> consider(const Wanted& wanted, libusb_device* device) {
  libusb_device_descriptor descriptor{};
  if (libusb_get_device_descriptor(device, &descriptor) != LIBUSB_SUCCESS) return std::nullopt;
  if (!fitsUnopened(wanted.settings, device, descriptor)) return std::nullopt;
  auto alternates = alternatesOf(device);
  if (!wanted.fits(alternates)) return std::nullopt;
  const std::string name = idsOf(descriptor.idVendor, descriptor.idProduct) + " at " + portPathOf(device);
  libusb_device_handle* raw = nullptr;
  if (const int error = libusb_open(device, &raw); error != LIBUSB_SUCCESS) {
    return tl::unexpected(usbFault(error, name, wanted.kind));
  }
  UsbHandle handle(raw);
  const std::string& serial = wanted.settings.serial;
  if (!serial.empty() && serialOf(raw, descriptor) != serial) return std::nullopt;
  return FoundUsb{nullptr, std::move(handle), std::move(alternates), name};
}

tl::expected<FoundUsb, Fault> findOne(const Wanted& wanted, const DeviceList& devices) {
  std::optional<FoundUsb> found;
  std::optional<Fault> shut;  // of one that cannot be opened, and whose serial cannot be read
  for (libusb_device* const device : devices.all()) {
    auto candidate = consider(wanted, device);
    if (!candidate && !shut) shut = candidate.error();
    if (!candidate || !*candidate) continue;
    if (found) {
      return tl::unexpected(Fault{FaultCode::failed, "two " + wordOf(wanted.kind) + "s fit (" + found->name + ", " +
                                                         (*candidate)->name + "): name one by serial or port path"});
    }
    found = std::move(*candidate);
  }
  // Without a serial the one that is shut may be the one that is meant.
  if (shut && (!found || wanted.settings.serial.empty())) return tl::unexpected(*shut);
  if (found) return std::move(*found);
  const UsbSettings& settings = wanted.settings;
  const std::string ids = idsOf(settings.vendor, settings.product);
  return tl::unexpected(usbFault(LIBUSB_ERROR_NOT_FOUND,
                                 settings.portPath.empty() ? ids : ids + " at " + settings.portPath, wanted.kind));
}

tl::expected<FoundUsb, Fault> findIn(std::shared_ptr<UsbContext> context, const Wanted& wanted) {
  if (!context) return tl::unexpected(Fault{FaultCode::failed, "libusb cannot start"});
  const DeviceList devices(context->get());
  auto found = findOne(wanted, devices);
  if (found) found->context = std::move(context);
  return found;
}

}  // namespace

void CloseUsbHandle::operator()(libusb_device_handle* handle) const { libusb_close(handle); }

tl::expected<FoundUsb, Fault> findUsb(const UsbSettings& settings, UsbKind kind, const UsbFits& fits) {
  const Wanted wanted{settings, kind, fits};
  auto found = findIn(UsbContext::hold(), wanted);
  if (found || found.error().code != FaultCode::notFound) return found;
  const auto fresh = UsbContext::fresh();
  auto anew = findIn(fresh, wanted);
  if (anew) UsbContext::keep(fresh);
  return anew;
}

tl::expected<ClaimedUsbPrinter, Fault> claimUsbPrinter(const UsbSettings& settings) {
  auto found = findUsb(settings, UsbKind::printer,
                       [](const auto& alternates) { return chooseUsbPrinter(alternates).has_value(); });
  if (!found) return tl::unexpected(found.error());
  libusb_device_handle* const handle = found->handle.get();
  const UsbChoice choice = *chooseUsbPrinter(found->alternates);
  libusb_set_auto_detach_kernel_driver(handle, 1);
  if (const int error = libusb_claim_interface(handle, choice.interface); error != LIBUSB_SUCCESS) {
    return tl::unexpected(usbFault(error, found->name, UsbKind::printer));
  }
  if (choice.alternate != 0) {
    const int error = libusb_set_interface_alt_setting(handle, choice.interface, choice.alternate);
    if (error != LIBUSB_SUCCESS) return tl::unexpected(usbFault(error, found->name, UsbKind::printer));
  }
  return ClaimedUsbPrinter{std::move(found->context), std::move(found->handle), choice, found->name};
}

}  // namespace till::drivers::transport
