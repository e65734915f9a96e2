// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <map>

#include "ledger/journal/entry.h"
#include "pos/shift/closing.h"
#include "pos/shift/count_down.h"
#include "pos/shift/office_time.h"

namespace till::pos::shift {

using ledger::journal::TenderKind;

namespace {

const std::vector<CountUnit> kUnits{{2000, "note", 1}, {25, "coin", 1}, {25, "roll", 40}, {50, "roll", 20}};
const ShiftAccounts kAccounts{"over", "float", "deposit", "cash", "check", "mo", "card"};

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

ClosingLine line(TenderKind kind, std::int64_t expected, std::int64_t counted) {
  return {kind, 1, cents(expected), cents(counted), cents(counted - expected)};
}

std::map<std::string, Money> booked(const std::vector<ledger::journal::EntryLine>& entry) {
  std::map<std::string, Money> sums;
  for (const auto& of : entry) sums[of.account] += of.amount;
  return sums;
}

}  // namespace

TEST(CashCount, countsNotesCoinAndRolls) {
  CashCount count(kUnits);
  EXPECT_TRUE(count.untouched());
  EXPECT_TRUE(count.set(0, 21));
  EXPECT_TRUE(count.set(1, 53));
  EXPECT_TRUE(count.set(2, 1));
  EXPECT_EQ(count.total(), cents(42000 + 1325 + 1000));
  EXPECT_TRUE(count.add(0, 2));
  EXPECT_EQ(count.pieces(0), 23);
}

TEST(CashCount, refusesWhatNoTillHoldsAndStaysAsItWas) {
  CashCount count(kUnits);
  ASSERT_TRUE(count.set(0, kMostPieces));
  EXPECT_FALSE(count.add(0, 1));
  EXPECT_FALSE(count.set(0, -1));
  EXPECT_FALSE(count.set(9, 1));
  EXPECT_EQ(count.pieces(0), kMostPieces);
}

TEST(CountDraft, comesBackAsItWas) {
  CountDown count;
  count.cash = CashCount(kUnits);
  count.checks = {cents(2500), cents(1)};
  count.moneyOrders = {cents(300)};
  ASSERT_TRUE(count.cash.set(3, 7));  // two kinds of roll are worth the same
  ASSERT_TRUE(count.cash.set(0, 0));
  const auto back = countFromDraft(countToDraft(count), kUnits);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->cash.pieces(3), 7);
  EXPECT_EQ(back->cash.pieces(2), std::nullopt);
  EXPECT_EQ(back->cash.pieces(0), 0);
  EXPECT_EQ(back->checks, count.checks);
  EXPECT_EQ(back->moneyOrders, count.moneyOrders);
}

TEST(CountDraft, refusesWhatItDidNotMake) {
  for (const auto* text : {"", "count 1", "count 2\nnote 2000", "count 2\nnote 500 1", "count 2\nnote 2000 -1",
                           "count 2\ncheck x", "count 2\nbutton 1", "count 2\nnote 2000 99999999999999999999",
                           "count 2\nat 1", "count 2\nagain note 500", "count 2\nagain check 1", "count 2\nagain"})
    EXPECT_FALSE(countFromDraft(text, kUnits)) << text;
}

struct Close {
  std::vector<ClosingLine> lines;
  std::map<std::string, std::int64_t> books;
};
TEST(Closing, handsOverWhatIsThereAndBooksEachDifference) {
  const std::vector<Close> table{
      {{line(TenderKind::cash, 38427, 38427)}, {{"deposit", 8427}, {"cash", -8427}}},
      {{line(TenderKind::cash, 38427, 38327)}, {{"deposit", 8327}, {"cash", -8427}, {"over", 100}}},
      {{line(TenderKind::cash, 38427, 38500)}, {{"deposit", 8500}, {"cash", -8427}, {"over", -73}}},
      {{line(TenderKind::cash, 30000, 0)}, {{"deposit", -30000}, {"over", 30000}}},
      {{line(TenderKind::check, 5000, 4000)}, {{"deposit", 4000}, {"check", -5000}, {"over", 1000}}},
      {{line(TenderKind::card, 5000, 5000)}, {}},
      {{line(TenderKind::card, 5000, 4000)}, {{"card", -1000}, {"over", 1000}}},
  };
  for (const auto& row : table) {
    const auto fact = close({1, row.lines, cents(30000), cents(30000)}, "", kAccounts);
    EXPECT_EQ(ledger::journal::imbalance(fact.entry), "");
    const auto sums = booked(fact.entry);
    EXPECT_EQ(sums.size(), row.books.size());
    for (const auto& [account, minor] : row.books) EXPECT_EQ(sums.at(account), cents(minor)) << account;
  }
}

TEST(Closing, aFloatThatWasShortIsMadeWholeAgain) {
  CashCount counted(kUnits);
  ASSERT_TRUE(counted.set(0, 14));  // 280.00 of 300.00
  const auto opened = open({"jortiz", 3, "2026-11-23", cents(30000)}, counted, kAccounts);
  EXPECT_EQ(booked(opened.entry).at("over"), cents(2000));
  const auto fact = close({1, {line(TenderKind::cash, 38000, 38000)}, cents(28000), cents(30000)}, "", kAccounts);
  auto sums = booked(fact.entry);
  for (const auto& of : opened.entry) sums[of.account] += of.amount;
  EXPECT_EQ(sums["float"], Money());
  EXPECT_EQ(sums["deposit"], cents(8000));
}

TEST(Closing, differencesThatCancelOutStillDiffer) {
  const std::vector<ClosingLine> lines{line(TenderKind::cash, 100, 200), line(TenderKind::check, 200, 100)};
  EXPECT_TRUE(overShort(lines).isZero());
  EXPECT_TRUE(differs(lines));
}

TEST(OfficeTime, theBusinessDayIsTheOfficesOwn) {
  const std::int64_t lateEvening = 1'795'498'200'000;  // 2026-11-24 05:30 UTC
  EXPECT_EQ(isoDate(officeTime(lateEvening, "America/Los_Angeles")), "2026-11-23");
  EXPECT_EQ(clockText(officeTime(lateEvening, "America/Los_Angeles")), "21:30");
  EXPECT_EQ(isoDate(officeTime(lateEvening, "UTC")), "2026-11-24");
}

}  // namespace till::pos::shift
