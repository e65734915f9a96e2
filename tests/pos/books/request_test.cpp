// SPDX-License-Identifier: Apache-2.0
// An act on its way to the station: what is written is read back, and nothing else is read.
#include "pos/books/request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/pos/books/books_desk.h"

namespace till::pos::books {
namespace {

using testing::HasSubstr;

ledger::journal::GlExported sampleBatch() {
  ledger::journal::GlExported batch;
  batch.batch = "2-20261215-2";
  batch.previousEpoch = 1;
  batch.previous = 28;
  batch.day = "2026-12-15";
  batch.through = 30;
  batch.date = "2027-01-04";
  batch.movedFrom = "2026-12-15";
  batch.layout = "comma";
  batch.detail = true;
  batch.lines = 2;
  batch.total = cents(8427);
  batch.sha256 = std::string(64, 'a');
  return batch;
}

const Request kSamples[] = {
    {ReversePayment{{2, 1, 418}, "Paid twice", "no"}, {"rhall", "mchen"}},
    {ReturnCheck{{2, 27, 1}, "1042", "nsf", true}, {"rhall", ""}},
    {MovePayment{{2, 1, 418}, 2, kAcme, "Zoë's \"wrong\" account"}, {"rhall", "mchen"}},
    {ReviewAct{1, 412, "objected", "No slip"}, {"rhall", ""}},
    {MakeDeposit{"B-1", {3, 4}, "20=4", {"77", "2A-000002"}, {{0, "5", cents(500)}, {0, "6", cents(1)}}, "mchen"}, {}},
    {MakeDeposit{"B-1", {}, "", {}, {}, ""}, {"rhall", ""}},
    {MoveBag{1, "courier", "Sample Co", "R-5"}, {"rhall", ""}},
    {ConfirmDeposit{1, cents(29438), "2026-11-24", "S-9", ""}, {"rhall", ""}},
    {ErasePrivate{kAcme, "", "Asked for"}, {"rhall", "mchen"}},
    {AssignFund{"safe", "rhall", cents(200000)}, {"rhall", "mchen"}},
    {CountFund{"safe", "100=20", "mchen", ""}, {"rhall", ""}},
    {MoveCash{"safe", "bank", "100=1", "roll:0.25=10", "First Bank", "mchen", "C-4"}, {"rhall", "mchen"}},
    {PayOut{"5=1 1=3", "V-12", "Postage", "Post office", "lpark"}, {"rhall", "mchen"}},
    {RecordBatch{sampleBatch()}, {"office", ""}},
    {RecordRefusal{{"mchen", 3}}, {"office", ""}}};

TEST(OfficeRequest, whatIsWrittenIsReadBack) {
  std::set<std::size_t> kinds;
  for (const Request& sample : kSamples) {
    const Texts texts = toTexts(sample);
    const auto back = fromTexts(texts);
    ASSERT_TRUE(back.has_value()) << texts.at("act") << ": " << back.error();
    EXPECT_EQ(toTexts(*back), texts);
    EXPECT_EQ(back->act.index(), sample.act.index());
    kinds.insert(sample.act.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<OfficeAct>) << "a sample of each act";
}

TEST(OfficeRequest, oneFieldLessOrMoreIsRefusedByName) {
  for (const Request& sample : kSamples) {
    const Texts whole = toTexts(sample);
    for (const auto& [name, value] : whole) {
      Texts less = whole;
      less.erase(name);
      ASSERT_FALSE(fromTexts(less).has_value()) << whole.at("act") << " without " << name;
      EXPECT_THAT(fromTexts(less).error(), HasSubstr(name + " is missing"));
    }
    Texts more = whole;
    more["carpet"] = "1";
    EXPECT_THAT(fromTexts(more).error(), HasSubstr("carpet"));
  }
}

TEST(OfficeRequest, whatIsNotOfItsFormIsRefused) {
  struct Row {
    std::size_t sample;
    const char *name, *value;
  };
  const Row rows[] = {{0, "act", "burn"},
                      {0, "act", ""},
                      {0, "receipt", "418"},
                      {0, "receipt", "2A-000418x"},
                      {0, "reason", "two\nlines"},
                      {1, "fee", "maybe"},
                      {2, "bill", "1.5"},
                      {2, "bill", ""},
                      {2, "bill", "99999999999999"},
                      {3, "seq", "-"},
                      {4, "sessions", "3,4"},
                      {4, "sessions", "3\nx"},
                      {4, "found", "5"},
                      {4, "found", "5=1.00"},
                      {7, "bank", "294.38"},
                      {7, "bank", "9223372036854775807"},
                      {7, "bank", "1e3"}};
  for (const Row& row : rows) {
    Texts texts = toTexts(kSamples[row.sample]);
    texts[row.name] = row.value;
    EXPECT_FALSE(fromTexts(texts).has_value()) << row.name << "=" << row.value;
  }
}

}  // namespace
}  // namespace till::pos::books
