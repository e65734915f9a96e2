// SPDX-License-Identifier: Apache-2.0
// Whatever is scanned, keyed and handed over in whatever order: what settles balances. rapidcheck prints its seed.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

#include "tests/pos/sale/basket.h"

namespace till::pos::sale {
namespace {

void doSomething(Sale& sale, const SaleRules& rules) {
  const auto amount = *rc::gen::inRange<std::int64_t>(-2000, 20000);
  const auto index = *rc::gen::inRange<std::size_t>(0, 4);
  const auto kind = static_cast<TenderKind>(*rc::gen::inRange(0, 4));
  const std::string account = std::to_string(*rc::gen::inRange(1000, 1006));
  const std::array<std::function<tl::expected<void, SaleError>()>, 5> acts{
      [&] { return sale.addLine(line(account, amount, *rc::gen::inRange<std::int64_t>(-2000, 20000))); },
      [&] { return sale.payOnLine(index, cents(amount)); }, [&] { return sale.takeLine(index); },
      [&] { return sale.addTender(tender(kind, amount), rules); }, [&] { return sale.takeTender(index); }};
  (void)acts.at (*rc::gen::inRange<std::size_t>(0, acts.size()))();
}

Money sumOf(const std::vector<ledger::journal::EntryLine>& entry) {
  Money sum;
  for (const auto& one : entry) sum += one.amount;
  return sum;
}

TEST(SaleProperties, whateverHappensToABasketWhatSettlesBalances) {
  EXPECT_TRUE(rc::check([] {
    const SaleRules office = rules(*rc::gen::arbitrary<bool>());
    Sale sale(1);
    const int acts = *rc::gen::inRange(1, 25);
    for (int i = 0; i < acts; ++i) doSomething(sale, office);
    const auto back = fromDraft(toDraft(sale));
    RC_ASSERT(back.has_value());
    RC_ASSERT(back->total() == sale.total());
    if (!sale.complete()) (void)sale.addTender(tender(TenderKind::cash, sale.stillToPay().minor() + 300), office);
    const auto settled = SettledSale::settle(sale, office);
    if (!settled) return;
    const auto& fact = settled->fact();
    Money cash, tendered, applied, bills;
    for (const auto& one : fact.tenders) {
      RC_ASSERT(!one.amount.isNegative());
      tendered += one.amount;
      if (one.kind == TenderKind::cash) cash += one.given;
      if (one.kind != TenderKind::cash) RC_ASSERT(one.amount == one.given);
    }
    for (const auto& one : fact.applied) applied += one.amount;
    for (const auto& one : fact.bills) {
      bills += one.credit;
      for (const auto& part : one.lines) bills += part.amount;
    }
    RC_ASSERT(fact.change <= cash);
    RC_ASSERT(tendered == fact.total);
    RC_ASSERT(applied == fact.total);
    RC_ASSERT(bills == fact.total);
    RC_ASSERT(sumOf(fact.entry).isZero());
    RC_ASSERT(sumOf(reverse(fact, 1).entry).isZero());
  }));
}

}  // namespace
}  // namespace till::pos::sale
