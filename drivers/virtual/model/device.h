// SPDX-License-Identifier: Apache-2.0
// What an adapter puts on a wire, and what an adapter can do. A device is bytes in and bytes out and belongs to one
// thread at a time: its adapter serialises. (`virtual` is a keyword of C++: the namespaces here leave it out.)
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace till::drivers::model {

class Device {
 public:
  virtual ~Device() = default;
  // Bytes from the host; says how many were taken. Fewer than all: its buffer is full, offer the rest again later.
  virtual std::size_t receive(std::span<const std::byte> bytes) = 0;
  // What it has said since the last call.
  virtual std::vector<std::byte> takeReplies() = 0;
  // Called about every 50 ms: a babbling device says something.
  virtual void tick() {}
};

// A wire with a device at its end. Every call may come from any thread, except from inside a device's listener.
class Port {
 public:
  virtual ~Port() = default;
  // Runs `change` while nobody else touches the device; then what the device says of it goes out, and bytes that it
  // had no room for are offered again. Every look at or change of a device on a wire goes through here.
  virtual void use(const std::function<void()>& change) = 0;
  virtual void unplug() = 0;
  virtual void plug() = 0;  // under the same name again
  // Pulls the plug by itself when the device has taken so many bytes more.
  virtual void unplugAfter(std::size_t bytes) = 0;
};

}  // namespace till::drivers::model
