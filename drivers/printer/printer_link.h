// SPDX-License-Identifier: Apache-2.0
// A transport with a printer at its end: bytes out, replies in. Belongs to one thread, but for interrupt().
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/printer/escpos.h"
#include "drivers/printer/status_parser.h"
#include "drivers/transport/inbox.h"
#include "drivers/transport/transport.h"

namespace till::drivers::printer {

using OpenTransport =
    std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(transport::Listener)>;

class PrinterLink {
 public:
  // `wake` is called on the transport's thread when something came in.
  explicit PrinterLink(std::function<void()> wake);

  [[nodiscard]] tl::expected<void, transport::Fault> open(const OpenTransport& openTransport);
  [[nodiscard]] bool isOpen() const { return transport_ != nullptr; }
  [[nodiscard]] const std::string& fault() const { return fault_; }  // why it is not open

  // Blocks until accepted or the deadline; gone: the link is closed here, open it again.
  [[nodiscard]] tl::expected<void, transport::Fault> send(std::span<const std::byte> bytes,
                                                          transport::Deadline deadline);
  void dropUnsent() {  // what was accepted and has not left the host
    if (transport_) transport_->dropUnsent();
  }
  // The next reply; none: the deadline passed, or interrupted, or the link is lost (then isOpen() is false).
  [[nodiscard]] std::optional<Reply> receive(transport::Deadline deadline);
  void dropPartial() { pending_.clear(); }

  // The line itself, for another who speaks to the same device; this link is closed until it is given back.
  [[nodiscard]] transport::Line lend();
  void takeBack(transport::Line line);

  // More bytes that mean nothing, or answers to nothing, than a sound line has: for some seconds after it.
  [[nodiscard]] bool babbles() const { return transport::Clock::now() < babblesUntil_; }
  void noteStray(std::size_t count = 1);

  void interrupt();  // from any thread: no call waits for the printer any more
  [[nodiscard]] bool interrupted() const;

 private:
  void close(const transport::Fault& why);
  std::optional<Reply> parsePending();
  void takeIn();

  const std::function<void()> wake_;
  std::unique_ptr<transport::Transport> transport_;
  std::string fault_ = "not opened yet";
  std::vector<std::byte> pending_;
  transport::Clock::time_point windowStart_;
  transport::Clock::time_point babblesUntil_;
  std::size_t strayInWindow_ = 0;
  mutable std::mutex mutex_;  // guards the two below
  std::shared_ptr<transport::Inbox> inbox_;
  bool interrupted_ = false;
};

}  // namespace till::drivers::printer
