// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>

#include "drivers/printer/code128.h"
#include "drivers/printer/escpos.h"

namespace till::drivers::printer {
namespace {

constexpr int kStatusOnEveryChange = 0x0F;  // GS a: drawer pin, online, error, roll sensor
constexpr int kDle = 0x10;
constexpr std::size_t kLongestCode = 1024;

Bytes bytesOf(std::initializer_list<int> values) {
  Bytes bytes;
  for (const int value : values) bytes.push_back(static_cast<std::byte>(value));
  return bytes;
}

void append(Bytes& bytes, std::initializer_list<int> values) {
  const Bytes more = bytesOf(values);
  bytes.insert(bytes.end(), more.begin(), more.end());
}

// DLE as a time could make a real-time command with what follows it; then a little longer.
int inSteps(std::chrono::milliseconds time, int step, int most, bool softwareFlow) {
  auto steps = static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(time.count() / step, 1, most));
  while (steps == kDle || (softwareFlow && isFlowByte(static_cast<std::size_t>(steps)))) ++steps;
  return steps;
}

Bytes starPulse(PulseLine line, const PrinterProfile& profile) {
  const int on = inSteps(profile.pulseOn, 10, 127, profile.softwareFlow);
  const int off = inSteps(profile.pulseOff, 10, 127, profile.softwareFlow);
  return bytesOf({0x1B, 0x07, on, std::max(on, off), line == PulseLine::pin2 ? 0x07 : 0x1A});
}

}  // namespace

Bytes encodeInitialise(const PrinterProfile& profile) {
  Bytes bytes = bytesOf({0x1B, '@'});
  if (profile.asb) append(bytes, {0x1D, 'a', kStatusOnEveryChange});
  if (profile.kanjiOff) append(bytes, {0x1C, '.'});
  append(bytes, {0x1B, 'R', 0});
  return bytes;
}

Bytes encodePulse(PulseLine line, const PrinterProfile& profile) {
  if (profile.pulseCommand == PulseCommand::starBel) return starPulse(line, profile);
  const int on = inSteps(profile.pulseOn, 2, 255, profile.softwareFlow);
  const int off = inSteps(profile.pulseOff, 2, 255, profile.softwareFlow);
  return bytesOf({0x1B, 'p', static_cast<int>(line), on, std::max(off, on)});
}

Bytes encodeAskStatus(StatusOf what) { return bytesOf({0x10, 0x04, static_cast<int>(what)}); }

Bytes encodeAskProcessId(const ProcessId& id) {
  return bytesOf({0x1D, '(', 'H', 6, 0, '0', '0', id[0], id[1], id[2], id[3]});
}

Bytes encodeAskPaper() { return bytesOf({0x1D, 'r', 1}); }
Bytes encodeClearBuffers() { return bytesOf({0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8}); }
Bytes encodeRecover() { return bytesOf({0x10, 0x05, 2}); }

Bytes encodePadding(const PrinterProfile& profile) {
  const int slice = profile.graphics ? profile.dots / 8 * profile.imageRows : 0;
  return Bytes(std::max(kLongestCode, static_cast<std::size_t>(slice)), std::byte{0});
}

}  // namespace till::drivers::printer
