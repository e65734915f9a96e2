// SPDX-License-Identifier: Apache-2.0
// A device at the far end of a serial line that the kernel has both ends of: two crossed UARTs of the machine, or the
// CDC-ACM gadget. For the virtual machine of tests/vm.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <tl/expected.hpp>

#include "drivers/virtual/kernel/gadget.h"
#include "drivers/virtual/model/device.h"

namespace till::drivers::kernel {

// `node` is the device's own end ("/dev/ttyS2", "/dev/ttyGS0"). A gadget can be unplugged; a UART cannot.
[[nodiscard]] tl::expected<std::unique_ptr<model::Port>, std::string> openTtyPort(model::Device& device,
                                                                                  const std::string& node,
                                                                                  std::optional<Gadget> gadget = {});

// Two crossed UARTs that nobody has open: takes out all that is still on its way in either direction, by sending a
// mark behind it. Blocks until the marks have come, at most some seconds.
void sweepLine(const std::string& one, const std::string& other);

}  // namespace till::drivers::kernel
