// SPDX-License-Identifier: Apache-2.0
// After a test of a device on a serial line that was not understood: at which setting it is.
#pragma once

#include <vector>

#include "ui/tillctl/device_bench.h"

namespace till::ui::tillctl {

// Whether what came of a test is what a wrong rate does: silence, or what means nothing.
[[nodiscard]] bool mayBeTheRate(const TryOut& act, const Tried& tried);

// Tries the usual rates on the lines of these devices, and says what to write into devices.toml. The ports must be
// closed; one that the station holds is left to it, and that is said.
void searchLines(const drivers::rack::DeviceSettings& devices, const std::vector<TryOut>& failed,
                 const Options& options);

}  // namespace till::ui::tillctl
