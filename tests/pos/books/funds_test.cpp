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
  ASSERT_EQ(refusalOf(AssignFund{"safe", "mchen", cents(0)}, {"mchen", "rhall"}), "");
  EXPECT_EQ(fund("safe").custodian, "mchen");
  EXPECT_EQ(fund("safe").amount, cents(200000));
  struct Row {
    AssignFund act;
    Hands hands;
    std::string says;
  };
  const std::vector<Row> rows{{{"safe", "mchen", cents(200000)}, {"rhall", "mchen"}, "found by a count"},
                              {{"safe", "mchen", cents(200000)}, {"rhall", ""}, "--approver"},
                              {{"transit", "mchen", cents(1)}, {"rhall", "mchen"}, "nobody's"},
                              {{"safe", "nobody", cents(200000)}, {"rhall", "mchen"}, "nobody is called that"},
                              {{"attic", "mchen", cents(1)}, {"rhall", "mchen"}, "no account"},
                              {{"till.0", "mchen", cents(1)}, {"rhall", "mchen"}, "no account"},
                              {{"till.4", "mchen", cents(-1)}, {"rhall", "mchen"}, "amount"},
                              {{"till.4", "mchen", cents(1)}, {"rhall", ""}, "--approver"}};
  for (const auto& row : rows) {
    EXPECT_NE(refusalOf(row.act, row.hands), "") << row.says;
    EXPECT_THAT(refusalOf(row.act, row.hands), testing::Not(HasSubstr("2,000.00"))) << "it is not told";
  }
}

TEST_F(OfficeFunds, theSafeIsCountedByTwoAndIsIndependentWhereNeitherHoldsIt) {
  const auto own = fact<FundCounted>(done(CountFund{"safe", "100=20", "mchen", ""}, {"rhall", ""}));
  EXPECT_FALSE(own.independent);
  EXPECT_TRUE(fund("safe").counted.has_value());
  EXPECT_FALSE(fund("safe").independentlyCounted.has_value());
  const CountFund short_{"safe", "100=19 20=4 roll:0.25=1", "lpark", "A ten gone"};
  (void)done(short_, {"mchen", ""});
  const auto other = fact<FundCounted>(done(short_, {"mchen", "rhall"}));
  EXPECT_TRUE(other.independent);
  EXPECT_EQ(other.expected, cents(200000));
  EXPECT_EQ(other.overShort, cents(-1000));
  EXPECT_EQ(fund("safe").amount, cents(199000));
  EXPECT_EQ(balances().at(office_.station.overShortAccount), cents(1000));
  EXPECT_EQ(balances().at(office_.station.funds.accounts.safe), cents(-1000));
}

// By tries nobody learns what the books say: each count is kept, and the second one stands whatever it is.
TEST_F(OfficeFunds, aCountThatDiffersIsKeptThenStandsAndWaitsForSomebody) {
  const CountFund wrong{"safe", "1=5", "jortiz", "x"};
  const Hands clerk{"lpark", ""};
  const auto first = done(wrong, clerk);
  const auto kept = fact<CountKept>(first);
  EXPECT_EQ(kept.purpose, "first, safe");
  EXPECT_EQ(kept.cashCounted, cents(500));
  EXPECT_THAT(planned(CountFund{"petty", "1=5", "jortiz", "x"}, clerk)->said, testing::Not(HasSubstr("100")))
      << "blind";
  EXPECT_EQ(fund("safe").amount, cents(200000)) << "nothing is booked yet";
  const auto second = done(wrong, clerk);
  EXPECT_EQ(fact<FundCounted>(second).overShort, cents(-199500));
  const auto pending = ledger_->books().pendingActs();
  ASSERT_EQ(pending.size(), 2U) << "both are looked at";
  const ReviewAct look{pending.back().epoch, pending.back().seq, "approved", ""};
  EXPECT_THAT(refusalOf(look, {"lpark", ""}), HasSubstr("own act"));
  EXPECT_THAT(refusalOf(look, {"jortiz", ""}), HasSubstr("witness"));
  EXPECT_EQ(refusalOf(look, {"mchen", ""}), "");
  done(wrong, clerk);  // as the books say now
  EXPECT_EQ(fund("safe").amount, cents(500));
  EXPECT_NE(std::get_if<CountKept>(&planned(CountFund{"safe", "1=6", "jortiz", ""}, clerk)->body), nullptr)
      << "a new one begins with a first one";
}

TEST_F(OfficeFunds, aDifferenceWithoutAReasonOrAnApproverWaitsForOne) {
  const Hands approved{"lpark", "mchen"};
  struct Row {
    std::string reason;
    Hands hands;
    bool pending;
  };
  std::int64_t ones = 1;
  for (const Row& row : {Row{"", {"lpark", ""}, true}, Row{"", approved, true}, Row{"Miscounted", {"lpark", ""}, true},
                         Row{"Miscounted", approved, false}}) {
    const CountFund act{"safe", "1=" + std::to_string(ones++), "jortiz", row.reason};
    (void)done(act, row.hands);
    const auto posted = done(act, row.hands);
    const auto approval = ledger_->event(posted.seq())->context.approval;
    ASSERT_TRUE(approval.has_value());
    EXPECT_EQ(approval->method == kPending, row.pending) << row.reason << row.hands.approver;
    EXPECT_NE(fact<FundCounted>(posted).reason, "");
  }
  EXPECT_THAT(refusalOf(CountFund{"safe", "1=1", "mchen", "x"}, approved), HasSubstr("part in it"));
}

TEST_F(OfficeFunds, aFundThatNobodyHoldsIsCountedByNobodyElse) {
  ASSERT_EQ(refusalOf(MoveCash{"safe", "deposit", "100=1", "", "", "lpark", ""}), "");
  EXPECT_FALSE(fact<FundCounted>(done(CountFund{"deposit", "100=1", "lpark", ""}, {"rhall", ""})).independent);
  ASSERT_EQ(refusalOf(AssignFund{"deposit", "mchen", cents(0)}, {"rhall", "mchen"}), "");
  EXPECT_TRUE(fact<FundCounted>(done(CountFund{"deposit", "100=1", "lpark", ""}, {"rhall", ""})).independent);
}

TEST_F(OfficeFunds, aCountThatCannotBeMeantIsRefused) {
  openTill();
  const std::vector<std::pair<CountFund, std::string>> rows{{{"attic", "100=1", "mchen", ""}, "no fund attic"},
                                                            {{"till.3", "100=1", "mchen", ""}, "at the counter"},
                                                            {{"safe", "100=1", "", ""}, "two people"},
                                                            {{"safe", "100=1", "rhall", ""}, "two people"},
                                                            {{"safe", "100=x", "mchen", ""}, "--cash"}};
  for (const auto& [act, says] : rows) EXPECT_THAT(refusalOf(act, {"rhall", ""}), HasSubstr(says)) << says;
}

TEST_F(OfficeFunds, cashMovesBetweenFundsAndTheRegisterKnows) {
  const auto moved = fact<CashMoved>(done(MoveCash{"safe", "petty", "20=2", "", "lpark", "mchen", ""}));
  EXPECT_EQ(moved.moved, cents(4000));
  EXPECT_EQ(fund("safe").amount, cents(196000));
  EXPECT_EQ(fund("petty").amount, cents(14000));
  EXPECT_EQ(moved.amount, cents(0)) << "it touches no session";
  ASSERT_EQ(refusalOf(MoveCash{"petty", "safe", "20=2", "", "rhall", "jortiz", ""}), "");
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
      {{"petty", "safe", "100=2", "", "rhall", "jortiz", ""}, "does not hold as much"},
      {{"petty", "safe", "20=1", "", "rhall", "mchen", ""}, "part in it"},
      {{"transit", "safe", "20=1", "", "rhall", "jortiz", ""}, "accepted at the counter"},
      {{"safe", "transit", "20=1", "", "rhall", "jortiz", ""}, "accepted at the counter"},
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
                              {{"20=1", "V\n1", "Postage", "Post office", "lpark"}, "no text"},
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

// What was counted for the bank leaves in a bag. Two clerks move nothing of it, nor a float into petty cash.
TEST_F(OfficeFunds, whatLiesElsewhereThanInTheSafeMovesOnlyWhereSomebodyElseApproves) {
  openTill();
  (void)pay({{kDelgado}}, {cash(8427)});
  closeTill();
  const Hands clerks{"lpark", ""};
  const Hands byOthers{"lpark", "mchen"};
  struct Row {
    MoveCash act;
    Hands hands;
    std::string says;
  };
  const std::vector<Row> rows{{{"deposit", "petty", "20=1", "", "", "jortiz", ""}, clerks, "leaves in a bag"},
                              {{"deposit", "petty", "20=1", "", "", "jortiz", ""}, byOthers, "leaves in a bag"},
                              {{"deposit", "till.3", "20=1", "", "", "jortiz", ""}, byOthers, "leaves in a bag"},
                              {{"deposit", "safe", "20=1", "10=2", "", "jortiz", ""}, byOthers, "leaves in a bag"},
                              {{"safe", "deposit", "20=1", "10=2", "", "jortiz", ""}, byOthers, "leaves in a bag"},
                              {{"deposit", "safe", "20=1", "", "", "jortiz", ""}, clerks, "--approver"},
                              {{"deposit", "safe", "20=1", "", "", "rhall", ""}, {"lpark", "rhall"}, "part in it"},
                              {{"deposit", "safe", "20=1", "", "mchen", "jortiz", ""}, byOthers, "part in it"},
                              {{"till.3", "petty", "20=1", "", "", "jortiz", ""}, clerks, "--approver"},
                              {{"petty", "till.3", "20=1", "", "", "jortiz", ""}, clerks, "--approver"}};
  for (const Row& row : rows) EXPECT_THAT(refusalOf(row.act, row.hands), HasSubstr(row.says)) << row.says;
  EXPECT_EQ(fund("deposit").amount, cents(8427));
  EXPECT_EQ(refusalOf(MoveCash{"deposit", "safe", "20=1", "", "", "jortiz", ""}, byOthers), "") << "back to the safe";
}

TEST_F(OfficeFunds, whatIsNoTextOnOneLineIsPostedNowhere) {
  openTill();
  for (const std::string bad : {"\x1b[31mB-1", "a\nb", "a\x7f", "\xc2\x9b", "\xe2\x80\xae", "\xff", "\xc3"}) {
    const std::vector<OfficeAct> acts{MoveCash{"safe", "petty", "20=1", "", bad, "mchen", ""},
                                      MoveCash{"safe", "petty", "20=1", "", "", "mchen", bad},
                                      CountFund{"safe", "100=20", "mchen", bad},
                                      MakeDeposit{bad, {}, "20=1", {}, {}, "mchen"},
                                      MakeDeposit{"B-1", {}, "20=1", {bad}, {}, "mchen"},
                                      MakeDeposit{"B-1", {}, "20=1", {}, {{0, bad, cents(1)}}, "mchen"},
                                      MoveBag{1, "courier", bad, ""},
                                      ReversePayment{{2, 1, 1}, bad, "no"},
                                      ReviewAct{1, 1, "objected", bad}};
    for (const auto& act : acts) EXPECT_THAT(refusalOf(act), HasSubstr("no text on one line")) << act.index();
  }
  EXPECT_EQ(refusalOf(MoveCash{"safe", "petty", "20=1", "", "Zo\xc3\xab \xd0\x96", "mchen", "E-1"}), "");
}

}  // namespace
}  // namespace till::pos::books
