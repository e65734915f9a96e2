// SPDX-License-Identifier: Apache-2.0
// A device on a wire inside the program, for training and tests.
#pragma once

#include <memory>

#include "drivers/transport/loopback.h"
#include "drivers/virtual/model/device.h"

namespace till::drivers::loopback {

struct LoopbackDevice {
  std::unique_ptr<model::Port> port;              // close what was opened on the wire before this goes
  std::shared_ptr<transport::LoopbackWire> wire;  // for transport::openLoopback
};

// Plugged in at once. One thread carries the answers, so that no driver is called from inside its own write. The
// device must outlive the port.
[[nodiscard]] LoopbackDevice openLoopbackPort(model::Device& device);

}  // namespace till::drivers::loopback
