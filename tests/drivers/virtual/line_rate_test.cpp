// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/pty/line_rate.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace till::drivers::pty {
namespace {

std::vector<std::byte> bytesOf(std::initializer_list<int> values) {
  std::vector<std::byte> bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

TEST(LineRate, atTheSameRateAllIsHeard) {
  std::vector<std::byte> all;
  for (int value = 0; value < 256; ++value) all.push_back(static_cast<std::byte>(value));
  EXPECT_EQ(heardAt(9600, all, 9600), all);
  EXPECT_TRUE(heardAt(9600, {}, 19200).empty());
}

// 'U' is 0 1 0 1 0 1 0 1 0 1 on the line; at twice the rate each level is heard twice: 0 0110 0110 0 and so on.
TEST(LineRate, atTwiceTheRateEachBitIsTwoAndAMissingStopBitIsNul) {
  EXPECT_EQ(heardAt(19200, bytesOf({'U'}), 9600), bytesOf({0x00, 0xE6}));
}

TEST(LineRate, ofAFarFasterSenderHardlyAnythingIsHeard) {
  EXPECT_LE(heardAt(1200, bytesOf({'0', '0', '4', '5', '\r'}), 115200).size(), 1U);
}

TEST(LineRate, ofAFarSlowerSenderMoreIsHeardThanWasSent) {
  EXPECT_GT(heardAt(115200, bytesOf({'0', '0', '4', '5', '\r'}), 9600).size(), 5U);
}

}  // namespace
}  // namespace till::drivers::pty
