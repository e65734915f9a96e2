// SPDX-License-Identifier: Apache-2.0
// Who holds how much cash, several people at one station, and what can be done only once.
#include <map>

#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

using namespace journal;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

CountLimits limit(std::int64_t cash) { return {cents(cash), {}, {}, {}}; }

class FundsTest : public LedgerDesk {
 protected:
  FundsTest() {
    open();
    openSession();
  }
  tl::expected<Posted, PostError> openTill(const std::string& person, int till) {
    SessionOpened opened;
    opened.custodian = person;
    opened.till = till;
    opened.businessDate = opened.glDate = "2026-12-15";
    opened.floatAmount = opened.floatExpected = cents(30000);
    return ledger_->post({person, {}, {}, {}}, opened);
  }
  tl::expected<Posted, PostError> place(std::int64_t session, const std::string& drawer) {
    return ledger_->post({"jortiz", {}, {}, {}}, TillPlaced{session, drawer});
  }
  CashMoved drop(std::int64_t amount) {
    CashMoved moved;
    moved.kind = "drop";
    moved.from = "till.3";
    moved.to = kSafeFund;
    moved.moved = cents(amount);
    moved.amount = cents(-amount);
    moved.reference = "E-17";
    moved.businessDate = "2026-12-15";
    moved.entry = {{"safe", cents(amount)}, {"cash", cents(-amount)}};
    return moved;
  }
  std::map<std::string, Money> funds() {
    std::map<std::string, Money> all;
    for (const auto& fund : ledger_->funds()) all[fund.id] = fund.amount;
    return all;
  }
  static PostErrorCode codeOf(const tl::expected<Posted, PostError>& posted) {
    return posted ? PostErrorCode::stopped : posted.error().code;
  }
};

TEST_F(FundsTest, aDropLowersWhatTheTillShouldHoldAndFillsTheSafe) {
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, FundAssigned{kSafeFund, "mchen", cents(200000)}).has_value());
  ASSERT_TRUE(pay(1, 50000).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), drop(40000)).has_value());
  EXPECT_EQ(funds()[kSafeFund], cents(240000));
  EXPECT_EQ(funds()["till.3"], cents(30000)) << "of an open till only the float is told";
  ASSERT_TRUE(ledger_->post(clerk(), count(40000)).has_value());
  EXPECT_EQ(ledger_->figures(1)->lines[0].expected, cents(40000));
}

TEST_F(FundsTest, cashNeverMovesFromAFundToItselfOrBackwards) {
  CashMoved still = drop(100);
  still.to = still.from;
  EXPECT_EQ(codeOf(ledger_->post(clerk(), still)), PostErrorCode::unbalanced);
  CashMoved backwards = drop(100);
  backwards.moved = cents(-100);
  EXPECT_EQ(codeOf(ledger_->post(clerk(), backwards)), PostErrorCode::unbalanced);
}

TEST_F(FundsTest, onePersonPerTillAndOneTillPerDrawer) {
  EXPECT_EQ(codeOf(openTill("mchen", 3)), PostErrorCode::sessionClosed);
  EXPECT_EQ(codeOf(openTill("jortiz", 4)), PostErrorCode::sessionClosed);
  EXPECT_EQ(codeOf(openTill("mchen", 4)), PostErrorCode::sessionClosed) << "the drawer holds till 3";
  ASSERT_TRUE(place(1, "").has_value());
  ASSERT_TRUE(openTill("mchen", 4).has_value());
  EXPECT_EQ(ledger_->openSession()->custodian, "mchen");
  EXPECT_EQ(ledger_->openSessions().size(), 2U);
  EXPECT_EQ(codeOf(place(1, "")), PostErrorCode::stopped) << "to set aside what is aside harms nobody";
}

TEST_F(FundsTest, aTillThatIsSetAsideTakesNoMoneyAndKeepsItsOwn) {
  ASSERT_TRUE(pay(1).has_value());
  ASSERT_TRUE(place(1, "").has_value());
  ASSERT_TRUE(openTill("mchen", 4).has_value());
  EXPECT_EQ(codeOf(ledger_->post({"jortiz", {}, 1, {}}, payment(2))), PostErrorCode::sessionClosed);
  ASSERT_TRUE(ledger_->post({"mchen", {}, 2, {}}, payment(3)).has_value());
  ASSERT_TRUE(place(2, "").has_value());
  ASSERT_TRUE(place(1, "1").has_value());
  reopen();
  EXPECT_EQ(ledger_->openSession()->custodian, "jortiz");
  EXPECT_EQ(ledger_->counts(1).payments, 1);
  EXPECT_EQ(ledger_->counts(2).payments, 1);
  EXPECT_FALSE(ledger_->post({"jortiz", {}, 1, {}}, payment(1))->first()) << "sales of both sessions are known";
  EXPECT_FALSE(ledger_->post({"mchen", {}, 2, {}}, payment(3))->first());
}

TEST_F(FundsTest, whatIsHandedOverIsInTransitUntilTheOtherHasCounted) {
  CashMoved over = drop(10000);
  over.kind = "hand_over";
  over.to = kTransitFund;
  over.receiver = "mchen";
  const auto given = ledger_->post(clerk(), over);
  ASSERT_TRUE(given.has_value());
  EXPECT_EQ(funds()[kTransitFund], cents(10000));
  ASSERT_EQ(ledger_->handOvers().size(), 1U);
  EXPECT_EQ(ledger_->handOvers()[0].giver, "jortiz");
  ASSERT_TRUE(place(1, "").has_value());
  ASSERT_TRUE(openTill("mchen", 4).has_value());
  HandOverAccepted accepted;
  accepted.of = given->seq();
  accepted.to = "till.4";
  accepted.handedOver = cents(10000);
  accepted.counted = accepted.amount = cents(9900);
  accepted.difference = cents(-100);
  accepted.businessDate = "2026-12-15";
  accepted.entry = {{"cash", cents(9900)}, {"unassigned", cents(100)}, {"safe", cents(-10000)}};
  ASSERT_TRUE(ledger_->post({"mchen", {}, 2, {}}, accepted).has_value());
  EXPECT_EQ(funds()[kTransitFund], cents(0));
  EXPECT_TRUE(ledger_->handOvers().empty());
  EXPECT_EQ(codeOf(ledger_->post({"mchen", {}, 2, {}}, accepted)), PostErrorCode::alreadyReversed);
}

TEST_F(FundsTest, theFirstCountTellsOneBitAndNothingElse) {
  ASSERT_TRUE(pay(1).has_value());
  EXPECT_FALSE(ledger_->firstCountWithin(1, limit(500)).has_value());
  CountKept first;
  first.session = 1;
  first.purpose = "first";
  first.cashCounted = cents(38427 - 501);
  ASSERT_TRUE(ledger_->post(clerk(), first).has_value());
  EXPECT_EQ(ledger_->firstCountWithin(1, limit(500)), false);
  EXPECT_EQ(ledger_->firstCountWithin(1, limit(501)), true);
  EXPECT_FALSE(ledger_->figures(1).has_value());
  int told = 0;
  ledger_->eachEventOfSealed(1, [&](const StoredEvent&) { ++told; });
  EXPECT_EQ(told, 0) << "the count is blind";
  EXPECT_TRUE(ledger_->openSession()->countedOnce);
  ASSERT_TRUE(ledger_->post(clerk(), count(38427)).has_value());
  EXPECT_FALSE(ledger_->firstCountWithin(1, limit(500)).has_value());
  ledger_->eachEventOfSealed(1, [&](const StoredEvent&) { ++told; });
  EXPECT_EQ(told, 4) << "opening, payment, both counts";
}

TEST_F(FundsTest, eachKindOfTenderHasALimitOfItsOwn) {
  ASSERT_TRUE(pay(1).has_value());
  CountKept first;
  first.session = 1;
  first.purpose = "first";
  first.cashCounted = cents(38427);
  first.checks = {cents(100)};
  ASSERT_TRUE(ledger_->post(clerk(), first).has_value());
  EXPECT_EQ(ledger_->firstCountWithin(1, {cents(0), cents(99), cents(0), cents(0)}), false);
  EXPECT_EQ(ledger_->firstCountWithin(1, {cents(0), cents(100), cents(0), cents(0)}), true);
}

TEST_F(FundsTest, aSurpriseCountIsComparedByTheLedgerAndSealsNothing) {
  ASSERT_TRUE(pay(1).has_value());
  CountKept surprise;
  surprise.session = 1;
  surprise.purpose = "surprise";
  surprise.cashCounted = cents(38400);
  const auto posted = ledger_->post({"mchen", {}, 1, {}}, surprise);
  ASSERT_TRUE(posted.has_value());
  const auto lines = std::get<CountKept>(ledger_->event(posted->seq())->body).lines;
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0].overShort, cents(-27));
  EXPECT_TRUE(pay(2).has_value()) << "the session goes on";
}

TEST_F(FundsTest, howAPaymentWasPaidIsChangedInBothTenders) {
  const auto paid = pay(1);
  PaymentRetendered change;
  change.of = change.payment = paid->seq();
  change.receipt = "2A-000001";
  change.out = {{TenderKind::cash, cents(8427), cents(8427), "", ""}};
  change.in = {{TenderKind::check, cents(8427), cents(8427), "1042", ""}};
  change.entry = {{"check", cents(8427)}, {"cash", cents(-8427)}};
  const auto first = ledger_->post(clerk(), change);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(codeOf(ledger_->post(clerk(), change)), PostErrorCode::alreadyReversed);
  EXPECT_EQ(ledger_->lastRetender(paid->seq())->key.seq, first->seq());
  change.of = first->seq();
  std::swap(change.in, change.out);
  change.entry = {{"cash", cents(8427)}, {"check", cents(-8427)}};
  const auto second = ledger_->post(clerk(), change);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(ledger_->lastRetender(paid->seq())->key.seq, second->seq());
  ASSERT_TRUE(ledger_->post(clerk(), count(38427)).has_value());
  const auto figures = ledger_->figures(1);
  EXPECT_EQ(figures->lines[0].expected, cents(38427));
  EXPECT_EQ(figures->lines[1].pieces, 0);
}

TEST_F(FundsTest, whatWasPostedAsPendingIsReviewedOnceByAnotherWhoHeldNoTill) {
  const auto paid = pay(1);
  const auto reversed = ledger_->post({"jortiz", Approval{"", kPending, "Wrong amount"}, 1, {}}, reversal(*paid));
  ASSERT_TRUE(reversed.has_value());
  ASSERT_EQ(ledger_->pendingActs().size(), 1U);
  const ActReviewed act{1, reversed->seq(), "approved", ""};
  EXPECT_EQ(codeOf(ledger_->post({"jortiz", {}, {}, {}}, act)), PostErrorCode::notAllowed);
  ASSERT_TRUE(place(1, "").has_value());
  ASSERT_TRUE(openTill("lpark", 4).has_value());
  EXPECT_EQ(codeOf(ledger_->post({"lpark", {}, {}, {}}, act)), PostErrorCode::notAllowed) << "holds a till";
  EXPECT_EQ(codeOf(ledger_->post({"mchen", {}, {}, {}}, ActReviewed{1, 1, "approved", ""})),
            PostErrorCode::alreadyReversed);
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, act).has_value());
  EXPECT_TRUE(ledger_->pendingActs().empty());
  EXPECT_EQ(codeOf(ledger_->post({"mchen", {}, {}, {}}, act)), PostErrorCode::alreadyReversed);
}

TEST_F(FundsTest, aClosedSessionGoesToTheBankOnce) {
  ASSERT_TRUE(ledger_->post(clerk(), count(30000)).has_value());
  DepositMade made;
  made.bag = "B-1";
  made.businessDate = "2026-12-15";
  made.sessions = {1};
  EXPECT_EQ(codeOf(ledger_->post({"mchen", {}, {}, {}}, made)), PostErrorCode::alreadyReversed) << "not closed yet";
  ASSERT_TRUE(ledger_->post(clerk(), closing()).has_value());
  EXPECT_EQ(ledger_->undepositedSessions().size(), 1U);
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, made).has_value());
  EXPECT_EQ(codeOf(ledger_->post({"mchen", {}, {}, {}}, made)), PostErrorCode::alreadyReversed);
  EXPECT_TRUE(ledger_->undepositedSessions().empty());
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, BagMoved{1, "B-1", "safe", "courier", "mchen", "Sample Co", ""})
                  .has_value());
  ASSERT_EQ(ledger_->openDeposits().size(), 1U);
  EXPECT_EQ(ledger_->openDeposits()[0].holder, "Sample Co");
  DepositConfirmed confirmed;
  confirmed.deposit = 1;
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, confirmed).has_value());
  EXPECT_TRUE(ledger_->openDeposits().empty());
  EXPECT_EQ(codeOf(ledger_->post({"mchen", {}, {}, {}}, confirmed)), PostErrorCode::alreadyReversed);
}

TEST_F(FundsTest, theFundsAreRebuiltToTheSameBits) {
  ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, FundAssigned{kSafeFund, "mchen", cents(200000)}).has_value());
  ASSERT_TRUE(pay(1, 50000).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), drop(40000)).has_value());
  FundCounted counted;
  counted.fund = kSafeFund;
  counted.counted = counted.expected = cents(240000);
  counted.independent = true;
  ASSERT_TRUE(ledger_->post({"rhall", {}, {}, {}}, counted).has_value());
  EXPECT_TRUE(ledger_->funds()[0].independentlyCounted.has_value());
  close();
  std::map<std::string, std::string> before;
  constexpr const char* kTables[] = {"fund", "session", "cash_move", "session_rollup", "rollup", "hand_over"};
  for (const auto* table : kTables) before[table] = dump(table);
  ASSERT_TRUE(rebuild(folder_, surroundings_).has_value());
  for (const auto* table : kTables) EXPECT_EQ(dump(table), before[table]) << table;
}

}  // namespace
}  // namespace till::ledger::store
