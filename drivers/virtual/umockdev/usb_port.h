// SPDX-License-Identifier: Apache-2.0
// A device on USB, for the real libusb, in a test bed of umockdev: printer class, bulk OUT and IN; or HID, interrupt
// IN. For tests.
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "drivers/virtual/model/hid_scanner_model.h"
#include "drivers/virtual/umockdev/testbed.h"

namespace till::drivers::umockdev {

struct UsbSocket {
  int vendor = 0x04B8;
  int product = 0x0E15;
  std::string serial = "V0001";
  std::string portPath = "1-1";
  bool kernelDriver = true;         // usblp or usbhid takes it when it is plugged in
  model::HidDevice* hid = nullptr;  // the same device as a HID one; else it is a printer
  std::size_t lostAfterReopen = 0;  // so many bytes of the host's are lost when it is claimed a second time
};

class UsbPort : public model::Port {
 public:
  virtual void stall() = 0;           // the OUT endpoint, until the host clears it
  virtual void stallIn() = 0;         // the bulk IN endpoint, until the host clears it
  virtual void takeNode() = 0;        // its file in /dev: it is seen, and cannot be opened
  virtual void claimElsewhere() = 0;  // another program has it, through usbfs
  [[nodiscard]] virtual bool kernelDriverBound() const = 0;
};

// Plugged in at once; each plug() gives it a new address, as a kernel does. The test bed and the device must outlive
// the port. Error: the words to show.
[[nodiscard]] tl::expected<std::unique_ptr<UsbPort>, std::string> openUsbPort(Testbed& testbed, model::Device& device,
                                                                              UsbSocket socket = {});

}  // namespace till::drivers::umockdev
