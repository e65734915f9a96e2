// SPDX-License-Identifier: Apache-2.0
// A counter with a printer, its drawer and a scanner, all virtual, on the wires of one kind; and the real drivers at
// the other end. What the drivers tell is kept, and a test waits for it, at most kPatience.
#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "drivers/rack/rack.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"
#include "tests/drivers/contract/wiring.h"

namespace till::tests::contract {

inline constexpr std::chrono::seconds kPatience{20};  // only a broken driver waits so long

// Keeps the bytes that reach the printer.
class Recorder : public drivers::model::Device {
 public:
  explicit Recorder(drivers::model::Device& device) : device_(device) {}
  std::size_t receive(std::span<const std::byte> bytes) override;
  std::vector<std::byte> takeReplies() override { return device_.takeReplies(); }
  void tick() override {
    left_ = most_;
    device_.tick();
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  // A slow head: so many bytes are taken between two ticks (about 50 ms); 0: as many as there are.
  void setBytesATick(std::size_t most) { most_ = left_ = most; }

 private:
  drivers::model::Device& device_;
  std::size_t most_ = 0;
  std::size_t left_ = 0;
  std::string bytes_;
};

struct Heard {
  std::map<std::int64_t, std::vector<drivers::printer::JobResult>> jobs;
  std::map<std::int64_t, std::vector<drivers::drawer::KickOutcome>> kicks;
  std::vector<drivers::scanner::Scan> scans;
  std::vector<std::string> dropped;
  std::optional<drivers::rack::ScannerState> scanner;
  std::optional<drivers::printer::PrinterStatus> printer;
  std::optional<drivers::drawer::DrawerState> drawer, secondDrawer;
  std::size_t printed = 0;  // elements on paper, cuts included
  bool boxIsOpen = false;   // the metal itself, not what a sensor says
};

class Counter : public ::testing::TestWithParam<WireKind> {
 protected:
  Counter();
  ~Counter() override;

  // What a test may change before open().
  drivers::model::PrinterTraits traits;
  drivers::model::DrawerModel drawer;
  drivers::model::ScannerTraits scannerTraits;
  drivers::rack::DeviceSettings settings;

  void plugIn();  // the devices are on their wires
  void start();   // the drivers too; waits for nothing
  void open();    // plugs in, starts, and waits until the printer is reachable and the scanner there
  void stop();    // the drivers

  // True when it came; the whole of what was heard is passed each time something new came.
  [[nodiscard]] bool waitFor(const std::function<bool(const Heard&)>& done,
                             std::chrono::milliseconds patience = kPatience);
  [[nodiscard]] drivers::printer::JobResult resultOf(std::int64_t job);
  [[nodiscard]] drivers::drawer::KickOutcome outcomeOf(std::int64_t kick);
  [[nodiscard]] bool waitForPrinter(const std::function<bool(const drivers::printer::PrinterStatus&)>& done);
  [[nodiscard]] bool waitForDrawer(drivers::drawer::DrawerState state);
  [[nodiscard]] Heard heard();

  void makeSlow(std::size_t bytesATick);
  void operate(const std::function<void(drivers::model::PrinterModel&)>& how);
  void operateScanner(const std::function<void(drivers::model::ScannerModel&)>& how);
  [[nodiscard]] std::vector<std::string> paper();  // text of each slip with something on it
  // For jobs that end without a proof: they may still be printing.
  [[nodiscard]] bool waitForPaper(const std::string& text);
  [[nodiscard]] std::uint64_t rubbish();  // commands that the printer does not know
  [[nodiscard]] std::string wireBytes();
  drivers::rack::Rack& rack() { return *rack_; }
  Wiring& wires() { return *wiring_; }

 private:
  void note(const std::function<void(Heard&)>& how);

  std::mutex mutex_;
  std::condition_variable changed_;
  Heard heard_;
  std::unique_ptr<drivers::model::PrinterModel> printer_;
  std::unique_ptr<Recorder> recorder_;
  std::unique_ptr<drivers::model::ScannerModel> scanner_;
  std::unique_ptr<Wiring> wiring_;
  std::unique_ptr<drivers::rack::Rack> rack_;
};

class PrinterContract : public Counter {
 protected:
  void unplugAndPrintAgain(std::size_t at);  // pulls the plug inside a job, and prints another once it is back

 private:
  std::int64_t job_ = 0;
};
class DrawerContract : public Counter {};
class ScannerContract : public Counter {};
// Named after the rows of hardware-docs/failures.md.
class FieldFailures : public Counter {};

// A receipt of some lines, a code and a cut; `name` is on its first line, so that it can be found on the wire.
[[nodiscard]] drivers::printer::PrintDocument receipt(const std::string& name);

}  // namespace till::tests::contract

// Each wiring file says this once, with its name and how it is made.
#define CITYTILL_CONTRACT_ON(name, ...)                                                                            \
  constexpr WireKind kWires{#name, __VA_ARGS__};                                                                   \
  INSTANTIATE_TEST_SUITE_P(name, PrinterContract, ::testing::Values(kWires), ::testing::PrintToStringParamName()); \
  INSTANTIATE_TEST_SUITE_P(name, DrawerContract, ::testing::Values(kWires), ::testing::PrintToStringParamName());  \
  INSTANTIATE_TEST_SUITE_P(name, FieldFailures, ::testing::Values(kWires), ::testing::PrintToStringParamName());   \
  INSTANTIATE_TEST_SUITE_P(name, ScannerContract, ::testing::Values(kWires), ::testing::PrintToStringParamName())
