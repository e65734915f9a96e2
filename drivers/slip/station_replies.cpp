// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/station_replies.h"

#include <algorithm>
#include <cstdint>

namespace till::drivers::slip {
namespace {

constexpr std::byte kXon{0x11};
constexpr std::byte kXoff{0x13};
constexpr std::byte kHeader{0x5F};
constexpr std::byte kSeparator{0x1F};
constexpr std::size_t kLongest = 128;

bool isFlowControl(std::byte b) { return b == kXon || b == kXoff; }
bool mayStandInBlock(std::byte b) { return (b >= std::byte{0x20} && b < std::byte{0x7F}) || b == kSeparator; }

// `start` is behind the header.
StationParsed parseBlock(std::span<const std::byte> bytes, std::size_t start) {
  CheckBlock block;
  for (std::size_t at = start; at < bytes.size(); ++at) {
    if (isFlowControl(bytes[at])) continue;
    if (bytes[at] == std::byte{0}) return {StationReply{std::move(block)}, at + 1};
    if (!mayStandInBlock(bytes[at])) return {printer::Malformed{}, start};
    if (block.payload.size() == kLongest) return {printer::Malformed{}, at};
    block.payload.push_back(static_cast<char>(bytes[at]));
  }
  return {printer::NeedMore{}, 0};
}

StationReply ofInterest(const printer::Reply& reply) {
  if (const auto* realTime = std::get_if<printer::RealTimeStatus>(&reply)) return *realTime;
  if (const auto* queued = std::get_if<printer::QueuedStatus>(&reply)) return *queued;
  return OtherReply{};
}

}  // namespace

StationParsed parseStationReply(std::span<const std::byte> bytes) {
  const auto first = std::find_if_not(bytes.begin(), bytes.end(), isFlowControl);
  if (first != bytes.end() && *first == kHeader) {
    return parseBlock(bytes, static_cast<std::size_t>(first - bytes.begin()) + 1);
  }
  const auto parsed = printer::parseReply(bytes);
  if (const auto* reply = std::get_if<printer::Reply>(&parsed.what)) return {ofInterest(*reply), parsed.consumed};
  if (std::holds_alternative<printer::Malformed>(parsed.what)) return {printer::Malformed{}, parsed.consumed};
  return {printer::NeedMore{}, parsed.consumed};
}

}  // namespace till::drivers::slip
