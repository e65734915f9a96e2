// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/slip_commands.h"

#include <gtest/gtest.h>

#include <utility>

#include "tests/drivers/virtual/wire.h"

namespace till::drivers::slip {
namespace {

using std::chrono::milliseconds;
using tests::hex;
using tests::wire;

TEST(SlipCommandsTest, areTheseBytes) {
  EXPECT_EQ(hex(encodeSelect(Sheet::roll)), "1B 63 30 02");
  EXPECT_EQ(hex(encodeSelect(Sheet::slip)), "1B 63 30 04");
  EXPECT_EQ(hex(encodeSelect(Sheet::validation)), "1B 63 30 08");
  EXPECT_EQ(hex(encodeSide(Side::face)), "1D 28 47 02 00 30 04");
  EXPECT_EQ(hex(encodeSide(Side::back)), "1D 28 47 02 00 30 44");
  EXPECT_EQ(hex(encodeAskSlipStatus()), "10 04 05");
  EXPECT_EQ(hex(encodeCancelWait()), "10 05 03");
  EXPECT_EQ(hex(encodeEject()), "0C");
  EXPECT_EQ(hex(encodeRelease()), "1B 71");
  EXPECT_EQ(hex(encodeAskInTurn()), "1D 72 01");
}

TEST(SlipCommandsTest, theStationIsNeverToldToWaitForEver) {
  const std::pair<milliseconds, const char*> rows[] = {
      {milliseconds(-1), "1B 66 01 05"},     {milliseconds(0), "1B 66 01 05"},
      {milliseconds(60000), "1B 66 01 05"},  {milliseconds(60001), "1B 66 02 05"},
      {milliseconds(900000), "1B 66 0F 05"}, {std::chrono::hours(9000), "1B 66 0F 05"},
      {milliseconds::max(), "1B 66 0F 05"},
  };
  for (const auto& [wait, bytes] : rows) EXPECT_EQ(hex(encodeInsertionWait(wait)), bytes) << wait.count();
}

TEST(SlipCommandsTest, textIsWrappedAndCannotBecomeACommand) {
  printer::PrinterProfile profile;
  profile.columns = 10;
  profile.codePages = {{"cp858", 19}};
  profile.codePageOrder = {"cp858"};
  EXPECT_EQ(hex(encodeText({"FOR DEPOSIT ONLY"}, profile)), hex(wire("1B 52 00 'FOR' 0A 'DEPOSIT' 0A 'ONLY' 0A")));
  EXPECT_EQ(hex(encodeText({"", "a\xC3\xB1 5\xE2\x82\xAC"}, profile)),
            hex(wire("1B 52 00 0A 'a' 1B 74 13 A4 ' 5' D5 0A")));
  EXPECT_EQ(hex(encodeText({"\x10\x14\x01\x01\x01\x1B"
                            "c0\x0C"},
                           profile)),
            hex(wire("1B 52 00 'c0' 0A")));
  EXPECT_EQ(hex(encodeText({"\xE6\xBC\xA2"}, profile)), hex(wire("1B 52 00 '<6F22>' 0A")));
  EXPECT_EQ(hex(encodeText({}, profile)), "1B 52 00");
}

TEST(SlipCommandsTest, theStatusByte) {
  struct Row {
    std::uint8_t byte;
    bool selected, waiting, atTop, atBottom;
  };
  for (const Row& row :
       {Row{0x12, true, false, true, true}, Row{0x7A, true, true, false, false}, Row{0x16, false, false, true, true},
        Row{0x52, true, false, true, false}, Row{0x32, true, false, false, true}}) {
    const SheetStatus status = sheetStatusOf(row.byte);
    EXPECT_EQ(status.selected, row.selected) << int(row.byte);
    EXPECT_EQ(status.waiting, row.waiting) << int(row.byte);
    EXPECT_EQ(status.atTop, row.atTop) << int(row.byte);
    EXPECT_EQ(status.atBottom, row.atBottom) << int(row.byte);
  }
}

}  // namespace
}  // namespace till::drivers::slip
