// SPDX-License-Identifier: Apache-2.0
// The scanner on a thread of its own.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

#include "drivers/rack/bell.h"
#include "drivers/rack/rack.h"
#include "drivers/rack/reopener.h"
#include "drivers/scanner/source.h"

namespace till::drivers::rack {

class ScannerWorker {
 public:
  ScannerWorker(const ScannerSettings& settings, std::chrono::milliseconds reopenEvery, const RackListener& listener,
                OpenLink openLink);
  ~ScannerWorker();
  ScannerWorker(const ScannerWorker&) = delete;
  ScannerWorker& operator=(const ScannerWorker&) = delete;

  void lookNow();  // something was plugged in; from any thread

 private:
  void run();
  void keepOpen();
  void collect();
  void tellState();
  [[nodiscard]] transport::Clock::time_point nextMoment() const;

  const ScannerSettings settings_;
  const RackListener& listener_;
  const OpenLink openLink_;
  Bell bell_;
  std::atomic<bool> stopping_ = false;
  std::unique_ptr<scanner::Source> scanner_;
  std::optional<ScannerState> told_;
  Reopener reopener_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace till::drivers::rack
