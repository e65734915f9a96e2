// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/serial_scanner.h"

#include <utility>

namespace till::drivers::scanner {

using transport::Clock;
using transport::Fault;

SerialScanner::SerialScanner(FrameSettings settings, std::function<void()> wake)
    : wake_(std::move(wake)), parser_(std::move(settings)) {}

tl::expected<void, Fault> SerialScanner::open(const OpenTransport& openTransport) {
  transport_.reset();
  inbox_ = std::make_shared<transport::Inbox>(wake_);
  auto opened = openTransport(transport::listenerInto(inbox_));
  if (!opened) return tl::unexpected(opened.error());
  transport_ = std::move(*opened);
  return {};
}

std::vector<Frame> SerialScanner::collect() {
  if (!transport_) return {};
  const auto arrived = inbox_->take();
  const auto now = Clock::now();
  std::vector<Frame> frames;
  if (arrived.bytes.empty()) {
    if (auto frame = parser_.silence(now)) frames.push_back(std::move(*frame));
  }
  for (auto& frame : parser_.feed(arrived.bytes, now)) frames.push_back(std::move(frame));
  if (arrived.dropped > 0) frames.emplace_back(Dropped{"babbling"});
  if (!arrived.lost) return frames;
  if (auto frame = parser_.lost()) frames.push_back(std::move(*frame));
  transport_.reset();
  return frames;
}

}  // namespace till::drivers::scanner
