// SPDX-License-Identifier: Apache-2.0
// When a missing device is looked for: at once, every so often, and as soon as something is plugged in. Tells why it
// cannot be opened: once until that changes, and when it is open again.
#pragma once

#include <atomic>
#include <string>
#include <utility>

#include "drivers/rack/rack.h"
#include "drivers/transport/deadline.h"

namespace till::drivers::rack {

// All but lookNow() belongs to the device's worker thread.
class Reopener {
 public:
  Reopener(Device device, std::chrono::milliseconds every, const RackListener& listener)
      : device_(device), every_(every), listener_(listener) {}

  // From any thread.
  void lookNow() { now_ = true; }

  [[nodiscard]] bool due() { return now_.exchange(false) || transport::Clock::now() >= next_; }
  [[nodiscard]] transport::Clock::time_point next() const { return next_; }

  // After each try.
  void tried(const tl::expected<void, transport::Fault>& opened) {
    next_ = transport::Clock::now() + every_;
    const std::string fault = opened ? std::string() : opened.error().detail;
    if (std::exchange(told_, fault) == fault || !listener_.faulted) return;
    listener_.faulted(device_, opened ? std::nullopt : std::optional(opened.error()));
  }

 private:
  const Device device_;
  const std::chrono::milliseconds every_;
  const RackListener& listener_;
  std::atomic<bool> now_ = false;
  transport::Clock::time_point next_;
  std::string told_;
};

}  // namespace till::drivers::rack
