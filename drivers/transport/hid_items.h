// SPDX-License-Identifier: Apache-2.0
// The items of a HID report descriptor (Device Class Definition for HID 1.11, 6.2.2). Pure; any bytes are taken, none
// past the end are read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace till::drivers::transport {

struct HidItem {
  std::uint8_t tag = 0;  // with its type, without its size: 0x80 Input, 0x04 Usage Page, 0x08 Usage, ...
  std::size_t bytes = 0;
  std::uint32_t value = 0;
};

inline constexpr std::size_t kMostHidItems = 1024;  // a descriptor has some fifty

// Long items are left out, as the class definition wants; one that is cut off ends the list.
[[nodiscard]] std::vector<HidItem> hidItems(std::span<const std::byte> descriptor);

// True: a top-level collection has this usage, which is what a device says it is (8C 02: a barcode scanner).
[[nodiscard]] bool declaresHidUsage(std::span<const std::byte> descriptor, std::uint16_t page, std::uint16_t usage);

// Bytes of the longest input report, its number included; at most kLongestHidReport.
inline constexpr std::size_t kLongestHidReport = 4096;
[[nodiscard]] std::size_t longestHidReport(std::span<const std::byte> descriptor);

}  // namespace till::drivers::transport
