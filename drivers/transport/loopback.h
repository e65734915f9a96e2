// SPDX-License-Identifier: Apache-2.0
// A wire inside the program: the drivers hold one end as a Transport, a model (drivers/virtual) or a test the other.
// For training and tests; it behaves as a cable does: bytes sent while nobody listens are lost, a full device holds
// the writer off until it is ready or the deadline passes, and a pulled plug is told once.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>

#include "drivers/transport/transport.h"

namespace till::drivers::transport {

// The device's end. Every call may come from any thread. `take` is called on the writer's thread, with no lock held:
// it says how many of the bytes it took; fewer than all means "full", and ready() must follow when there is room.
class LoopbackWire {
 public:
  using Take = std::function<std::size_t(std::span<const std::byte>)>;
  explicit LoopbackWire(Take take);

  // Device to host. The listener runs on the calling thread, which may be the writer's own (an answer given inside
  // `take`); so do not hold a lock that `take` needs.
  void send(std::span<const std::byte> bytes);
  void ready();   // room again
  void unplug();  // the host's end is lost; opening fails with notFound until plug()
  void plug();
  [[nodiscard]] bool isOpen() const;

 private:
  friend class LoopbackTransport;
  friend tl::expected<std::unique_ptr<Transport>, Fault> openLoopback(std::shared_ptr<LoopbackWire> wire,
                                                                      Listener listener);
  const Take take_;
  mutable std::mutex listening_;  // held while the listener runs, so that closing waits for it
  Listener listener_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool plugged_ = true;
  bool open_ = false;
  unsigned room_ = 0;     // counts ready()
  unsigned unplugs_ = 0;  // a transport from before an unplug stays gone, also after plug()
};

// The host's end. notFound: unplugged; busy: the wire is open already.
[[nodiscard]] tl::expected<std::unique_ptr<Transport>, Fault> openLoopback(std::shared_ptr<LoopbackWire> wire,
                                                                           Listener listener);

}  // namespace till::drivers::transport
