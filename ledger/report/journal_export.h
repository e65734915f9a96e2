// SPDX-License-Identifier: Apache-2.0
// The journal for other programs. Nothing personal is in it: no private values, no names of customers. A text that the
// other program would read as something else is refused, never cut or changed. Blocks on the disk; any thread with a
// Reader of its own.
#pragma once

#include <tl/expected.hpp>

#include <iosfwd>
#include <string>
#include <vector>

#include "ledger/report/report.h"

namespace till::ledger::report {

// An array of {epoch, seq, kind, hash, payload} in order; payload as the chain has it.
// Error of this and the next two, unproven: a link of the chain does not hold; what was written is all there is, and is
// not to be relied on.
[[nodiscard]] tl::expected<void, ReportError> journalJson(const store::Reader& reader, std::ostream& out);

// One line an event: {"hash":"...","payload":"..."}, the payload's very bytes as a JSON string. ledger/README.md says
// how to verify it; tests/verify/verify.py does.
[[nodiscard]] tl::expected<void, ReportError> journalLines(const store::Reader& reader, std::ostream& out);

// For hledger: accounts declared with name and type as the last chart has them, then one balanced transaction an entry.
// Error unproven: an account whose name hledger would read as something else, or that no chart names; `out` is then not
// to be used.
[[nodiscard]] tl::expected<std::int64_t, ReportError> hledgerJournal(const store::Reader& reader, const Days& days,
                                                                     std::ostream& out);

// "assets:601-0000-10110 Cash in tills". Error: a sentence that names the account.
[[nodiscard]] tl::expected<std::string, std::string> hledgerAccount(const journal::ChartAccount& account);

// Sessions of these days that are still open: what their money comes to is nobody's to see yet.
[[nodiscard]] std::vector<std::int64_t> openSessionsOf(const store::Reader& reader, const Days& days);

}  // namespace till::ledger::report
