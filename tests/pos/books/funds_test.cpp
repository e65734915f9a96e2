// SPDX-License-Identifier: Apache-2.0
// The register of funds: who holds which, counts by two people, cash between funds that are no open till.
#include "tests/pos/books/books_desk.h"

namespace till::pos::books {
namespace {

using namespace ledger::journal;
using testing::HasSubstr;

class OfficeFunds : public BooksDesk {
 protected:
  OfficeFunds() {
    EXPECT_EQ(refusalOf(AssignFund{"safe", "rhall", cents(200000)}), "");
    EXPECT_EQ(refusalOf(AssignFund{"petty", "lpark", cents(10000)}), "");
  }
  [[nodiscard]] ledger::store::FundRow fund(const std::string& id) const {
    for (const auto& row : ledger_->books().funds())
      if (row.id == id) return row;
    return {};
  }
};

TEST_F(OfficeFunds, aFundIsPutIntoSomebodysHandsAndChangesThem) {
  EXPECT_EQ(fund("safe").amount, cents(200000));
  ASSERT_EQ(refusalOf(AssignFund{"safe", "mchen", cents(200000)}, {"mchen", "rhall"}), "");
  EXPECT_EQ(fund("safe").custodian, "mchen");
  struct Row {
    AssignFund act;
    Hands hands;
    std::string says;
  };
  const std::vector<Row> rows{{{"safe", "mchen", cents(1)}, {"rhall", "mchen"}, "found by a count"},
                              {{"safe", "nobody", cents(200000)}, {"rhall", "mchen"}, "nobody is called that"},
                              {{"attic", "mchen", cents(1)}, {"rhall", "mchen"}, "no account"},
                              {{"till.0", "mchen", cents(1)}, {"rhall", "mchen"}, "no account"},
                              {{"till.4", "mchen", cents(-1)}, {"rhall", "mchen"}, "amount"},
                              {{"till.4", "mchen", cents(1)}, {"rhall", ""}, "--approver"}};
  for (const auto& row : rows) EXPECT_NE(refusalOf(row.act, row.hands), "") << row.says;
}

TEST_F(OfficeFunds, theSafeIsCountedByTwoAndIsIndependentWhereNeitherHoldsIt) {
  const auto own = fact<FundCounted>(done(CountFund{"safe", "100=20", "mchen", ""}, {"rhall", ""}));
  EXPECT_FALSE(own.independent);
  EXPECT_TRUE(fund("safe").counted.has_value());
  EXPECT_FALSE(fund("safe").independentlyCounted.has_value());
  const auto other =
      fact<FundCounted>(done(CountFund{"safe", "100=19 20=4 roll:0.25=1", "lpark", "A ten gone"}, {"mchen", ""}));
  EXPECT_TRUE(other.independent);
  EXPECT_EQ(other.expected, cents(200000));
  EXPECT_EQ(other.overShort, cents(-1000));
  EXPECT_EQ(fund("safe").amount, cents(199000));
  EXPECT_EQ(balances().at(office_.station.overShortAccount), cents(1000));
  EXPECT_EQ(balances().at(office_.station.funds.accounts.safe), cents(-1000));
}

TEST_F(OfficeFunds, aCountThatCannotBeMeantIsRefused) {
  openTill();
  const std::vector<std::pair<CountFund, std::string>> rows{
      {{"attic", "100=1", "mchen", ""}, "no fund attic"}, {{"till.3", "100=1", "mchen", ""}, "at the counter"},
      {{"safe", "100=1", "", ""}, "two people"},          {{"safe", "100=1", "rhall", ""}, "two people"},
      {{"safe", "100=x", "mchen", ""}, "--cash"},         {{"safe", "100=1", "mchen", ""}, "eason"}};
  for (const auto& [act, says] : rows) EXPECT_THAT(refusalOf(act, {"rhall", ""}), HasSubstr(says)) << says;
}

TEST_F(OfficeFunds, cashMovesBetweenFundsAndTheRegisterKnows) {
  const auto moved = fact<CashMoved>(done(MoveCash{"safe", "petty", "20=2", "", "lpark", "mchen", ""}));
  EXPECT_EQ(moved.moved, cents(4000));
  EXPECT_EQ(fund("safe").amount, cents(196000));
  EXPECT_EQ(fund("petty").amount, cents(14000));
  EXPECT_EQ(moved.amount, cents(0)) << "it touches no session";
  ASSERT_EQ(refusalOf(MoveCash{"petty", "safe", "20=2", "", "rhall", "mchen", ""}), "");
  EXPECT_EQ(fund("safe").amount, cents(200000));
  EXPECT_TRUE(balances().empty());
}

TEST_F(OfficeFunds, coinsForNotesAtTheBankAreAnEqualExchange) {
  const MoveCash order{"safe", "bank", "100=1", "roll:0.25=10", "First Bank", "mchen", "C-4"};
  const auto moved = fact<CashMoved>(done(order));
  EXPECT_EQ(moved.kind, "change");
  EXPECT_EQ(moved.to, "bank");
  EXPECT_EQ(moved.back.size(), 1U);
  EXPECT_EQ(moved.reference, "C-4");
  EXPECT_EQ(fund("safe").amount, cents(200000));
  EXPECT_EQ(fund("bank").amount, cents(0));
  MoveCash unequal = order;
  unequal.back = "roll:0.25=9";
  EXPECT_NE(refusalOf(unequal), "");
  EXPECT_EQ(fund("safe").amount, cents(200000));
}

TEST_F(OfficeFunds, cashThatIsNotThereOrInAClerksTillIsNotMoved) {
  openTill();
  const std::vector<std::pair<MoveCash, std::string>> rows{
      {{"safe", "till.3", "20=1", "", "jortiz", "mchen", ""}, "at the counter"},
      {{"till.3", "safe", "20=1", "", "rhall", "mchen", ""}, "at the counter"},
      {{"petty", "safe", "100=2", "", "rhall", "mchen", ""}, "does not hold as much"},
      {{"safe", "petty", "20=1", "", "lpark", "rhall", ""}, "two people"},
      {{"safe", "petty", "20=1", "", "lpark", "", ""}, "two people"},
      {{"safe", "petty", "20", "", "lpark", "mchen", ""}, "--cash"},
      {{"safe", "petty", "20=1", "x", "lpark", "mchen", ""}, "--back"}};
  for (const auto& [act, says] : rows) EXPECT_THAT(refusalOf(act), HasSubstr(says)) << says;
  EXPECT_NE(refusalOf(MoveCash{"safe", "safe", "20=1", "", "rhall", "mchen", ""}), "");
  EXPECT_NE(refusalOf(MoveCash{"safe", "bank", "20=1", "", "rhall", "mchen", ""}), "") << "the bank is no fund";
  EXPECT_THAT(refusalOf(MoveCash{"safe", "till.4", "20=15", "", "lpark", "mchen", ""}, {"rhall", ""}),
              HasSubstr("--approver"));
}

TEST_F(OfficeFunds, pettyCashIsPaidOutOnlyWhereTheOfficeAllowsItAndAgainstAVoucher) {
  const PayOut stamps{"5=1 1=3 0.25=2", "V-12", "Postage", "Post office", "lpark"};
  EXPECT_THAT(refusalOf(stamps), HasSubstr("nothing is paid out here")) << "as shipped";
  office_.station.funds.paidOut = true;
  const auto paid = fact<CashMoved>(done(stamps));
  EXPECT_EQ(paid.kind, "paid_out");
  EXPECT_EQ(paid.from, "petty");
  EXPECT_EQ(paid.to, "");
  EXPECT_EQ(paid.moved, cents(850));
  EXPECT_EQ(paid.amount, cents(0)) << "it touches no session";
  EXPECT_EQ(paid.reference, "V-12");
  EXPECT_EQ(paid.witness, "lpark");
  EXPECT_EQ(fund("petty").amount, cents(9150));
  EXPECT_EQ(balances().at("601-0000-52010"), cents(850));
  EXPECT_EQ(balances().at(office_.station.funds.accounts.petty), cents(-850));
  struct Row {
    PayOut act;
    std::string says;
    Hands hands = {"rhall", "mchen"};
  };
  const std::vector<Row> rows{{{"20=1", "", "Postage", "Post office", "lpark"}, "number"},
                              {{"20=1", "V\n1", "Postage", "Post office", "lpark"}, "number"},
                              {{"20=1", "V-1", "Flowers", "Florist", "lpark"}, "Postage, Office supplies"},
                              {{"20=1", "V-1", "", "Florist", "lpark"}, "--purpose"},
                              {{"20=1", "V-1", "Postage", "", "lpark"}, "--receiver"},
                              {{"20=1", "V-1", "Postage", "4111111111111111", "lpark"}, "card number"},
                              {{"20=1", "V-1", "Postage", "Post office", ""}, "two people"},
                              {{"20=1", "V-1", "Postage", "Post office", "rhall"}, "two people"},
                              {{"20=1", "V-1", "Postage", "Post office", "nobody"}, "two people"},
                              {{"20=1", "V-1", "Postage", "Post office", "lpark"}, "--approver", {"rhall", ""}},
                              {{"20=1", "V-1", "Postage", "Post office", "lpark"}, "--approver", {"rhall", "rhall"}},
                              {{"20=2", "V-1", "Postage", "Post office", "lpark"}, "voucher"},
                              {{"20=x", "V-1", "Postage", "Post office", "lpark"}, "--cash"},
                              {{"", "V-1", "Postage", "Post office", "lpark"}, "mount"}};
  for (const auto& row : rows) EXPECT_THAT(refusalOf(row.act, row.hands), HasSubstr(row.says)) << row.says;
  EXPECT_EQ(fund("petty").amount, cents(9150));
  office_.station.funds.paidOutLimit = cents(10000);
  EXPECT_THAT(refusalOf(PayOut{"100=1", "V-1", "Postage", "Post office", "lpark"}), HasSubstr("does not hold as much"));
}

}  // namespace
}  // namespace till::pos::books
