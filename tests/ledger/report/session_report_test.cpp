// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/session_report.h"

#include <sstream>

#include "ledger/report/journal_export.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::report {
namespace {

class SessionReportTest : public store::LedgerDesk {
 protected:
  void SetUp() override {
    open();
    openSession();
    ASSERT_TRUE(pay(1).has_value());
    const auto second = pay(2, 1000);
    ASSERT_TRUE(ledger_->post(clerk(), reversal(*second, 1000)).has_value());
  }
  void closeIt() {
    ASSERT_TRUE(ledger_->post(clerk(), count(38327)).has_value());
    auto fact = closing();
    fact.reason = "Not found";
    fact.entry = {{"over_short", Money::fromMinor(100)}, {"cash", Money::fromMinor(-100)}};
    ASSERT_TRUE(ledger_->post(clerk(), fact).has_value());
  }
  [[nodiscard]] std::unique_ptr<store::Reader> reader() const { return std::move(*store::openReader(folder_)); }
};

TEST_F(SessionReportTest, xOfAnOpenSessionHasCountsAndNoAmounts) {
  const auto x = xReport(*reader());
  ASSERT_TRUE(x.has_value());
  EXPECT_EQ(x->counts.payments, 2);
  EXPECT_EQ(x->counts.reversals, 1);
  for (const std::string& text : {toText(toReport(*x)), toJson(toReport(*x))}) {
    for (const char* figure : {"84.27", "8427", "384", "300.00", "30000", "10.00"}) {
      EXPECT_EQ(text.find(figure), std::string::npos) << figure;
    }
  }
}

TEST_F(SessionReportTest, thereIsNoZBeforeTheSessionIsClosed) {
  EXPECT_EQ(lastZReport(*reader()).error().code, ReportErrorCode::noSuchSession);
  EXPECT_EQ(zReport(*reader(), 1).error().code, ReportErrorCode::noSuchSession);
}

TEST_F(SessionReportTest, zSaysExpectedCountedAndTheDifference) {
  closeIt();
  const auto z = lastZReport(*reader());
  ASSERT_TRUE(z.has_value()) << z.error().what;
  EXPECT_EQ(z->session.z, 1);
  EXPECT_EQ(z->overShort, Money::fromMinor(-100));
  EXPECT_EQ(z->firstReceipt, "2A-000001");
  EXPECT_EQ(z->lastReceipt, "2A-000003");
  ASSERT_EQ(z->reversals.size(), 1U);
  EXPECT_EQ(z->reversals[0].reversed, "2A-000002");
  EXPECT_NE(toText(toReport(*z)).find("384.27"), std::string::npos);
  EXPECT_NE(toJson(toReport(*z)).find("\"over_short\": -100"), std::string::npos);
  EXPECT_EQ(toText(toReport(*z)), toText(toReport(*zReport(*reader(), 1)))) << "the same Z is the same text for ever";
}

TEST_F(SessionReportTest, aProjectionEditedByHandIsNeverReported) {
  closeIt();
  close();
  tamper("UPDATE session_rollup SET cents=cents+100 WHERE what='tender.0'");
  EXPECT_EQ(lastZReport(*reader()).error().code, ReportErrorCode::unproven);
  ASSERT_TRUE(store::rebuild(folder_, surroundings_).has_value());
  EXPECT_TRUE(lastZReport(*reader()).has_value());
}

TEST_F(SessionReportTest, theJournalHoldsEveryEventAndNoName) {
  closeIt();
  std::ostringstream out;
  ASSERT_TRUE(journalJson(*reader(), out).has_value());
  const std::string journal = out.str();
  EXPECT_NE(journal.find("\"kind\":\"session_closed\""), std::string::npos);
  EXPECT_EQ(journal.find("Delgado"), std::string::npos);
}

}  // namespace
}  // namespace till::ledger::report
