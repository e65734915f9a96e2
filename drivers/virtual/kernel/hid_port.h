// SPDX-License-Identifier: Apache-2.0
// A HID scanner as the kernel's own HID gadget. For the virtual machine of tests/vm.
#pragma once

#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "drivers/virtual/model/hid_scanner_model.h"

namespace till::drivers::kernel {

// The gadget's node is /dev/hidg0: one at a time. The scanner must outlive the port. Error: the words to show.
[[nodiscard]] tl::expected<std::unique_ptr<model::Port>, std::string> openHidPort(model::HidScannerModel& scanner,
                                                                                  const std::string& udc);

}  // namespace till::drivers::kernel
