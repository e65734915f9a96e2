// SPDX-License-Identifier: Apache-2.0
// Checks that are read where their number is asked for, and what is printed on checks and stubs after the posting.
#include "counter_desk.h"
#include "drivers/micr/check_reader.h"

namespace till::pos::station {

using drivers::printer::JobOutcome;
using ledger::journal::PaymentTaken;
namespace micr = drivers::micr;
namespace slip = drivers::slip;

struct CheckSlotAtTheCounter : testing::Test {
  CheckSlotAtTheCounter() {
    desk.settings().readsChecks = true;
    desk.openTill();
    desk.scan(kDelgado);
  }
  void read(const std::string& number, bool whole = true) {
    desk.send(CheckRead{desk.awaitedCheck.value(), number, whole, "", "t999999999t 99-9o 9999"});
  }
  void notRead(std::string_view why) {
    desk.send(CheckRead{desk.awaitedCheck.value(), "", false, std::string(why), ""});
  }
  void finishSheet(JobOutcome outcome) {
    ASSERT_FALSE(desk.awaitedSheets.empty());
    const auto id = desk.awaitedSheets.front().id;
    desk.awaitedSheets.erase(desk.awaitedSheets.begin());
    desk.send(SheetPrinted{id, {outcome, outcome != JobOutcome::failed, ""}});
  }
  [[nodiscard]] std::vector<std::string> lines() const { return desk.awaitedSheets.at(0).job.lines; }
  Desk desk;
};

TEST_F(CheckSlotAtTheCounter, slashWaitsForTheCheckAndItsNumberIsTheTenders) {
  desk.type("/");
  ASSERT_TRUE(desk.awaitedCheck);
  EXPECT_EQ(desk.view().entry.label, "Insert the check, or type its number, for 84.27");
  read("1042");
  EXPECT_NE(desk.said().find("Check 1042 was read."), std::string::npos) << desk.said();
  desk.type("*");
  const auto payments = desk.facts<PaymentTaken>();
  ASSERT_EQ(payments.size(), 1U);
  EXPECT_EQ(payments[0].tenders.at(0).reference, "1042");
}

TEST_F(CheckSlotAtTheCounter, theKeyWayAlwaysWorksAndEndsTheWait) {
  desk.type("/ 1");
  ASSERT_EQ(desk.cancelledSheets.size(), 1U);
  EXPECT_EQ(desk.view().entry.label, "Check number, for 84.27");
  desk.send(CheckRead{desk.cancelledSheets[0], "9999", true, "", ""});  // it came at the very moment
  desk.type("042 Enter *");
  EXPECT_EQ(desk.facts<PaymentTaken>().at(0).tenders.at(0).reference, "1042");
}

TEST_F(CheckSlotAtTheCounter, escEndsTheWaitAndNothingWasTaken) {
  desk.type("/ Esc");
  EXPECT_EQ(desk.cancelledSheets.size(), 1U);
  EXPECT_FALSE(desk.awaitedCheck);
  desk.type("*");
  EXPECT_EQ(desk.facts<PaymentTaken>().at(0).tenders.at(0).kind, ledger::journal::TenderKind::cash);
}

struct Leaves {
  const char* keys;
  const char* why;
};
constexpr Leaves kLeaves[] = {{"/", "another kind of paper"}, {"F12", "locked"}, {"F5", "the search"}};

TEST_F(CheckSlotAtTheCounter, whateverLeavesTheQuestionEndsTheWait) {
  for (const Leaves& row : kLeaves) {
    SCOPED_TRACE(row.why);
    Desk another;
    another.settings().readsChecks = true;
    another.openTill();
    another.scan(kDelgado);
    another.type("/");
    ASSERT_TRUE(another.awaitedCheck);
    another.type(row.keys);
    EXPECT_FALSE(another.awaitedCheck);
  }
}

TEST_F(CheckSlotAtTheCounter, aCheckThatIsNotReadIsTypedAndNotWaitedForAgainByItself) {
  desk.type("/");
  notRead(slip::reason::kNotInserted);
  EXPECT_NE(desk.said().find("No check was put in."), std::string::npos) << desk.said();
  EXPECT_TRUE(desk.cancelledSheets.empty());
  desk.pass(5);
  desk.type("1 Back");
  EXPECT_EQ(desk.state().checkSlot.reading, std::nullopt);
  desk.type("Esc /");
  EXPECT_TRUE(desk.state().checkSlot.reading);
}

TEST_F(CheckSlotAtTheCounter, everyReasonHasItsWords) {
  const std::pair<std::string_view, std::string_view> rows[]{{micr::reason::kNoMagnetism, "Print down"},
                                                             {micr::reason::kWrongSize, "Print down"},
                                                             {micr::reason::kNoTransit, "no check of this country"},
                                                             {slip::reason::kSheetLeft, "Take it out"},
                                                             {micr::reason::kNoise, "could not be read"},
                                                             {"gone", "could not be read"}};
  for (const auto& [reason, words] : rows) {
    desk.type("/");
    notRead(reason);
    EXPECT_NE(desk.said().find(words), std::string::npos) << reason << ": " << desk.said();
    desk.type("Esc");
  }
}

TEST_F(CheckSlotAtTheCounter, aDoubtfulNumberIsComparedByAPerson) {
  desk.type("/");
  read("1042", false);
  EXPECT_EQ(desk.view().entry.text, "1042");
  EXPECT_TRUE(desk.state().sale->tenders().empty());
  desk.type("Enter");
  EXPECT_EQ(desk.state().sale->tenders().at(0).reference, "1042");
}

TEST_F(CheckSlotAtTheCounter, aKeyOfTheOldBasketDoesNotSettleTheNewOne) {
  desk.type("/");
  const auto seen = desk.view().number;
  read("1042");
  desk.pressAsSeenAt(seen, Key::star);
  EXPECT_TRUE(desk.facts<PaymentTaken>().empty());
}

TEST_F(CheckSlotAtTheCounter, withoutAReaderNobodyWaits) {
  desk.settings().readsChecks = false;
  desk.type("/");
  EXPECT_FALSE(desk.awaitedCheck);
  EXPECT_EQ(desk.view().entry.label, "Check number, for 84.27");
}

struct SlipsAtTheCounter : CheckSlotAtTheCounter {
  SlipsAtTheCounter() {
    desk.settings().readsChecks = false;
    desk.settings().endorseCheck = {"FOR DEPOSIT ONLY", "{office}", "{date} {receipt} {amount}"};
    desk.settings().validateStub = {"PAID {amount}", "{receipt}"};
  }
};

TEST_F(SlipsAtTheCounter, eachCheckIsEndorsedAfterThePostingOneByOne) {
  desk.type("50. / 11 Enter / 12 Enter");
  EXPECT_TRUE(desk.awaitedSheets.empty()) << "nothing is printed on before the posting";
  desk.type("*");
  ASSERT_EQ(desk.awaitedSheets.size(), 1U);
  EXPECT_EQ(desk.awaitedSheets[0].job.side, slip::Side::back);
  EXPECT_EQ(lines(),
            (std::vector<std::string>{"FOR DEPOSIT ONLY", "City Utility Billing", "2026-11-23 2A-000001 50.00"}));
  EXPECT_NE(desk.said().find("Put check 11 into the printer."), std::string::npos) << desk.said();
  finishSheet(JobOutcome::confirmed);
  ASSERT_EQ(desk.awaitedSheets.size(), 1U);
  EXPECT_EQ(lines().at(2), "2026-11-23 2A-000001 34.27");
  finishSheet(JobOutcome::confirmed);
  EXPECT_TRUE(desk.awaitedSheets.empty());
  EXPECT_EQ(desk.said().find("Put check"), std::string::npos);
}

TEST_F(SlipsAtTheCounter, cashIsNotEndorsed) {
  desk.type("*");
  EXPECT_TRUE(desk.awaitedSheets.empty());
}

TEST_F(SlipsAtTheCounter, escLeavesOneOutAndTheNextStubLeavesAll) {
  desk.type("50. / 11 Enter / 12 Enter *");
  desk.type("Esc");
  ASSERT_EQ(desk.awaitedSheets.size(), 2U) << "the second one's turn";
  EXPECT_EQ(desk.cancelledSheets, std::vector<std::int64_t>{desk.awaitedSheets[0].id});
  desk.scan(kAcme);
  EXPECT_EQ(desk.cancelledSheets.size(), 2U);
  EXPECT_EQ(desk.state().page, Page::counter);
  EXPECT_NE(desk.said().find("Nothing was printed on check 12."), std::string::npos) << desk.said();
  desk.type("*");
  EXPECT_EQ(desk.facts<PaymentTaken>().size(), 2U);
}

TEST_F(SlipsAtTheCounter, whatDidNotPrintIsOfferedAgain) {
  desk.type("/ 11 Enter *");
  finishSheet(JobOutcome::failed);
  EXPECT_NE(desk.said().find("Nothing was printed on check 11. F7"), std::string::npos) << desk.said();
  desk.type("F7 5");
  EXPECT_EQ(desk.awaitedSheets.size(), 1U);
  finishSheet(JobOutcome::unconfirmed);
  EXPECT_NE(desk.said().find("Look at check 11"), std::string::npos) << desk.said();
}

TEST_F(SlipsAtTheCounter, aStubIsValidatedWhereTheClerkAsksForIt) {
  desk.type("*");
  desk.type("F7 5");
  ASSERT_EQ(desk.awaitedSheets.size(), 1U);
  EXPECT_EQ(desk.awaitedSheets[0].job.sheet, slip::Sheet::validation);
  EXPECT_EQ(lines(), (std::vector<std::string>{"PAID 84.27", "2A-000001"}));
}

TEST_F(SlipsAtTheCounter, aPaymentTakenBackIsNotEndorsed) {
  desk.type("/ 11 Enter *");
  ASSERT_EQ(desk.awaitedSheets.size(), 1U);
  desk.type("F7 1");
  EXPECT_EQ(desk.cancelledSheets.size(), 1U);
}

TEST_F(CheckSlotAtTheCounter, theReaderIsTriedOutFromTheOfficeAndTellsNoDigit) {
  desk.type("Esc Enter");  // the basket is thrown away
  desk.awaitedCheck.reset();
  desk.send(DeviceTestAsked{.ask = 5, .act = DeviceAct::check, .actor = "it", .seconds = 30});
  ASSERT_TRUE(desk.awaitedCheck);
  read("1042");
  ASSERT_EQ(desk.tested.size(), 1U);
  EXPECT_EQ(desk.tested[0].result, "read");
  EXPECT_EQ(desk.tested[0].detail, "t999999999t 99-9o 9999");
  EXPECT_TRUE(desk.tested[0].recorded);
}

}  // namespace till::pos::station
