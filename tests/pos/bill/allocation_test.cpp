// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "pos/bill/bill.h"

namespace till::pos::bill {
namespace {

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

Bill billOf(const std::vector<BillLine>& lines) {
  Bill bill;
  bill.account = "1";
  bill.lines = lines;
  for (const BillLine& line : lines) bill.due += line.pastDue + line.current;
  return bill;
}

// The worked example: penalties water 2.50, sewer 1.50; past due 30, 25, 20; current 31, 26, 20.50; total 156.50.
Bill worked() {
  return billOf({{"water", cents(3000), cents(3100)},
                 {"sewer", cents(2500), cents(2600)},
                 {"garbage", cents(2000), cents(2050)},
                 {"water_penalty", cents(250), cents(0)},
                 {"sewer_penalty", cents(150), cents(0)}});
}

const std::vector<Bucket> kMosesLake{{Age::pastDue, "garbage"}, {Age::pastDue, "sewer"}, {Age::pastDue, "water"},
                                     {Age::current, "garbage"}, {Age::current, "sewer"}, {Age::current, "water"}};
const std::vector<Bucket> kMorgantown{{Age::pastDue, "water_penalty"}, {Age::pastDue, "water"},
                                      {Age::current, "water"},         {Age::pastDue, "sewer_penalty"},
                                      {Age::pastDue, "sewer"},         {Age::current, "sewer"}};
const std::vector<Bucket> kPenaltiesThenOldest{{Age::pastDue, "water_penalty"},
                                               {Age::pastDue, "sewer_penalty"},
                                               {Age::pastDue, "water"},
                                               {Age::pastDue, "sewer"},
                                               {Age::pastDue, "garbage"}};

std::vector<std::pair<std::string, std::int64_t>> amounts(const Allocation& allocation) {
  std::vector<std::pair<std::string, std::int64_t>> all;
  for (const auto& line : allocation.lines) {
    all.emplace_back((line.age == Age::pastDue ? "past_due " : "current ") + line.service, line.amount.minor());
  }
  return all;
}

using testing::ElementsAre;
using testing::Pair;

TEST(AllocationTest, sixtyDollarsGoWhereEachCitysLawSendsThem) {
  EXPECT_THAT(amounts(allocate(worked(), cents(6000), kMosesLake)),
              ElementsAre(Pair("past_due garbage", 2000), Pair("past_due sewer", 2500), Pair("past_due water", 1500)));
  EXPECT_THAT(
      amounts(allocate(worked(), cents(6000), kMorgantown)),
      ElementsAre(Pair("past_due water_penalty", 250), Pair("past_due water", 3000), Pair("current water", 2750)));
  EXPECT_THAT(amounts(allocate(worked(), cents(6000), kPenaltiesThenOldest)),
              ElementsAre(Pair("past_due water_penalty", 250), Pair("past_due sewer_penalty", 150),
                          Pair("past_due water", 3000), Pair("past_due sewer", 2500), Pair("past_due garbage", 100)));
}

TEST(AllocationTest, whatIsBeyondTheBillIsCreditInAnyOrder) {
  for (const auto& order : {kMosesLake, kMorgantown, kPenaltiesThenOldest, std::vector<Bucket>()}) {
    EXPECT_EQ(allocate(worked(), cents(16650), order).credit, cents(1000));
  }
}

TEST(AllocationTest, aCreditWithinTheBillLowersLaterBucketsThenEarlierOnes) {
  const Bill bill =
      billOf({{"garbage", cents(0), cents(1000)}, {"sewer", cents(0), cents(-1500)}, {"water", cents(0), cents(1200)}});
  const std::vector<Bucket> order{{Age::current, "garbage"}, {Age::current, "sewer"}, {Age::current, "water"}};
  const Allocation allocation = allocate(bill, bill.due, order);
  EXPECT_THAT(amounts(allocation), ElementsAre(Pair("current garbage", 700)));
  EXPECT_EQ(allocation.credit, Money());
}

TEST(AllocationTest, aBillInCreditTakesAllAsCredit) {
  const Allocation allocation = allocate(billOf({{"water", cents(-500), cents(300)}}), cents(100), {});
  EXPECT_TRUE(allocation.lines.empty());
  EXPECT_EQ(allocation.credit, cents(100));
}

TEST(AllocationProperties, sumsToThePaymentExactlyAndIsTheSameAgain) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<std::string> services{"water", "sewer", "garbage"};
    const auto some = [] { return cents(*rc::gen::inRange<std::int64_t>(-5000, 20000)); };
    std::vector<BillLine> lines;
    for (const auto& service : services) lines.push_back({service, some(), some()});
    const Bill bill = billOf(lines);
    std::vector<Bucket> order;
    const auto count = *rc::gen::inRange<std::size_t>(0, 8);
    for (std::size_t i = 0; i < count; ++i) {
      order.push_back({*rc::gen::element(Age::pastDue, Age::current), *rc::gen::elementOf(services)});
    }
    const Money amount = cents(*rc::gen::inRange<std::int64_t>(0, 100000));
    const Allocation allocation = allocate(bill, amount, order);
    Money sum = allocation.credit;
    for (const auto& line : allocation.lines) {
      RC_ASSERT(line.amount.isPositive());
      sum += line.amount;
    }
    RC_ASSERT(sum == amount);
    RC_ASSERT(allocation.credit == std::max(amount - std::max(bill.due, Money()), Money()));
    RC_ASSERT(amounts(allocate(bill, amount, order)) == amounts(allocation));
  }));
}

}  // namespace
}  // namespace till::pos::bill
