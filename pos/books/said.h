// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "ledger/journal/events.h"

namespace till::pos::books {

// What came of an act, for people: as it was planned, with the numbers that only the ledger gives.
[[nodiscard]] std::string said(const ledger::journal::Body& posted, const std::string& planned);

}  // namespace till::pos::books
