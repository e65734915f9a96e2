// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/inbox.h"

#include <algorithm>
#include <utility>

namespace till::drivers::transport {

Inbox::Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

void Inbox::push(std::span<const std::byte> bytes) {
  {
    const std::lock_guard lock(mutex_);
    const std::size_t fits = std::min(bytes.size(), kRoom - arrived_.bytes.size());
    arrived_.bytes.insert(arrived_.bytes.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(fits));
    arrived_.dropped += bytes.size() - fits;
    changed_.notify_all();
  }
  if (wake_) wake_();
}

void Inbox::lose(const Fault& fault) {
  {
    const std::lock_guard lock(mutex_);
    arrived_.lost = fault;
    lossIsNews_ = true;
    changed_.notify_all();
  }
  if (wake_) wake_();
}

void Inbox::interrupt() {
  const std::lock_guard lock(mutex_);
  interrupted_ = true;
  changed_.notify_all();
}

bool Inbox::interrupted() {
  const std::lock_guard lock(mutex_);
  return interrupted_;
}

bool Inbox::wait(Deadline deadline) {
  std::unique_lock lock(mutex_);
  const auto news = [this] { return !arrived_.bytes.empty() || arrived_.dropped > 0 || lossIsNews_; };
  if (news() || deadline.passed()) return news();  // a wait that is over already would still cost a timer
  changed_.wait_until(lock, deadline.when(), [&] { return news() || interrupted_; });
  return news();
}

Arrived Inbox::take() {
  const std::lock_guard lock(mutex_);
  Arrived taken{std::exchange(arrived_.bytes, {}), std::exchange(arrived_.dropped, 0), arrived_.lost};
  lossIsNews_ = false;
  return taken;
}

Listener listenerInto(std::shared_ptr<Inbox> inbox) {
  return Listener{[inbox](std::span<const std::byte> bytes) { inbox->push(bytes); },
                  [inbox](const Fault& fault) { inbox->lose(fault); }};
}

}  // namespace till::drivers::transport
