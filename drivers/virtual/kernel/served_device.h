// SPDX-License-Identifier: Apache-2.0
// A device and the thread that serves it: what every port behind a kernel has. Not for use outside of this room.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "drivers/virtual/model/device.h"
#include "drivers/virtual/pty/fd.h"

namespace till::drivers::kernel {

using pty::Fd;
using pty::systemWords;

// Calls, on its own thread and with the device locked: tick() of the device about every 50 ms, serve() after each wait
// for what waitsFor() names.
class ServedDevice {
 protected:
  explicit ServedDevice(model::Device& device);
  virtual ~ServedDevice() = default;  // derived ports stop() first

  void change(const std::function<void()>& how);
  void countDown(std::size_t bytes);

  struct Wait {
    int fd = -1;  // -1: nothing but the clock and wake()
    short events = 0;
  };
  // All three with mutex_ held.
  virtual Wait waitsFor() = 0;
  virtual void serve() = 0;
  virtual void pullOut() = 0;

  void start();
  void stop();
  void wake() const;
  // Offers bytes to the device, and counts them towards unplugAfter(). Answers how many it took.
  std::size_t offer(std::span<const std::byte> bytes);
  [[nodiscard]] bool wantsUnplug() const { return bytesToUnplug_ == 0U; }
  void forgetUnplug() { bytesToUnplug_.reset(); }

  std::mutex mutex_;
  model::Device& device_;

 private:
  void run();

  Fd wake_;
  bool stopping_ = false;
  std::optional<std::size_t> bytesToUnplug_;
  std::thread thread_;
};

}  // namespace till::drivers::kernel
