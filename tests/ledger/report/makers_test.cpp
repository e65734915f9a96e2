// SPDX-License-Identifier: Apache-2.0
// What the reports say, figure by figure, of small days that are told in full.
#include "ledger/report/makers.h"

#include "ledger/report/review.h"
#include "ledger/store/backup.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::report {
namespace {

using namespace journal;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

class MakersTest : public store::LedgerDesk {
 protected:
  MakersTest() {
    open();
    openSession();
  }
  void payByCheck(std::int64_t sale, std::int64_t amount, const std::string& number) {
    auto paid = payment(sale, amount);
    paid.tenders = {{TenderKind::check, cents(amount), cents(amount), number, ""}};
    paid.entry.front().account = "check";
    ASSERT_TRUE(ledger_->post(clerk(), paid).has_value());
  }
  void closeWith(std::int64_t cash, const std::vector<std::int64_t>& checks) {
    auto sealed = count(cash);
    for (const auto amount : checks) sealed.checks.push_back(cents(amount));
    ASSERT_TRUE(ledger_->post(clerk(), sealed).has_value());
    auto fact = closing();
    fact.floatLeft = cents(30000);
    fact.cashToDeposit = cents(cash - 30000);
    ASSERT_TRUE(ledger_->post(clerk(), fact).has_value());
  }
  DepositMade bag(std::int64_t cash, const std::vector<std::pair<std::string, std::int64_t>>& checks) {
    DepositMade made;
    made.bag = "B-1";
    made.businessDate = "2026-12-15";
    made.sessions = {1};
    made.cash = {{1, "coin", cash, cents(cash)}};
    made.cashTotal = made.total = cents(cash);
    for (const auto& [number, amount] : checks) {
      made.checks.push_back({0, number, cents(amount)});
      made.total += cents(amount);
    }
    made.witness = "mchen";
    return made;
  }
  void sendBag(const DepositMade& made) { ASSERT_TRUE(ledger_->post({"rhall", {}, {}, {}}, made).has_value()); }
  [[nodiscard]] Made make(Made (*maker)(const store::Reader&, const Asked&), const Asked& asked = {}) const {
    const auto reader = store::openReader(folder_);
    return maker(**reader, asked);
  }
  static std::string csv(const Made& made) { return made ? toCsv(*made) : made.error().what; }
};

TEST_F(MakersTest, aDepositSlipSaysCashAndEachCheck) {
  ASSERT_TRUE(pay(1).has_value());
  payByCheck(2, 1000, "1042");
  payByCheck(3, 2500, "77");
  closeWith(38427, {1000, 2500});
  sendBag(bag(8427, {{"77", 2500}, {"1042", 1000}}));
  const auto slip = make(makeDeposit);
  ASSERT_TRUE(slip.has_value()) << slip.error().what;
  const std::string text = csv(slip);
  EXPECT_NE(text.find("cash\r\nunit,form,pieces,amount\r\n0.01,coin,8427,84.27\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("checks\r\nno,number,amount\r\n1,77,25.00\r\n2,1042,10.00\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("bag,B-1"), std::string::npos) << text;
  EXPECT_NE(text.find("total,119.27"), std::string::npos) << text;
}

struct BagRow {
  std::string what;
  std::int64_t cash;
  std::vector<std::pair<std::string, std::int64_t>> checks;
  std::string says;
};

TEST_F(MakersTest, aBagThatIsNotWhatTheReceiptsSayIsAnError) {
  ASSERT_TRUE(pay(1).has_value());
  payByCheck(2, 1000, "1042");
  payByCheck(3, 2500, "77");
  closeWith(38427, {1000, 2500});
  const std::vector<BagRow> rows{
      {"a check is missing", 8427, {{"77", 2500}}, "not in it: check 1042 of 10.00"},
      {"a foreign check", 8427, {{"77", 2500}, {"1042", 1000}, {"9", 100}}, "of no receipt: check 9 of 1.00"},
      {"another amount",
       8427,
       {{"77", 2500}, {"1042", 1001}},
       "not in it: check 1042 of 10.00; of no receipt: check 1042 of 10.01"},
      {"the same twice",
       8427,
       {{"77", 2500}, {"77", 2500}},
       "not in it: check 1042 of 10.00; of no receipt: check 77 of 25.00"},
      {"cash for a check", 9427, {{"77", 2500}}, "gave 84.27 in cash, the bag holds 94.27"}};
  close();
  for (const auto& row : rows) {
    std::filesystem::copy(folder_, folder_.string() + ".kept", std::filesystem::copy_options::recursive);
    open();
    sendBag(bag(row.cash, row.checks));
    const auto slip = make(makeDeposit);
    ASSERT_FALSE(slip.has_value()) << row.what;
    EXPECT_EQ(slip.error().code, ReportErrorCode::notIntact) << row.what;
    EXPECT_NE(slip.error().what.find(row.says), std::string::npos) << slip.error().what;
    close();
    std::filesystem::remove_all(folder_);
    std::filesystem::rename(folder_.string() + ".kept", folder_);
  }
}

TEST_F(MakersTest, aCheckThatTheCountDidNotFindIsNotedOnTheSlip) {
  payByCheck(1, 1000, "1042");
  payByCheck(2, 2500, "77");
  closeWith(30000, {2500});
  sendBag(bag(0, {{"77", 2500}}));
  const auto slip = make(makeDeposit);
  ASSERT_TRUE(slip.has_value()) << slip.error().what;
  EXPECT_EQ(slip->notes, std::vector<std::string>{"Taken, but not there when it was counted: check 1042 of 10.00."});
}

TEST_F(MakersTest, whatWasDroppedIntoTheSafeGoesToTheBankWithTheRest) {
  ASSERT_TRUE(pay(1, 50000).has_value());
  CashMoved drop;
  drop.kind = "drop";
  drop.from = "till.3";
  drop.to = kSafeFund;
  drop.moved = cents(40000);
  drop.amount = cents(-40000);
  drop.businessDate = "2026-12-15";
  ASSERT_TRUE(ledger_->post(clerk(), drop).has_value());
  closeWith(40000, {});
  sendBag(bag(50000, {}));
  EXPECT_TRUE(make(makeDeposit).has_value()) << csv(make(makeDeposit));
}

TEST_F(MakersTest, checksAreInTheHouseUntilTheyAreInABag) {
  payByCheck(1, 1000, "1042");
  closeWith(30000, {1000});
  const std::string counted = csv(make(makeHouse));
  EXPECT_NE(counted.find("1,Checks,jortiz,10.00"), std::string::npos) << counted;
  EXPECT_NE(counted.find("\"Counted, not in a bag yet\",jortiz"), std::string::npos) << counted;
  sendBag(bag(0, {{"1042", 1000}}));
  EXPECT_EQ(csv(make(makeHouse)).find("1,Checks,"), std::string::npos) << csv(make(makeHouse));
}

TEST_F(MakersTest, theBagIsFollowedFromHandToHand) {
  closeWith(30000, {});
  sendBag(bag(0, {}));
  ASSERT_TRUE(
      ledger_->post({"rhall", {}, {}, {}}, BagMoved{1, "B-1", "safe", "courier", "rhall", "Ann of Armored", "S-9"})
          .has_value());
  ASSERT_TRUE(
      ledger_->post({"rhall", {}, {}, {}}, BagMoved{1, "B-2", "street", "bank", "Ann", "Teller", ""}).has_value());
  DepositConfirmed bank;
  bank.deposit = 1;
  bank.bank = cents(-100);
  bank.difference = cents(-100);
  bank.bankDate = "2026-12-16";
  bank.reference = "BK-1";
  bank.businessDate = "2026-12-16";
  ASSERT_TRUE(ledger_->post({"rhall", {}, {}, {}}, bank).has_value());
  const auto custody = make(makeCustody);
  ASSERT_TRUE(custody.has_value()) << custody.error().what;
  const std::string text = csv(custody);
  EXPECT_NE(text.find("sealed,safe,rhall,mchen,"), std::string::npos) << text;
  EXPECT_NE(text.find("safe,courier,rhall,Ann of Armored,S-9"), std::string::npos) << text;
  EXPECT_EQ(custody->notes, (std::vector<std::string>{"Deposit 1: was at courier, then left from street.",
                                                      "Deposit 1: sealed as bag B-1, moved as B-2."}));
  EXPECT_NE(csv(make(makeBank)).find("1,B-1,2026-12-15,0.00,-1.00,-1.00,2026-12-16,BK-1,"), std::string::npos)
      << csv(make(makeBank));
}

TEST_F(MakersTest, moneyInTheHouseNamesItsHolders) {
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, FundAssigned{kSafeFund, "mchen", cents(200000)}).has_value());
  ASSERT_TRUE(pay(1, 50000).has_value());
  CashMoved drop;
  drop.kind = "drop";
  drop.from = "till.3";
  drop.to = kSafeFund;
  drop.moved = cents(40000);
  drop.amount = cents(-40000);
  drop.businessDate = "2026-12-15";
  ASSERT_TRUE(ledger_->post(clerk(), drop).has_value());
  CashMoved over = drop;
  over.kind = "hand_over";
  over.to = kTransitFund;
  over.receiver = "lpark";
  over.moved = cents(1000);
  over.amount = cents(-1000);
  ASSERT_TRUE(ledger_->post(clerk(), over).has_value());
  FundCounted counted;
  counted.fund = kSafeFund;
  counted.counted = counted.expected = cents(240000);
  counted.independent = true;
  ASSERT_TRUE(ledger_->post({"rhall", {}, {}, {}}, counted).has_value());
  const auto house = make(makeHouse);
  ASSERT_TRUE(house.has_value()) << house.error().what;
  const std::string text = csv(house);
  EXPECT_NE(text.find("Safe,mchen,2400.00,2026-12-15 16:"), std::string::npos) << text;
  EXPECT_NE(text.find("Till 3,jortiz,,,,open: it began with 300.00"), std::string::npos) << text;
  EXPECT_NE(text.find("Between two people,,10.00"), std::string::npos) << text;
  const auto& inAll = house->tables.front().totals.at(2);
  EXPECT_EQ(std::get<Money>(inAll), cents(241000)) << "the drop is in the safe, and counted once";
  EXPECT_NE(text.find("Till 3,jortiz,lpark,10.00"), std::string::npos) << text;
}

TEST_F(MakersTest, anOpeningOfTheDrawerIsOneRowWithHowLongItStoodOpen) {
  const auto opened = ledger_->post(clerk(), DrawerOpened{"no_sale", "kick", "Change, \"for\" a customer", 0});
  Context shut = clerk();
  shut.cause = opened->seq();
  ASSERT_TRUE(ledger_->post(shut, DrawerOpened{"no_sale", "kick", "", 4250}).has_value());
  const auto paid = pay(1);
  shut.cause = paid->seq();
  ASSERT_TRUE(ledger_->post(shut, DrawerOpened{"payment", "key", "", 900}).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), DrawerOpened{"none", "unknown", "", 0}).has_value());
  const std::string text = csv(make(makeDrawer));
  EXPECT_NE(text.find("no_sale,kick,\"Change, \"\"for\"\" a customer\",jortiz,,4.250\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("payment,key,,jortiz,,0.900\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("none,unknown,,jortiz,,\r\n"), std::string::npos) << text;
}

TEST_F(MakersTest, correctionsSayWhatWasAndWhoApproved) {
  const auto paid = pay(1);
  auto undone = reversal(*paid);
  undone.reason = "=Wrong amount";
  ASSERT_TRUE(ledger_->post({"jortiz", Approval{"mchen", "pin", "Wrong amount"}, 1, {}}, undone).has_value());
  const auto other = pay(2, 1000);
  PaymentRetendered change;
  change.of = change.payment = other->seq();
  change.receipt = "2A-000003";
  change.out = {{TenderKind::cash, cents(1000), cents(1000), "", ""}};
  change.in = {{TenderKind::check, cents(1000), cents(1000), "1042", ""}};
  change.entry = {{"check", cents(1000)}, {"cash", cents(-1000)}};
  ASSERT_TRUE(ledger_->post(clerk(), change).has_value());
  EXPECT_EQ(make(makeCorrections).error().code, ReportErrorCode::notClosed);
  closeWith(30000, {1000});
  const std::string text = csv(make(makeCorrections));
  EXPECT_NE(text.find("Void 2A-000002,\"of 2A-000001, =Wrong amount\",jortiz,mchen,-84.27"), std::string::npos) << text;
  EXPECT_NE(text.find("Paid otherwise 2A-000003,Cash became Check 1042,jortiz,,10.00"), std::string::npos) << text;
}

// Of each void: whether the same account pays again, and how long after.
TEST_F(MakersTest, cashVoidedWithNoNewPaymentHeadsTheReviewList) {
  const auto undo = [&](const store::Posted& paid, std::int64_t cents) {
    auto undone = reversal(paid, cents);
    undone.bills = payment(0, cents).bills;
    ASSERT_TRUE(ledger_->post(clerk(), undone).has_value());
  };
  undo(*pay(1, 1100), 1100);
  now_ += kPaidAgainWithinMillis - 60'000;
  const auto again = pay(2, 1100);  // in time: the first void is explained
  undo(*again, 1100);
  now_ += kPaidAgainWithinMillis + 60'000;
  ASSERT_TRUE(pay(3, 1100).has_value());  // too late for the second
  closeWith(31100, {});
  const auto report = make(makeCorrections);
  ASSERT_TRUE(report.has_value()) << report.error().what;
  const auto& review = report->tables.front();
  EXPECT_EQ(review.key, "review");
  ASSERT_EQ(review.rows.size(), 1U) << csv(report);
  EXPECT_EQ(std::get<std::string>(review.rows[0][0]), "2A-000004");
  EXPECT_EQ(std::get<std::string>(review.rows[0][1]), "2A-000003");
}

TEST_F(MakersTest, stubsLieByBatchAndSequenceAndAVoidedOneStaysWhereItLies) {
  const auto paid = pay(1);
  ASSERT_TRUE(pay(2, 1000).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), reversal(*paid)).has_value());
  closeWith(31000, {});
  const std::string text = csv(make(makeStubs));
  EXPECT_NE(text.find("1,1,2A-000001,"), std::string::npos) << text;
  EXPECT_NE(text.find("0045128730,84.27,,Cash,voided by 2A-000003\r\n1,2,2A-000002,"), std::string::npos) << text;
}

TEST_F(MakersTest, hoursAreThoseOfTheOfficesOwnClock) {
  ASSERT_TRUE(pay(1).has_value());
  now_ += 3'600'000;
  ASSERT_TRUE(pay(2).has_value());
  ASSERT_TRUE(pay(3).has_value());
  closeWith(30000 + 3 * 8427, {});
  EXPECT_EQ(csv(make(makeHours)), "hour,payments,amount\r\n16,1,84.27\r\n17,2,168.54\r\n");
  Asked asked;
  asked.moment = [](store::WallTime at) { return utc({at.unixMillis - 8LL * 3'600'000}); };
  const auto hours = make(makeHours, asked);
  EXPECT_EQ(csv(hours), "hour,payments,amount\r\n08,1,84.27\r\n09,2,168.54\r\n");
  EXPECT_EQ(hours->charts.front().labels, (std::vector<std::string>{"08", "09"}));
  EXPECT_EQ(hours->charts.front().series.front().values, (std::vector<std::int64_t>{1, 2}));
}

TEST_F(MakersTest, overAndShortByPersonAndDrawer) {
  ASSERT_TRUE(pay(1).has_value());
  closeWith(38400, {});
  const auto report = make(makeOverShort);
  ASSERT_TRUE(report.has_value()) << report.error().what;
  const std::string text = csv(report);
  EXPECT_NE(text.find("1,2026-12-15,1,Till 3,jortiz,-0.27,0.00,0.00,0.00,-0.27,"), std::string::npos) << text;
  EXPECT_NE(text.find("by_person\r\nperson,sessions,differing,over,short,net\r\njortiz,1,1,0.00,-0.27,-0.27"),
            std::string::npos)
      << text;
  EXPECT_EQ(report->charts.front().series.front().name, "Till 3");
  EXPECT_EQ(report->charts.front().series.front().values, std::vector<std::int64_t>{-27});
}

TEST_F(MakersTest, aPendingActOfAnOpenSessionHasNoAmountUntilItIsClosed) {
  const auto paid = pay(1);
  const auto undone = ledger_->post({"jortiz", Approval{"", kPending, "Nobody there"}, 1, {}}, reversal(*paid));
  const auto waiting = make(makePending);
  ASSERT_EQ(waiting->tables.front().rows.size(), 1U);
  EXPECT_EQ(csv(waiting).find("84.27"), std::string::npos);
  closeWith(30000, {});
  EXPECT_NE(csv(make(makePending)).find("84.27"), std::string::npos);
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, ActReviewed{1, undone->seq(), "approved", ""}).has_value());
  EXPECT_TRUE(make(makePending)->tables.front().rows.empty());
}

TEST_F(MakersTest, receiptsHaveNoGap) {
  ASSERT_TRUE(pay(1).has_value());
  ASSERT_TRUE(pay(2).has_value());
  EXPECT_EQ(csv(make(makeReceipts)), "first,last,count,missing,doubled\r\n2A-000001,2A-000002,2,none,none\r\n");
}

TEST_F(MakersTest, whatWasLostWithADiskIsEachReceiptAboveTheLastOneKnown) {
  EXPECT_TRUE(make(makeLosses)->tables[0].rows.empty()) << "nothing is lost in the first epoch";
  ASSERT_TRUE(pay(1).has_value());
  ASSERT_TRUE(pay(2).has_value());
  close();
  const store::Context supervisor{"rhall", Approval{"mchen", "pin", "The disk died"}, {}, {}};
  ASSERT_TRUE(store::beginNewEpoch(folder_, surroundings_, supervisor).has_value());
  open();
  ASSERT_TRUE(pay(3).has_value());
  const auto losses = make(makeLosses);
  ASSERT_TRUE(losses.has_value()) << losses.error().what;
  ASSERT_EQ(losses->tables[0].rows.size(), 1U);
  const std::string row = csv(losses);
  for (const char* said : {"2A-000002", "2A-000003 and up", "2B-000001", "rhall", "mchen", "The disk died"}) {
    EXPECT_NE(row.find(said), std::string::npos) << said << "\n" << row;
  }
  EXPECT_EQ(losses->proof.events > 0, true);
}

TEST_F(MakersTest, aPersonsActivityIsWhatTheyDidAndApproved) {
  const auto paid = pay(1);
  ASSERT_TRUE(ledger_->post({"jortiz", Approval{"mchen", "pin", "Wrong"}, 1, {}}, reversal(*paid)).has_value());
  Asked asked;
  asked.person = "mchen";
  const auto report = make(makePerson, asked);
  ASSERT_TRUE(report.has_value()) << report.error().what;
  EXPECT_NE(csv(report).find("counts\r\nkind,count\r\napproved,1\r\n"), std::string::npos) << csv(report);
}

TEST_F(MakersTest, theLastZIsTheOneThatWasClosedLastAndNotTheTillThatWasOpenedLast) {
  ASSERT_TRUE(ledger_->post(clerk(), TillPlaced{1, ""}).has_value());
  SessionOpened opened;
  opened.custodian = "mchen";
  opened.till = 4;
  opened.businessDate = opened.glDate = "2026-12-15";
  const auto other = ledger_->post({"mchen", {}, {}, {}}, opened);
  ASSERT_TRUE(other.has_value()) << other.error().what;
  const store::Context mchen{"mchen", {}, other->session(), {}};
  auto sealed = count(0);
  sealed.session = *other->session();
  ASSERT_TRUE(ledger_->post(mchen, sealed).has_value());
  SessionClosed closed;
  closed.session = *other->session();
  ASSERT_TRUE(ledger_->post(mchen, closed).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), TillPlaced{1, "1"}).has_value());
  closeWith(30000, {});
  const auto z = make(makeZ);
  ASSERT_TRUE(z.has_value()) << z.error().what;
  EXPECT_EQ(z->title, "Z 2");
  const auto tape = make(makeTape);
  ASSERT_TRUE(tape.has_value()) << tape.error().what;
  EXPECT_NE(toText(*tape).find("jortiz"), std::string::npos) << toText(*tape);
}

TEST_F(MakersTest, theTapeHasEveryEventOfItsSessionInOrder) {
  ASSERT_TRUE(pay(1).has_value());
  closeWith(38427, {});
  const auto tape = make(makeTape);
  ASSERT_TRUE(tape.has_value()) << tape.error().what;
  std::string acts;
  for (const auto& row : tape->tables.front().rows) acts += std::get<std::string>(row[2]) + "; ";
  EXPECT_EQ(acts, "Session 1 opened; Payment 2A-000001; Count sealed; Closed, Z 1; ");
}

}  // namespace
}  // namespace till::ledger::report
