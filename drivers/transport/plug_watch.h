// SPDX-License-Identifier: Apache-2.0
// Says that something was plugged into USB, where the system says so: libusb's hot-plug events, which on Linux come
// from udevd. Where they do not come (containers without it), looking now and then finds the device all the same.
#pragma once

#include <functional>
#include <memory>

namespace till::drivers::transport {

class PlugWatch {
 public:
  // `arrived` is called on the event thread of USB and may only enqueue. Not called any more once the watch is gone.
  explicit PlugWatch(std::function<void()> arrived);
  ~PlugWatch();
  PlugWatch(const PlugWatch&) = delete;
  PlugWatch& operator=(const PlugWatch&) = delete;

 private:
  struct Registration;
  std::unique_ptr<Registration> registration_;  // null: libusb cannot start here, or has no events
};

}  // namespace till::drivers::transport
