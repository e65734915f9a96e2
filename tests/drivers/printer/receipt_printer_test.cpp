// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "drivers/printer/receipt_printer_device.h"
#include "tests/drivers/printer/scripted_printer.h"

namespace till::drivers::printer {
namespace {

const PrintDocument kReceipt{"receipt", {TextLine{"City of Sample", {}}, TwoColumns{"Water", "12.00", {}}, Cut{}}};

TEST(ReceiptPrinterTest, aJobIsConfirmedOnlyByItsOwnProcessId) {
  ScriptedPrinter device;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::confirmed);
  EXPECT_TRUE(result.anyByteTaken);
  EXPECT_EQ(result.reason, "");
  EXPECT_NE(device.received().find("City of Sample"), std::string::npos);
}

TEST(ReceiptPrinterTest, theProofOfAnotherJobProvesNothing) {
  ScriptedPrinter device;
  device.provesJobs = false;
  device.clears = false;
  device.onByte = [&](std::size_t) {
    if (device.received().ends_with("12.00")) device.say(text({0x37, 0x22, '9', '9', 'x', '9', 0}));
  };
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::unconfirmed);
  EXPECT_EQ(result.reason, reason::kSilent);
}

TEST(ReceiptPrinterTest, aJobWipedFromTheBuffersHasFailedForCertain) {
  ScriptedPrinter device;
  device.provesJobs = false;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::failed);
}

struct NotReady {
  int question;
  int answer;
  std::string_view why;
};
class NotReadyTest : public testing::TestWithParam<NotReady> {};
TEST_P(NotReadyTest, sendsNoByteOfTheJob) {
  ScriptedPrinter device;
  device.status[1] = 0x1A;
  device.status[GetParam().question] = GetParam().answer;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::failed);
  EXPECT_FALSE(result.anyByteTaken);
  EXPECT_EQ(result.reason, GetParam().why);
  EXPECT_EQ(device.received().find("City"), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(All, NotReadyTest,
                         testing::Values(NotReady{4, 0x72, reason::kOutOfPaper}, NotReady{4, 0x7E, reason::kOutOfPaper},
                                         NotReady{2, 0x16, reason::kCoverOpen}, NotReady{3, 0x1A, reason::kCutter},
                                         NotReady{3, 0x32, reason::kError}, NotReady{3, 0x52, reason::kError},
                                         NotReady{1, 0x1A, reason::kOffline}));

TEST(ReceiptPrinterTest, paperNearItsEndStillPrints) {
  ScriptedPrinter device;
  device.status[4] = 0x1E;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::confirmed);
  EXPECT_EQ(printer.status().paper, PaperState::nearEnd);
}

TEST(ReceiptPrinterTest, aJamClearedByHandIsTriedAgainWithTheNextJob) {
  ScriptedPrinter device;
  device.status[1] = 0x1A;
  device.status[3] = 0x1A;
  device.onByte = [&](std::size_t) {
    if (!device.received().ends_with(text({0x10, 0x05, 2}))) return;
    device.status[1] = device.status[3] = 0x12;
  };
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  EXPECT_EQ(printer.status().cutterError, true);
  EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::confirmed);
}

TEST(ReceiptPrinterTest, paperOutInTheMiddleStopsTheRestAndWipesWhatWasTaken) {
  ScriptedPrinter device;
  auto profile = quickProfile();
  profile.pieceBytes = 16;
  device.onByte = [&](std::size_t) {
    if (device.received().ends_with("City of")) device.say(text({0x18, 0, 0x0C, 0}));
  };
  ReceiptPrinter printer(profile);
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::failed);
  EXPECT_TRUE(result.anyByteTaken);
  EXPECT_EQ(result.reason, reason::kOutOfPaper);
  EXPECT_EQ(device.received().find("12.00"), std::string::npos);
  EXPECT_TRUE(device.received().ends_with(text({0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8})));
}

TEST(ReceiptPrinterTest, theJobAfterATornOneStartsWithACut) {
  ScriptedPrinter device;
  device.provesJobs = false;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  ASSERT_EQ(printer.print(kReceipt).outcome, JobOutcome::failed);
  device.provesJobs = true;
  const std::size_t before = device.received().size();
  ASSERT_EQ(printer.print(kReceipt).outcome, JobOutcome::confirmed);
  const std::string second = device.received().substr(before);
  EXPECT_LT(second.find(text({0x1D, 'V', 0x42, 0})), second.find("City"));
}

TEST(ReceiptPrinterTest, aSilentPrinterGetsNothingToPrintLater) {
  ScriptedPrinter device;
  device.answers = false;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::failed);
  EXPECT_FALSE(result.anyByteTaken);
  EXPECT_EQ(result.reason, reason::kSilent);
  EXPECT_FALSE(printer.status().reachable);
}

TEST(ReceiptPrinterTest, FieldFailure20TheStatusIsAlwaysOneQueryBehind) {
  ScriptedPrinter device;
  device.status[1] = 0x16;  // the drawer pin is high: as an answer to n = 2 it would mean an open cover
  device.answers = false;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  device.answers = true;
  bool late = true;
  device.onByte = [&](std::size_t) {  // the answer that was given up comes when the next question is asked
    if (device.received().ends_with(text({0x10, 0x04, 1})) && std::exchange(late, false)) device.say(text({0x16}));
  };
  printer.poll();
  EXPECT_FALSE(late);
  EXPECT_TRUE(printer.status().reachable);
  EXPECT_FALSE(printer.status().coverOpen);
}

TEST(ReceiptPrinterTest, unpluggedInTheMiddleIsGone) {
  ScriptedPrinter device;
  device.onByte = [&](std::size_t) {
    if (device.received().ends_with("City of")) device.wire->unplug();
  };
  auto profile = quickProfile();
  profile.pieceBytes = 16;
  ReceiptPrinter printer(profile);
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::failed);
  EXPECT_TRUE(result.anyByteTaken);
  EXPECT_EQ(result.reason, reason::kGone);
  EXPECT_FALSE(printer.isOpen());
}

TEST(ReceiptPrinterTest, babbleIsNotTakenForStatus) {
  ScriptedPrinter device;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  device.say(std::string(500, '\xFF'));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.reason, reason::kBabbling);
  EXPECT_FALSE(result.anyByteTaken);
}

TEST(ReceiptPrinterTest, whereTheModelOnlyHasGsRItsAnswerAndACleanStatusAreTheProof) {
  ScriptedPrinter device;
  auto profile = quickProfile();
  profile.confirmation = Confirmation::gsR;
  ReceiptPrinter printer(profile);
  ASSERT_TRUE(printer.open(device.open()));
  EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::confirmed);
  device.gsR = 0x0C;  // it reached the request, and has no paper: what of the job is on it?
  EXPECT_NE(printer.print(kReceipt).outcome, JobOutcome::confirmed);
}

PrinterProfile gsRProfile() {
  auto profile = quickProfile();
  profile.confirmation = Confirmation::gsR;
  profile.realTimeClear = false;
  return profile;
}
const std::string kGsR = text({0x1D, 'r', 1});

TEST(ReceiptPrinterTest, theLateAnswerOfAnEarlierJobProvesNothing) {
  ScriptedPrinter device;
  ReceiptPrinter printer(gsRProfile());
  ASSERT_TRUE(printer.open(device.open()));
  device.provesJobs = false;
  ASSERT_EQ(printer.print(kReceipt).outcome, JobOutcome::unconfirmed);
  bool late = true;
  device.onByte = [&](std::size_t) {  // of the two that are asked for, one is answered: the first job's
    if (device.received().ends_with("12.00") && std::exchange(late, false)) device.say(text({0}));
  };
  EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::unconfirmed);
  EXPECT_FALSE(late);
}

TEST(ReceiptPrinterTest, onceTheEarlierAnswersHaveComeAJobIsProvedByItsOwn) {
  ScriptedPrinter device;
  ReceiptPrinter printer(gsRProfile());
  ASSERT_TRUE(printer.open(device.open()));
  device.provesJobs = false;
  ASSERT_EQ(printer.print(kReceipt).outcome, JobOutcome::unconfirmed);
  device.provesJobs = true;  // and what it owed was lost with its power
  EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::confirmed);
}

TEST(ReceiptPrinterTest, theAnswerToAnEarlierProgramProvesNothing) {
  ScriptedPrinter device;
  device.provesJobs = false;
  ReceiptPrinter printer(gsRProfile());
  ASSERT_TRUE(printer.open(device.open()));
  bool once = true;
  device.onByte = [&](std::size_t) {
    if (device.received().ends_with("12.00" + text({0x0A})) && std::exchange(once, false)) device.say(text({0}));
  };
  EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::unconfirmed);
}

// Twice: with the first of its bytes lost, and with the last.
TEST(ReceiptPrinterTest, theRestOfATornAutomaticStatusProvesNothing) {
  for (const auto& torn : {text({0x14, 0, 0}), text({0, 0, 0})}) {
    SCOPED_TRACE(torn.size() + static_cast<std::size_t>(torn[0]));
    ScriptedPrinter device;
    ReceiptPrinter printer(gsRProfile());
    ASSERT_TRUE(printer.open(device.open()));
    device.provesJobs = false;
    bool once = true;
    device.onByte = [&](std::size_t) {
      if (device.received().find("12.00") != std::string::npos && device.received().ends_with(kGsR) &&
          std::exchange(once, false)) {
        device.say(torn);
      }
    };
    EXPECT_EQ(printer.print(kReceipt).outcome, JobOutcome::unconfirmed);
    EXPECT_FALSE(once);
  }
}

TEST(ReceiptPrinterTest, aJobIsNotWipedWhileItsProofIsAwaited) {
  ScriptedPrinter device;
  device.provesJobs = device.clears = false;
  auto profile = quickProfile();
  profile.confirmDeadline = std::chrono::milliseconds(700);  // so that it asks once how the printer is
  ReceiptPrinter printer(profile);
  ASSERT_TRUE(printer.open(device.open()));
  ASSERT_EQ(printer.print(kReceipt).outcome, JobOutcome::unconfirmed);
  const std::string wipe = text({0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8});
  const std::size_t before = device.received().size();
  (void)printer.print(kReceipt);
  const std::string second = device.received().substr(before);
  const auto job = second.find("City");
  ASSERT_NE(job, std::string::npos);
  std::size_t wipes = 0;
  for (auto at = second.find(wipe, job); at != std::string::npos; at = second.find(wipe, at + 1)) ++wipes;
  EXPECT_EQ(wipes, 1u) << "only when it is given up";
}

TEST(ReceiptPrinterTest, whereTheModelProvesNothingNothingIsConfirmed) {
  ScriptedPrinter device;
  auto profile = quickProfile();
  profile.confirmation = Confirmation::none;
  ReceiptPrinter printer(profile);
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::unconfirmed);
  EXPECT_EQ(result.reason, reason::kUnconfirmable);
}

TEST(ReceiptPrinterTest, cancelEndsTheWaitForAProof) {
  ScriptedPrinter device;
  device.provesJobs = false;
  auto profile = quickProfile();
  profile.confirmDeadline = std::chrono::minutes(10);
  ReceiptPrinter printer(profile);
  device.onByte = [&](std::size_t) {
    if (device.received().ends_with("12.00")) printer.cancel();
  };
  ASSERT_TRUE(printer.open(device.open()));
  const JobResult result = printer.print(kReceipt);
  EXPECT_EQ(result.outcome, JobOutcome::unconfirmed);
  EXPECT_EQ(result.reason, reason::kStopping);
}

TEST(ReceiptPrinterTest, aPulseIsRefusedWhileOffLineSoThatTheDrawerDoesNotOpenLater) {
  ScriptedPrinter device;
  device.status[1] = 0x1A;
  ReceiptPrinter printer(quickProfile());
  ASSERT_TRUE(printer.open(device.open()));
  EXPECT_FALSE(printer.sendPulse(PulseLine::pin2));
  EXPECT_EQ(device.received().find(text({0x1B, 'p'})), std::string::npos);
}

}  // namespace
}  // namespace till::drivers::printer
