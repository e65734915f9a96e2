// SPDX-License-Identifier: Apache-2.0
// The configured devices against what is plugged in: for each fault what it is, what it means, and the command or
// setting that mends it. Pure.
#pragma once

#include "drivers/health/plugged.h"
#include "drivers/rack/rack.h"

namespace till::drivers::health {

enum class Grade { well, look, stop };

struct Finding {
  std::string device;  // "printer", "drawer", "scanner", "display", "check_reader"; "drawer left" where it has a name
  Grade grade = Grade::well;
  std::string what;
  std::string means;  // "" where all is well
  std::string mend;
};

// At least one a configured device.
[[nodiscard]] std::vector<Finding> examine(const rack::DeviceSettings& settings, const Plugged& plugged);

}  // namespace till::drivers::health
