// SPDX-License-Identifier: Apache-2.0
// From a transport's thread to its owner's: what came in, and that the link is lost. Bounded: a device that talks
// faster than anybody listens loses bytes and the loss is counted. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/transport/deadline.h"
#include "drivers/transport/transport.h"

namespace till::drivers::transport {

struct Arrived {
  std::vector<std::byte> bytes;
  std::size_t dropped = 0;    // bytes that found the inbox full since the last take()
  std::optional<Fault> lost;  // stays once it is set
};

class Inbox {
 public:
  static constexpr std::size_t kRoom = 64 * 1024;

  // `wake` is called after each arrival, on the transport's thread, with no lock held.
  explicit Inbox(std::function<void()> wake = {});

  void push(std::span<const std::byte> bytes);
  void lose(const Fault& fault);
  void interrupt();  // from any thread: waits end at once, now and later
  [[nodiscard]] bool interrupted();

  // Blocks until something is there, the wait is interrupted, or the deadline passes. True: take() has something new.
  bool wait(Deadline deadline);
  [[nodiscard]] Arrived take();  // does not block

 private:
  const std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable changed_;
  Arrived arrived_;
  bool lossIsNews_ = false;
  bool interrupted_ = false;
};

// The listener that fills an inbox; it keeps the inbox alive.
[[nodiscard]] Listener listenerInto(std::shared_ptr<Inbox> inbox);

// An open transport with what it fills: handed from one who speaks to a device to another who does.
struct Line {
  std::unique_ptr<Transport> transport;  // null: it is lost
  std::shared_ptr<Inbox> inbox;
  std::string fault;  // why
};

}  // namespace till::drivers::transport
