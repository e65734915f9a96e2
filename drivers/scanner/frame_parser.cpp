// SPDX-License-Identifier: Apache-2.0
#include "drivers/scanner/frame_parser.h"

#include <utility>

#include "drivers/scanner/aim.h"

namespace till::drivers::scanner {
namespace {

using transport::Clock;

constexpr std::chrono::seconds kRest{1};  // behind a torn code; a hand that scans anew takes longer
constexpr char kStx = 0x02;
constexpr char kEtx = 0x03;

}  // namespace

FrameParser::FrameParser(FrameSettings settings) : settings_(std::move(settings)) {}

std::vector<Frame> FrameParser::feed(std::span<const std::byte> bytes, Clock::time_point now) {
  std::vector<Frame> frames;
  if (auto ended = silence(now)) frames.push_back(std::move(*ended));
  if (now - last_ >= settings_.idleEnd) guard_.wasQuiet();
  if (torn_ && text_.empty()) isRest_ = now - last_ < kRest;
  last_ = now;
  for (const std::byte b : bytes) take(static_cast<char>(b), frames);
  return frames;
}

void FrameParser::take(char c, std::vector<Frame>& frames) {
  if (c == kStx) {  // a frame starts here, whatever came before
    text_.clear();
    overflows_ = 0;
    isRest_ = false;
  }
  torn_ = false;
  text_.push_back(c);
  const bool framed = text_.front() == kStx && c == kEtx;
  if (framed || endsWithSuffix()) {
    if (auto frame = finish(last_)) frames.push_back(std::move(*frame));
  } else if (text_.size() > kLongestCode + settings_.suffix.size()) {
    noteOverflow(frames);
  }
}

bool FrameParser::endsWithSuffix() const { return !settings_.suffix.empty() && text_.ends_with(settings_.suffix); }

// The tail stays, because the suffix may have begun in it.
void FrameParser::noteOverflow(std::vector<Frame>& frames) {
  text_.erase(0, text_.size() - settings_.suffix.size());
  ++overflows_;
  if (overflows_ <= 2) frames.emplace_back(Dropped{overflows_ == 1 ? "too long" : "babbling"});
}

// Empty frames are no codes: so the "\n" of a "\r\n" makes none.
std::optional<Frame> FrameParser::finish(Clock::time_point now) {
  if (endsWithSuffix()) text_.erase(text_.size() - settings_.suffix.size());
  Scan scan = toScan(std::exchange(text_, {}), now);
  const bool rest = std::exchange(isRest_, false);
  if (std::exchange(overflows_, 0) > 0 || rest || scan.text.empty()) return std::nullopt;
  bool babbles = false;
  if (guard_.lets(now, babbles)) return scan;
  return babbles ? std::optional<Frame>(Dropped{"babbling"}) : std::nullopt;
}

std::optional<Clock::time_point> FrameParser::silenceAt() const {
  if (text_.empty()) return std::nullopt;
  return last_ + settings_.idleEnd;
}

std::optional<Frame> FrameParser::silence(Clock::time_point now) {
  const auto due = silenceAt();
  if (!due || now < *due) return std::nullopt;
  if (settings_.suffix.empty() && text_.front() != kStx) return finish(last_);
  torn_ = !toScan(std::exchange(text_, {}), last_).text.empty();  // not so the "\n" behind a "\r"
  const bool rest = std::exchange(isRest_, false);
  const bool told = std::exchange(overflows_, 0) > 0 || rest;
  return told || !torn_ ? std::nullopt : std::optional<Frame>(Dropped{"cut off"});
}

std::optional<Frame> FrameParser::lost() {
  overflows_ = 0;
  torn_ = isRest_ = false;
  if (std::exchange(text_, {}).empty()) return std::nullopt;
  return Dropped{"cut off"};
}

}  // namespace till::drivers::scanner
