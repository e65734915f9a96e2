// SPDX-License-Identifier: Apache-2.0
// The thread that hashes PINs, so that a slow hash never holds up a scan.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "pos/people/people.h"
#include "pos/station/effect.h"
#include "pos/station/input.h"

namespace till::pos::station {

class PinWorker {
 public:
  // `answer` is called on the worker's thread; it may only hand the value on.
  PinWorker(std::shared_ptr<people::PeopleBook> book, std::function<void(PinChecked)> answer);
  ~PinWorker();  // finishes the check at hand, drops what waits
  PinWorker(const PinWorker&) = delete;
  PinWorker& operator=(const PinWorker&) = delete;

  void check(CheckPin wanted);  // any thread; a newer wish replaces one that has not begun

 private:
  void run();

  std::shared_ptr<people::PeopleBook> book_;
  std::function<void(PinChecked)> answer_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::optional<CheckPin> wanted_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace till::pos::station
