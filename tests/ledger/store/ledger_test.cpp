// SPDX-License-Identifier: Apache-2.0
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

using LedgerTest = LedgerDesk;

TEST_F(LedgerTest, whatWasPostedIsThereAfterARestartWithItsNumbers) {
  open();
  openSession();
  const auto first = pay(1);
  const auto second = pay(2);
  EXPECT_EQ(toText(*first->receipt()), "2A-000001");
  EXPECT_EQ(toText(*second->receipt()), "2A-000002");
  reopen();
  EXPECT_EQ(toText(*pay(3)->receipt()), "2A-000003");
  const auto rows = ledger_->receipts(1);
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].number.number, 2);
  EXPECT_EQ(rows[1].firstAccount, "0045128730");
  const auto stored = ledger_->event(first->seq());
  ASSERT_TRUE(stored.has_value());
  EXPECT_EQ(stored->hash, first->hash());
  ASSERT_EQ(stored->priv.size(), 1U);
  EXPECT_EQ(stored->priv[0].value, "Maria Delgado");
}

TEST_F(LedgerTest, theSameSaleAgainAnswersWithTheFirstResult) {
  open();
  openSession();
  const auto first = pay(1);
  EXPECT_TRUE(first->first());
  for (int restart = 0; restart < 2; ++restart) {
    const auto again = pay(1);
    ASSERT_TRUE(again.has_value());
    EXPECT_FALSE(again->first());
    EXPECT_EQ(again->seq(), first->seq());
    EXPECT_EQ(again->receipt(), first->receipt());
    reopen();
  }
  EXPECT_EQ(ledger_->counts(1).payments, 1);
}

TEST_F(LedgerTest, aSaleOfAClosedSessionIsStillKnown) {
  open();
  openSession();
  const auto sale = ledger_->takeSaleId();
  const auto first = pay(*sale);
  ASSERT_TRUE(ledger_->post(clerk(), count(38427)).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), closing()).has_value());
  openSession();
  const auto again = pay(*sale);
  ASSERT_TRUE(again.has_value());
  EXPECT_FALSE(again->first());
  EXPECT_EQ(again->seq(), first->seq());
  EXPECT_TRUE(pay(*ledger_->takeSaleId())->first());
}

TEST_F(LedgerTest, thereIsOnlyOneWriter) {
  open();
  const auto second = openLedger(folder_, identity_, surroundings_);
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, OpenErrorCode::locked);
  close();
  EXPECT_TRUE(openLedger(folder_, identity_, surroundings_).has_value());
}

TEST_F(LedgerTest, aLedgerOfAnotherStationIsNotOpened) {
  open();
  close();
  const auto other = openLedger(folder_, {"sample-city", 3, "USD"}, surroundings_);
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().code, OpenErrorCode::otherStation);
}

TEST_F(LedgerTest, refusesWhatDoesNotBalanceOrNamesNoAccount) {
  open();
  openSession();
  auto unbalanced = payment(1);
  unbalanced.entry[0].amount = Money::fromMinor(8426);
  EXPECT_EQ(ledger_->post(clerk(), unbalanced).error().code, PostErrorCode::unbalanced);
  auto stranger = payment(1);
  stranger.entry[1].account = "nobody";
  EXPECT_EQ(ledger_->post(clerk(), stranger).error().code, PostErrorCode::unbalanced);
  EXPECT_EQ(toText(*pay(1)->receipt()), "2A-000001") << "a refusal takes no number";
}

TEST_F(LedgerTest, aPaymentIsReversedOnceAndNeverAgain) {
  open();
  openSession();
  const auto paid = pay(1);
  const auto undone = ledger_->post(clerk(), reversal(*paid));
  ASSERT_TRUE(undone.has_value());
  EXPECT_EQ(toText(*undone->receipt()), "2A-000002");
  EXPECT_EQ(ledger_->post(clerk(), reversal(*paid)).error().code, PostErrorCode::alreadyReversed);
  reopen();
  EXPECT_EQ(ledger_->post(clerk(), reversal(*paid)).error().code, PostErrorCode::alreadyReversed);
  EXPECT_TRUE(ledger_->receipts(1)[0].reversed);
  EXPECT_TRUE(ledger_->receipts(1)[1].isReversal);
}

TEST_F(LedgerTest, figuresAreNotToBeHadBeforeTheSeal) {
  open();
  openSession();
  ASSERT_TRUE(pay(1).has_value());
  EXPECT_FALSE(ledger_->figures(1).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), count(38327)).has_value());
  const auto figures = ledger_->figures(1);
  ASSERT_TRUE(figures.has_value());
  EXPECT_EQ(figures->lines[0].expected, Money::fromMinor(38427));
  EXPECT_EQ(figures->lines[0].counted, Money::fromMinor(38327));
  EXPECT_EQ(figures->lines[0].overShort, Money::fromMinor(-100));
}

TEST_F(LedgerTest, nothingPostsToASealedOrClosedSession) {
  open();
  openSession();
  const auto paid = pay(1);
  const Context context = clerk();
  ASSERT_TRUE(ledger_->post(context, count(38427)).has_value());
  EXPECT_EQ(pay(2).error().code, PostErrorCode::sessionClosed);
  EXPECT_EQ(ledger_->post(context, reversal(*paid)).error().code, PostErrorCode::sessionClosed);
  const auto closed = ledger_->post(context, closing());
  ASSERT_TRUE(closed.has_value());
  EXPECT_EQ(closed->z(), 1);
  EXPECT_EQ(ledger_->post(context, payment(3)).error().code, PostErrorCode::sessionClosed);
  EXPECT_FALSE(ledger_->openSession().has_value());
  openSession();
  EXPECT_EQ(ledger_->openSession()->id, 2);
}

TEST_F(LedgerTest, aDraftStaysUntilItsPostingTakesIt) {
  open();
  openSession();
  ASSERT_TRUE(ledger_->saveDraft({"basket", "two bills"}).has_value());
  ASSERT_TRUE(ledger_->saveDraft({"count", "half"}).has_value());
  reopen();
  ASSERT_EQ(ledger_->drafts().size(), 2U);
  EXPECT_EQ(ledger_->drafts()[0].content, "two bills");
  ASSERT_TRUE(pay(1).has_value());
  ASSERT_EQ(ledger_->drafts().size(), 1U);
  EXPECT_EQ(ledger_->drafts()[0].name, "count");
  ASSERT_TRUE(ledger_->dropDraft("count").has_value());
  EXPECT_TRUE(ledger_->drafts().empty());
}

TEST_F(LedgerTest, saleIdsNeverComeTwice) {
  open();
  EXPECT_EQ(ledger_->takeSaleId(), 1);
  EXPECT_EQ(ledger_->takeSaleId(), 2);
  reopen();
  EXPECT_EQ(ledger_->takeSaleId(), 3);
}

TEST_F(LedgerTest, aClockThatRunsBackIsRecordedAsReadAndDoubted) {
  open();
  openSession();
  now_ -= 3'600'000;
  const auto paid = pay(1);
  EXPECT_EQ(paid->at().unixMillis, now_);
  EXPECT_NE(ledger_->event(paid->seq())->payload.find("\"doubtful\":true"), std::string::npos);
}

TEST_F(LedgerTest, anEventOver64KiBIsRefusedAndNothingIsWritten) {
  open();
  EXPECT_EQ(ledger_->post({"station", {}, {}, {}}, journal::Refused{std::string(70'000, 'x'), ""}).error().code,
            PostErrorCode::tooLarge);
  EXPECT_TRUE(ledger_->post({"station", {}, {}, {}}, journal::Refused{"x", ""}).has_value());
}

}  // namespace
}  // namespace till::ledger::store
