// SPDX-License-Identifier: Apache-2.0
#include "pos/station/customer_lines.h"

#include "counter_desk.h"

namespace till::pos::station {
namespace {

class CustomerLinesTest : public testing::Test {
 protected:
  std::string shown(std::size_t columns = 20) {
    const auto lines = customerLines(desk_.view(), desk_.words(), columns);
    return lines.upper + "|" + lines.lower;
  }
  Desk desk_;
};

TEST_F(CustomerLinesTest, idleTheOfficeIsNamed) {
  desk_.openTill();
  EXPECT_EQ(shown(), "City Utility Billing|");
  EXPECT_EQ(shown(16), "City Utility Billing|") << "the display cuts it off";
}

TEST_F(CustomerLinesTest, whatIsToBePaidAndThenTheChange) {
  desk_.openTill();
  desk_.scan(kDelgado);
  EXPECT_EQ(shown(), "1 stub|To pay         84.27");
  desk_.scan(kAcme);
  EXPECT_EQ(shown(), "2 stubs|To pay        176.97");
  desk_.type("10000 / 1042 Enter");
  EXPECT_EQ(shown(), "2 stubs|To pay         76.97");
  desk_.type("100. *");
  EXPECT_EQ(shown(), "Paid          176.97|Change         23.03");
  EXPECT_EQ(shown(10), "    176.97|     23.03") << "an amount is never cut";
}

TEST_F(CustomerLinesTest, aNameAndABalanceNobodyBroughtAStubForAreNeverShown) {
  desk_.openTill();
  desk_.scan(kDelgado);
  EXPECT_EQ(shown().find("Delgado"), std::string::npos);
  desk_.type("Esc Esc F5");
  desk_.send(TextTyped{"delgado"});
  EXPECT_EQ(shown(), "City Utility Billing|");
}

}  // namespace
}  // namespace till::pos::station
