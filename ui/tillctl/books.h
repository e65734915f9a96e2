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

[[nodiscard]] Command exportLedger();
[[nodiscard]] std::vector<Command> postingsCommands();

}  // namespace till::ui::tillctl
