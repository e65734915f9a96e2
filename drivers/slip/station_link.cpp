// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/station_link.h"

#include <algorithm>
#include <utility>

namespace till::drivers::slip {

using transport::Clock;
using transport::Deadline;
using transport::Fault;
using transport::FaultCode;

namespace {

constexpr std::chrono::milliseconds kQuiet{50};  // after which no late answer is expected
constexpr std::chrono::milliseconds kLongestSettling{500};
constexpr std::size_t kPadding = 16;  // NULs: more than any command of ours can lack

}  // namespace

StationLink::StationLink(std::function<void()> wake) : wake_(std::move(wake)) {}

void StationLink::begin() {
  pending_.clear();
  stray_ = 0;
  cutOff_ = true;  // a command of an earlier opening, or of an earlier program
  owed_ = {1, true, true};
}

void StationLink::interrupt() {
  const std::lock_guard lock(mutex_);
  interrupted_ = true;
  if (inbox_) inbox_->interrupt();
}

void StationLink::keep(std::shared_ptr<transport::Inbox> inbox) {
  const std::lock_guard lock(mutex_);
  inbox_ = std::move(inbox);
  if (interrupted_ && inbox_) inbox_->interrupt();
}

void StationLink::take(transport::Line line) {
  begin();
  transport_ = std::move(line.transport);
  keep(std::move(line.inbox));
  fault_ = std::move(line.fault);
}

transport::Line StationLink::giveBack() { return {std::move(transport_), std::move(inbox_), std::move(fault_)}; }

tl::expected<void, Fault> StationLink::open(const printer::OpenTransport& openTransport) {
  transport_.reset();
  begin();
  keep(std::make_shared<transport::Inbox>(wake_));
  auto opened = openTransport(transport::listenerInto(inbox_));
  if (!opened) {
    close(opened.error());
    return tl::unexpected(opened.error());
  }
  transport_ = std::move(*opened);
  return {};
}

tl::expected<void, Fault> StationLink::send(std::span<const std::byte> bytes, Deadline deadline) {
  if (!transport_) return tl::unexpected(Fault{FaultCode::gone, fault_});
  std::vector<std::byte> all(cutOff_ ? kPadding : 0);
  const std::size_t padding = all.size();
  all.insert(all.end(), bytes.begin(), bytes.end());
  auto written = transport_->write(all, deadline);
  cutOff_ = !written;
  if (written) return written;
  Fault fault = written.error();
  fault.taken -= std::min(fault.taken, padding);
  if (fault.code != FaultCode::timedOut) close(fault);
  return tl::unexpected(fault);
}

std::optional<StationReply> StationLink::receive(Deadline deadline) {
  while (true) {
    if (babbles()) return std::nullopt;
    if (auto reply = parsePending()) return reply;
    if (!transport_) return std::nullopt;
    const bool news = inbox_->wait(deadline);
    takeIn();
    if (!news && inbox_->interrupted()) close({FaultCode::gone, "stopping"});
    if (!news) return std::nullopt;
  }
}

void StationLink::settle() {
  const Deadline longest = Deadline::in(kLongestSettling);
  stray_ = 0;
  while (transport_ && !longest.passed() &&
         inbox_->wait(Deadline::at(std::min(longest.when(), Clock::now() + kQuiet)))) {
    takeIn();
    stray_ += std::exchange(pending_, {}).size();
  }
  pending_.clear();
  owed_.realTime = 0;
}

void StationLink::takeIn() {
  const auto arrived = inbox_->take();
  stray_ += arrived.dropped;
  pending_.insert(pending_.end(), arrived.bytes.begin(), arrived.bytes.end());
  if (arrived.lost) close(*arrived.lost);
}

std::optional<StationReply> StationLink::parsePending() {
  while (!pending_.empty()) {
    auto parsed = parseStationReply(pending_);
    pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(parsed.consumed));
    if (std::holds_alternative<printer::NeedMore>(parsed.what)) return std::nullopt;
    if (auto* reply = std::get_if<StationReply>(&parsed.what)) return std::move(*reply);
    stray_ += parsed.consumed;
  }
  return std::nullopt;
}

void StationLink::close(const Fault& why) {
  transport_.reset();
  fault_ = why.detail;
}

}  // namespace till::drivers::slip
