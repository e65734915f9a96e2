// SPDX-License-Identifier: Apache-2.0
// A sheet station with a link of its own, on a thread of its own.
#pragma once

#include <atomic>
#include <thread>

#include "drivers/rack/bell.h"
#include "drivers/rack/reopener.h"
#include "drivers/rack/sheet_desk.h"

namespace till::drivers::rack {

class SheetWorker {
 public:
  SheetWorker(const SheetSettings& settings, std::chrono::milliseconds reopenEvery, const RackListener& listener,
              OpenLink openLink);
  ~SheetWorker();
  SheetWorker(const SheetWorker&) = delete;
  SheetWorker& operator=(const SheetWorker&) = delete;

  void readCheck(std::int64_t id);
  void printSheet(std::int64_t id, slip::SlipJob job);
  void cancel(std::int64_t id);
  void lookNow();  // something was plugged in; from any thread

 private:
  void run();
  void keepOpen();

  const Link where_;
  const OpenLink openLink_;
  Bell bell_;
  std::atomic<bool> stopping_ = false;
  slip::StationLink link_;
  SheetDesk desk_;
  Reopener reopener_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace till::drivers::rack
