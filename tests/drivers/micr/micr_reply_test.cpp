// SPDX-License-Identifier: Apache-2.0
#include "drivers/micr/micr_reply.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/drivers/virtual/wire.h"

namespace till::drivers::micr {
namespace {

using tests::hex;
using tests::wire;

std::string shown(const char* bytes) {
  std::string payload;
  for (const std::byte b : wire(bytes)) payload.push_back(static_cast<char>(b));
  const auto reply = parseMicrReply(payload);
  if (!reply) return "none";
  char detail[8] = {};
  std::snprintf(detail, sizeof detail, "%02X", static_cast<unsigned>(reply->detail));
  return std::string(reply->font == Font::e13b ? "e13b " : "cmc7 ") + detail + " " + reply->characters;
}

TEST(MicrReplyTest, eachStatusThatIsDocumented) {
  const std::pair<const char*, const char*> rows[] = {
      {"40 't1t'", "e13b 40 t1t"},
      {"50 't1t'", "e13b 40 t1t"},  // can, cannot be read again
      {"41 '1'", "cmc7 40 1"},
      {"51 '1'", "cmc7 40 1"},
      {"58 40 1F 't1t'", "e13b 40 t1t"},
      {"50 40 1F 't1t'", "e13b 40 t1t"},  // bit 3 came with later firmware
      {"60", "e13b 00 "},
      {"70", "e13b 00 "},
      {"78 41 1F", "e13b 41 "},
      {"78 42 1F", "e13b 42 "},
      {"78 43 1F", "e13b 43 "},
      {"78 44 1F", "e13b 44 "},
      {"78 45 1F", "e13b 45 "},
      {"78 46 1F 't1?t'", "e13b 46 t1?t"},
      {"78 47 1F", "e13b 47 "},
      {"78 48 1F", "e13b 48 "},
      {"78 49 1F", "e13b 49 "},
      {"78 45", "e13b 45 "},
      {"7B 43 1F", "e13b 43 "},     // after a failure the font means nothing
      {"54 't1t'", "e13b 40 t1t"},  // bit 2 is undefined
  };
  for (const auto& [bytes, expected] : rows) EXPECT_EQ(shown(bytes), expected) << bytes;
}

TEST(MicrReplyTest, theWorseOfTwoThatContradictEachOther) {
  EXPECT_EQ(shown("78 40 1F 't1t'"), "e13b 00 t1t");  // failed, no error
  EXPECT_EQ(shown("58 48 1F 't1t'"), "e13b 48 t1t");  // read, noise
}

TEST(MicrReplyTest, whatIsNoAnswerToAReading) {
  for (const char* bytes : {"", "00", "10 't1t'", "C0 't1t'", "D0", "52 '1'", "53 '1'", "58", "58 't1t'", "58 40",
                            "58 3F 1F", "58 4A 1F 't'", "78 4A", "50 't' 07", "50 't' 80", "58 40 1F 1F", "50 7F"}) {
    EXPECT_EQ(shown(bytes), "none") << bytes;
  }
}

}  // namespace
}  // namespace till::drivers::micr
