// SPDX-License-Identifier: Apache-2.0
// Every report there is, one function each: Reader and what was asked -> a proven Report. pos/report has them in a
// list. Block on the disk; any thread with a Reader of its own. To be of one moment they run under Reader::atOneMoment.
#pragma once

#include <optional>

#include "ledger/report/postings.h"

namespace till::ledger::report {

// Each report looks at what it knows of this and at nothing else.
struct Asked {
  Days days;
  std::optional<std::int64_t> number;  // of the Z, session or deposit; the last one without it
  std::string person;
  Period period = Period::all;
  bool fast = false;                                         // balances, postings: not compared with the entries
  std::function<std::string(store::WallTime)> moment = utc;  // the office's clock, for days and hours
};

[[nodiscard]] Made makeX(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makeZ(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makeBalances(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makeServices(const store::Reader& reader, const Asked& asked);

// sessions.cpp: of closed sessions only
[[nodiscard]] Made makeTape(const store::Reader& reader, const Asked& asked);   // every event of a session
[[nodiscard]] Made makeStubs(const store::Reader& reader, const Asked& asked);  // by batch and sequence
[[nodiscard]] Made makeHours(const store::Reader& reader, const Asked& asked);  // payments by hour
[[nodiscard]] Made makeOverShort(const store::Reader& reader, const Asked& asked);

// to_the_bank.cpp. A slip whose bag does not hold what the receipts say is an error: notIntact.
[[nodiscard]] Made makeDeposit(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makeCustody(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makeBank(const store::Reader& reader, const Asked& asked);

// house.cpp: money in the house and who holds it; of an open till only what it began with
[[nodiscard]] Made makeHouse(const store::Reader& reader, const Asked& asked);

// oversight.cpp: what somebody ought to look at
[[nodiscard]] Made makeCorrections(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makePending(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makePerson(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makeDrawer(const store::Reader& reader, const Asked& asked);
[[nodiscard]] Made makeReceipts(const store::Reader& reader, const Asked& asked);

// losses.cpp: where an epoch ended with a disk, and which receipts are known from paper only
[[nodiscard]] Made makeLosses(const store::Reader& reader, const Asked& asked);

}  // namespace till::ledger::report
