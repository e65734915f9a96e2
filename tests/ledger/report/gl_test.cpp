// SPDX-License-Identifier: Apache-2.0
// What does not fit a column is refused, never cut; and a closed period is never posted to.
#include "ledger/report/gl_export.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::report {
namespace {

GlBatch sample() {
  return {"2-S1",
          "2026-12-05",
          "",
          {{"601-0000-10110", "Cash in tills", "CityTill session 1", Money::fromMinor(8427)},
           {"601-0000-11510", "Receivable, water", "CityTill session 1", Money::fromMinor(-8427)}}};
}

GlColumn of(GlField field, int width = 0) {
  GlColumn column;
  column.field = field;
  column.width = width;
  column.dateFormat = "YYMMDD";
  return column;
}

GlTemplate comma(std::vector<GlColumn> columns) {
  GlTemplate shape;
  shape.name = "test";
  shape.delimiter = ",";
  shape.lineEnd = "\n";
  shape.columns = std::move(columns);
  return shape;
}

GlColumn right(GlColumn column) {
  column.right = true;
  column.pad = '0';
  column.point = false;
  return column;
}

TEST(GlRenderTest, columnsShowWhatTheyAreAskedFor) {
  GlColumn third = of(GlField::segment);
  third.segment = 3;
  GlColumn fifth = third;
  fifth.segment = 5;
  GlColumn against = of(GlField::amount);
  against.negated = true;
  const auto text = render(sample(), comma({third, fifth, of(GlField::date), of(GlField::debit), of(GlField::credit),
                                            of(GlField::amount), against, of(GlField::side), of(GlField::line)}));
  EXPECT_EQ(text.value_or(text ? "" : text.error()),
            "10110,,261205,84.27,,84.27,-84.27,D,1\n11510,,261205,,84.27,-84.27,84.27,C,2\n");
}

TEST(GlRenderTest, fixedColumnsArePaddedAndTheTrailerSums) {
  GlTemplate shape = comma({of(GlField::side, 2), right(of(GlField::amount, 8))});
  shape.delimiter.clear();
  shape.trailer = {{of(GlField::lines, 3), right(of(GlField::totalDebit, 8)), right(of(GlField::difference, 4))}};
  EXPECT_EQ(render(sample(), shape).value_or("refused"), "D 00008427\nC -0008427\n2  000084270000\n");
}

struct Bad {
  GlColumn column;
  const char* account;
  const char* name;
  const char* says;
};

TEST(GlRenderTest, whatWouldBeCutOrMangledIsRefused) {
  const std::vector<Bad> rows{{of(GlField::account, 10), "601-0000-10110", "Cash", "longer than its column"},
                              {of(GlField::accountName), "601", "Receivable, water", "separates the columns"},
                              {of(GlField::accountName), "601", "Cash \"old\"", "separates the columns"},
                              {of(GlField::accountName), "601", "Cash\r\n602,1.00", "control character"},
                              {of(GlField::accountName), "601", "=HYPERLINK(1)", "formula"},
                              {of(GlField::accountName), "601", "@cash", "formula"},
                              {of(GlField::account), "601-00-10110", "Cash", "segment 2"},
                              {of(GlField::account), "601-0000-10110-1", "Cash", "more than 3 segments"}};
  for (const Bad& row : rows) {
    GlBatch batch = sample();
    batch.lines.resize(1);
    batch.lines[0].account = row.account;
    batch.lines[0].name = row.name;
    GlTemplate shape = comma({row.column});
    shape.mask = {3, 4, 5};
    shape.segments = 3;
    const auto text = render(batch, shape);
    ASSERT_FALSE(text.has_value()) << row.says << *text;
    EXPECT_NE(text.error().find(row.says), std::string::npos) << text.error();
  }
}

TEST(GlRenderTest, whereQuotesAreAllowedTheySave) {
  GlTemplate shape = comma({of(GlField::accountName)});
  shape.quoted = true;
  GlBatch batch = sample();
  batch.lines[0].name = "Cash \"old\"";
  EXPECT_EQ(render(batch, shape).value_or("refused"), "\"Cash \"\"old\"\"\"\n\"Receivable, water\"\n");
}

class GlBatchTest : public store::LedgerDesk {
 protected:
  GlBatchTest() {
    open();
    openSession();
    (void)pay(1);
  }
  void closeIt() {
    ASSERT_TRUE(ledger_->post(clerk(), count(38427)).has_value());
    ASSERT_TRUE(ledger_->post(clerk(), closing()).has_value());
  }
  [[nodiscard]] auto batch(const GlWanted& wanted) const { return glBatch(**store::openReader(folder_), wanted); }
};

TEST_F(GlBatchTest, aSessionAndItsDayAreTheSameAmounts) {
  closeIt();
  const auto session = batch({.session = 1});
  const auto day = batch({.day = "2026-12-15"});
  ASSERT_TRUE(session && day);
  EXPECT_EQ(session->id, "2-S1");
  EXPECT_EQ(day->id, "2-20261215");
  EXPECT_EQ(day->date, "2026-12-15");
  ASSERT_EQ(session->lines.size(), 2U);
  EXPECT_EQ(session->lines[0].amount, Money::fromMinor(8427));
  EXPECT_EQ(day->lines[1].amount, Money::fromMinor(-8427));
  EXPECT_EQ(batch({.session = 1, .detail = true})->lines[0].description, "Receipt 2A-000001");
}

TEST_F(GlBatchTest, nothingIsToldOfAnOpenSession) {
  EXPECT_EQ(batch({.session = 1}).error().code, ReportErrorCode::notClosed);
  EXPECT_EQ(batch({.day = "2026-12-15"}).error().code, ReportErrorCode::notClosed);
  EXPECT_EQ(batch({.session = 7}).error().code, ReportErrorCode::noSuchSession);
  EXPECT_EQ(batch({.day = "2026-12-16"}).error().code, ReportErrorCode::noSuchSession);
}

TEST_F(GlBatchTest, aClosedPeriodGoesToTheNextOpenDayAndSaysSo) {
  closeIt();
  for (const auto& [closed, date, from] :
       std::vector<std::array<std::string, 3>>{{"2026-12-14", "2026-12-15", ""},
                                               {"2026-12-15", "2026-12-16", "2026-12-15"},
                                               {"2026-12-31", "2027-01-01", "2026-12-15"}}) {
    const auto moved = batch({.session = 1, .closedThrough = closed});
    ASSERT_TRUE(moved.has_value());
    EXPECT_EQ(moved->date, date);
    EXPECT_EQ(moved->movedFrom, from);
  }
}

TEST_F(GlBatchTest, aStoredSumEditedByHandStopsTheExport) {
  closeIt();
  close();
  tamper("UPDATE rollup SET cents=cents+1 WHERE account='cash'; UPDATE rollup SET cents=cents-1 WHERE account='water'");
  EXPECT_EQ(batch({.day = "2026-12-15"}).error().code, ReportErrorCode::unproven);
  tamper("UPDATE session_rollup SET cents=cents+1 WHERE what='payments'");
  EXPECT_EQ(batch({.session = 1}).error().code, ReportErrorCode::unproven);
}

// What tillctl does: the batch made, its event posted.
class GlOnceTest : public GlBatchTest {
 protected:
  tl::expected<GlBatch, ReportError> exported(GlWanted wanted) {
    if (wanted.batch.empty() && wanted.layout.empty()) wanted.layout = "comma";
    auto made = batch(wanted);
    if (made && !made->again) {
      EXPECT_TRUE(ledger_->post({"office", {}, {}, {}}, made->record).has_value());
    }
    return made;
  }
  void postLate(std::int64_t cents) {
    journal::PaymentMoved moved;
    moved.payment = 4;
    moved.bill = static_cast<int>(cents);
    moved.businessDate = moved.glDate = "2026-12-15";
    moved.entry = {{"water", Money::fromMinor(cents)}, {"check", Money::fromMinor(-cents)}};
    ASSERT_TRUE(ledger_->post({"mchen", {}, {}, {}}, moved).has_value());
  }
};

TEST_F(GlOnceTest, aDayAfterItsSessionHasNothingLeft) {
  closeIt();
  ASSERT_TRUE(exported({.session = 1}).has_value());
  const auto day = exported({.day = "2026-12-15"});
  ASSERT_FALSE(day.has_value());
  EXPECT_EQ(day.error().code, ReportErrorCode::handedOver);
  EXPECT_NE(day.error().what.find("2-S1"), std::string::npos) << day.error().what;
}

TEST_F(GlOnceTest, aSessionAfterItsDayHasNothingLeft) {
  closeIt();
  ASSERT_TRUE(exported({.day = "2026-12-15"}).has_value());
  EXPECT_EQ(exported({.session = 1}).error().code, ReportErrorCode::handedOver);
}

TEST_F(GlOnceTest, whatIsPostedLateOnThatDayIsItsSecondBatch) {
  closeIt();
  const auto first = exported({.day = "2026-12-15"});
  ASSERT_TRUE(first.has_value());
  postLate(500);
  const auto second = exported({.day = "2026-12-15"});
  ASSERT_TRUE(second.has_value()) << second.error().what;
  EXPECT_EQ(second->id, "2-20261215-2");
  ASSERT_EQ(second->lines.size(), 2U);
  EXPECT_EQ(second->record.total, Money::fromMinor(500));
  const auto again = exported({.batch = "2-20261215"});
  ASSERT_TRUE(again && again->again);
  EXPECT_EQ(again->record.total, first->record.total) << "the first stays what it was";
  EXPECT_EQ(exported({.day = "2026-12-15"})->id, "2-20261215-2") << "nothing new: the last one again";
  postLate(300);
  EXPECT_EQ(exported({.day = "2026-12-15"})->id, "2-20261215-3");
}

TEST_F(GlOnceTest, aBatchKeepsItsDateWhateverIsClosedSince) {
  closeIt();
  ASSERT_EQ(exported({.session = 1})->date, "2026-12-15");
  const auto again = exported({.session = 1, .closedThrough = "2026-12-31"});
  ASSERT_TRUE(again.has_value());
  EXPECT_TRUE(again->again);
  EXPECT_EQ(again->date, "2026-12-15");
  EXPECT_EQ(again->movedFrom, "");
}

TEST_F(GlOnceTest, anotherLayoutOrDetailOfTheSameBatchIsRefused) {
  closeIt();
  ASSERT_TRUE(exported({.session = 1}).has_value());
  EXPECT_EQ(exported({.session = 1, .layout = "seven-segments"}).error().code, ReportErrorCode::handedOver);
  EXPECT_EQ(exported({.session = 1, .detail = true}).error().code, ReportErrorCode::handedOver);
  EXPECT_TRUE(exported({.session = 1})->again);
  EXPECT_EQ(exported({.batch = "2-S9"}).error().code, ReportErrorCode::noSuchSession);
}

TEST_F(GlOnceTest, twoWhoExportAtOnceDoNotBothHandOver) {
  closeIt();
  const auto one = batch({.session = 1, .layout = "comma"});
  const auto other = batch({.day = "2026-12-15", .layout = "comma"});
  ASSERT_TRUE(one && other);
  EXPECT_TRUE(ledger_->post({"office", {}, {}, {}}, one->record).has_value());
  const auto refused = ledger_->post({"office", {}, {}, {}}, other->record);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, store::PostErrorCode::alreadyReversed);
}

}  // namespace
}  // namespace till::ledger::report
