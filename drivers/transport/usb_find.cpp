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
                         {}};
  for (const auto& endpoint : std::span(descriptor.endpoint, descriptor.bNumEndpoints)) {
    const bool bulk = (endpoint.bmAttributes & 3) == LIBUSB_TRANSFER_TYPE_BULK;
    alternate.endpoints.push_back({endpoint.bEndpointAddress, bulk, endpoint.wMaxPacketSize});
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

struct Candidate {
  UsbHandle handle;
  UsbChoice choice;
  std::string name;
};

bool fitsUnopened(const UsbSettings& settings, libusb_device* device, const libusb_device_descriptor& descriptor) {
  if (settings.vendor != 0 && descriptor.idVendor != settings.vendor) return false;
  if (settings.product != 0 && descriptor.idProduct != settings.product) return false;
  return settings.portPath.empty() || portPathOf(device) == settings.portPath;
}

// None: another device. A fault: it fits as far as can be seen, and cannot be opened.
tl::expected<std::optional<Candidate>, Fault> consider(const UsbSettings& settings, libusb_device* device) {
  libusb_device_descriptor descriptor{};
  if (libusb_get_device_descriptor(device, &descriptor) != LIBUSB_SUCCESS) return std::nullopt;
  if (!fitsUnopened(settings, device, descriptor)) return std::nullopt;
  const auto choice = chooseUsbPrinter(alternatesOf(device));
  if (!choice) return std::nullopt;
  const std::string name = idsOf(descriptor.idVendor, descriptor.idProduct) + " at " + portPathOf(device);
  libusb_device_handle* raw = nullptr;
  if (const int error = libusb_open(device, &raw); error != LIBUSB_SUCCESS) {
    return tl::unexpected(usbFault(error, name));
  }
  UsbHandle handle(raw);
  if (!settings.serial.empty() && serialOf(raw, descriptor) != settings.serial) return std::nullopt;
  return Candidate{std::move(handle), *choice, name};
}

tl::expected<Candidate, Fault> findOne(const UsbSettings& settings, const DeviceList& devices) {
  std::optional<Candidate> found;
  for (libusb_device* const device : devices.all()) {
    auto candidate = consider(settings, device);
    if (!candidate) return tl::unexpected(candidate.error());
    if (!*candidate) continue;
    if (found) {
      return tl::unexpected(Fault{FaultCode::failed, "two USB printers fit (" + found->name + ", " +
                                                         (*candidate)->name + "): name one by serial or port path"});
    }
    found = std::move(*candidate);
  }
  if (found) return std::move(*found);
  const std::string wanted = settings.portPath.empty()
                                 ? idsOf(settings.vendor, settings.product)
                                 : idsOf(settings.vendor, settings.product) + " at " + settings.portPath;
  return tl::unexpected(usbFault(LIBUSB_ERROR_NOT_FOUND, wanted));
}

}  // namespace

void CloseUsbHandle::operator()(libusb_device_handle* handle) const { libusb_close(handle); }

tl::expected<ClaimedUsbPrinter, Fault> claimUsbPrinter(const UsbSettings& settings) {
  auto context = UsbContext::hold();
  if (!context) return tl::unexpected(Fault{FaultCode::failed, "libusb cannot start"});
  const DeviceList devices(context->get());
  auto found = findOne(settings, devices);
  if (!found) return tl::unexpected(found.error());
  libusb_device_handle* const handle = found->handle.get();
  libusb_set_auto_detach_kernel_driver(handle, 1);
  if (const int error = libusb_claim_interface(handle, found->choice.interface); error != LIBUSB_SUCCESS) {
    return tl::unexpected(usbFault(error, found->name));
  }
  if (found->choice.alternate != 0) {
    const int error = libusb_set_interface_alt_setting(handle, found->choice.interface, found->choice.alternate);
    if (error != LIBUSB_SUCCESS) return tl::unexpected(usbFault(error, found->name));
  }
  return ClaimedUsbPrinter{std::move(context), std::move(found->handle), found->choice, found->name};
}

}  // namespace till::drivers::transport
