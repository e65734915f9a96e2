// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/real_time_scanner.h"

#include <algorithm>
#include <array>

namespace till::drivers::model {
namespace {

using Kind = RealTimeCommand::Kind;

struct Range {
  std::uint8_t low;
  std::uint8_t high;
};

struct Pattern {
  Kind kind;
  std::size_t length;
  std::array<Range, 10> bytes;
};

constexpr Range is(std::uint8_t value) { return {value, value}; }

constexpr std::array kPatterns{
    Pattern{Kind::status, 3, {is(0x10), is(0x04), Range{1, 4}}},
    Pattern{Kind::recover, 3, {is(0x10), is(0x05), Range{0, 3}}},
    Pattern{Kind::pulse, 5, {is(0x10), is(0x14), is(1), Range{0, 1}, Range{1, 8}}},
    Pattern{Kind::clear, 10, {is(0x10), is(0x14), is(8), is(1), is(3), is(20), is(1), is(6), is(2), is(8)}},
};

bool startsAs(const Pattern& pattern, ByteSpan bytes) {
  if (bytes.size() > pattern.length) return false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const std::uint8_t value = byteAt(bytes, i);
    if (value < pattern.bytes[i].low || value > pattern.bytes[i].high) return false;
  }
  return true;
}

RealTimeCommand commandOf(const Pattern& pattern, ByteSpan bytes) {
  if (pattern.kind == Kind::pulse) return {pattern.kind, byteAt(bytes, 3), byteAt(bytes, 4)};
  return {pattern.kind, byteAt(bytes, 2), 0};
}

bool mayBecomeOne(ByteSpan bytes) {
  return std::any_of(kPatterns.begin(), kPatterns.end(), [&](const Pattern& p) { return startsAs(p, bytes); });
}

}  // namespace

std::optional<RealTimeCommand> RealTimeScanner::feed(std::byte byte) {
  seen_.push_back(byte);
  while (!seen_.empty() && !mayBecomeOne(seen_)) seen_.erase(seen_.begin());
  const auto found = realTimeAtFront(seen_);
  if (!found) return {};
  seen_.clear();
  return found->command;
}

std::optional<FrontCommand> realTimeAtFront(ByteSpan bytes) {
  for (const Pattern& pattern : kPatterns) {
    if (bytes.size() < pattern.length) continue;
    const ByteSpan front = bytes.first(pattern.length);
    if (startsAs(pattern, front)) return FrontCommand{commandOf(pattern, front), pattern.length};
  }
  return {};
}

}  // namespace till::drivers::model
