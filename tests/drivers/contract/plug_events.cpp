// SPDX-License-Identifier: Apache-2.0
// On wires that tell of plugs: what comes is taken at once, not when it is next looked for.
#include "tests/drivers/contract/plug_events.h"

namespace till::tests::contract {
namespace {

using drivers::printer::JobOutcome;

TEST_P(PlugEventContract, whatIsPluggedInIsTakenWithoutWaitingForTheNextLook) {
  settings.reopenEvery = std::chrono::hours(1);
  plugIn();
  settings.scanner.reset();  // of a serial port nothing is told
  start();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  wires().printerPort().unplug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return !status.reachable; }));
  wires().printerPort().plug();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable && status.online; }));
  rack().print(1, receipt("Delgado"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
}

}  // namespace
}  // namespace till::tests::contract
