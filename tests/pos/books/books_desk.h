// SPDX-License-Identifier: Apache-2.0
// An office's desk after the counter: the sample office, a real ledger in a temporary directory, payments settled as
// the counter settles them, sessions opened and closed without keys.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "config/load/office.h"
#include "pos/books/plan.h"

namespace till::pos::books {

using Money = ledger::money::Money;
using ledger::journal::TenderKind;
using ledger::store::Posted;

inline constexpr auto kDelgado = "0045128730";  // 84.27, four services
inline constexpr auto kAcme = "0000731942";     // 92.70
inline constexpr auto kSmith = "0045128731";    // 118.41

[[nodiscard]] inline Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

struct PaidBill {
  std::string account;
  std::int64_t minor = 0;  // 0: all that is due
};

class BooksDesk : public ::testing::Test {
 protected:
  BooksDesk();
  ~BooksDesk() override;

  void openTill(const std::string& custodian = "jortiz", int till = 3, const std::string& day = "2026-11-23");
  // Counts what should be there and closes; 100 cents of checks less if `checksShort`.
  void closeTill(std::int64_t checksShort = 0);
  Posted pay(const std::vector<PaidBill>& bills, const std::vector<sale::Tender>& tenders);
  [[nodiscard]] static sale::Tender cash(std::int64_t minor) { return {TenderKind::cash, cents(minor), "", ""}; }
  [[nodiscard]] static sale::Tender check(std::int64_t minor, const std::string& number) {
    return {TenderKind::check, cents(minor), number, ""};
  }

  // All that is closed, in a bag that the bank has.
  void sendToTheBank();

  [[nodiscard]] World world() const;
  [[nodiscard]] Plan planned(const OfficeAct& act, const Hands& hands = {"rhall", "mchen"}) const {
    return plan(act, hands, world());
  }
  // Planned and posted; both must go well.
  Posted done(const OfficeAct& act, const Hands& hands = {"rhall", "mchen"});
  // The sentence of the refusal, by the plan or by the ledger; empty: it went through.
  std::string refusalOf(const OfficeAct& act, const Hands& hands = {"rhall", "mchen"});
  template <class Fact>
  [[nodiscard]] Fact fact(const Posted& posted) const {
    return std::get<Fact>(ledger_->event(posted.seq())->body);
  }
  [[nodiscard]] static std::string numberOf(const Posted& posted) { return toText(*posted.receipt()); }
  // What the accounts of the general ledger hold now, by code; zeros are left out.
  [[nodiscard]] std::map<std::string, Money> balances() const;
  // What was paid on an account by service and age, as all events have it; zeros are left out.
  [[nodiscard]] std::map<std::string, Money> paidOnAccount(const std::string& account) const;

  std::filesystem::path folder_;
  config::Office office_;
  std::unique_ptr<bill::BillBook> bills_;
  std::unique_ptr<ledger::store::Ledger> ledger_;
  std::int64_t now_ = 1'795'460'000'000;  // 23 Nov 2026 in Los Angeles
  std::string today_ = "2026-11-24";
  std::int64_t sales_ = 0;
};

}  // namespace till::pos::books
