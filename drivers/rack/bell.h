// SPDX-License-Identifier: Apache-2.0
// What a device's worker thread waits on: work is queued, bytes came in, a moment is reached, or it is to stop.
#pragma once

#include <condition_variable>
#include <mutex>

#include "drivers/transport/deadline.h"

namespace till::drivers::rack {

class Bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      rung_ = true;
    }
    changed_.notify_all();
  }
  void waitUntil(transport::Clock::time_point when) {
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, when, [this] { return rung_; });
    rung_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_ = false;
};

}  // namespace till::drivers::rack
