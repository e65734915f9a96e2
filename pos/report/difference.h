// SPDX-License-Identifier: Apache-2.0
// What a closed session's difference may be, as a report: its Z's lines, and what the helper of pos/shift found.
#pragma once

#include "pos/report/reports.h"

namespace till::pos::report {

// Of the session asked for, or of the last that was closed. Errors: noSuchSession; notClosed, for nothing is told
// before the seal; unproven, by its Z.
[[nodiscard]] Made makeDifference(const ledger::store::Reader& reader, const Asked& asked, const Counter& counter);

}  // namespace till::pos::report
