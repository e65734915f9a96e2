// SPDX-License-Identifier: Apache-2.0
// What holds for every code that a scanner's decoder hands on.
#pragma once

#include <algorithm>

#include "drivers/scanner/aim.h"
#include "drivers/scanner/decoder.h"
#include "tests/fuzz/input.h"

namespace till::fuzz {

inline constexpr auto kStart = drivers::transport::Clock::time_point(std::chrono::hours(1));

inline void expectFit(const drivers::scanner::Frame& frame) {
  const auto* scan = std::get_if<drivers::scanner::Scan>(&frame);
  if (scan == nullptr) return;
  const bool clean = std::none_of(scan->text.begin(), scan->text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != 0x1D) || c == 0x7F;
  });
  require(clean, "no control character but GS is in a scan");
  require(scan->text.size() <= drivers::scanner::kLongestCode, "a scan is no longer than the longest code");
  (void)drivers::scanner::symbologyName(scan->symbology);
  (void)drivers::scanner::isGs1(scan->symbology);
}

// Feeds what is left of the input, piece by piece: a length, so many bytes, and how long it was quiet after them.
inline void feed(drivers::scanner::Decoder& decoder, Input& input) {
  auto now = kStart;
  while (!input.empty()) {
    const std::string_view piece = input.piece(input.byte());
    for (const auto& frame : decoder.feed(bytesOf(piece), now)) expectFit(frame);
    now += std::chrono::milliseconds(4 * input.byte());
    const auto silence = decoder.silenceAt();
    if (!silence || *silence > now) continue;
    if (const auto frame = decoder.silence(now)) expectFit(*frame);
    require(!decoder.silenceAt(), "silence ends what was begun");
  }
  if (const auto frame = decoder.lost()) expectFit(*frame);
  require(!decoder.silenceAt(), "a lost line ends what was begun");
}

}  // namespace till::fuzz
