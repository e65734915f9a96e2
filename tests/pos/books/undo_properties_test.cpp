// SPDX-License-Identifier: Apache-2.0
// Whatever was paid in whatever way: taken back after the seal, each account is exactly as it was before; and each
// check of a payment that comes back reopens its own part, all parts together the whole. rapidcheck prints its seed.
#include <rapidcheck.h>

#include <algorithm>
#include <array>

#include "tests/pos/books/books_desk.h"

namespace till::pos::books {
namespace {

constexpr std::array kAccounts{kDelgado, kAcme, kSmith};

// What every projection and every event say of the three accounts, and of the books but for what is owed to the payer.
struct Picture {
  std::vector<Money> since;
  std::vector<std::map<std::string, Money>> lines;
  std::map<std::string, Money> receivables;
  bool operator==(const Picture&) const = default;
};

class UndoProperties : public BooksDesk {
 protected:
  // All events, read once.
  [[nodiscard]] Picture picture() const {
    Picture all;
    all.lines.resize(kAccounts.size());
    for (const auto* account : kAccounts) all.since.push_back(ledger_->paidSince(account, "2026-01-01"));
    const auto reader = *ledger::store::openReader(folder_);
    reader->eachEvent([&](const auto& event) { std::visit([&](const auto& body) { add(all, body); }, event.body); });
    for (auto& lines : all.lines) std::erase_if(lines, [](const auto& one) { return one.second.isZero(); });
    std::erase_if(all.receivables, [](const auto& one) { return one.second.isZero(); });
    return all;
  }
  static void add(Picture& all, const auto& body) {
    if constexpr (requires { body.bills; }) {
      for (const auto& bill : body.bills) add(all, bill.account, bill);
    }
    if constexpr (requires { body.entry; }) {
      for (const auto& line : body.entry) {
        const auto owed = [&](const char* end) { return line.account.ends_with(end); };
        if (owed("-11510") || owed("-11590") || owed("-22010")) all.receivables[line.account] += line.amount;
      }
    }
  }
  static void add(Picture& all, const std::string& account, const ledger::journal::BillPaid& bill) {
    const auto at = std::ranges::find(kAccounts, account);
    if (at == kAccounts.end()) return;
    auto& lines = all.lines.at(static_cast<std::size_t>(at - kAccounts.begin()));
    for (const auto& line : bill.lines) lines[line.service + " " + line.age] += line.amount;
    lines["credit"] += bill.credit;
  }
  // Some of the three bills, each in part, in full or beyond, by one to three tenders.
  Posted payAnyhow(bool checksOnly) {
    std::vector<PaidBill> bills;
    std::int64_t total = 0;
    const int first = *rc::gen::inRange(0, 3);
    const int many = *rc::gen::inRange(1, 4);
    for (int i = 0; i < many; ++i) {
      bills.push_back(
          {kAccounts.at(static_cast<std::size_t>((first + i) % 3)), *rc::gen::inRange<std::int64_t>(1, 20000)});
      total += bills.back().minor;
    }
    std::vector<sale::Tender> tenders;
    for (int i = 0; i < 2 && total > 1; ++i) {
      const auto part = *rc::gen::inRange<std::int64_t>(1, total);
      tenders.push_back(check(part, std::to_string(1000 + i)));
      total -= part;
    }
    tenders.push_back(checksOnly ? check(total, "1009") : cash(total + *rc::gen::inRange<std::int64_t>(0, 500)));
    return pay(bills, tenders);
  }
};

TEST_F(UndoProperties, theExactPriorStateIsRestoredByAReversal) {
  openTill("jortiz", 3, "2026-11-20");
  EXPECT_TRUE(rc::check([this] {
    const auto before = picture();
    const auto paid = payAnyhow(false);
    RC_ASSERT(!(picture() == before));
    closeTill();
    (void)done(ReversePayment{*paid.receipt(), "Property", "no"});
    RC_ASSERT(picture() == before);
    openTill("jortiz", 3, "2026-11-20");
  }));
  EXPECT_EQ((*ledger::store::openReader(folder_))->verifyAll().fault, "");
}

TEST_F(UndoProperties, allChecksOfAPaymentReturnedAreThePayment) {
  office_.station.books.cashOnlyDays = 0;
  openTill("jortiz", 3, "2026-11-20");
  EXPECT_TRUE(rc::check([this] {
    const auto before = picture();
    const auto paid = payAnyhow(true);
    const auto tenders = fact<ledger::journal::PaymentTaken>(paid).tenders;
    closeTill();
    sendToTheBank();
    for (const auto& tender : tenders) (void)done(ReturnCheck{*paid.receipt(), tender.reference, "nsf", false});
    RC_ASSERT(picture() == before);
    openTill("jortiz", 3, "2026-11-20");
  }));
}

}  // namespace
}  // namespace till::pos::books
