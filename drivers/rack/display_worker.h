// SPDX-License-Identifier: Apache-2.0
// The customer's line display on a thread of its own.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "drivers/display/line_display.h"
#include "drivers/rack/bell.h"
#include "drivers/rack/rack.h"
#include "drivers/rack/reopener.h"

namespace till::drivers::rack {

class DisplayWorker {
 public:
  DisplayWorker(const DisplaySettings& settings, std::chrono::milliseconds reopenEvery, const RackListener& listener,
                OpenLink openLink);
  ~DisplayWorker();
  DisplayWorker(const DisplayWorker&) = delete;
  DisplayWorker& operator=(const DisplayWorker&) = delete;

  void show(CustomerLines lines);

  void lookNow();  // something was plugged in; from any thread

 private:
  void run();
  void keepOpen();
  void showLatest();
  void tell(display::SendOutcome outcome);

  const DisplaySettings settings_;
  const OpenLink openLink_;
  Bell bell_;
  std::mutex mutex_;
  std::optional<CustomerLines> wanted_;  // the latest; what came before it nobody needs
  std::atomic<bool> stopping_ = false;
  display::LineDisplay display_;
  Reopener reopener_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace till::drivers::rack
