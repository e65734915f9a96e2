// SPDX-License-Identifier: Apache-2.0
// The one libusb context of the program, with its one event thread. It lives while somebody holds it. Where no udevd
// runs, a standing context is never told of a device that arrives (measured): so what it does not know is looked for in
// a fresh one, which becomes the one if it finds it, and else goes again.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "drivers/transport/transport.h"

struct libusb_context;  // libusb.h stays in the .cpp files

namespace till::drivers::transport {

class UsbContext {
 public:
  // From any thread. Null: libusb cannot start here.
  [[nodiscard]] static std::shared_ptr<UsbContext> hold();
  // One that has just looked at the bus. Nobody else is given it until it is kept.
  [[nodiscard]] static std::shared_ptr<UsbContext> fresh();
  // hold() gives this from now on, while it lives; who holds the old one keeps that.
  static void keep(const std::shared_ptr<UsbContext>& context);

  explicit UsbContext(libusb_context* context);
  UsbContext(const UsbContext&) = delete;
  UsbContext& operator=(const UsbContext&) = delete;
  ~UsbContext();

  [[nodiscard]] libusb_context* get() const { return context_; }

 private:
  void run();

  libusb_context* const context_;
  std::atomic<bool> stopping_ = false;
  std::thread thread_;
};

// What the device is to us: its word in a fault, and the cures that go with it.
enum class UsbKind { printer, scanner, drawer };

// libusb's error number in our words, with the cure where one is known. `device` begins with its ids ("04b8:0e15 ...").
[[nodiscard]] Fault usbFault(int error, const std::string& device, UsbKind kind);
[[nodiscard]] std::string wordOf(UsbKind kind);  // "USB printer"

}  // namespace till::drivers::transport
