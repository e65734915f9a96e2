// SPDX-License-Identifier: Apache-2.0
#include "pos/station/keeper.h"

#include <sys/resource.h>

#include <algorithm>
#include <utility>

namespace till::pos::station {

Keeper::Keeper(Keeping keeping, KeepingPace pace, std::function<void(KeepingTold)> told)
    : keeping_(std::move(keeping)),
      pace_(pace),
      told_(std::move(told)),
      mirrorDue_(keeping_.mirror ? Clock::now() : Clock::time_point::max()),
      thread_([this] { run(); }) {}

Keeper::~Keeper() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Keeper::dayClosed() {
  {
    const std::lock_guard lock(mutex_);
    if (keeping_.copy) copyDue_ = Clock::now();
    if (keeping_.mirror) mirrorDue_ = Clock::now();
  }
  wake_.notify_one();
}

void Keeper::run() {
  constexpr int kAfterTheCounter = 10;
  ::setpriority(PRIO_PROCESS, 0, kAfterTheCounter);  // on Linux: of this thread and those it starts
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const auto due = std::min(copyDue_, mirrorDue_);
    if (due == Clock::time_point::max()) {
      wake_.wait(lock);
    } else if (Clock::now() < due) {
      wake_.wait_until(lock, due);
    } else {
      work(lock);
    }
  }
}

// The mirror first: it is quick, and a copy may take its time.
void Keeper::work(std::unique_lock<std::mutex>& lock) {
  const bool mirror = mirrorDue_ <= copyDue_;
  (mirror ? mirrorDue_ : copyDue_) = Clock::time_point::max();
  lock.unlock();
  const std::string fault = mirror ? keeping_.mirror() : keeping_.copy();
  tell(mirror ? Kept::mirror : Kept::copy, fault, mirror ? mirrorFault_ : copyFault_);
  lock.lock();
  if (mirror) mirrorDue_ = std::min(mirrorDue_, Clock::now() + pace_.mirror);
  if (!mirror && !fault.empty()) copyDue_ = std::min(copyDue_, Clock::now() + pace_.copyAgain);
}

void Keeper::tell(Kept what, const std::string& fault, std::string& last) {
  if (fault != std::exchange(last, fault)) told_({what, fault});
}

}  // namespace till::pos::station
