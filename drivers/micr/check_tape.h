// SPDX-License-Identifier: Apache-2.0
// What playing a check reader's tape needs to know about it. Pure.
#pragma once

#include "drivers/transport/replay.h"

namespace till::drivers::micr {

// What the reader asks when it likes. Masked digits come back as a transit number that is valid: whether the one on the
// counter was, a masked tape does not say.
[[nodiscard]] transport::ReplayOptions checkTapeOptions();

}  // namespace till::drivers::micr
