// SPDX-License-Identifier: Apache-2.0
// Tells why a device cannot be opened: once until that changes, and when it is open again.
#pragma once

#include <string>
#include <utility>

#include "drivers/rack/rack.h"

namespace till::drivers::rack {

class FaultTeller {
 public:
  FaultTeller(Device device, const RackListener& listener) : device_(device), listener_(listener) {}

  // After each try.
  void tried(const tl::expected<void, transport::Fault>& opened) {
    const std::string fault = opened ? std::string() : opened.error().detail;
    if (std::exchange(told_, fault) == fault || !listener_.faulted) return;
    listener_.faulted(device_, opened ? std::nullopt : std::optional(opened.error()));
  }

 private:
  const Device device_;
  const RackListener& listener_;
  std::string told_;
};

}  // namespace till::drivers::rack
