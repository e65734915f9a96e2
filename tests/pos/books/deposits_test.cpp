// SPDX-License-Identifier: Apache-2.0
// The way to the bank: the bag holds what the receipts say, goes from hand to hand, and the bank says what it got.
#include "ledger/report/makers.h"
#include "tests/pos/books/books_desk.h"

namespace till::pos::books {
namespace {

using namespace ledger::journal;
using testing::HasSubstr;

class OfficeDeposits : public BooksDesk {
 protected:
  // One session: 84.27 and 4.73 in cash, checks of 92.70 and 113.68.
  void day(std::int64_t checksShort = 0) {
    openTill();
    (void)pay({{kDelgado}}, {cash(8427)});
    (void)pay({{kAcme}}, {check(9270, "1042")});
    (void)pay({{kSmith}}, {check(11368, "77"), cash(473)});
    closeTill(checksShort);
  }
  [[nodiscard]] std::string slipOf(std::int64_t deposit) const {
    const auto reader = *ledger::store::openReader(folder_);
    const auto slip = ledger::report::makeDeposit(*reader, {.days = {}, .number = deposit, .person = ""});
    return slip ? ledger::report::toText(*slip, {}) : slip.error().what;
  }
  static MakeDeposit bag(const std::string& cash = "20=4 5=1 0.25=14 0.10=5") {
    return {"B-1", {}, cash, {}, {}, "mchen"};
  }
  static constexpr std::int64_t kCash = 8900;
  const Hands kTwo{"rhall", ""};
  const Hands kApproved{"jortiz", "rhall"};  // mchen is the witness
};

TEST_F(OfficeDeposits, theBagHoldsWhatTheReceiptsSayCheckByCheck) {
  day();
  const auto posted = done(bag());
  const auto made = fact<DepositMade>(posted);
  EXPECT_EQ(made.deposit, 1);
  EXPECT_EQ(made.sessions, std::vector<std::int64_t>{1});
  EXPECT_EQ(made.cashTotal, cents(kCash));
  EXPECT_EQ(made.total, cents(kCash + 9270 + 11368));
  ASSERT_EQ(made.checks.size(), 2U);
  EXPECT_EQ(made.checks[0].number, "1042");
  EXPECT_EQ(made.checks[1].number, "77");
  EXPECT_EQ(made.witness, "mchen");
  EXPECT_TRUE(ledger_->books().undepositedSessions().empty());
  EXPECT_THAT(refusalOf(bag()), HasSubstr("no session is closed"));
}

TEST_F(OfficeDeposits, aBagThatIsNotIntactIsNotMade) {
  day();
  struct Row {
    const char* what;
    void (*change)(MakeDeposit&);
    const char* says;
  };
  const Row rows[] = {
      {"a note less", [](MakeDeposit& act) { act.cash = "20=3 5=1 0.25=14 0.10=5"; }, "the bag holds 69.00"},
      {"a note more", [](MakeDeposit& act) { act.cash = "20=5 5=1 0.25=14 0.10=5"; }, "the receipts say 89.00"},
      {"no cash", [](MakeDeposit& act) { act.cash = ""; }, "the bag holds 0.00"},
      {"a check less", [](MakeDeposit& act) { act.missing = {"77"}; }, "not in the bag"},
      {"a check more", [](MakeDeposit& act) { act.found = {{0, "9", cents(100)}}; }, "of no receipt"},
      {"a check nobody took", [](MakeDeposit& act) { act.missing = {"4711"}; }, "no receipt names"},
      {"a check of nothing", [](MakeDeposit& act) { act.found = {{0, "9", cents(0)}}; }, "1042=35.00"},
      {"no bag", [](MakeDeposit& act) { act.bag = ""; }, "bag's number"},
      {"no witness", [](MakeDeposit& act) { act.witness = ""; }, "two people"},
      {"the same twice", [](MakeDeposit& act) { act.witness = "rhall"; }, "two people"},
      {"a stranger", [](MakeDeposit& act) { act.witness = "nobody"; }, "two people"},
      {"a session that is not there", [](MakeDeposit& act) { act.sessions = {7}; }, "session 7"},
      {"a coin that is none", [](MakeDeposit& act) { act.cash = "0.03=1"; }, "no such note"},
      {"half a piece", [](MakeDeposit& act) { act.cash = "20=1.5"; }, "are said as"},
      {"a line twice", [](MakeDeposit& act) { act.cash = "20=1 note:20=3"; }, "said twice"},
      {"a mountain", [](MakeDeposit& act) { act.cash = "20=99999999"; }, "as many"}};
  for (const Row& row : rows) {
    MakeDeposit act = bag();
    row.change(act);
    EXPECT_THAT(refusalOf(act, kTwo), HasSubstr(row.says)) << row.what;
  }
  EXPECT_EQ(refusalOf(bag(), kTwo), "");
}

TEST_F(OfficeDeposits, aCheckThatIsMissingOrForeignIsNamed) {
  day(9270 - 500);  // the count found a check of 5.00 in place of that of 92.70
  MakeDeposit act = bag();
  act.missing = {"2A-000002"};
  act.found = {{0, "555", cents(500)}};
  EXPECT_THAT(refusalOf(act, kTwo), HasSubstr("--approver"));
  EXPECT_THAT(refusalOf(act, {"rhall", "mchen"}), HasSubstr("part in it"));
  EXPECT_THAT(refusalOf(act, {"jortiz", "lpark"}), HasSubstr("a supervisor"));
  const auto posted = done(act, kApproved);
  const auto made = fact<DepositMade>(posted);
  ASSERT_EQ(made.checks.size(), 2U);
  EXPECT_EQ(made.checks[1].number, "555");
  EXPECT_EQ(made.checks[1].payment, 0);
  const auto approval = ledger_->event(posted.seq())->context.approval;
  ASSERT_TRUE(approval.has_value());
  EXPECT_EQ(approval->approver, "rhall");
  EXPECT_THAT(approval->reason, HasSubstr("not intact: check 2A-000002"));
  const auto slip = slipOf(1);
  EXPECT_THAT(slip, HasSubstr("Not intact"));
  EXPECT_THAT(slip, HasSubstr("named by no receipt: check 555"));
  EXPECT_THAT(slip, testing::Not(HasSubstr("Intact:")));
}

// What the counts of the checks say stands, whoever approves.
TEST_F(OfficeDeposits, aBagAgainstTheCountOfTheChecksIsNeverMade) {
  day();
  MakeDeposit act = bag();
  act.missing = {"77"};
  EXPECT_THAT(refusalOf(act, kApproved), HasSubstr("206.38 were counted"));
  act.missing = {};
  act.found = {{0, "9", cents(100)}};
  EXPECT_THAT(refusalOf(act, kApproved), HasSubstr("come to 207.38"));
}

// A deposit that is found short goes to the bank all the same, as what it is.
TEST_F(OfficeDeposits, aDepositThatWasCountedShortIsStillBagged) {
  day();
  const MakeDeposit less = bag("20=3 5=1 0.25=14 0.10=5");  // a twenty is gone
  EXPECT_THAT(refusalOf(less, kApproved), HasSubstr("funds count deposit"));
  const CountFund count{"deposit", less.cash, "lpark", "A twenty is gone"};
  (void)done(count, {"jortiz", "mchen"});
  EXPECT_EQ(fact<FundCounted>(done(count, {"jortiz", "mchen"})).overShort, cents(-2000));
  EXPECT_THAT(refusalOf(bag(), kTwo), HasSubstr("counted short")) << "as the receipts say, it is not there";
  EXPECT_THAT(refusalOf(less, kTwo), HasSubstr("--approver"));
  EXPECT_THAT(refusalOf(bag("20=2 5=1 0.25=14 0.10=5"), kApproved), HasSubstr("all of it")) << "nothing is held back";
  const auto made = fact<DepositMade>(done(less, kApproved));
  EXPECT_EQ(made.cashTotal, cents(kCash - 2000));
  const auto slip = slipOf(1);
  EXPECT_THAT(slip, HasSubstr("Not intact"));
  EXPECT_THAT(slip, HasSubstr("the receipts say 89.00"));
  EXPECT_EQ(balances().at(office_.station.overShortAccount), cents(2000));
  (void)done(MoveBag{1, "bank", "First Bank", ""}, {"jortiz", ""});
  (void)done(ConfirmDeposit{1, made.total, "2026-11-24", "S-9", ""});
  EXPECT_FALSE(balances().contains(office_.station.depositAccount)) << "nothing is on its way any more";
}

TEST_F(OfficeDeposits, aVoidedPaymentsCheckIsNotInTheBag) {
  openTill();
  const auto paid = pay({{kAcme}}, {check(9270, "1042")});
  PaymentReversed undone = sale::reverse(fact<PaymentTaken>(paid), paid.seq());
  undone.how = "void";
  const auto session = ledger_->openSession()->id;
  ASSERT_TRUE(ledger_->post({"jortiz", {}, session, {}}, undone).has_value());
  (void)pay({{kDelgado}}, {cash(8427)});
  closeTill(9270);
  const auto made = fact<DepositMade>(done(bag("20=4 1=4 0.25=1 0.01=2")));
  EXPECT_TRUE(made.checks.empty());
}

TEST_F(OfficeDeposits, whatWasDroppedComesOutOfTheSafeFirst) {
  openTill();
  (void)pay({{kDelgado}}, {cash(8427)});
  ASSERT_EQ(refusalOf(AssignFund{"safe", "rhall", cents(100000)}), "");
  CashMoved drop;
  drop.kind = "drop";
  drop.from = "till.3";
  drop.to = kSafeFund;
  drop.moved = cents(6000);
  drop.amount = cents(-6000);
  drop.businessDate = "2026-11-23";
  drop.entry = {{office_.station.funds.accounts.safe, cents(6000)}, {office_.station.sale.cashAccount, cents(-6000)}};
  ASSERT_TRUE(ledger_->post({"jortiz", {}, ledger_->openSession()->id, {}}, drop).has_value());
  closeTill();
  const MakeDeposit act = bag("20=4 1=4 0.25=1 0.01=2");
  EXPECT_THAT(refusalOf(act), HasSubstr("60.00 of it was dropped into the safe"));
  ASSERT_EQ(refusalOf(MoveCash{"safe", "deposit", "20=3", "", "rhall", "mchen", "E-17"}), "");
  EXPECT_EQ(refusalOf(act), "");
}

TEST_F(OfficeDeposits, theBagGoesFromHandToHandWithNames) {
  day();
  (void)done(bag());
  const auto to = [](std::int64_t deposit, const std::string& place, const std::string& who) {
    return MoveBag{deposit, place, who, "R-5"};
  };
  EXPECT_THAT(refusalOf(to(2, "courier", "Sample Co")), HasSubstr("no deposit 2"));
  EXPECT_THAT(refusalOf(to(1, "attic", "Sample Co")), HasSubstr("safe, courier or bank"));
  EXPECT_THAT(refusalOf(to(1, "courier", "")), HasSubstr("who takes it"));
  EXPECT_THAT(refusalOf(to(1, "courier", "rhall")), HasSubstr("one hand into another"));
  EXPECT_THAT(refusalOf(to(1, "courier", "Sample Co"), {"lpark", ""}), HasSubstr("rhall holds the bag"));
  EXPECT_THAT(refusalOf(to(1, "safe", "Somebody")), HasSubstr("people list"));
  (void)done(to(1, "safe", "mchen"), {"rhall", ""});
  EXPECT_THAT(refusalOf(to(1, "courier", "Sample Co"), {"rhall", ""}), HasSubstr("mchen holds the bag"));
  const auto moved = fact<BagMoved>(done(to(1, "courier", "Sample Co"), {"mchen", ""}));
  EXPECT_EQ(moved.from, "safe");
  EXPECT_EQ(moved.givenBy, "mchen");
  EXPECT_THAT(refusalOf(to(1, "courier", "Other Co")), HasSubstr("at the courier already, with Sample Co"));
  EXPECT_THAT(refusalOf(to(1, "bank", "Sample Co")), HasSubstr("one hand into another"));
  const auto there = fact<BagMoved>(done(to(1, "bank", "First Bank")));
  EXPECT_EQ(there.from, "courier");
  EXPECT_EQ(there.givenBy, "Sample Co") << "whoever writes it down gave nothing";
  EXPECT_EQ(ledger_->books().deposits().at(0).holder, "First Bank");
  EXPECT_THAT(refusalOf(to(1, "courier", "Sample Co")), HasSubstr("at the bank already"));
}

TEST_F(OfficeDeposits, somebodyApprovesThatABagIsGivenForItsAbsentHolder) {
  day();
  (void)done(bag(), kTwo);
  const MoveBag away{1, "courier", "Sample Co", ""};
  EXPECT_THAT(refusalOf(away, {"lpark", "jortiz"}), HasSubstr("a supervisor"));
  const auto posted = done(away, {"lpark", "mchen"});
  EXPECT_EQ(fact<BagMoved>(posted).givenBy, "rhall");
  EXPECT_EQ(ledger_->event(posted.seq())->context.approval->approver, "mchen");
}

TEST_F(OfficeDeposits, theBankConfirmsWhatItHas) {
  day();
  (void)done(bag(), kTwo);
  const ConfirmDeposit right{1, cents(29538), "2026-11-24", "S-9", ""};
  EXPECT_THAT(refusalOf(right), HasSubstr("rhall has it"));
  (void)done(MoveBag{1, "courier", "Sample Co", ""}, kTwo);
  EXPECT_THAT(refusalOf(right), HasSubstr("Sample Co has it"));
  (void)done(MoveBag{1, "bank", "First Bank", ""}, kTwo);
  ConfirmDeposit before = right;
  before.bankDate = "2026-11-23";
  EXPECT_THAT(refusalOf(before), HasSubstr("--bank-date")) << "before it was sealed";
  EXPECT_EQ(refusalOf(right), "");
}

TEST_F(OfficeDeposits, theBanksDifferenceIsAnEntryOfItsOwn) {
  day();
  (void)done(bag(), kTwo);
  (void)done(MoveBag{1, "bank", "First Bank", ""}, kTwo);
  const ConfirmDeposit right{1, cents(29538), "2026-11-24", "S-9", ""};
  ConfirmDeposit less = right;
  less.bank = cents(29438);
  EXPECT_THAT(refusalOf(less), HasSubstr("the difference is missing"));
  less.reason = "Miscounted";
  for (const std::string day : {"", "2026-11-25", "24.11.2026", "2026-11-31"}) {
    ConfirmDeposit wrong = right;
    wrong.bankDate = day;
    EXPECT_THAT(refusalOf(wrong), HasSubstr("--bank-date")) << day;
  }
  const auto posted = done(less, {"rhall", ""});
  const auto confirmed = fact<DepositConfirmed>(posted);
  EXPECT_EQ(confirmed.difference, cents(-100));
  EXPECT_EQ(balances().at("601-0000-57030"), cents(100));
  EXPECT_EQ(balances().at("601-0000-10010"), cents(29438));
  EXPECT_FALSE(balances().contains(office_.station.depositAccount)) << "nothing is on its way any more";
  EXPECT_EQ(ledger_->books().pendingActs().size(), 1U) << "somebody looks at it";
  EXPECT_THAT(refusalOf(right), HasSubstr("confirmed deposit 1 already"));
}

}  // namespace
}  // namespace till::pos::books
