// SPDX-License-Identifier: Apache-2.0
#include "pos/station/pin_worker.h"

#include <utility>

namespace till::pos::station {

PinWorker::PinWorker(std::shared_ptr<people::PeopleBook> book, std::function<void(PinChecked)> answer)
    : book_(std::move(book)), answer_(std::move(answer)), thread_([this] { run(); }) {}

PinWorker::~PinWorker() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void PinWorker::check(CheckPin wanted) {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = std::move(wanted);
  }
  wake_.notify_one();
}

void PinWorker::run() {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || wanted_; });
    if (stopping_) return;
    const CheckPin check = std::move(*wanted_);
    wanted_.reset();
    lock.unlock();
    answer_({.check = check.check, .person = check.person, .verdict = book_->verify(check.person, check.pin)});
  }
}

}  // namespace till::pos::station
