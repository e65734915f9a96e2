// SPDX-License-Identifier: Apache-2.0
// What the commands that hand the books on have in common.
#pragma once

#include <functional>
#include <iosfwd>

#include "ledger/report/postings.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {

// --from and --to, or every day. Error: not a day.
[[nodiscard]] tl::expected<ledger::report::Days, Failure> daysOf(const Given& given);

// Into --out, whole or not at all and durable; to standard output without it.
[[nodiscard]] Outcome writeOut(const std::string& file, const std::function<Outcome(std::ostream&)>& write);

[[nodiscard]] Failure toFailure(const ledger::report::ReportError& error);

// The days that daysOf() reads.
inline const Argument kFromDay{"--from", "DAY", "The first business day, 2026-12-01."};
inline const Argument kToDay{"--to", "DAY", "The last one."};

[[nodiscard]] Command exportLedger();

}  // namespace till::ui::tillctl
