// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "pos/station/step.h"

namespace till::pos::station {

[[nodiscard]] std::vector<bill::FoundAccount> foundAccounts(const State& state, const World& world);

}  // namespace till::pos::station
