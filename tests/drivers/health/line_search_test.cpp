// SPDX-License-Identifier: Apache-2.0
// What a code says of the line that it came over.
#include <gtest/gtest.h>

#include <bit>

#include "drivers/health/line_search.h"

namespace till::drivers::health {
namespace {

std::vector<std::byte> bytesOf(std::string_view text) {
  std::vector<std::byte> bytes;
  for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

// Seven bits and their parity in the eighth.
std::vector<std::byte> withParity(std::string_view text, int odd) {
  std::vector<std::byte> bytes;
  for (const char c : text) {
    const auto value = static_cast<unsigned char>(c);
    const bool high = std::popcount(value) % 2 != odd;
    bytes.push_back(static_cast<std::byte>(high ? value | 0x80U : value));
  }
  return bytes;
}

struct Row {
  const char* name;
  std::vector<std::byte> heard;
  std::string says;  // "8N cr"; "": no code
};
class HeardCodeTest : public testing::TestWithParam<Row> {};
TEST_P(HeardCodeTest, tellsOfTheLine) {
  const auto code = readCode(GetParam().heard);
  const std::string says =
      code ? std::to_string(code->dataBits) + code->parity + " " + std::string(code->suffix) : std::string();
  EXPECT_EQ(says, GetParam().says);
}
INSTANTIATE_TEST_SUITE_P(All, HeardCodeTest,
                         testing::Values(Row{"plain", bytesOf("004512873007\r"), "8N cr"},
                                         Row{"crlf", bytesOf("0045\r\n"), "8N crlf"},
                                         Row{"lf", bytesOf("0045\n"), "8N lf"}, Row{"tab", bytesOf("0045\t"), "8N tab"},
                                         Row{"withoutAnEnd", bytesOf("]C00045"), "8N none"},
                                         Row{"gs1",
                                             bytesOf("]C10112\x1D"
                                                     "21\r"),
                                             "8N cr"},
                                         Row{"framed",
                                             bytesOf("\x02"
                                                     "0045\x03"),
                                             "8N none"},
                                         Row{"evenParity", withParity("0045128\r", 0), "7E cr"},
                                         Row{"oddParity", withParity("0045128\r", 1), "7O cr"}, Row{"nothing", {}, ""},
                                         Row{"tooShort", bytesOf("0\r"), ""}, Row{"nul", bytesOf({"0045\0", 5}), ""},
                                         Row{"control", bytesOf("0045\x1B"), ""},
                                         Row{"bothParities", bytesOf("\xB0\x31\x31\xB1\xB0"), ""}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace till::drivers::health
