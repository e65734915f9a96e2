// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/hid_items.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace till::drivers::transport {
namespace {

constexpr std::uint8_t kLongItem = 0xFE;
constexpr std::uint8_t kUsagePage = 0x04;
constexpr std::uint8_t kUsage = 0x08;
constexpr std::uint8_t kCollection = 0xA0;
constexpr std::uint8_t kEndCollection = 0xC0;
constexpr std::uint8_t kInput = 0x80;
constexpr std::uint8_t kReportSize = 0x74;
constexpr std::uint8_t kReportId = 0x84;
constexpr std::uint8_t kReportCount = 0x94;
constexpr std::uint8_t kPush = 0xA4;
constexpr std::uint8_t kPop = 0xB4;
constexpr std::array<std::size_t, 4> kSizes{0, 1, 2, 4};

bool isMain(std::uint8_t tag) { return (tag & 0x0C) == 0; }

}  // namespace

std::vector<HidItem> hidItems(std::span<const std::byte> descriptor) {
  std::vector<HidItem> items;
  while (!descriptor.empty() && items.size() < kMostHidItems) {
    const auto prefix = std::to_integer<std::uint8_t>(descriptor[0]);
    const bool isLong = prefix == kLongItem;
    if (isLong && descriptor.size() < 2) return items;
    const std::size_t bytes = isLong ? 2 + std::to_integer<std::size_t>(descriptor[1]) : kSizes.at(prefix & 3U);
    if (descriptor.size() < 1 + bytes) return items;
    if (!isLong) {
      HidItem item{static_cast<std::uint8_t>(prefix & 0xFC), bytes, 0};
      for (std::size_t i = 0; i < bytes; ++i) {
        item.value |= std::to_integer<std::uint32_t>(descriptor[1 + i]) << (8 * i);
      }
      items.push_back(item);
    }
    descriptor = descriptor.subspan(1 + bytes);
  }
  return items;
}

bool declaresHidUsage(std::span<const std::byte> descriptor, std::uint16_t page, std::uint16_t usage) {
  const std::uint32_t wanted = static_cast<std::uint32_t>(page) << 16 | usage;
  std::uint32_t pageNow = 0;
  std::uint32_t usageNow = 0;
  int depth = 0;
  for (const HidItem& item : hidItems(descriptor)) {
    if (item.tag == kUsagePage) pageNow = item.value;
    if (item.tag == kUsage) usageNow = item.bytes == 4 ? item.value : pageNow << 16 | item.value;
    if (item.tag == kCollection && depth++ == 0 && usageNow == wanted) return true;
    if (item.tag == kEndCollection && depth > 0) --depth;
    if (isMain(item.tag)) usageNow = 0;
  }
  return false;
}

std::size_t longestHidReport(std::span<const std::byte> descriptor) {
  constexpr std::uint64_t kMostBits = kLongestHidReport * 8;
  struct Globals {
    std::uint64_t size = 0;
    std::uint64_t count = 0;
    std::uint32_t id = 0;
  };
  Globals now;
  std::vector<Globals> kept;
  std::map<std::uint32_t, std::uint64_t> bits;
  for (const HidItem& item : hidItems(descriptor)) {
    if (item.tag == kReportSize) now.size = item.value;
    if (item.tag == kReportCount) now.count = item.value;
    if (item.tag == kReportId) now.id = item.value;
    if (item.tag == kPush) kept.push_back(now);
    if (item.tag == kPop && !kept.empty()) {
      now = kept.back();
      kept.pop_back();
    }
    if (item.tag == kInput)
      bits[now.id] = std::min(bits[now.id] + std::min(now.size * now.count, kMostBits), kMostBits);
  }
  std::size_t longest = 0;
  for (const auto& [id, length] : bits) longest = std::max<std::size_t>(longest, (length + 7) / 8 + (id == 0 ? 0 : 1));
  return std::min(longest, kLongestHidReport);
}

}  // namespace till::drivers::transport
