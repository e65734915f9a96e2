// SPDX-License-Identifier: Apache-2.0
// When a missing device is looked for: at once, every so often, and as soon as something is plugged in; then some times
// more, because the kernel tells of a device before its own drivers have let go of it. Tells why it cannot be opened:
// once until that changes, and when it is open again.
#pragma once

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>

#include "drivers/rack/rack.h"
#include "drivers/transport/deadline.h"

namespace till::drivers::rack {

// All but lookNow() belongs to the device's worker thread.
class Reopener {
 public:
  Reopener(DeviceAt device, std::chrono::milliseconds every, const RackListener& listener)
      : device_(device), every_(every), listener_(listener) {}

  // From any thread.
  void lookNow() { now_ = true; }

  [[nodiscard]] bool due() {
    const bool plugged = now_.exchange(false);
    if (plugged) again_ = kAgain;
    return plugged || transport::Clock::now() >= next_;
  }
  [[nodiscard]] transport::Clock::time_point next() const { return next_; }

  // After each try.
  void tried(const tl::expected<void, transport::Fault>& opened) {
    if (opened) again_ = 0;
    next_ = transport::Clock::now() + (again_ > 0 ? std::min(every_, kAgainAfter) : every_);
    again_ = std::max(again_ - 1, 0);
    const std::string fault = opened ? std::string() : opened.error().detail;
    if (std::exchange(told_, fault) == fault || !listener_.faulted) return;
    listener_.faulted(device_, opened ? std::nullopt : std::optional(opened.error()));
  }

 private:
  static constexpr int kAgain = 20;
  static constexpr std::chrono::milliseconds kAgainAfter{250};

  const DeviceAt device_;
  const std::chrono::milliseconds every_;
  const RackListener& listener_;
  std::atomic<bool> now_ = false;
  transport::Clock::time_point next_;
  int again_ = 0;
  std::string told_;
};

}  // namespace till::drivers::rack
