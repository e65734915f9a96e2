// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/kernel/gadget.h"

#include <array>
#include <cstdio>
#include <fstream>

namespace till::drivers::kernel {
namespace {

namespace fs = std::filesystem;

constexpr const char* kGadgets = "/sys/kernel/config/usb_gadget";

bool put(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes << std::flush;
  return out.good();
}

std::string hex(int value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "0x%04x", static_cast<unsigned>(value));
  return text.data();
}

}  // namespace

tl::expected<Gadget, std::string> Gadget::make(const GadgetSpec& spec) {
  const fs::path folder = fs::path(kGadgets) / spec.name;
  const fs::path words = folder / "strings/0x409";
  const fs::path function = folder / "functions" / spec.function;
  std::error_code error;
  for (const auto& made : {folder, words, folder / "configs/c.1", function}) {
    fs::create_directory(made, error);
    if (error) return tl::unexpected(made.string() + ": " + error.message());
  }
  bool well = put(folder / "idVendor", hex(spec.vendor)) && put(folder / "idProduct", hex(spec.product)) &&
              put(words / "serialnumber", spec.serial) && put(words / "product", spec.name);
  for (const auto& [name, bytes] : spec.attributes) well = well && put(function / name, bytes);
  if (!well) return tl::unexpected(folder.string() + ": the kernel refuses an attribute");
  fs::create_directory_symlink(function, folder / "configs/c.1" / spec.function, error);
  if (error) return tl::unexpected(folder.string() + ": " + error.message());
  return Gadget(folder, spec.function, spec.udc);
}

tl::expected<void, std::string> Gadget::plug() const {
  if (put(folder_ / "UDC", udc_)) return {};
  return tl::unexpected((folder_ / "UDC").string() + ": " + udc_ + " does not take it");
}

void Gadget::unplug() const { put(folder_ / "UDC", "\n"); }

// In the order that configfs wants.
void Gadget::takeDown() const {
  unplug();
  std::error_code ignored;
  fs::remove(folder_ / "configs/c.1" / function_, ignored);
  for (const char* part : {"configs/c.1", "strings/0x409", ""}) {
    if (*part == '\0') fs::remove(folder_ / "functions" / function_, ignored);
    fs::remove(folder_ / part, ignored);
  }
}

}  // namespace till::drivers::kernel
