// SPDX-License-Identifier: Apache-2.0
// A drawer with a line of its own, on a thread of its own.
#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include "drivers/drawer/serial_drawer.h"
#include "drivers/rack/bell.h"
#include "drivers/rack/fault_teller.h"
#include "drivers/rack/rack.h"

namespace till::drivers::rack {

class DrawerWorker {
 public:
  DrawerWorker(const drawer::SerialDrawerSettings& settings, std::chrono::milliseconds reopenEvery,
               const RackListener& listener, OpenLink openLink);
  ~DrawerWorker();
  DrawerWorker(const DrawerWorker&) = delete;
  DrawerWorker& operator=(const DrawerWorker&) = delete;

  void kick(std::int64_t kick);

 private:
  void run();
  void keepOpen();
  void runKicks();
  void tellState();
  [[nodiscard]] std::optional<std::int64_t> nextKick();

  const drawer::SerialDrawerSettings settings_;
  const std::chrono::milliseconds reopenEvery_;
  const RackListener& listener_;
  const OpenLink openLink_;
  Bell bell_;
  std::mutex mutex_;
  std::deque<std::int64_t> kicks_;
  std::atomic<bool> stopping_ = false;
  drawer::SerialDrawer drawer_;
  transport::Clock::time_point openAt_;
  FaultTeller fault_;
  std::optional<drawer::DrawerState> told_;
  std::optional<bool> toldLine_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace till::drivers::rack
