// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace drivers;
using model::Manners;
using model::PaperSupply;
using model::PrinterModel;
using printer::JobOutcome;
using printer::PaperState;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr int kLinesBeforeTrouble = 3;
constexpr std::size_t kJobBytes = 420;  // and some more: questions and job

TEST_P(PrinterContract, aReceiptIsPrintedWholeAndConfirmed) {
  open();
  rack().print(1, receipt("Receipt 1"));
  const auto result = resultOf(1);
  EXPECT_EQ(result.outcome, JobOutcome::confirmed) << result.reason;
  const auto slips = paper();
  ASSERT_EQ(slips.size(), 1U);
  EXPECT_EQ(slips[0], "               Receipt 1\n" + std::string(48, '-') + "\n" +
                          "Water                                      12.50\n"
                          "Sewer                                       7.25\n"
                          "Total                                      19.75\n"
                          "              [code128 2A-000418]\n\n"
                          "       [qr R1|2A-000418|0123456789abcdef]\n" +
                          "- - - - - - - - - - - - - - - - - - - - - - - -\n");
}

TEST_P(PrinterContract, lettersOfOtherLanguagesArrive) {
  open();
  rack().print(1, {"t", {printer::TextLine{"Señor Müller 12 €", {}}, printer::TextLine{"Łódź", {}}, printer::Cut{}}});
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  EXPECT_THAT(paper().at(0), HasSubstr("Señor Müller 12 €\n[image "));
  EXPECT_EQ(rubbish(), 0U);
}

TEST_P(PrinterContract, everyJobEndsOnceAndInOrder) {
  open();
  constexpr int kJobs = 20;
  for (int job = 1; job <= kJobs; ++job) rack().print(job, receipt("Receipt " + std::to_string(job)));
  for (int job = 1; job <= kJobs; ++job) EXPECT_EQ(resultOf(job).outcome, JobOutcome::confirmed);
  const auto slips = paper();
  ASSERT_EQ(slips.size(), std::size_t{kJobs});
  for (std::size_t i = 0; i < slips.size(); ++i) EXPECT_THAT(slips[i], HasSubstr("Receipt " + std::to_string(i + 1)));
  EXPECT_EQ(rubbish(), 0U);
}

struct Trouble {
  const char* reason;
  void (*begin)(PrinterModel&);
  void (*end)(PrinterModel&);
};

const Trouble kOffline[] = {
    {"out_of_paper", [](PrinterModel& p) { p.setPaper(PaperSupply::out); },
     [](PrinterModel& p) { p.setPaper(PaperSupply::present); }},
    {"cover_open", [](PrinterModel& p) { p.setCoverOpen(true); }, [](PrinterModel& p) { p.setCoverOpen(false); }},
};

TEST_P(PrinterContract, aPrinterThatIsOfflineTakesNoByteOfAJob) {
  open();
  for (const Trouble& trouble : kOffline) {
    SCOPED_TRACE(trouble.reason);
    const auto job = static_cast<std::int64_t>(&trouble - kOffline) * 2;
    operate(trouble.begin);
    rack().print(job, receipt("Never"));
    const auto refused = resultOf(job);
    EXPECT_EQ(refused.outcome, JobOutcome::failed);
    EXPECT_EQ(refused.reason, trouble.reason);
    EXPECT_FALSE(refused.anyByteTaken);
    operate(trouble.end);
    ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.online; }));
    rack().print(job + 1, receipt("Whole"));
    EXPECT_EQ(resultOf(job + 1).outcome, JobOutcome::confirmed);
  }
  for (const std::string& slip : paper()) EXPECT_THAT(slip, Not(HasSubstr("Never")));
}

const Trouble kInTheMiddle[] = {
    {"out_of_paper", [](PrinterModel& p) { p.endPaperAfter(kLinesBeforeTrouble); },
     [](PrinterModel& p) { p.setPaper(PaperSupply::present); }},
    {"cover_open", [](PrinterModel& p) { p.openCoverAfter(kLinesBeforeTrouble); },
     [](PrinterModel& p) { p.setCoverOpen(false); }},
};

TEST_P(PrinterContract, whatStopsInTheMiddleFailsAndNothingPoursOutLater) {
  settings.printer->profile.pieceBytes = 4096;  // all of it is in the printer when it stops
  open();
  for (const Trouble& trouble : kInTheMiddle) {
    SCOPED_TRACE(trouble.reason);
    const auto job = static_cast<std::int64_t>(&trouble - kInTheMiddle) * 2;
    const std::size_t before = paper().size();
    operate(trouble.begin);
    rack().print(job, receipt("Torn"));
    const auto torn = resultOf(job);
    EXPECT_EQ(torn.outcome, JobOutcome::failed);
    EXPECT_EQ(torn.reason, trouble.reason);
    EXPECT_TRUE(torn.anyByteTaken);
    operate(trouble.end);
    ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.online; }));
    rack().print(job + 1, receipt("Whole"));
    EXPECT_EQ(resultOf(job + 1).outcome, JobOutcome::confirmed);
    const auto slips = paper();
    ASSERT_EQ(slips.size(), before + 2);
    EXPECT_THAT(slips[before], HasSubstr("Torn"));
    EXPECT_THAT(slips[before], Not(HasSubstr("Total"))) << "the rest came out later";
    EXPECT_THAT(slips[before], Not(HasSubstr("Whole"))) << "two receipts on one slip";
    EXPECT_THAT(slips[before + 1], HasSubstr("Total"));
  }
}

TEST_P(PrinterContract, aCloneThatCannotForgetNeverMixesTwoReceipts) {
  traits.realTimeClear = traits.processId = false;
  settings.printer->profile.realTimeClear = false;
  settings.printer->profile.confirmation = printer::Confirmation::gsR;
  open();
  operate([](PrinterModel& p) { p.endPaperAfter(kLinesBeforeTrouble); });
  rack().print(1, receipt("Torn"));
  const auto torn = resultOf(1);
  EXPECT_NE(torn.outcome, JobOutcome::confirmed);
  EXPECT_EQ(torn.reason, "out_of_paper");
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::present); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.online; }));
  rack().print(2, receipt("Whole"));
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
  const auto slips = paper();
  ASSERT_FALSE(slips.empty());
  EXPECT_THAT(slips.back(), HasSubstr("Whole"));
  EXPECT_THAT(slips.back(), Not(HasSubstr("Torn")));
}

TEST_P(PrinterContract, aCloneThatAnswersInItsTurnIsConfirmed) {
  traits.processId = traits.realTimeClear = false;
  settings.printer->profile.confirmation = printer::Confirmation::gsR;
  open();
  rack().print(1, receipt("Receipt"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
}

TEST_P(PrinterContract, aPrinterWithoutProofIsNeverCalledConfirmed) {
  traits.processId = traits.asb = false;
  settings.printer->profile.confirmation = printer::Confirmation::none;
  settings.printer->profile.asb = false;
  open();
  rack().print(1, receipt("Receipt"));
  const auto result = resultOf(1);
  EXPECT_EQ(result.outcome, JobOutcome::unconfirmed);
  EXPECT_TRUE(result.anyByteTaken);
  EXPECT_TRUE(waitForPaper("Total"));
}

TEST_P(PrinterContract, aProofThatNeverComesLeavesTheJobUnconfirmed) {
  traits.processId = false;
  open();
  rack().print(1, receipt("Receipt"));
  const auto result = resultOf(1);
  EXPECT_NE(result.outcome, JobOutcome::confirmed);
  EXPECT_TRUE(result.anyByteTaken);
}

TEST_P(PrinterContract, withoutAPrinterAJobFailsUnbegun) {
  open();
  wires().printerPort().unplug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
  rack().print(1, receipt("Never"));
  const auto result = resultOf(1);
  EXPECT_EQ(result.outcome, JobOutcome::failed);
  EXPECT_EQ(result.reason, "gone");
  EXPECT_FALSE(result.anyByteTaken);
  EXPECT_TRUE(paper().empty());
}

TEST_P(PrinterContract, unpluggedInTheMiddleAndBackItWorksWithoutARestart) {
  open();
  // Behind the questions that come before a job, and inside it.
  const std::size_t questions = 4 * 3;
  wires().printerPort().unplugAfter(questions + 120);
  rack().print(1, receipt("Torn"));
  const auto torn = resultOf(1);
  EXPECT_NE(torn.outcome, JobOutcome::confirmed);
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
  wires().printerPort().plug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  rack().print(2, receipt("Whole"));
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
  const auto slips = paper();
  ASSERT_FALSE(slips.empty());
  EXPECT_THAT(slips.back(), HasSubstr("Whole"));
  EXPECT_THAT(slips.back(), HasSubstr("Total"));
  EXPECT_THAT(slips.back(), Not(HasSubstr("Torn")));
}

TEST_P(PrinterContract, unpluggedAtAnyPlaceItTellsTheTruthAndTheNextReceiptIsWhole) {
  open();
  for (std::size_t at = 1; at < kJobBytes; at += 19) unplugAndPrintAgain(at);
}

TEST_P(PrinterContract, aCloneThatCannotForgetSwallowsNothingOfTheNextReceipt) {
  traits.realTimeClear = traits.processId = false;
  settings.printer->profile.realTimeClear = false;
  settings.printer->profile.confirmation = printer::Confirmation::gsR;
  open();
  constexpr std::size_t kCodes = 250;  // behind it are the codes: there a cut leaves half of a length
  for (std::size_t at = 1; at < kJobBytes; at += at < kCodes ? 19 : 3) unplugAndPrintAgain(at);
}

TEST_P(PrinterContract, aSilentPrinterIsNotBelievedAndComesBack) {
  open();
  operate([](PrinterModel& p) { p.setManners(Manners::silent); });
  rack().print(1, receipt("Unheard"));
  const auto result = resultOf(1);
  EXPECT_NE(result.outcome, JobOutcome::confirmed);
  EXPECT_EQ(result.reason, "silent");
  operate([](PrinterModel& p) { p.setManners(Manners::normal); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  rack().print(2, receipt("Heard"));
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
}

TEST_P(PrinterContract, aPrinterThatFallsSilentDuringAJobLeavesItUnconfirmed) {
  open();
  operate([](PrinterModel& p) { p.listen({[&p] { p.setManners(Manners::silent); }, {}}); });
  rack().print(1, receipt("Unheard"));
  const auto result = resultOf(1);
  EXPECT_EQ(result.outcome, JobOutcome::unconfirmed);
  EXPECT_EQ(result.reason, "silent");
  EXPECT_TRUE(result.anyByteTaken);
}

TEST_P(PrinterContract, aBabblingPrinterIsNotBelievedAndComesBack) {
  open();
  operate([](PrinterModel& p) { p.setManners(Manners::babbling); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
  rack().print(1, receipt("Noise"));
  const auto result = resultOf(1);
  EXPECT_NE(result.outcome, JobOutcome::confirmed);
  EXPECT_THAT(result.reason, ::testing::AnyOf("babbling", "silent"));
  operate([](PrinterModel& p) { p.setManners(Manners::normal); });
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  rack().print(2, receipt("Sense"));
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
}

TEST_P(PrinterContract, aJammedCutterIsNamedAndTriedAgainOnceFreed) {
  open();
  operate([](PrinterModel& p) { p.setCutterJammed(true); });
  rack().print(1, receipt("Jammed"));
  const auto jammed = resultOf(1);
  EXPECT_NE(jammed.outcome, JobOutcome::confirmed);
  EXPECT_EQ(jammed.reason, "cutter");
  operate([](PrinterModel& p) { p.setCutterJammed(false); });
  rack().print(2, receipt("Freed"));
  EXPECT_EQ(resultOf(2).outcome, JobOutcome::confirmed);
  EXPECT_THAT(paper().back(), HasSubstr("Freed"));
}

TEST_P(PrinterContract, itsStateIsToldByItself) {
  open();
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::nearEnd); });
  EXPECT_TRUE(waitForPrinter([](const auto& s) { return s.paper == PaperState::nearEnd && s.online; }));
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::out); });
  EXPECT_TRUE(waitForPrinter([](const auto& s) { return s.paper == PaperState::out && !s.online; }));
  operate([](PrinterModel& p) { p.setPaper(PaperSupply::present); });
  EXPECT_TRUE(waitForPrinter([](const auto& s) { return s.paper == PaperState::present && s.online; }));
  operate([](PrinterModel& p) { p.setCoverOpen(true); });
  EXPECT_TRUE(waitForPrinter([](const auto& s) { return s.coverOpen; }));
}

TEST_P(PrinterContract, aStationThatStopsLeavesNoJobUntold) {
  open();
  operate([](PrinterModel& p) { p.setManners(Manners::silent); });
  for (int job = 1; job <= 5; ++job) rack().print(job, receipt("Last"));
  stop();
  const auto jobs = heard().jobs;
  ASSERT_EQ(jobs.size(), 5U);
  for (const auto& [job, results] : jobs) {
    ASSERT_EQ(results.size(), 1U) << job;
    EXPECT_NE(results[0].outcome, JobOutcome::confirmed);
  }
}

}  // namespace

void PrinterContract::unplugAndPrintAgain(std::size_t at) {
  SCOPED_TRACE("after " + std::to_string(at) + " bytes");
  const std::string name = "Job " + std::to_string(++job_) + " of many";
  wires().printerPort().unplugAfter(at);
  rack().print(job_, receipt(name));
  const auto result = resultOf(job_);
  wires().printerPort().unplug();  // where the job was over before
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
  const auto slips = paper();
  const auto whole = std::count_if(slips.begin(), slips.end(), [&](const std::string& slip) {
    return slip.find(name) != std::string::npos && slip.find("- - -") != std::string::npos;
  });
  EXPECT_LE(whole, result.anyByteTaken ? 1 : 0);
  EXPECT_GE(whole, result.outcome == JobOutcome::confirmed ? 1 : 0);
  wires().printerPort().plug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable && status.online; }));
  rack().print(++job_, receipt("Whole"));
  EXPECT_EQ(resultOf(job_).outcome, JobOutcome::confirmed);
  EXPECT_THAT(paper().back(), ::testing::AllOf(HasSubstr("Whole"), HasSubstr("Total"), Not(HasSubstr("of many"))));
}

}  // namespace till::tests::contract
