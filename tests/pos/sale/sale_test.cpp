// SPDX-License-Identifier: Apache-2.0
#include "pos/sale/sale.h"

#include <gtest/gtest.h>

#include "tests/pos/sale/basket.h"

namespace till::pos::sale {
namespace {

Sale basketOf(std::vector<BasketLine> lines) {
  Sale sale(7);
  for (auto& one : lines) EXPECT_TRUE(sale.addLine(std::move(one)));
  return sale;
}

template <class Result>
SaleErrorCode codeOf(const Result& result) {
  EXPECT_FALSE(result);
  return result ? SaleErrorCode{} : result.error().code;
}

TEST(SaleTest, changeComesOnlyOutOfCash) {
  for (const TenderKind kind : {TenderKind::check, TenderKind::moneyOrder, TenderKind::card}) {
    Sale sale = basketOf({line("A", 0, 8427)});
    EXPECT_EQ(codeOf(sale.addTender(tender(kind, 8428), rules())), SaleErrorCode::overTendered);
    EXPECT_EQ(sale.tendered(), Money());
  }
  Sale sale = basketOf({line("A", 0, 8427)});
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 10000), rules()));
  EXPECT_EQ(sale.change(), cents(1573));
}

TEST(SaleTest, aCheckOverTheBillsIsCreditWhereTheRuleSaysSoAndNeverChange) {
  Sale sale = basketOf({line("A", 0, 5000), line("B", 0, 10000)});
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 5000), rules(true)));
  ASSERT_TRUE(sale.addTender(tender(TenderKind::check, 15000), rules(true)));
  EXPECT_EQ(sale.change(), Money());
  EXPECT_EQ(sale.lines()[1].credit(), cents(5000));
  const auto fact = SettledSale::settle(sale, rules(true)).value().fact();
  EXPECT_EQ(fact.bills[1].credit, cents(5000));
  EXPECT_EQ(fact.total, cents(20000));
  ASSERT_TRUE(sale.takeTender(1));
  EXPECT_EQ(sale.lines()[1].credit(), Money());
  EXPECT_EQ(sale.stillToPay(), cents(10000));
}

TEST(SaleTest, aCardIsNeverOverTheBillsWhateverTheRule) {
  Sale sale = basketOf({line("A", 0, 5000)});
  EXPECT_EQ(codeOf(sale.addTender(tender(TenderKind::card, 5001), rules(true))), SaleErrorCode::overTendered);
}

TEST(SaleTest, aBillInCreditCountsNothingAndLowersNoOther) {
  Sale sale = basketOf({line("A", 0, -3000), line("B", 0, 8427), line("C", 0, 0)});
  EXPECT_EQ(sale.total(), cents(8427));
  Sale onlyCredit = basketOf({line("A", 0, -3000)});
  EXPECT_EQ(codeOf(onlyCredit.addTender(tender(TenderKind::cash, 100), rules())), SaleErrorCode::nothingToPay);
}

TEST(SaleTest, aRefusedActLeavesTheSaleAsItWas) {
  Sale sale = basketOf({line("A", 0, 8427)});
  const std::string before = toDraft(sale);
  EXPECT_EQ(codeOf(sale.addLine(line("A", 0, 1))), SaleErrorCode::alreadyInBasket);
  EXPECT_EQ(codeOf(sale.payOnLine(0, Money())), SaleErrorCode::notPositive);
  EXPECT_EQ(codeOf(sale.payOnLine(1, cents(1))), SaleErrorCode::noSuchLine);
  EXPECT_EQ(codeOf(sale.payOnLine(0, cents(ledger::money::kLargestAmountMinor + 1))), SaleErrorCode::tooLarge);
  EXPECT_EQ(codeOf(sale.takeLine(1)), SaleErrorCode::noSuchLine);
  EXPECT_EQ(codeOf(sale.addTender(tender(TenderKind::cash, 0), rules())), SaleErrorCode::notPositive);
  EXPECT_EQ(codeOf(sale.takeTender(0)), SaleErrorCode::noSuchLine);
  EXPECT_EQ(toDraft(sale), before);
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 100), rules()));
  EXPECT_EQ(codeOf(sale.payOnLine(0, cents(1))), SaleErrorCode::tendersPresent);
  EXPECT_EQ(codeOf(sale.takeLine(0)), SaleErrorCode::tendersPresent);
}

TEST(SaleTest, referencesAreNeverCardNumbersAndLastFourAreFour) {
  struct Row {
    TenderKind kind;
    std::string reference, last4;
    SaleErrorCode code;
  };
  const std::vector<Row> rows{{TenderKind::check, "4111 1111 1111 1111", "", SaleErrorCode::cardNumber},
                              {TenderKind::card, "4111111111111111", "1111", SaleErrorCode::cardNumber},
                              {TenderKind::card, "A1", "411", SaleErrorCode::badLast4},
                              {TenderKind::card, "A1", "41111", SaleErrorCode::badLast4},
                              {TenderKind::card, "A1", "41a1", SaleErrorCode::badLast4},
                              {TenderKind::check, "", "", SaleErrorCode::badReference},
                              {TenderKind::check,
                               "10\x1b"
                               "44",
                               "", SaleErrorCode::badReference},
                              {TenderKind::check, "1044", "1111", SaleErrorCode::badLast4},
                              {TenderKind::cash, "1044", "", SaleErrorCode::badReference}};
  for (const Row& row : rows) {
    Sale sale = basketOf({line("A", 0, 8427)});
    EXPECT_EQ(codeOf(sale.addTender({row.kind, cents(100), row.reference, row.last4}, rules())), row.code)
        << row.reference << " " << row.last4;
  }
}

TEST(SaleTest, whatIsNotPaidInFullDoesNotSettle) {
  EXPECT_EQ(codeOf(SettledSale::settle(Sale(1), rules())), SaleErrorCode::emptyBasket);
  Sale sale = basketOf({line("A", 0, 8427)});
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 8426), rules()));
  EXPECT_EQ(codeOf(SettledSale::settle(sale, rules())), SaleErrorCode::nothingToPay);
}

TEST(SaleTest, billsAreFilledInOrderByTendersInOrderCashLast) {
  Sale sale = basketOf({line("A", 0, 5000), line("B", 0, 3000)});
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 2000), rules()));
  ASSERT_TRUE(sale.addTender(tender(TenderKind::check, 5500), rules()));
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 1000), rules()));
  const auto fact = SettledSale::settle(sale, rules()).value().fact();
  EXPECT_EQ(fact.change, cents(500));
  EXPECT_EQ(fact.tenders[2].amount, cents(500));
  EXPECT_EQ(fact.tenders[2].given, cents(1000));
  ASSERT_EQ(fact.applied.size(), 4U);
  const std::vector<std::array<std::int64_t, 3>> expected{{1, 0, 5000}, {1, 1, 500}, {0, 1, 2000}, {2, 1, 500}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(fact.applied[i].tender, expected[i][0]);
    EXPECT_EQ(fact.applied[i].bill, expected[i][1]);
    EXPECT_EQ(fact.applied[i].amount, cents(expected[i][2]));
  }
}

TEST(SaleTest, changeIsNotInTheEntry) {
  Sale sale = basketOf({line("A", 0, 8427)});
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 10000), rules()));
  const auto fact = SettledSale::settle(sale, rules()).value().fact();
  ASSERT_EQ(fact.entry.size(), 2U);
  EXPECT_EQ(fact.entry[0].account, "cash");
  EXPECT_EQ(fact.entry[0].amount, cents(8427));
  EXPECT_EQ(fact.entry[1].account, "601");
  EXPECT_EQ(fact.entry[1].amount, cents(-8427));
}

TEST(SaleTest, moneyForAnUnknownAccountGoesToSuspense) {
  BasketLine unknown = line("Z", 0, 0);
  unknown.bill.lines.clear();
  unknown.bill.due = cents(4000);
  unknown.unknownAccount = true;
  unknown.paying = cents(4500);
  Sale sale = basketOf({unknown});
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 4500), rules()));
  const auto fact = SettledSale::settle(sale, rules()).value().fact();
  EXPECT_EQ(fact.bills[0].credit, Money());
  EXPECT_TRUE(fact.bills[0].unknownAccount);
  EXPECT_EQ(fact.entry[1].account, "suspense");
  EXPECT_EQ(fact.entry[1].amount, cents(-4500));
}

TEST(SaleTest, changeIsCountedOutLargestFirst) {
  const auto pieces = breakDown(cents(1573), {1, 5, 10, 25, 100, 500, 1000, 2000});
  std::vector<std::pair<std::int64_t, std::int64_t>> got;
  for (const Piece& piece : pieces) got.emplace_back(piece.unitMinor, piece.pieces);
  EXPECT_EQ(got, (std::vector<std::pair<std::int64_t, std::int64_t>>{{1000, 1}, {500, 1}, {25, 2}, {10, 2}, {1, 3}}));
  EXPECT_TRUE(breakDown(Money(), {1, 5}).empty());
  EXPECT_TRUE(breakDown(cents(5), {0, -1}).empty());
}

TEST(DraftTest, aDraftComesBackAsItWas) {
  Sale sale = basketOf({line("A", 100, 5000), line("B", 0, -3000)});
  ASSERT_TRUE(sale.payOnLine(0, cents(4000)));
  ASSERT_TRUE(sale.addTender(tender(TenderKind::check, 4500), rules(true)));
  const auto back = fromDraft(toDraft(sale));
  ASSERT_TRUE(back);
  EXPECT_EQ(toDraft(*back), toDraft(sale));
  EXPECT_EQ(back->id(), 7);
  EXPECT_EQ(back->lines()[0].credit(), sale.lines()[0].credit());
  EXPECT_EQ(back->total(), cents(4500));
}

TEST(DraftTest, whatToDraftDidNotMakeIsRefused) {
  Sale sale = basketOf({line("A", 0, 5000)});
  ASSERT_TRUE(sale.addTender(tender(TenderKind::cash, 100), rules()));
  const std::string good = toDraft(sale);
  const auto with = [&good](const std::string& from, const std::string& to) {
    std::string bad = good;
    const auto at = bad.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return bad.replace(at, from.size(), to);
  };
  const std::vector<std::string> bad{"",
                                     "{}",
                                     "[]",
                                     "null",
                                     good + " ",
                                     good.substr(1),
                                     with("\"v\":1", "\"v\":2"),
                                     with("\"given\":100", "\"given\":-100"),
                                     with("\"kind\":0", "\"kind\":3"),
                                     with("\"kind\":0", "\"kind\":9"),
                                     with("\"given\":100", "\"given\":1e2"),
                                     with("\"sale\":7", "\"sale\":7,\"more\":1"),
                                     std::string(2000000, '[')};
  for (const std::string& text : bad) EXPECT_FALSE(fromDraft(text)) << text.substr(0, 200);
}

}  // namespace
}  // namespace till::pos::sale
