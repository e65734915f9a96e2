// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/model/scanner_model.h"

#include <gtest/gtest.h>

#include "tests/drivers/virtual/wire.h"

namespace till::drivers::model {
namespace {

struct Row {
  ScannerTraits traits;
  const char* symbology;
  const char* bytes;
};

TEST(ScannerModelTest, sendsPrefixTextAndSuffix) {
  const Row rows[] = {
      {{false, "\r"}, "C0", "'4711' 0D"},
      {{true, "\r"}, "C0", "']C04711' 0D"},
      {{true, "\r\n"}, "Q1", "']Q14711' 0D 0A"},
      {{false, ""}, "C0", "'4711'"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.bytes);
    ScannerModel scanner(row.traits);
    scanner.scan("4711", row.symbology);
    EXPECT_EQ(scanner.takeReplies(), tests::wire(row.bytes));
    EXPECT_TRUE(scanner.takeReplies().empty());
  }
}

TEST(ScannerModelTest, babblesAtEachTickUntilItStops) {
  ScannerModel scanner;
  scanner.tick();
  EXPECT_TRUE(scanner.takeReplies().empty());
  scanner.setBabbling(true);
  scanner.tick();
  EXPECT_FALSE(scanner.takeReplies().empty());
  scanner.setBabbling(false);
  scanner.tick();
  EXPECT_TRUE(scanner.takeReplies().empty());
}

}  // namespace
}  // namespace till::drivers::model
