// SPDX-License-Identifier: Apache-2.0
// A scanner on a byte stream: a serial line, or USB CDC.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "drivers/scanner/frame_parser.h"
#include "drivers/scanner/source.h"
#include "drivers/transport/inbox.h"

namespace till::drivers::scanner {

class SerialScanner : public Source {
 public:
  // `wake` is called on the transport's thread when something came in; collect() then.
  SerialScanner(FrameSettings settings, std::function<void()> wake);

  [[nodiscard]] tl::expected<void, transport::Fault> open(const OpenTransport& openTransport) override;
  [[nodiscard]] bool isOpen() const override { return transport_ != nullptr; }
  [[nodiscard]] std::vector<Frame> collect() override;
  [[nodiscard]] std::optional<transport::Clock::time_point> collectAt() const override { return parser_.silenceAt(); }

 private:
  const std::function<void()> wake_;
  FrameParser parser_;
  std::shared_ptr<transport::Inbox> inbox_;
  std::unique_ptr<transport::Transport> transport_;
};

}  // namespace till::drivers::scanner
