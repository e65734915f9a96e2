// SPDX-License-Identifier: Apache-2.0
// The thread that keeps copies of the ledger: a verified one after each closing, and a mirror file that is never much
// behind. Nothing at the counter waits for it. What could not be made is tried again until it is.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "pos/station/input.h"
#include "pos/station/station.h"

namespace till::pos::station {

struct KeepingPace {
  std::chrono::milliseconds copyAgain = std::chrono::minutes(10);  // after one that failed
  std::chrono::milliseconds mirror = std::chrono::seconds(20);
};

class Keeper {
 public:
  // `told` is called on the keeper's thread whenever what it says has changed; it may only hand the value on.
  Keeper(Keeping keeping, KeepingPace pace, std::function<void(KeepingTold)> told);
  ~Keeper();  // finishes what is at work
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  void dayClosed();  // any thread; a copy is wanted now

 private:
  using Clock = std::chrono::steady_clock;
  void run();
  void work(std::unique_lock<std::mutex>& lock);
  void tell(Kept what, const std::string& fault, std::string& last);

  const Keeping keeping_;
  const KeepingPace pace_;
  const std::function<void(KeepingTold)> told_;
  std::mutex mutex_;
  std::condition_variable wake_;
  Clock::time_point copyDue_ = Clock::time_point::max();
  Clock::time_point mirrorDue_;
  bool stopping_ = false;
  std::string copyFault_, mirrorFault_;  // the thread's own
  std::thread thread_;
};

}  // namespace till::pos::station
