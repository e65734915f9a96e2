// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/command_reader.h"

#include <gtest/gtest.h>

#include "tests/drivers/virtual/wire.h"

namespace till::drivers::model {
namespace {

using tests::hex;
using tests::wire;

struct Row {
  const char* bytes;
  CommandId id;
  const char* data;
  std::size_t consumed;
};

TEST(CommandReaderTest, cutsEachCommandWhereItEnds) {
  const Row rows[] = {
      {"'A' 0A", 'A', "", 1},
      {"0A 'x'", 0x0A, "", 1},
      {"1B 40 'x'", 0x1B40, "", 2},
      {"1B 74 10 'x'", 0x1B74, "10", 3},
      {"1B 70 00 19 FA 'x'", 0x1B70, "00 19 FA", 5},
      {"1D 56 01 'x'", 0x1D56, "01", 3},
      {"1D 56 42 00 'x'", 0x1D56, "42 00", 4},
      {"1D 6B 49 03 7B 42 31 'x'", 0x1D6B, "49 03 7B 42 31", 7},
      {"1D 6B 04 41 42 00 'x'", 0x1D6B, "04 41 42 00", 6},
      {"1D 28 6B 04 00 31 50 30 41 'x'", 0x1D286B, "31 50 30 41", 9},
      {"1D 28 48 06 00 30 30 '0001' 'x'", 0x1D2848, "30 30 30 30 30 31", 11},
      {"1D 76 30 00 02 00 01 00 FF 00 'x'", 0x1D76, "30 00 02 00 01 00 FF 00", 10},
      {"1B 2A 21 01 00 FF FF FF 'x'", 0x1B2A, "21 01 00 FF FF FF", 8},
      {"10 04 01 'x'", 0x1004, "01", 3},
      {"10 14 08 01 03 14 01 06 02 08 'x'", 0x1014, "08 01 03 14 01 06 02 08", 10},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.bytes);
    const auto bytes = wire(row.bytes);
    const auto command = readCommand(bytes);
    ASSERT_TRUE(command);
    EXPECT_EQ(command->id, row.id);
    EXPECT_EQ(hex(command->data), row.data);
    EXPECT_EQ(command->consumed, row.consumed);
    EXPECT_TRUE(command->known);
  }
}

TEST(CommandReaderTest, waitsForTheRestOfACommand) {
  for (const char* const part : {"", "1B", "1B 70 00", "1D 28", "1D 28 6B 04", "1D 28 6B 04 00 31", "1D 6B 49",
                                 "1D 6B 04 41 42", "1D 76 30 00 02 00 01", "1D 56", "1D 56 42", "10 14"}) {
    SCOPED_TRACE(part);
    EXPECT_FALSE(readCommand(wire(part)));
  }
}

TEST(CommandReaderTest, saysWhatIsNoCommand) {
  for (const char* const bytes : {"07 'x'", "7F 'x'", "1B 07 'x'", "1C 70 'x'", "1D 28 7A 'x'"}) {
    SCOPED_TRACE(bytes);
    const auto command = readCommand(wire(bytes));
    ASSERT_TRUE(command);
    EXPECT_FALSE(command->known);
    EXPECT_GT(command->consumed, 0U);
  }
}

}  // namespace
}  // namespace till::drivers::model
