// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/hid_scanner.h"

#include <mutex>
#include <utility>

namespace till::drivers::scanner {

using transport::Clock;
using transport::Fault;
using transport::FaultCode;
using Packet = std::vector<std::byte>;

// From the transport's thread to the owner's, packet by packet. Bounded: more than kRoom unread ones are lost.
class HidScanner::Packets {
 public:
  static constexpr std::size_t kRoom = 4096;
  struct Arrived {
    std::vector<Packet> packets;
    bool dropped = false;
    bool lost = false;
  };

  void push(std::span<const std::byte> bytes) {
    const std::lock_guard lock(mutex_);
    if (arrived_.packets.size() < kRoom) {
      arrived_.packets.emplace_back(bytes.begin(), bytes.end());
    } else {
      arrived_.dropped = true;
    }
  }
  void lose() {
    const std::lock_guard lock(mutex_);
    arrived_.lost = true;
  }
  Arrived take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(arrived_, {});
  }
  // The first that came; none: nothing has come.
  std::optional<Packet> takeFirst() {
    const std::lock_guard lock(mutex_);
    if (arrived_.packets.empty()) return std::nullopt;
    Packet first = std::move(arrived_.packets.front());
    arrived_.packets.erase(arrived_.packets.begin());
    return first;
  }

 private:
  std::mutex mutex_;
  Arrived arrived_;
};

HidScanner::HidScanner(MakeDecoder makeDecoder, std::function<void()> wake)
    : makeDecoder_(std::move(makeDecoder)), wake_(std::move(wake)) {}

HidScanner::~HidScanner() = default;

tl::expected<void, Fault> HidScanner::open(const OpenTransport& openTransport) {
  transport_.reset();
  packets_ = std::make_shared<Packets>();
  auto opened = openTransport({[packets = packets_, wake = wake_](std::span<const std::byte> bytes) {
                                 packets->push(bytes);
                                 wake();
                               },
                               [packets = packets_, wake = wake_](const Fault&) {
                                 packets->lose();
                                 wake();
                               }});
  if (!opened) return tl::unexpected(opened.error());
  decoder_ = makeDecoder_(packets_->takeFirst().value_or(Packet{}));
  if (!decoder_) {
    return tl::unexpected(Fault{FaultCode::unsupported,
                                "the scanner's report descriptor has no decoded data: it is "
                                "not in HID-POS mode"});
  }
  transport_ = std::move(*opened);
  return {};
}

std::vector<Frame> HidScanner::collect() {
  if (!transport_) return {};
  const auto arrived = packets_->take();
  const auto now = Clock::now();
  std::vector<Frame> frames;
  if (arrived.packets.empty()) {
    if (auto frame = decoder_->silence(now)) frames.push_back(std::move(*frame));
  }
  for (const Packet& packet : arrived.packets) {
    for (auto& frame : decoder_->feed(packet, now)) frames.push_back(std::move(frame));
  }
  if (arrived.dropped) frames.emplace_back(Dropped{"babbling"});
  if (!arrived.lost) return frames;
  if (auto frame = decoder_->lost()) frames.push_back(std::move(*frame));
  transport_.reset();
  return frames;
}

std::optional<Clock::time_point> HidScanner::collectAt() const {
  return decoder_ && transport_ ? decoder_->silenceAt() : std::nullopt;
}

}  // namespace till::drivers::scanner
