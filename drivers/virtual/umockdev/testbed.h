// SPDX-License-Identifier: Apache-2.0
// A test bed of umockdev: /sys, /dev and udev's events as this process sees them. Only in programs that run under
// umockdev-wrapper; for tests.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "drivers/virtual/model/device.h"

struct _UMockdevTestbed;

namespace till::drivers::umockdev {

class Testbed {
 public:
  // One a process at a time. Error: the words to show (not under umockdev-wrapper).
  [[nodiscard]] static tl::expected<std::unique_ptr<Testbed>, std::string> open();
  Testbed(const Testbed&) = delete;
  Testbed& operator=(const Testbed&) = delete;
  ~Testbed();

  [[nodiscard]] std::filesystem::path root() const;
  // Adds devices in umockdev's notation and sends their "add" events.
  [[nodiscard]] tl::expected<void, std::string> add(const std::string& description);
  // Sends "remove" and takes the device out of /sys. `path` as in "/sys/devices/usb1/1-1".
  void remove(const std::string& path);
  [[nodiscard]] _UMockdevTestbed* get() const { return testbed_; }

 private:
  explicit Testbed(_UMockdevTestbed* testbed) : testbed_(testbed) {}
  _UMockdevTestbed* const testbed_;
};

// A scanner's serial line as a USB CDC device: /dev/<name> ("ttyACM0") in the test bed, with its place in /sys.
// Needs till_modem_shim and till_realpath_shim linked into the program.
[[nodiscard]] tl::expected<std::unique_ptr<model::Port>, std::string> openTtyPort(Testbed& testbed,
                                                                                  model::Device& device,
                                                                                  const std::string& name);

}  // namespace till::drivers::umockdev
