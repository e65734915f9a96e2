// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/masking.h"

#include <algorithm>
#include <cctype>

namespace till::drivers::transport {
namespace {

constexpr std::ptrdiff_t kShortestRun = 3;  // commands have no longer runs of printable bytes

bool isPrintable(std::byte byte) { return byte >= std::byte{0x20} && byte != std::byte{0x7F}; }
bool isTelling(std::byte byte) { return std::isalnum(std::to_integer<int>(byte)) != 0; }
// Usage ids of the keyboard page: a to z and 1 to 0; the number pad's.
bool isTellingKey(std::byte byte) {
  const auto key = std::to_integer<int>(byte);
  return (key >= 0x04 && key <= 0x27) || (key >= 0x59 && key <= 0x63);
}
bool isDigit(std::byte byte) { return byte >= std::byte{'0'} && byte <= std::byte{'9'}; }

// Outside of a line a station's answers have bits that are fixed, and the headers of other blocks are 35 and 37: so
// these three stand there only where the head of a line was lost.
bool isOfTornLine(std::byte byte) { return byte == std::byte{'1'} || byte == std::byte{'3'} || byte == std::byte{'9'}; }

void maskRuns(std::span<const std::byte> bytes, TapeBytes& line) {
  for (auto from = bytes.begin(); from != bytes.end();) {
    from = std::find_if(from, bytes.end(), isPrintable);
    const auto to = std::find_if_not(from, bytes.end(), isPrintable);
    if (to - from >= kShortestRun) {
      const auto first = line.bytes.begin() + (from - bytes.begin());
      std::fill(first, first + (to - from), std::nullopt);
    }
    from = to;
  }
}

template <class Tells>
void maskEach(TapeBytes& line, const Tells& tells) {
  std::replace_if(line.bytes.begin(), line.bytes.end(), [&](auto byte) { return tells(*byte); }, std::nullopt);
}

}  // namespace

TapeBytes Masker::masked(std::span<const std::byte> bytes, bool toDevice) {
  TapeBytes line{toDevice, {bytes.begin(), bytes.end()}};
  if (toDevice && masking_ == Masking::toDevice) maskRuns(bytes, line);
  if (toDevice) return line;
  if (masking_ == Masking::toHost) maskEach(line, isTelling);
  if (masking_ == Masking::keysToHost) maskEach(line, isTellingKey);
  if (masking_ == Masking::checksToHost) maskEach(line, [this](std::byte byte) { return isOfCheck(byte); });
  return line;
}

// Status and detail of a line are letters and signs, never digits: they stay. XON and XOFF may come within it.
bool Masker::isOfCheck(std::byte byte) {
  constexpr std::byte kHead{0x5F};
  constexpr std::byte kSeparator{0x1F};
  const bool flow = byte == std::byte{0x11} || byte == std::byte{0x13};
  const bool within = flow || byte == kSeparator || (isPrintable(byte) && byte < std::byte{0x7F});
  inLine_ = within && (inLine_ || byte == kHead || isOfTornLine(byte));
  return inLine_ && isDigit(byte);
}

}  // namespace till::drivers::transport
