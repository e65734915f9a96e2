// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace till::drivers::model {

// Senseless bytes, the same ones in each run.
class Noise {
 public:
  void appendTo(std::vector<std::byte>& bytes, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) bytes.push_back(next());
  }

 private:
  std::byte next() {  // xorshift32, Marsaglia 2003
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return static_cast<std::byte>(state_ >> 24);
  }
  std::uint32_t state_ = 0x2545F491;
};

}  // namespace till::drivers::model
