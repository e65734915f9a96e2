// SPDX-License-Identifier: Apache-2.0
#include "drivers/transport/deadline.h"

namespace till::drivers::transport {

std::chrono::milliseconds Deadline::left() const {
  const auto rest = std::chrono::ceil<std::chrono::milliseconds>(when_ - Clock::now());
  return rest > std::chrono::milliseconds::zero() ? rest : std::chrono::milliseconds::zero();
}

}  // namespace till::drivers::transport
