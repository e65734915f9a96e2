// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>

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

int inSteps(std::chrono::milliseconds time) {
  return static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(time.count() / 2, 1, 255));
}

}  // namespace

Bytes encodeInitialise(const PrinterProfile& profile) {
  Bytes bytes = bytesOf({0x1B, '@'});
  if (profile.asb) append(bytes, {0x1D, 'a', kStatusOnEveryChange});
  if (profile.kanjiOff) append(bytes, {0x1C, '.'});
  append(bytes, {0x1B, 'R', 0});
  return bytes;
}

Bytes encodePulse(PulseLine line, std::chrono::milliseconds on, std::chrono::milliseconds off) {
  int onSteps = inSteps(on);
  if (onSteps == kDle) ++onSteps;  // 10 14 would be a real-time command of its own
  return bytesOf({0x1B, 'p', static_cast<int>(line), onSteps, std::max(inSteps(off), onSteps)});
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
