// SPDX-License-Identifier: Apache-2.0
// The commands of `tillctl devices` that try devices out.
#pragma once

#include "ui/tillctl/command.h"

namespace till::ui::tillctl {

[[nodiscard]] Command testDevices();
[[nodiscard]] Command deviceStatistics();

}  // namespace till::ui::tillctl
