// SPDX-License-Identifier: Apache-2.0
// Finds a USB device on the bus; takes a printer from whoever had it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "drivers/transport/transport.h"
#include "drivers/transport/usb_choice.h"
#include "drivers/transport/usb_context.h"

struct libusb_device_handle;

namespace till::drivers::transport {

struct CloseUsbHandle {
  void operator()(libusb_device_handle* handle) const;
};
using UsbHandle = std::unique_ptr<libusb_device_handle, CloseUsbHandle>;

struct FoundUsb {
  std::shared_ptr<UsbContext> context;  // before the handle, which must go first
  UsbHandle handle;                     // opened, nothing claimed
  std::vector<UsbAlternate> alternates;
  std::string name;  // "04b8:0e15 at 1-1.4", for people
};

// The one device that has the wanted ids, serial and port path, and that `fits` says yes to. Blocks and fails as
// claimUsbPrinter.
using UsbFits = std::function<bool(const std::vector<UsbAlternate>&)>;
[[nodiscard]] tl::expected<FoundUsb, Fault> findUsb(const UsbSettings& settings, UsbKind kind, const UsbFits& fits);

struct ClaimedUsbPrinter {
  std::shared_ptr<UsbContext> context;  // before the handle, which must go first
  UsbHandle handle;
  UsbChoice choice;
  std::string name;
};

// The interface is claimed; a kernel driver on it (usblp) is detached and comes back when it is released. Blocks for
// some control transfers where a serial number must be read. notFound; noPermission; busy; failed where two devices
// fit, because guessing would print on the wrong counter.
[[nodiscard]] tl::expected<ClaimedUsbPrinter, Fault> claimUsbPrinter(const UsbSettings& settings);

}  // namespace till::drivers::transport
