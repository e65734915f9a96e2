// SPDX-License-Identifier: Apache-2.0
#include "pos/sale/retender.h"

#include <gtest/gtest.h>

#include <map>

#include "basket.h"
#include "ledger/journal/entry.h"

namespace till::pos::sale {

using ledger::journal::PaymentTaken;

namespace {

// Two bills of 60.00 and 40.00; a check of 70.00 and cash for the rest.
PaymentTaken paidBoth() {
  Sale sale(7);
  EXPECT_TRUE(sale.addLine(line("A", 0, 6000)));
  EXPECT_TRUE(sale.addLine(line("B", 0, 4000)));
  EXPECT_TRUE(sale.addTender(tender(TenderKind::check, 7000), rules()));
  EXPECT_TRUE(sale.addTender(tender(TenderKind::cash, 5000), rules()));
  return SettledSale::settle(sale, rules())->fact();
}

PaymentRetendered changed(const PaymentTaken& payment, const std::vector<PaymentRetendered>& chain,
                          const std::vector<std::size_t>& out, const std::vector<Tender>& in) {
  const auto inForce = tendersInForce(payment, chain);
  Sale sale = saleOf(payment, inForce, out);
  for (const auto& one : in) EXPECT_TRUE(sale.addTender(one, rules()));
  const auto fact = retender(inForce, out, sale, rules());
  EXPECT_TRUE(fact.has_value());
  return fact.value_or(PaymentRetendered{});
}

std::map<std::string, Money> sums(const std::vector<ledger::journal::EntryLine>& entry) {
  std::map<std::string, Money> all;
  for (const auto& one : entry) all[one.account] += one.amount;
  return all;
}

}  // namespace

TEST(Retender, oneOfTwoTendersGoesAndTheOtherStays) {
  const auto payment = paidBoth();
  const auto fact = changed(payment, {}, {0}, {tender(TenderKind::card, 7000)});
  ASSERT_EQ(fact.out.size(), 1U);
  EXPECT_EQ(fact.out[0].kind, TenderKind::check);
  ASSERT_EQ(fact.in.size(), 1U);
  EXPECT_EQ(ledger::journal::imbalance(fact.entry), "");
  EXPECT_EQ(sums(fact.entry)["cards"], cents(7000));
  EXPECT_EQ(sums(fact.entry)["checks"], cents(-7000));
  Money toA;
  Money toB;
  for (const auto& part : fact.applied) (part.bill == 0 ? toA : toB) += part.amount;
  EXPECT_EQ(toA, cents(6000)) << "the card pays the very bills that the check paid";
  EXPECT_EQ(toB, cents(1000));
}

TEST(Retender, changeComesOutOfTheCashThatIsPutIn) {
  const auto fact = changed(paidBoth(), {}, {0}, {tender(TenderKind::cash, 10000)});
  EXPECT_EQ(fact.change, cents(3000));
  EXPECT_EQ(fact.in[0].amount, cents(7000));
  EXPECT_EQ(fact.in[0].given, cents(10000));
}

TEST(Retender, aSecondChangeRestsOnTheFirst) {
  const auto payment = paidBoth();
  const auto first = changed(payment, {}, {0}, {tender(TenderKind::card, 7000)});
  const auto now = tendersInForce(payment, std::vector{first});
  ASSERT_EQ(now.size(), 2U);
  EXPECT_EQ(now[0].taken.kind, TenderKind::cash);
  EXPECT_EQ(now[1].taken.kind, TenderKind::card);
  const auto second = changed(payment, {first}, {1}, {tender(TenderKind::moneyOrder, 7000)});
  EXPECT_EQ(second.out[0].kind, TenderKind::card);
  EXPECT_EQ(sums(second.entry)["cards"], cents(-7000));
}

TEST(Retender, whatWouldChangeNothingIsRefused) {
  const auto payment = paidBoth();
  const auto inForce = tendersInForce(payment, {});
  Sale sale = saleOf(payment, inForce, {0});
  EXPECT_FALSE(retender(inForce, {0}, sale, rules())) << "not paid";
  ASSERT_TRUE(sale.addTender(tender(TenderKind::check, 7000), rules()));
  EXPECT_EQ(retender(inForce, {0}, sale, rules()).error().code, SaleErrorCode::nothingToPay);
}

TEST(Retender, aVoidHandsBackWhatStandsNowAndTheBooksAreAsBefore) {
  const auto payment = paidBoth();
  const std::vector chain{changed(payment, {}, {0, 1}, {tender(TenderKind::moneyOrder, 10000)})};
  const auto back = reverse(payment, 12, chain);
  ASSERT_EQ(back.tenders.size(), 1U);
  EXPECT_EQ(back.tenders[0].kind, TenderKind::moneyOrder);
  auto books = sums(payment.entry);
  for (const auto& one : chain[0].entry) books[one.account] += one.amount;
  for (const auto& one : back.entry) books[one.account] += one.amount;
  for (const auto& [account, amount] : books) EXPECT_TRUE(amount.isZero()) << account;
}

}  // namespace till::pos::sale
