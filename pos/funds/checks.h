// SPDX-License-Identifier: Apache-2.0
// What every movement is asked before it is built. Private to this room.
#pragma once

#include "pos/funds/funds.h"

namespace till::pos::funds {

[[nodiscard]] inline tl::unexpected<Refusal> refused(Refusal why) { return tl::unexpected(why); }

// nullopt: sound.
[[nodiscard]] std::optional<Refusal> cashRefusal(const Cash& cash);
[[nodiscard]] std::optional<Refusal> referenceRefusal(const std::string& reference);

}  // namespace till::pos::funds
