// SPDX-License-Identifier: Apache-2.0
// What only a kernel can prove: its own driver in the way, its own halts.
#include "tests/drivers/contract/kernel_contract.h"

#include <filesystem>
#include <thread>

#include "drivers/virtual/kernel/usbip_port.h"

namespace till::tests::contract {
namespace {

namespace fs = std::filesystem;
using drivers::printer::JobOutcome;

// Whether the kernel's own printer driver has an interface.
bool usblpHasIt() {
  std::error_code gone;
  for (const auto& entry : fs::directory_iterator("/sys/bus/usb/drivers/usblp", gone))
    if (entry.path().filename().string().find(':') != std::string::npos) return true;
  return false;
}

bool soon(bool (*holds)()) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

TEST_P(KernelContract, usblpHasThePrinterFirstLetsGoAndGetsItBack) {
  plugIn();
  ASSERT_TRUE(soon(usblpHasIt));
  start();
  ASSERT_TRUE(waitForPrinter([](const auto& status) { return status.reachable; }));
  EXPECT_FALSE(usblpHasIt());
  rack().print(1, receipt("Delgado"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  stop();
  EXPECT_TRUE(soon(usblpHasIt)) << "the kernel's driver was not given back";
}

TEST_P(KernelContract, aStalledEndpointIsClearedAndTheReceiptIsWhole) {
  open();
  dynamic_cast<drivers::kernel::UsbipPort&>(wires().printerPort()).stall();
  rack().print(1, receipt("Delgado"));
  EXPECT_EQ(resultOf(1).outcome, JobOutcome::confirmed);
  EXPECT_TRUE(waitForPaper("Delgado"));
}

}  // namespace
}  // namespace till::tests::contract
