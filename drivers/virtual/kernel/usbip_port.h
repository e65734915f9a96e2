// SPDX-License-Identifier: Apache-2.0
// A USB printer plugged into the kernel's own virtual host controller (vhci_hcd), so that the real usblp, usbfs and
// libusb see it. No network and no usbip tool: the kernel is handed one end of a socket pair, and the other end speaks
// the protocol of Documentation/usb/usbip_protocol.rst. Needs root and the module; for the virtual machine of tests/vm.
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "drivers/virtual/model/device.h"

namespace till::drivers::kernel {

struct UsbipSocket {
  int vendor = 0x04B8;
  int product = 0x0E15;
  std::string serial = "V0001";
  int port = 0;  // of the virtual controller; 0 to 7 are full-speed
};

class UsbipPort : public model::Port {
 public:
  virtual void stall() = 0;  // the OUT endpoint, until the host clears it
};

// Plugged in at once. The device must outlive the port. Error: the words to show.
[[nodiscard]] tl::expected<std::unique_ptr<UsbipPort>, std::string> openUsbipPort(model::Device& device,
                                                                                  UsbipSocket socket = {});

}  // namespace till::drivers::kernel
