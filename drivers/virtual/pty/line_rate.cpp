// SPDX-License-Identifier: Apache-2.0
#include "drivers/virtual/pty/line_rate.h"

#include <cstdint>

namespace till::drivers::pty {
namespace {

constexpr std::int64_t kFrameBits = 10;

// Time is counted in parts of a second so small that a bit of either rate is a whole number of them, and half of one.
class Levels {
 public:
  Levels(std::span<const std::byte> bytes, std::int64_t bitLength) : bytes_(bytes), bitLength_(bitLength) {}

  [[nodiscard]] bool high(std::int64_t time) const {
    const std::int64_t bit = time / bitLength_;
    const std::int64_t frame = bit / kFrameBits;
    if (frame >= static_cast<std::int64_t>(bytes_.size())) return true;
    const std::int64_t place = bit % kFrameBits;
    if (place == 0 || place == kFrameBits - 1) return place != 0;
    const auto byte = std::to_integer<unsigned>(bytes_[static_cast<std::size_t>(frame)]);
    return (byte >> static_cast<unsigned>(place - 1) & 1U) != 0;
  }
  // The next moment from `time` at which the line is low, or high; its levels change at whole bits only.
  [[nodiscard]] std::int64_t next(bool wanted, std::int64_t time) const {
    while (time < end() && high(time) != wanted) time = (time / bitLength_ + 1) * bitLength_;
    return time;
  }
  [[nodiscard]] std::int64_t end() const { return static_cast<std::int64_t>(bytes_.size()) * kFrameBits * bitLength_; }

 private:
  std::span<const std::byte> bytes_;
  std::int64_t bitLength_;
};

}  // namespace

std::vector<std::byte> heardAt(int heardBaud, std::span<const std::byte> bytes, int sentBaud) {
  const Levels levels(bytes, std::int64_t{2} * heardBaud);
  const std::int64_t half = sentBaud;  // of a bit as the hearer times it
  std::vector<std::byte> heard;
  std::int64_t time = levels.next(false, 0);
  while (time < levels.end()) {
    unsigned byte = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
      if (levels.high(time + (3 + 2 * std::int64_t{bit}) * half)) byte |= 1U << bit;
    }
    const bool startHeld = !levels.high(time + half);
    const bool stop = levels.high(time + 19 * half);
    if (startHeld) heard.push_back(stop ? static_cast<std::byte>(byte) : std::byte{0});
    time += startHeld ? 19 * half : half;
    time = levels.next(false, levels.next(true, time));
  }
  return heard;
}

}  // namespace till::drivers::pty
