// SPDX-License-Identifier: Apache-2.0
// A USB device made of the kernel's own gadget functions (configfs) on a dummy_hcd controller: the same kernel is
// device and host. Needs root, configfs and the modules; for the virtual machine of tests/vm.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <tl/expected.hpp>

namespace till::drivers::kernel {

struct GadgetSpec {
  std::string name;      // its folder in configfs
  std::string function;  // "acm.0", "hid.0"
  std::string udc;       // "dummy_udc.0"
  int vendor = 0x0C2E;
  int product = 0x0B81;
  std::string serial = "S42";
  std::map<std::string, std::string> attributes;  // of the function, as bytes
};

class Gadget {
 public:
  // Described, not plugged in yet. Error: the words to show.
  [[nodiscard]] static tl::expected<Gadget, std::string> make(const GadgetSpec& spec);
  Gadget(Gadget&&) = default;
  Gadget& operator=(Gadget&&) = default;

  [[nodiscard]] tl::expected<void, std::string> plug() const;
  // Whoever has the function's node open closes it first: the kernel does not bear otherwise.
  void unplug() const;
  void takeDown() const;

 private:
  Gadget(std::filesystem::path folder, std::string function, std::string udc)
      : folder_(std::move(folder)), function_(std::move(function)), udc_(std::move(udc)) {}
  std::filesystem::path folder_;
  std::string function_, udc_;
};

}  // namespace till::drivers::kernel
