// SPDX-License-Identifier: Apache-2.0
#include "ledger/money/money.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace till::ledger::money {
namespace {

TEST(MoneyTest, isWrittenWithTwoDecimalsAndCommas) {
  struct Row {
    std::int64_t minor;
    const char* text;
    const char* plain;
  };
  for (const Row& row : {Row{0, "0.00", "0.00"}, Row{5, "0.05", "0.05"}, Row{-730, "-7.30", "-7.30"},
                         Row{8427, "84.27", "84.27"}, Row{123456, "1,234.56", "1234.56"},
                         Row{100000000, "1,000,000.00", "1000000.00"}, Row{-100000, "-1,000.00", "-1000.00"}}) {
    EXPECT_EQ(toText(Money::fromMinor(row.minor)), row.text);
    EXPECT_EQ(toPlainText(Money::fromMinor(row.minor)), row.plain);
  }
}

TEST(MoneyTest, isReadOnlyAsItIsWritten) {
  EXPECT_EQ(fromPlainText("84.27"), Money::fromMinor(8427));
  EXPECT_EQ(fromPlainText("-0.05"), Money::fromMinor(-5));
  EXPECT_EQ(fromPlainText("10000000.00"), Money::fromMinor(kLargestAmountMinor));
  for (const char* bad : {"", "-", ".", "84", "84.2", "84.275", "84,27", " 84.27", "84.27 ", "+84.27", "8 4.27",
                          "--1.00", "1e3.00", "0x1.00", "1,000.00", "10000000.01", "99999999999999999999.00", "٨.٠٠"}) {
    EXPECT_EQ(fromPlainText(bad), std::nullopt) << bad;
  }
}

TEST(MoneyTest, aSumThatLeavesTheRangeIsNeverWrong) {
  const Money most = Money::fromMinor(std::numeric_limits<std::int64_t>::max());
  const Money least = Money::fromMinor(std::numeric_limits<std::int64_t>::min());
  EXPECT_THROW(static_cast<void>(most + Money::fromMinor(1)), MoneyOverflow);
  EXPECT_THROW(static_cast<void>(least - Money::fromMinor(1)), MoneyOverflow);
  EXPECT_THROW(static_cast<void>(-least), MoneyOverflow);
  EXPECT_THROW(static_cast<void>(most.times(2)), MoneyOverflow);
  EXPECT_EQ(toPlainText(least), "-92233720368547758.08");
}

TEST(MoneyTest, sumsAndComparesByCents) {
  const std::array amounts{Money::fromMinor(100), Money::fromMinor(-30), Money::fromMinor(7)};
  EXPECT_EQ(sum(amounts), Money::fromMinor(77));
  EXPECT_LT(Money::fromMinor(-1), Money());
  EXPECT_EQ(Money::fromMinor(25).times(53), Money::fromMinor(1325));
}

}  // namespace
}  // namespace till::ledger::money
