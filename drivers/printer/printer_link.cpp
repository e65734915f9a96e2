// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/printer_link.h"

#include <algorithm>
#include <utility>

namespace till::drivers::printer {
namespace {

using transport::Clock;
using transport::Deadline;
using transport::Fault;
using transport::FaultCode;

constexpr std::chrono::seconds kWindow{1};
constexpr std::chrono::seconds kBabbleLasts{3};
constexpr std::size_t kStrayAllowed = 64;  // a window; line noise stays far below, a wrong baud rate far above
constexpr std::size_t kLookedAtInBabble = 256;

}  // namespace

PrinterLink::PrinterLink(std::function<void()> wake) : wake_(std::move(wake)) {}

tl::expected<void, Fault> PrinterLink::open(const OpenTransport& openTransport) {
  transport_.reset();
  pending_.clear();
  auto inbox = std::make_shared<transport::Inbox>(wake_);
  {
    const std::lock_guard lock(mutex_);
    inbox_ = inbox;
    if (interrupted_) inbox_->interrupt();
  }
  auto opened = openTransport(transport::listenerInto(std::move(inbox)));
  if (!opened) {
    close(opened.error());
    return tl::unexpected(opened.error());
  }
  transport_ = std::move(*opened);
  return {};
}

transport::Line PrinterLink::lend() {
  const std::lock_guard lock(mutex_);
  return {std::move(transport_), inbox_, fault_};
}

void PrinterLink::takeBack(transport::Line line) {
  pending_.clear();
  transport_ = std::move(line.transport);
  if (!transport_) fault_ = std::move(line.fault);
}

// The bytes that came before stay to be parsed.
void PrinterLink::close(const Fault& why) {
  transport_.reset();
  fault_ = why.detail;
}

tl::expected<void, Fault> PrinterLink::send(std::span<const std::byte> bytes, Deadline deadline) {
  if (!transport_) return tl::unexpected(Fault{FaultCode::gone, fault_});
  auto written = transport_->write(bytes, deadline);
  if (!written && written.error().code != FaultCode::timedOut) close(written.error());
  return written;
}

std::optional<Reply> PrinterLink::receive(Deadline deadline) {
  while (true) {
    if (auto reply = parsePending()) return reply;
    if (!transport_) return std::nullopt;
    const bool news = inbox_->wait(deadline);
    takeIn();
    if (!news) return std::nullopt;
  }
}

void PrinterLink::takeIn() {
  auto arrived = inbox_->take();
  if (arrived.dropped > 0) noteStray(arrived.dropped);
  std::span<const std::byte> bytes = arrived.bytes;
  if (babbles()) {
    pending_.clear();
    bytes = bytes.last(std::min(bytes.size(), kLookedAtInBabble));
  }
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  if (arrived.lost) close(*arrived.lost);
}

std::optional<Reply> PrinterLink::parsePending() {
  while (!pending_.empty()) {
    auto parsed = parseReply(pending_);
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(parsed.consumed));
    if (std::holds_alternative<NeedMore>(parsed.what)) return std::nullopt;
    if (auto* reply = std::get_if<Reply>(&parsed.what)) return std::move(*reply);
    noteStray(parsed.consumed);
  }
  return std::nullopt;
}

void PrinterLink::noteStray(std::size_t count) {
  const auto now = Clock::now();
  if (now - windowStart_ > kWindow) {
    windowStart_ = now;
    strayInWindow_ = 0;
  }
  strayInWindow_ += count;
  if (strayInWindow_ > kStrayAllowed) babblesUntil_ = now + kBabbleLasts;
}

void PrinterLink::interrupt() {
  const std::lock_guard lock(mutex_);
  interrupted_ = true;
  if (inbox_) inbox_->interrupt();
}

bool PrinterLink::interrupted() const {
  const std::lock_guard lock(mutex_);
  return interrupted_;
}

}  // namespace till::drivers::printer
