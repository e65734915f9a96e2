// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/receipt.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace till::pos::receipt {
namespace {

namespace journal = ledger::journal;
namespace printer = drivers::printer;
using testing::HasSubstr;
using testing::Not;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

// Each word is its key and its arguments, so that the tests hold in any language.
words::Words keysAsWords() {
  std::map<std::string, std::string, std::less<>> texts;
  for (const auto key : words::requiredWords()) texts[std::string(key)] = std::string(key) + "({0},{1})";
  return words::Words(texts);
}

struct Flat {
  std::string operator()(const printer::TextLine& line) const { return line.text; }
  std::string operator()(const printer::TwoColumns& line) const { return line.left + " | " + line.right; }
  std::string operator()(const printer::Barcode& code) const { return "barcode " + code.data; }
  std::string operator()(const printer::Cut&) const { return "cut"; }
  std::string operator()(const auto&) const { return ""; }
};

std::string textOf(const PrintDocument& document) {
  std::string text;
  for (const auto& element : document.elements) text += std::visit(Flat{}, element) + "\n";
  return text;
}

Letterhead head() {
  Letterhead made;
  made.officeName = "City of Sample";
  made.windowName = "Window 2";
  made.footer = {"Thank you"};
  made.timeZone = "America/Los_Angeles";
  made.services = {{"water", "Water", "601"}};
  return made;
}

Posting posting() {
  Posting made;
  made.number = journal::ReceiptNumber{2, 1, 418};
  made.hash.fill(0xab);
  made.wallMillis = 1795461720000;  // 2026-11-23 19:22 UTC
  made.person = "J. Ortiz";
  made.till = 3;
  return made;
}

journal::PaymentTaken payment() {
  journal::PaymentTaken made;
  journal::BillPaid bill;
  bill.account = "4512873";
  bill.lines = {{"water", "past_due", cents(1000), "601"}};
  bill.due = cents(8427);
  bill.entered = "scan";
  made.bills = {bill};
  made.tenders = {{journal::TenderKind::check, cents(400), cents(400), "1044", ""},
                  {journal::TenderKind::cash, cents(600), cents(2000), "", ""}};
  made.total = cents(1000);
  made.change = cents(1400);
  return made;
}

const std::vector<PrivateValue> kPersonal{{"name.0", "Delgado"}, {"service_address.0", "12 Oak St"}};

TEST(ReceiptTest, saysWhoPaidWhatHowAndWhatIsLeft) {
  const auto document = receipt(keysAsWords(), head(), payment(), kPersonal, posting());
  const std::string text = textOf(document);
  EXPECT_EQ(document.title, "receipt 2A-000418");
  for (const char* line :
       {"City of Sample", "receipt.number(2A-000418,{1}) | 2026-11-23 11:22", "J. Ortiz", "Window 2, receipt.till(3",
        "receipt.account(4512873", "Delgado", "12 Oak St", "Water, receipt.age.past_due({0},{1}) | 10.00",
        "receipt.balance_left({0},{1}) | 74.27", "receipt.reference(1044,{1}) | 4.00",
        "receipt.cash_given({0},{1}) | 20.00", "receipt.change({0},{1}) | 14.00", "receipt.check_clearing",
        "barcode R1|2A-000418|abababababababab", "Thank you", "cut"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  EXPECT_THAT(text, Not(HasSubstr("receipt.duplicate")));
}

TEST(ReceiptTest, aNameIsInNoTitleAndAnErasedOnePrintsAsNothing) {
  const auto document = receipt(keysAsWords(), head(), payment(), {}, posting());
  EXPECT_THAT(textOf(document), Not(HasSubstr("Delgado")));
}

TEST(ReceiptTest, doubtfulPaperSaysDuplicate) {
  Posting again = posting();
  again.duplicate = true;
  EXPECT_THAT(textOf(receipt(keysAsWords(), head(), payment(), kPersonal, again)), HasSubstr("receipt.duplicate"));
}

TEST(ReceiptTest, anUnknownAccountShowsNoBalance) {
  auto unknown = payment();
  unknown.bills[0].unknownAccount = true;
  unknown.bills[0].lines = {{"unapplied", "current", cents(1000), "suspense"}};
  const std::string text = textOf(receipt(keysAsWords(), head(), unknown, {}, posting()));
  EXPECT_THAT(text, HasSubstr("receipt.unknown_account"));
  EXPECT_THAT(text, HasSubstr("receipt.service.unapplied"));
  EXPECT_THAT(text, Not(HasSubstr("receipt.balance_left")));
}

TEST(ReceiptTest, aVoidNamesTheReceiptItUndoesAndWhatWentBack) {
  journal::PaymentReversed reversal;
  reversal.reversedReceipt = 417;
  reversal.reason = "wrong account";
  reversal.receiptReturned = "yes";
  reversal.bills = payment().bills;
  reversal.bills[0].lines[0].amount = cents(-1000);
  reversal.tenders = {{journal::TenderKind::cash, cents(1000), cents(1000), "", ""}};
  const std::string text = textOf(voidSlip(keysAsWords(), head(), reversal, kPersonal, posting()));
  for (const char* line : {"receipt.void.reverses(2A-000417", "wrong account", "receipt.void.returned.yes", "-10.00",
                           "receipt.void.total({0},{1}) | 10.00", "receipt.signature", "barcode R1|2A-000418|"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(ReceiptTest, aDrawerOpenedWithoutASaleSaysWhy) {
  journal::DrawerOpened opened;
  opened.reason = "change for a twenty";
  Posting bare = posting();
  bare.number.reset();
  const std::string text = textOf(noSaleSlip(keysAsWords(), head(), opened, bare));
  EXPECT_THAT(text, HasSubstr("change for a twenty"));
  EXPECT_THAT(text, Not(HasSubstr("barcode")));
}

TEST(ReceiptTest, theZReportShowsExpectedCountedAndTheDifference) {
  journal::SessionClosed closed;
  closed.session = 5;
  closed.z = 213;
  closed.lines = {{journal::TenderKind::cash, 12, cents(75482), cents(75382), cents(-100)}};
  closed.floatAmount = cents(30000);
  closed.floatLeft = cents(15200);  // the rest went to the bank
  closed.reason = "counted twice";
  SessionFacts facts;
  facts.businessDate = "2026-11-23";
  facts.payments = 12;
  facts.noSales = 1;
  facts.cash = {{2000, "note", 21, cents(42000)}, {1000, "roll", 0, cents(0)}};
  Posting bare = posting();
  bare.number.reset();
  const std::string text = textOf(zReport(keysAsWords(), head(), closed, facts, bare));
  for (const char* line :
       {"receipt.z.title(213", "receipt.session(5,{1}) | 2026-11-23", "754.82", "753.82", "-1.00", "counted twice",
        "receipt.float({0},{1}) | 152.00", "receipt.denomination.note(20.00,21) | 420.00"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  EXPECT_THAT(text, Not(HasSubstr("denomination.roll")));
}

TEST(ReceiptTest, theZReportOfAnOlderLedgerLeavesTheWholeFloat) {
  journal::SessionClosed closed;
  closed.floatAmount = cents(30000);
  EXPECT_THAT(textOf(zReport(keysAsWords(), head(), closed, {}, posting())),
              HasSubstr("receipt.float({0},{1}) | 300.00"));
}

// What `tillctl ledger verify --witness` takes: groups of eight, all 64 digits.
TEST(ReceiptTest, theZReportShowsTheWholeHash) {
  Posting of = posting();
  for (std::size_t i = 0; i < of.hash.size(); ++i) of.hash.at(i) = static_cast<std::uint8_t>(i);
  const std::string text = textOf(zReport(keysAsWords(), head(), {}, {}, of));
  EXPECT_THAT(text, HasSubstr("receipt.z.head({0},{1})\n00010203 04050607 08090a0b\n0c0d0e0f 10111213 14151617\n"
                              "18191a1b 1c1d1e1f\n"))
      << text;
}

}  // namespace
}  // namespace till::pos::receipt
