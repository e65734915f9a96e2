// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "ledger/journal/events.h"

namespace till::ledger::journal {
namespace {

TEST(ReceiptNumberTest, readsAsItIsWritten) {
  struct Row {
    ReceiptNumber number;
    const char* text;
  };
  for (const Row& row : {Row{{2, 1, 418}, "2A-000418"}, Row{{12, 26, 1}, "12Z-000001"},
                         Row{{1, 27, 999999}, "1AA-999999"}, Row{{1, 703, 1000000}, "1AAA-1000000"}}) {
    EXPECT_EQ(toText(row.number), row.text);
    EXPECT_EQ(receiptNumberFromText(row.text), row.number);
  }
}

TEST(ReceiptNumberTest, refusesWhatIsNone) {
  for (const char* bad : {"", "2A", "2A-", "A-000418", "2-000418", "2A-418", "2a-000418", "2A-00041x", "2A000418",
                          "0A-000418", "2A-000000", "2AAAAA-000418", "2A-99999999999999999999"}) {
    EXPECT_EQ(receiptNumberFromText(bad), std::nullopt) << bad;
  }
}

}  // namespace
}  // namespace till::ledger::journal
