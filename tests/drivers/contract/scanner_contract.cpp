// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/drivers/contract/counter.h"

namespace till::tests::contract {
namespace {

using namespace drivers;
using namespace std::chrono_literals;
using model::ScannerModel;
using rack::ScannerState;

TEST_P(ScannerContract, codesArriveWholeOnceAndInOrder) {
  open();
  operateScanner([](ScannerModel& s) {
    s.scan("0100047110000123456");
    s.scan("ABC-7");
  });
  ASSERT_TRUE(waitFor([](const Heard& all) { return all.scans.size() >= 2; }));
  const auto scans = heard().scans;
  ASSERT_EQ(scans.size(), 2U);
  EXPECT_EQ(scans[0].text, "0100047110000123456");
  EXPECT_EQ(scans[1].text, "ABC-7");
}

TEST_P(ScannerContract, theKindOfCodeIsToldWhereTheScannerSaysIt) {
  scannerTraits.aimPrefix = true;
  scannerTraits.suffix = "\r\n";
  open();
  operateScanner([](ScannerModel& s) { s.scan("4711", "Q1"); });
  ASSERT_TRUE(waitFor([](const Heard& all) { return !all.scans.empty(); }));
  EXPECT_EQ(heard().scans[0].symbology, "Q1");
  EXPECT_EQ(heard().scans[0].text, "4711");
}

TEST_P(ScannerContract, silenceEndsACodeThatHasNoSuffix) {
  scannerTraits.suffix = settings.scanner->suffix = "";
  open();
  operateScanner([](ScannerModel& s) { s.scan("4711"); });
  ASSERT_TRUE(waitFor([](const Heard& all) { return !all.scans.empty(); }));
  EXPECT_EQ(heard().scans[0].text, "4711");
}

// What is scanned right after the noise may be taken for some more of it; a clerk scans again.
TEST_P(ScannerContract, aBabblingScannerIsNamedAndHeardAgainWhenItStops) {
  open();
  operateScanner([](ScannerModel& s) { s.setBabbling(true); });
  ASSERT_TRUE(waitFor([](const Heard& all) { return !all.dropped.empty(); }));
  operateScanner([](ScannerModel& s) { s.setBabbling(false); });
  const auto heardIt = [](const Heard& all) { return !all.scans.empty() && all.scans.back().text == "4711"; };
  bool heardAgain = false;
  for (int attempt = 0; attempt < 20 && !heardAgain; ++attempt) {
    operateScanner([](ScannerModel& s) { s.scan("4711"); });
    heardAgain = waitFor(heardIt, 1000ms);  // quiet for longer than a key wire types and a code ends
  }
  EXPECT_TRUE(heardAgain);
}

TEST_P(ScannerContract, unpluggedAndBackItWorksWithoutARestart) {
  open();
  operateScanner([](ScannerModel& s) { s.scan("before"); });
  ASSERT_TRUE(waitFor([](const Heard& all) { return all.scans.size() == 1; }));
  wires().scannerPort().unplug();
  ASSERT_TRUE(waitFor([](const Heard& all) { return all.scanner == ScannerState::missing; }));
  wires().scannerPort().plug();
  ASSERT_TRUE(waitFor([](const Heard& all) { return all.scanner == ScannerState::ready; }));
  operateScanner([](ScannerModel& s) { s.scan("after"); });
  ASSERT_TRUE(waitFor([](const Heard& all) { return all.scans.size() >= 2; }));
  const auto scans = heard().scans;
  ASSERT_EQ(scans.size(), 2U);
  EXPECT_EQ(scans[1].text, "after");
}

TEST_P(ScannerContract, aDeadPrinterTakesNothingFromTheScanner) {
  open();
  operate([](model::PrinterModel& p) { p.setManners(model::Manners::silent); });
  for (int job = 1; job <= 3; ++job) rack().print(job, receipt("Unheard"));
  operateScanner([](ScannerModel& s) { s.scan("4711"); });
  EXPECT_TRUE(waitFor([](const Heard& all) { return all.scans.size() == 1 && all.jobs.empty(); }))
      << "the scan had to wait for the printer";
}

}  // namespace
}  // namespace till::tests::contract
