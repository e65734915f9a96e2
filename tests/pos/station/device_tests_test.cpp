// SPDX-License-Identifier: Apache-2.0
// Devices tried out from outside the counter: between customers only, recorded, and never in a customer's way. And why
// one cannot be opened, told to the clerk.
#include <gmock/gmock.h>

#include "counter_desk.h"

namespace till::pos::station {
namespace {

using drivers::drawer::DrawerState;
using drivers::drawer::KickOutcome;
using drivers::printer::JobOutcome;
using drivers::rack::Device;
using drivers::transport::FaultCode;
using ledger::journal::DeviceTested;
using ledger::journal::DrawerOpened;
using testing::HasSubstr;

struct DevicesTriedOut : testing::Test {
  DevicesTriedOut() { desk.openTill(); }
  void ask(DeviceAct act, int seconds = 10) {
    desk.send(DeviceTestAsked{.ask = ++asked, .act = act, .actor = "office", .seconds = seconds});
  }
  [[nodiscard]] TestResult told() const { return desk.tested.empty() ? TestResult{} : desk.tested.back(); }
  [[nodiscard]] std::string recorded() const {
    const auto facts = desk.facts<DeviceTested>();
    if (facts.empty()) return "nothing";
    return facts.back().device + " " + facts.back().act + " " + facts.back().result + " " + facts.back().detail;
  }
  Desk desk;
  std::int64_t asked = 0;
};

TEST_F(DevicesTriedOut, aTestPageIsPrintedToldAndRecordedWithWhoAskedForIt) {
  ask(DeviceAct::print);
  EXPECT_EQ(desk.papers.back(), "test page");
  EXPECT_EQ(told(), (TestResult{.taken = true, .result = "confirmed", .detail = "", .recorded = true}));
  EXPECT_EQ(recorded(), "printer print confirmed ");
  EXPECT_EQ(desk.events().back().context.actor, "office");
  EXPECT_THAT(desk.lastPaper, HasSubstr("This is no receipt."));
  EXPECT_EQ(desk.count("print_finished"), 0U);  // it is nobody's paper
}

TEST_F(DevicesTriedOut, whatThePrinterLackedIsRecorded) {
  desk.autoPrint = false;
  ask(DeviceAct::print);
  EXPECT_TRUE(desk.tested.empty());
  EXPECT_THAT(desk.said(), HasSubstr("A test page is being printed."));
  desk.finishPrint(JobOutcome::failed, false);
  EXPECT_EQ(recorded(), "printer print failed out_of_paper");
  EXPECT_EQ(desk.said().find("test page"), std::string::npos);
}

TEST_F(DevicesTriedOut, aTestKickHasItsCauseAndIsNeverAnOpeningWithoutOne) {
  ask(DeviceAct::kick);
  EXPECT_EQ(recorded(), "drawer kick opened ");
  desk.pass(3);
  desk.drawerSaysShut();
  const auto opening = desk.facts<DrawerOpened>().back();
  EXPECT_EQ(opening.cause, "test");
  EXPECT_EQ(opening.openMillis, 3000);
  EXPECT_EQ(desk.events().back().context.actor, "office");
  EXPECT_EQ(desk.ledger().counts(desk.state().session->id).withoutCause, 0);
}

TEST_F(DevicesTriedOut, aTestKickThatOpensNothingAsksNobodyForTheKey) {
  desk.autoDrawer = false;
  ask(DeviceAct::kick);
  desk.send(KickFinished{desk.state().devices.kick, KickOutcome::notOpened});
  EXPECT_EQ(recorded(), "drawer kick not_opened ");
  EXPECT_EQ(desk.said().find("key"), std::string::npos) << desk.said();
  desk.drawerSaysOpen();  // somebody, later
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "none");
}

TEST_F(DevicesTriedOut, aPaymentThatOvertakesATestKickLeavesItItsAnswer) {
  desk.autoDrawer = false;
  ask(DeviceAct::kick);
  const auto first = desk.state().devices.kick;
  desk.scan(kDelgado);
  desk.type("*");
  ASSERT_NE(desk.state().devices.kick, first);
  desk.send(KickFinished{first, KickOutcome::notOpened});
  EXPECT_EQ(recorded(), "drawer kick not_opened ");
  desk.drawerSaysOpen();
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "payment");
}

TEST_F(DevicesTriedOut, aTestScanIsNoStubAndItsTextIsKeptNowhere) {
  ask(DeviceAct::scan);
  EXPECT_THAT(desk.said(), HasSubstr("the next scan is not taken"));
  desk.scan(kDelgado);
  EXPECT_TRUE(desk.view().bills.empty());
  EXPECT_EQ(recorded(), "scanner scan read C0 27 characters");
  for (const auto& event : desk.events()) EXPECT_EQ(event.payload.find(kDelgado), std::string::npos);
  desk.scan(kDelgado);  // and the next one is a stub again
  EXPECT_EQ(desk.view().bills.size(), 1U);
}

TEST_F(DevicesTriedOut, aScanThatDoesNotComeEndsAtItsDeadline) {
  ask(DeviceAct::scan, 5);
  desk.pass(4);
  EXPECT_TRUE(desk.tested.empty());
  desk.pass(1);
  EXPECT_EQ(recorded(), "scanner scan nothing_came ");
  desk.scan(kDelgado);
  EXPECT_EQ(desk.view().bills.size(), 1U);
}

TEST_F(DevicesTriedOut, aKeyAtTheCounterOrTheAskerHangingUpCallsOffWhatWaits) {
  for (const auto act : {DeviceAct::scan, DeviceAct::sense, DeviceAct::show}) {
    ask(act);
    desk.type("5 Back");
    EXPECT_EQ(told().result, "called_off");
    ask(act);
    desk.send(DeviceTestCalledOff{asked - 1});  // of an older one
    EXPECT_TRUE(desk.state().deviceTest);
    desk.send(DeviceTestCalledOff{asked});
    EXPECT_FALSE(desk.state().deviceTest);
  }
  EXPECT_EQ(desk.count("device_tested"), 6U);
}

TEST_F(DevicesTriedOut, theSensorIsReadTaughtOrNot) {
  struct Row {
    std::optional<bool> line;
    DrawerState state;
    std::string recorded;
  };
  const std::vector<Row> rows{{true, DrawerState::open, "drawer sense open high"},
                              {false, DrawerState::closed, "drawer sense closed low"},
                              {true, DrawerState::unknown, "drawer sense unknown high"},
                              {std::nullopt, DrawerState::unknown, "drawer sense unknown no line"}};
  for (const Row& row : rows) {
    desk.send(DrawerChanged{row.state});
    desk.send(DrawerLineChanged{row.line});
    ask(DeviceAct::sense, 2);
    desk.pass(2);
    EXPECT_EQ(recorded(), row.recorded);
  }
}

TEST_F(DevicesTriedOut, theTeachInWaitsForTheLineToChangeAndItsOpeningHasACause) {
  desk.send(DrawerLineChanged{false});
  desk.send(DeviceTestAsked{
      .ask = 7, .act = DeviceAct::sense, .actor = "office", .seconds = 30, .untilChange = true, .opensByHand = true});
  desk.pass(3);
  EXPECT_TRUE(desk.tested.empty());
  desk.drawerSaysOpen();
  desk.send(DrawerLineChanged{true});
  EXPECT_EQ(recorded(), "drawer sense open high");
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "test");
  EXPECT_EQ(desk.facts<DrawerOpened>().back().how, "key");
}

TEST_F(DevicesTriedOut, aTeachInWithoutAnOpeningLeavesNoCauseBehind) {
  desk.send(DeviceTestAsked{
      .ask = 7, .act = DeviceAct::sense, .actor = "office", .seconds = 5, .untilChange = true, .opensByHand = true});
  desk.pass(5);
  EXPECT_TRUE(told().taken);
  desk.drawerSaysOpen();
  desk.drawerSaysShut();
  EXPECT_EQ(desk.facts<DrawerOpened>().back().cause, "none");
}

TEST_F(DevicesTriedOut, theDisplayShowsItsTestAndThenThePageAgain) {
  ask(DeviceAct::show, 3);
  ASSERT_TRUE(desk.view().displayTest);
  EXPECT_EQ(desk.view().displayTest->front(), "Test");
  desk.pass(3);
  EXPECT_FALSE(desk.view().displayTest);
  EXPECT_EQ(recorded(), "display show shown ");
}

TEST_F(DevicesTriedOut, aDisplayThatTakesNothingHasNotShownItsTest) {
  ask(DeviceAct::show, 3);
  desk.send(DeviceFaulted{Device::display, FaultCode::timedOut});
  desk.pass(3);
  EXPECT_EQ(recorded(), "display show failed ");
}

TEST_F(DevicesTriedOut, aDiskThatFailsIsSaidWithTheResult) {
  desk.diskFills();
  ask(DeviceAct::print);
  EXPECT_EQ(told().result, "confirmed");
  EXPECT_FALSE(told().recorded);
  EXPECT_FALSE(desk.state().deviceTest);
}

TEST(DevicesNotTriedOut, whileACustomerIsServedOrTheClerkIsAtSomething) {
  struct Row {
    std::string because;
    std::function<void(Desk&)> make;
  };
  const std::vector<Row> rows{
      {"customer", [](Desk& desk) { desk.scan(kDelgado); }},
      {"customer", [](Desk& desk) { desk.type("00451"); }},
      {"clerk", [](Desk& desk) { desk.scan(kDelgado), desk.type("*"); }},
      {"clerk", [](Desk& desk) { desk.type("F6"); }},
      {"clerk", [](Desk& desk) { desk.type("F12"); }},
      {"clerk", [](Desk& desk) { desk.type("F8 Enter"); }},
      {"drawer stands open", [](Desk& desk) { desk.drawerSaysOpen(); }},
      {"another device",
       [](Desk& desk) {
         desk.send(DeviceTestAsked{.ask = 1, .act = DeviceAct::scan, .actor = "office", .seconds = 9});
       }},
      {"stopped", [](Desk& desk) { desk.diskFails(), desk.scan(kDelgado), desk.type("*"); }}};
  for (const Row& row : rows) {
    Desk desk;
    desk.openTill();
    row.make(desk);
    const auto events = desk.events().size();
    desk.send(DeviceTestAsked{.ask = 2, .act = DeviceAct::kick, .actor = "office"});
    ASSERT_FALSE(desk.tested.empty());
    EXPECT_FALSE(desk.tested.back().taken) << row.because;
    EXPECT_THAT(desk.tested.back().detail, HasSubstr(row.because));
    EXPECT_EQ(desk.events().size(), events);
  }
}

TEST(DevicesThatCannotBeOpened, areToldWithWhatItMeansAndWhatToDo) {
  struct Row {
    Device device;
    FaultCode code;
    std::string says;
  };
  const std::vector<Row> rows{
      {Device::scanner, FaultCode::unsupported,
       "The scanner is in another mode than it is set up for. Type account numbers, or find them with F5. Call IT"},
      {Device::scanner, FaultCode::noPermission, "This station may not use the scanner. Type account numbers"},
      {Device::scanner, FaultCode::busy, "Another program holds the scanner. Type account numbers"},
      {Device::scanner, FaultCode::notFound, "The scanner does not answer. Type account numbers"},
      {Device::scanner, FaultCode::failed, "The scanner cannot be used. Type account numbers"},
      {Device::printer, FaultCode::noPermission,
       "This station may not use the printer. Payments go on; receipts wait."},
      {Device::printer, FaultCode::notFound, "The printer does not answer. Payments go on"},
      {Device::drawer, FaultCode::notFound, "The drawer is not there. Open the drawer with its key."},
      {Device::display, FaultCode::busy, "Another program holds the customer's display. Tell the customer the sum."}};
  for (const Row& row : rows) {
    Desk desk;
    desk.openTill();
    desk.send(DeviceFaulted{row.device, row.code});
    if (row.device == Device::scanner) desk.send(ScannerChanged{drivers::rack::ScannerState::missing});
    if (row.device == Device::printer) desk.send(PrinterChanged{});
    EXPECT_THAT(desk.said(), HasSubstr(row.says));
    desk.send(DeviceFaulted{row.device, std::nullopt});
    desk.send(ScannerChanged{drivers::rack::ScannerState::ready});
    desk.printerWell();
    EXPECT_EQ(desk.said().find(row.says.substr(0, 15)), std::string::npos) << desk.said();
  }
}

TEST(DevicesThatCannotBeOpened, aReceiptThatWaitsForAPrinterThatMayNotBeUsedSaysSo) {
  Desk desk;
  desk.openTill();
  desk.autoPrint = false;
  desk.send(DeviceFaulted{Device::printer, FaultCode::noPermission});
  desk.send(PrinterChanged{});
  desk.scan(kDelgado);
  desk.type("*");
  desk.finishPrint(JobOutcome::failed, false);
  EXPECT_THAT(desk.said(),
              HasSubstr("This station may not use the printer. The payment is posted; the receipt waits."));
}

}  // namespace
}  // namespace till::pos::station
