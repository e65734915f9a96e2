// SPDX-License-Identifier: Apache-2.0
// Where what stands in a HID device's input reports, by its report descriptor (HID 1.11, 6.2.2 and 8). Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace till::drivers::scanner {

using HidUsage = std::uint32_t;  // page << 16 | usage

struct ReportField {
  std::uint8_t report = 0;   // its number; 0: reports are not numbered
  std::size_t firstBit = 0;  // the number's byte not counted
  std::size_t bits = 0;      // of one value
  std::size_t count = 0;
  HidUsage usage = 0;
};

// At most kMostFields, and none reaches beyond kLongestReport bytes, whatever the descriptor says.
inline constexpr std::size_t kMostFields = 256;
inline constexpr std::size_t kLongestReport = 4096;

struct ReportMap {
  bool numbered = false;  // each report begins with its number
  std::vector<ReportField> fields;
};

// Every input field that has a usage; constants are padding and only counted.
[[nodiscard]] ReportMap readReportMap(std::span<const std::byte> descriptor);

// The first field of that usage.
[[nodiscard]] const ReportField* findField(const ReportMap& map, HidUsage usage);

// One value of it, at most 32 bits; none: the report ends before it.
[[nodiscard]] std::optional<std::uint32_t> valueOf(std::span<const std::byte> body, const ReportField& field,
                                                   std::size_t index);

}  // namespace till::drivers::scanner
