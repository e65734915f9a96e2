// SPDX-License-Identifier: Apache-2.0
// What the customer's line display shows of a view. Pure. Never a name, and never a balance that no stub was brought
// for.
#pragma once

#include "drivers/rack/rack.h"
#include "pos/station/view.h"
#include "pos/words/words.h"

namespace till::pos::station {

// Two lines of `columns`: what is to be paid, then what was given and the change; else the office's name.
[[nodiscard]] drivers::rack::CustomerLines customerLines(const StationView& view, const words::Words& words,
                                                         std::size_t columns);

}  // namespace till::pos::station
