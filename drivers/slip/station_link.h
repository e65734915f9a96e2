// SPDX-License-Identifier: Apache-2.0
// A transport with a station at its end that prints slips and reads checks. The slip printer and the check reader of
// one station share one link, because it is one device on one cable. Belongs to one thread.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/printer/printer_link.h"
#include "drivers/slip/station_replies.h"
#include "drivers/transport/inbox.h"
#include "drivers/transport/transport.h"

namespace till::drivers::slip {

// What the station has been asked and has not answered. It may still come, and must not be taken for the answer to a
// later question, nor for the next sheet's.
struct Owed {
  int realTime = 0;
  bool inTurn = false;
  bool block = false;
};

class StationLink {
 public:
  // `wake` is called on the transport's thread when something came in.
  explicit StationLink(std::function<void()> wake = {});

  [[nodiscard]] tl::expected<void, transport::Fault> open(const printer::OpenTransport& openTransport);
  // A line that another has opened, and its way back.
  void interrupt();  // from any thread: no call waits for the station any more
  void take(transport::Line line);
  [[nodiscard]] transport::Line giveBack();
  [[nodiscard]] bool isOpen() const { return transport_ != nullptr; }
  [[nodiscard]] const std::string& fault() const { return fault_; }  // why it is not open

  // Blocks until accepted or the deadline. After a write that was cut off the next one finishes the command that the
  // station may stand in the middle of.
  [[nodiscard]] tl::expected<void, transport::Fault> send(std::span<const std::byte> bytes,
                                                          transport::Deadline deadline);
  // The next reply; none: the deadline passed, or the link is lost (then isOpen() is false). A line whose inbox was
  // interrupted counts as lost: its owner is about to end.
  [[nodiscard]] std::optional<StationReply> receive(transport::Deadline deadline);

  // Drops what has come and is not taken yet, and waits until nothing more comes, at most half a second: before a
  // question whose answer could be mistaken for that to an earlier one.
  void settle();

  // Kept by SheetWatch. All is owed after an opening: an earlier program may have asked.
  [[nodiscard]] Owed& owed() { return owed_; }

  // More bytes since settle() began that mean nothing, were dropped, or wait to be looked at, than a sound line has: a
  // wrong baud rate, or another device.
  [[nodiscard]] bool babbles() const { return stray_ + pending_.size() > kStrayAllowed; }

 private:
  static constexpr std::size_t kStrayAllowed = 128;  // a late block and some late answers are fewer

  void begin();
  void keep(std::shared_ptr<transport::Inbox> inbox);
  std::optional<StationReply> parsePending();
  void takeIn();
  void close(const transport::Fault& why);

  const std::function<void()> wake_;
  std::mutex mutex_;  // guards the two below
  std::shared_ptr<transport::Inbox> inbox_;
  bool interrupted_ = false;
  std::unique_ptr<transport::Transport> transport_;
  std::string fault_ = "not opened yet";
  std::vector<std::byte> pending_;
  std::size_t stray_ = 0;
  bool cutOff_ = false;
  Owed owed_;
};

}  // namespace till::drivers::slip
