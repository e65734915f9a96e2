// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/umockdev/usbfs_hid.h"

#include <array>
#include <cstdio>

namespace till::drivers::umockdev {
namespace {

constexpr std::size_t kSetupBytes = 8;
constexpr std::uint8_t kSetReport = 0x09;
constexpr std::uint8_t kSetIdle = 0x0A;
constexpr std::uint8_t kSetProtocol = 0x0B;
constexpr std::uint8_t kOutput = 2;
constexpr std::uint8_t kFeature = 3;

}  // namespace

std::string hidConfiguration(const model::HidDevice& hid) {
  std::array<char, 128> text{};
  const auto length = static_cast<unsigned>(hid.reportDescriptor().size());
  std::snprintf(text.data(), text.size(),
                "09022200010100C032"
                "0904000001%s00"
                "09211101000122%02X%02X"
                "07058103400001",
                hid.isBootKeyboard() ? "030101" : "030000", length & 0xFF, length >> 8);
  return text.data();
}

std::optional<std::string> hidControl(model::HidDevice& hid, std::span<const std::uint8_t> setup) {
  if (setup.size() < kSetupBytes) return std::nullopt;
  if (setup[0] == 0x81 && setup[1] == 6 && setup[3] == 0x22) {
    const auto& descriptor = hid.reportDescriptor();
    return std::string(reinterpret_cast<const char*>(descriptor.data()), descriptor.size());
  }
  if (setup[0] != 0x21) return std::nullopt;
  if (setup[1] == kSetReport && setup[3] == kFeature) hid.setFeature(std::as_bytes(setup.subspan(kSetupBytes)));
  if (setup[1] == kSetReport && setup[3] == kOutput) hid.setOutput(std::as_bytes(setup.subspan(kSetupBytes)));
  if (setup[1] == kSetReport || setup[1] == kSetIdle || setup[1] == kSetProtocol) return std::string();
  return std::nullopt;
}

}  // namespace till::drivers::umockdev
