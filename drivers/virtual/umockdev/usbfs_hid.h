// SPDX-License-Identifier: Apache-2.0
// What a HID device says of itself on endpoint 0 (HID 1.11, 7). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "drivers/virtual/model/hid_scanner_model.h"

namespace till::drivers::umockdev {

inline constexpr std::uint8_t kHidInEndpoint = 0x81;

// Configuration, interface, HID and endpoint descriptors.
[[nodiscard]] std::string hidConfiguration(const model::HidDevice& hid);
// A request to its interface: `setup` is 8 bytes and, to the device, the data. None: a stall.
[[nodiscard]] std::optional<std::string> hidControl(model::HidDevice& hid, std::span<const std::uint8_t> setup);

}  // namespace till::drivers::umockdev
