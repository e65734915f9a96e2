// SPDX-License-Identifier: Apache-2.0
// Voids that handed out cash, the one that nobody paid again at the head.
#include "ledger/report/review.h"

#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::report {
namespace {

using namespace store;
using journal::TenderKind;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

class ReviewTest : public LedgerDesk {
 protected:
  ReviewTest() {
    open();
    openSession();
  }
  Posted payOn(const std::string& account, std::int64_t minor, TenderKind kind = TenderKind::cash) {
    auto fact = payment(++sale_, minor);
    fact.bills[0].account = account;
    if (kind == TenderKind::check) {
      fact.tenders[0].kind = kind;
      fact.tenders[0].reference = "1042";
      fact.entry[0].account = "check";
    }
    return ledger_->post(clerk(), fact).value();
  }
  void undo(const Posted& paid, std::optional<journal::Approval> approval = {}) {
    const auto event = ledger_->event(paid.seq());
    const auto& fact = std::get<journal::PaymentTaken>(event->body);
    auto back = reversal(paid, fact.total.minor());
    back.bills = fact.bills;
    for (auto& line : back.bills[0].lines) line.amount = -line.amount;
    back.tenders = fact.tenders;
    back.entry = fact.entry;
    for (auto& line : back.entry) line.amount = -line.amount;
    back.reason = "Wrong amount";
    auto context = clerk();
    context.approval = std::move(approval);
    ASSERT_TRUE(ledger_->post(context, back).has_value());
  }
  void minutes(std::int64_t count) { now_ += count * 60'000; }
  std::vector<VoidToReview> rows(const Days& days = {}) {
    const auto reader = openReader(folder_);
    auto found = voidsToReview(**reader, days);
    EXPECT_TRUE(found.has_value()) << found.error().what;
    return found.value_or(std::vector<VoidToReview>());
  }
  void closeAll() {
    ASSERT_TRUE(ledger_->post(clerk(), count(30000)).has_value());
    ASSERT_TRUE(ledger_->post(clerk(), closing()).has_value());
  }
  std::int64_t sale_ = 0;
};

TEST_F(ReviewTest, whatWasNotPaidAgainHeadsTheList) {
  const auto again = payOn("A", 90000);
  undo(again);
  minutes(3);
  payOn("A", 80000);
  const auto small = payOn("B", 100);
  undo(small, journal::Approval{"slane", "pin", "Wrong amount"});
  const auto large = payOn("C", 5000);
  undo(large, journal::Approval{"", journal::kPending, "Wrong amount"});
  const auto late = payOn("D", 300);
  undo(late);
  minutes(16);
  payOn("D", 300);
  closeAll();
  const auto found = rows();
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].account, "C") << "the most cash of those not paid again";
  EXPECT_EQ(found[0].approver, journal::kPending);
  EXPECT_EQ(found[1].account, "D") << "sixteen minutes is not soon";
  EXPECT_TRUE(found[1].notPaidAgain);
  EXPECT_EQ(found[2].account, "B");
  EXPECT_EQ(found[2].approver, "slane");
  EXPECT_EQ(found[3].account, "A") << "paid again: last, for all its cash";
  EXPECT_FALSE(found[3].notPaidAgain);
  EXPECT_EQ(found[3].cash, cents(90000));
  EXPECT_EQ(found[3].receipt, "2A-000002");
  EXPECT_EQ(found[3].reversed, "2A-000001");
}

TEST_F(ReviewTest, aPaymentBeforeOrOnAnotherAccountIsNoPaymentAgain) {
  payOn("A", 5000);
  const auto paid = payOn("A", 5000);
  undo(paid);
  payOn("B", 5000);
  closeAll();
  ASSERT_EQ(rows().size(), 1U);
  EXPECT_TRUE(rows()[0].notPaidAgain);
}

TEST_F(ReviewTest, aClockSetBackProvesNothing) {
  undo(payOn("A", 5000));
  minutes(-60);
  payOn("A", 5000);
  closeAll();
  EXPECT_TRUE(rows().at(0).notPaidAgain);
}

TEST_F(ReviewTest, checksThatWentBackHandedOutNoCash) {
  undo(payOn("A", 5000, TenderKind::check));
  closeAll();
  EXPECT_TRUE(rows().empty());
}

TEST_F(ReviewTest, onlyOfTheDaysAndNothingOfAnOpenSession) {
  undo(payOn("A", 5000));
  const auto reader = openReader(folder_);
  EXPECT_EQ(voidsToReview(**reader, {}).error().code, ReportErrorCode::notClosed);
  closeAll();
  EXPECT_EQ(rows({.from = "2026-12-15", .to = "2026-12-15"}).size(), 1U);
  EXPECT_TRUE(rows({.from = "2026-12-16", .to = "2026-12-31"}).empty());
}

}  // namespace
}  // namespace till::ledger::report
