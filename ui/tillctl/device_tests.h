// SPDX-License-Identifier: Apache-2.0
// The commands of `tillctl devices` that try devices out.
#pragma once

#include "ui/tillctl/command.h"

namespace till::ui::tillctl {

// --seconds of a command that waits for hands: 1 to 120.
[[nodiscard]] tl::expected<int, Failure> secondsFrom(const std::string& text, int usual);

[[nodiscard]] Command testDevices();
[[nodiscard]] Command deviceStatistics();
[[nodiscard]] Command teachDrawer();
[[nodiscard]] Command recordDevice();

}  // namespace till::ui::tillctl
