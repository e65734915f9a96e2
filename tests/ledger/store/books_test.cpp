// SPDX-License-Identifier: Apache-2.0
// What the office asks of the books, and what undoing does to an account: nothing is owed twice, nothing is forgotten.
#include "ledger/store/books.h"

#include <fstream>
#include <iterator>

#include "ledger/store/files.h"
#include "tests/ledger/store/ledger_desk.h"

namespace till::ledger::store {
namespace {

using namespace journal;

constexpr auto kFirst = "0045128730";
constexpr auto kSecond = "0000731942";

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

class BooksTest : public LedgerDesk {
 protected:
  BooksTest() {
    open();
    openSession();
  }
  // Two bills in one payment, by a check and the rest in cash.
  Posted payTwo(std::int64_t sale) {
    PaymentTaken two = payment(sale, 5000);
    two.bills.push_back(two.bills.front());
    two.bills[1].account = kSecond;
    two.bills[1].lines[0].amount = cents(3000);
    two.tenders = {{TenderKind::check, cents(7000), cents(7000), "1042", ""},
                   {TenderKind::cash, cents(1000), cents(1000), "", ""}};
    two.total = cents(8000);
    two.applied = {{0, 0, cents(5000)}, {0, 1, cents(2000)}, {1, 1, cents(1000)}};
    two.entry = {{"check", cents(7000)}, {"cash", cents(1000)}, {"water", cents(-8000)}};
    const std::vector<PrivateValue> names{{"name.0", "Maria Delgado"}, {"name.1", "Acme Rentals"}};
    return *ledger_->post(clerk(), two, {names, ""});
  }
  CheckReturned returned(const Posted& of, const std::string& flagUntil = "2027-06-15") {
    CheckReturned fact;
    fact.payment = of.seq();
    fact.check = "1042";
    fact.amount = cents(7000);
    fact.businessDate = "2026-12-18";
    fact.flagUntil = flagUntil;
    fact.bills = payment(0, -5000).bills;
    fact.bills.push_back(payment(0, -2000).bills.front());
    fact.bills[1].account = kSecond;
    fact.entry = {{"water", cents(7000)}, {"deposit", cents(-7000)}};
    return fact;
  }
  PaymentMoved moved(const Posted& of) {
    PaymentMoved fact;
    fact.payment = of.seq();
    fact.businessDate = "2026-12-18";
    fact.bills = {payment(0, -8427).bills.front(), payment(0, 8427).bills.front()};
    fact.bills[1].account = kSecond;
    return fact;
  }
  auto post(const Body& body) { return ledger_->post({"mchen", {}, {}, {}}, body); }
  [[nodiscard]] const Books& books() const { return ledger_->books(); }
  [[nodiscard]] Money paid(const std::string& account, const std::string& since = "2026-12-01") const {
    return ledger_->paidSince(account, since);
  }
  [[nodiscard]] std::string fileBytes() const {
    std::ifstream in(folder_ / kLedgerFile, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(BooksTest, aReceiptIsFoundByItsNumberAmongAll) {
  std::vector<Posted> all;
  for (int sale = 1; sale <= 40; ++sale) all.push_back(*pay(sale));
  for (const auto& one : all) {
    const auto found = books().receipt(*one.receipt());
    ASSERT_TRUE(found.has_value()) << toText(*one.receipt());
    EXPECT_EQ(found->key.seq, one.seq());
  }
  for (const ReceiptNumber none : {ReceiptNumber{2, 1, 41}, ReceiptNumber{2, 1, 0}, ReceiptNumber{2, 2, 1},
                                   ReceiptNumber{3, 1, 1}, ReceiptNumber{2, 1, -1}}) {
    EXPECT_FALSE(books().receipt(none).has_value()) << toText(none);
  }
}

TEST_F(BooksTest, eachOfSeveralBillsIsCountedForItsOwnAccount) {
  const auto two = payTwo(1);
  EXPECT_EQ(paid(kFirst), cents(5000));
  EXPECT_EQ(paid(kSecond), cents(3000));
  EXPECT_EQ(paid(kFirst, "2026-12-16"), cents(0));
  PaymentReversed undo = reversal(two, 8000);
  undo.bills = payment(0, -5000).bills;
  undo.bills.push_back(payment(0, -3000).bills.front());
  undo.bills[1].account = kSecond;
  ASSERT_TRUE(ledger_->post(clerk(), undo).has_value());
  EXPECT_EQ(paid(kFirst), cents(0));
  EXPECT_EQ(paid(kSecond), cents(0));
}

TEST_F(BooksTest, aReturnedCheckOwesAgainWhatItPaidOnEachAccountAndFlagsThemForAWhile) {
  const auto two = payTwo(1);
  ASSERT_TRUE(post(returned(two)).has_value());
  EXPECT_EQ(paid(kFirst), cents(0));
  EXPECT_EQ(paid(kSecond), cents(1000));
  EXPECT_EQ(paid(kFirst, "2026-12-17"), cents(-5000)) << "a bill that knows of the payment is too low by it";
  EXPECT_EQ(books().cashOnlyUntil(kSecond, "2027-06-15"), "2027-06-15");
  EXPECT_FALSE(books().cashOnlyUntil(kSecond, "2027-06-16").has_value());
  EXPECT_FALSE(books().cashOnlyUntil("0045128731", "2026-12-18").has_value());
  ASSERT_EQ(books().corrections(1, two.seq()).size(), 1U);
  EXPECT_EQ(books().corrections(1, two.seq())[0].kind, "check_returned");
}

TEST_F(BooksTest, aLaterFlagLengthensTheWindowAndAnEarlierOneDoesNotShortenIt) {
  ASSERT_TRUE(post(returned(payTwo(1), "2027-06-15")).has_value());
  ASSERT_TRUE(post(returned(payTwo(2), "2027-03-01")).has_value());
  EXPECT_EQ(books().cashOnlyUntil(kFirst, "2026-12-18"), "2027-06-15");
  ASSERT_TRUE(post(returned(payTwo(3), "2027-12-31")).has_value());
  EXPECT_EQ(books().cashOnlyUntil(kFirst, "2026-12-18"), "2027-12-31");
  ASSERT_TRUE(post(returned(payTwo(4), "")).has_value());
  EXPECT_EQ(books().cashOnlyUntil(kFirst, "2026-12-18"), "2027-12-31");
}

TEST_F(BooksTest, whatWasUndoneInPartIsNotUndoneAsAWholeNorTheOtherWayRound) {
  const auto two = payTwo(1);
  ASSERT_TRUE(post(returned(two)).has_value());
  const auto whole = ledger_->post(clerk(), reversal(two, 8000));
  ASSERT_FALSE(whole.has_value());
  EXPECT_EQ(whole.error().code, PostErrorCode::alreadyReversed);
  const auto one = *pay(2);
  ASSERT_TRUE(post(moved(one)).has_value());
  EXPECT_EQ(paid(kFirst), cents(0));
  EXPECT_EQ(ledger_->post(clerk(), reversal(one)).error().code, PostErrorCode::alreadyReversed);
  const auto three = payTwo(3);
  ASSERT_TRUE(post(returned(three)).has_value());
  EXPECT_EQ(post(moved(three)).error().code, PostErrorCode::alreadyReversed);
}

TEST_F(BooksTest, aCheckIsFoundByItsNumber) {
  const auto two = payTwo(1);
  const auto found = books().papers("1042");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(toText(found[0].receipt), toText(*two.receipt()));
  EXPECT_EQ(found[0].tender, 0);
  EXPECT_EQ(found[0].amount, cents(7000));
  EXPECT_TRUE(books().papers("").empty()) << "cash has no number";
}

TEST_F(BooksTest, theNewTablesAreMadeAgainToTheSameBitsAndFromTheOldestLedger) {
  ASSERT_TRUE(post(returned(payTwo(1))).has_value());
  ASSERT_TRUE(post(moved(*pay(2))).has_value());
  close();
  const auto shares = dump("account_share");
  const auto flags = dump("check_flag");
  ASSERT_FALSE(shares.empty());
  ASSERT_FALSE(flags.empty());
  ASSERT_TRUE(rebuild(folder_, surroundings_).has_value());
  EXPECT_EQ(dump("account_share"), shares);
  EXPECT_EQ(dump("check_flag"), flags);
  for (const std::string version : {"1", "2", "3", "4"}) {
    const std::string index = version == "1" ? "DROP INDEX payment_account; " : "";
    tamper(index + "DROP TABLE account_share; DROP TABLE check_flag; DROP TABLE paper; PRAGMA user_version=" + version);
    reopen();
    close();
    EXPECT_EQ(dump("account_share"), shares) << "from version " << version;
    EXPECT_EQ(dump("check_flag"), flags) << "from version " << version;
  }
}

TEST_F(BooksTest, personalValuesOfAnAccountAreErasedAndTheChainStillVerifies) {
  const auto two = payTwo(1);
  const auto one = *pay(2);
  EXPECT_EQ(books().privateValues({kFirst, "", "", 0}, 9), 2);
  const auto erased = post(PrivateErased{kFirst, "", "Asked for", 0});
  ASSERT_TRUE(erased.has_value());
  EXPECT_EQ(std::get<PrivateErased>(ledger_->event(erased->seq())->body).values, 2);
  EXPECT_TRUE(ledger_->event(one.seq())->priv.empty());
  const auto left = ledger_->event(two.seq())->priv;
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].value, "Acme Rentals") << "the other account's name in the same payment stays";
  ASSERT_TRUE(ledger_->idle().has_value());
  close();
  EXPECT_EQ(fileBytes().find("Maria Delgado"), std::string::npos) << "overwritten, not only unlinked";
  EXPECT_NE(fileBytes().find("Acme Rentals"), std::string::npos);
  const auto verified = (*openReader(folder_))->verifyAll();
  EXPECT_EQ(verified.fault, "");
  reopen();
  EXPECT_FALSE(ledger_->readOnly());
}

TEST_F(BooksTest, personalValuesOfBeforeADayAreErasedAndThoseOfThatDayStay) {
  const auto old = *pay(1);
  ASSERT_TRUE(ledger_->post(clerk(), count(38427)).has_value());
  ASSERT_TRUE(ledger_->post(clerk(), closing()).has_value());
  SessionOpened next;
  next.custodian = "mchen";
  next.till = 4;
  next.businessDate = next.glDate = "2026-12-16";
  const auto opened = ledger_->post({"mchen", {}, {}, {}}, next);
  const auto recent = *ledger_->post({"mchen", {}, opened->session(), {}}, payment(2), {{{"name.0", "J. Roe"}}, ""});
  ASSERT_TRUE(post(PrivateErased{"", "2026-12-16", "Yearly", 0}).has_value());
  EXPECT_TRUE(ledger_->event(old.seq())->priv.empty());
  EXPECT_EQ(ledger_->event(recent.seq())->priv.size(), 1U);
  EXPECT_EQ(books().privateValues({"", "2026-12-16", "", 0}, 9), 0);
}

TEST_F(BooksTest, anErasureOfEverythingIsRefused) {
  const auto one = *pay(1);
  EXPECT_EQ(post(PrivateErased{"", "", "all", 0}).error().code, PostErrorCode::notAllowed);
  EXPECT_EQ(ledger_->event(one.seq())->priv.size(), 1U);
}

TEST_F(BooksTest, aReaderAsksTheSameBooks) {
  const auto two = payTwo(1);
  const auto reader = openReader(folder_);
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ((*reader)->books().receipt(*two.receipt())->key.seq, two.seq());
  EXPECT_EQ((*reader)->books().epoch(), 1);
  EXPECT_TRUE((*reader)->books().heldATillOn("jortiz", "2026-12-15"));
  EXPECT_FALSE((*reader)->books().heldATillOn("jortiz", "2026-12-16"));
}

}  // namespace
}  // namespace till::ledger::store
