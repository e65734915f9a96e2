// SPDX-License-Identifier: Apache-2.0
// What every fuzzer shares: how it cuts its bytes, and how it says that a promise was broken. One function a fuzzer,
// LLVMFuzzerTestOneInput, which libFuzzer calls with bytes of its own making; it stops at the first call of abort(),
// at a wrong read, an overflow, a leak, an exception, or after ten seconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

namespace till::fuzz {

inline void require(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", promise);
  std::abort();
}

inline std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text)); }

// From the front, so that a corpus of real messages means what it says. Behind its end all is 0 and empty.
class Input {
 public:
  static constexpr char kEnd = '\xFF';  // of a text; no byte of UTF-8

  Input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const char first = rest_.front();
    rest_.remove_prefix(1);
    return static_cast<std::uint8_t>(first);
  }
  int below(int most) { return byte() % most; }
  std::string_view piece(std::size_t length) {
    const std::string_view front = rest_.substr(0, length);
    rest_.remove_prefix(front.size());
    return front;
  }
  std::string_view text() {
    const std::string_view front = piece(rest_.find(kEnd));
    if (!rest_.empty()) rest_.remove_prefix(1);
    return front;
  }
  std::string_view rest() { return piece(rest_.size()); }

 private:
  std::string_view rest_;
};

}  // namespace till::fuzz
