// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/station_replies.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "tests/drivers/virtual/wire.h"

namespace till::drivers::slip {
namespace {

using tests::hex;
using tests::wire;

std::string shown(const StationParsed& parsed) {
  if (std::holds_alternative<printer::NeedMore>(parsed.what)) return "more";
  if (std::holds_alternative<printer::Malformed>(parsed.what)) return "bad " + std::to_string(parsed.consumed);
  const auto& reply = std::get<StationReply>(parsed.what);
  if (const auto* block = std::get_if<CheckBlock>(&reply)) return "[" + block->payload + "]";
  if (const auto* status = std::get_if<printer::RealTimeStatus>(&reply))
    return "status " + std::to_string(status->byte);
  return std::holds_alternative<printer::QueuedStatus>(reply) ? "in turn" : "other";
}

// All of it, in order.
std::string parseAll(std::span<const std::byte> bytes) {
  std::string all;
  while (!bytes.empty()) {
    const auto parsed = parseStationReply(bytes);
    all += (all.empty() ? "" : ", ") + shown(parsed);
    if (std::holds_alternative<printer::NeedMore>(parsed.what)) break;
    bytes = bytes.subspan(parsed.consumed);
  }
  return all;
}

TEST(StationRepliesTest, areTakenApart) {
  const std::pair<const char*, const char*> rows[] = {
      {"5F 'Pt021000021t' 00", "[Pt021000021t]"},
      {"5F 58 40 1F 'a1' 00 12",
       "[X@\x1F"
       "a1], status 18"},
      {"5F 'P' 13 '12' 11 '3' 00", "[P123]"},  // flow control in the middle
      {"11 13 5F 'P' 00", "[P]"},              // and in front
      {"7A 12 5F 'P' 00 00", "status 122, status 18, [P], in turn"},
      {"10 00 00 00 5F 'P' 00", "other, [P]"},  // automatic status first
      {"5F 'P12'", "more"},
      {"5F", "more"},
      {"5F 'P' 12 16", "bad 1, bad 1, status 18, status 22"},  // noise as a header hides no status behind it
      {"5F 'P' 80 00", "bad 1, bad 1, bad 1, in turn"},
      {"FF FE", "bad 1, bad 1"},
      {"", ""},
  };
  for (const auto& [bytes, expected] : rows) {
    EXPECT_EQ(parseAll(wire(bytes)), expected) << bytes;
  }
}

TEST(StationRepliesTest, noBlockIsWaitedForWithoutEnd) {
  std::vector<std::byte> bytes = wire("5F 'P'");
  bytes.resize(100, std::byte{'1'});
  EXPECT_EQ(shown(parseStationReply(bytes)), "more");
  bytes.resize(200, std::byte{'1'});
  EXPECT_EQ(shown(parseStationReply(bytes)).substr(0, 3), "bad");
}

TEST(StationRepliesTest, noNoiseStopsIt) {
  const auto seed = std::random_device()();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::byte> noise(300);
    for (auto& b : noise) b = static_cast<std::byte>(byte(random));
    std::span<const std::byte> rest = noise;
    while (rest.size() > 140) {
      const auto parsed = parseStationReply(rest);
      ASSERT_GT(parsed.consumed, 0u) << hex(rest);
      ASSERT_LE(parsed.consumed, rest.size());
      rest = rest.subspan(parsed.consumed);
    }
  }
}

}  // namespace
}  // namespace till::drivers::slip
