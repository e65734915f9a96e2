// SPDX-License-Identifier: Apache-2.0
// A scanner on a transport. Belongs to one thread, but for what its transport does.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "drivers/scanner/frame_parser.h"
#include "drivers/transport/inbox.h"
#include "drivers/transport/transport.h"

namespace till::drivers::scanner {

class SerialScanner {
 public:
  using OpenTransport =
      std::function<tl::expected<std::unique_ptr<transport::Transport>, transport::Fault>(transport::Listener)>;

  // `wake` is called on the transport's thread when something came in; collect() then.
  SerialScanner(FrameSettings settings, std::function<void()> wake);

  [[nodiscard]] tl::expected<void, transport::Fault> open(const OpenTransport& openTransport);
  [[nodiscard]] bool isOpen() const { return transport_ != nullptr; }
  // What has come, whole, in order. Does not block. Closes when the line is lost.
  [[nodiscard]] std::vector<Frame> collect();
  // When collect() should be called even if nothing wakes; none: no code is begun.
  [[nodiscard]] std::optional<transport::Clock::time_point> collectAt() const { return parser_.silenceAt(); }

 private:
  const std::function<void()> wake_;
  FrameParser parser_;
  std::shared_ptr<transport::Inbox> inbox_;
  std::unique_ptr<transport::Transport> transport_;
};

}  // namespace till::drivers::scanner
