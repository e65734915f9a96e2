// SPDX-License-Identifier: Apache-2.0
// A drawer with a line of its own, on a thread of its own.
#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "drivers/drawer/standalone_drawer.h"
#include "drivers/rack/bell.h"
#include "drivers/rack/rack.h"
#include "drivers/rack/reopener.h"

namespace till::drivers::rack {

class DrawerWorker {
 public:
  // `index`: which of the drawers it is.
  DrawerWorker(std::size_t index, const drawer::StandaloneDrawerSettings& settings,
               std::chrono::milliseconds reopenEvery, const RackListener& listener, OpenLink openLink);
  ~DrawerWorker();
  DrawerWorker(const DrawerWorker&) = delete;
  DrawerWorker& operator=(const DrawerWorker&) = delete;

  void kick(std::int64_t kick);

  void lookNow();  // something was plugged in; from any thread

 private:
  void run();
  void keepOpen();
  void runKicks();
  void tellState();
  [[nodiscard]] std::optional<std::int64_t> nextKick();

  const std::size_t index_;
  const drawer::StandaloneDrawerSettings settings_;
  const RackListener& listener_;
  const OpenLink openLink_;
  Bell bell_;
  std::mutex mutex_;
  std::deque<std::int64_t> kicks_;
  std::atomic<bool> stopping_ = false;
  drawer::StandaloneDrawer drawer_;
  Reopener reopener_;
  std::optional<drawer::DrawerState> told_;
  std::optional<bool> toldLine_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace till::drivers::rack
