// SPDX-License-Identifier: Apache-2.0
// Reports of a session. Each replays the session's events and compares with the ledger's own figures before it answers:
// a report that cannot be proven is an error, not a number. Blocks on the disk; any thread with a Reader of its own.
#pragma once

#include <map>
#include <optional>

#include "ledger/report/report.h"

namespace till::ledger::report {

// X: a read at any time. Of an open session it has counts and no amounts (blind).
struct XReport {
  store::SessionRow session;
  store::SessionCounts counts;
  std::string office;
  Proof proof;
};

struct ReversalRow {
  std::string receipt, reversed, how, reason, actor, approver;
  Money amount;
};

// How a payment was paid was changed: what went back and what came in for it.
struct RetenderRow {
  std::string receipt, reason, actor, approver;
  std::vector<journal::TenderTaken> out, in;
};

// Z: the closed session, for ever.
struct ZReport {
  std::string office;
  store::SessionRow session;
  store::SessionFigures figures;
  Money overShort;
  std::string reason;
  std::string firstReceipt, lastReceipt;
  std::map<std::string, Money> byAccount;  // GL account -> debits less credits of the session
  std::map<std::string, Money> byService;  // service -> paid, voids taken off
  std::vector<ReversalRow> reversals;
  std::vector<RetenderRow> retenders;
  std::vector<journal::CountLine> counted;
  std::int64_t unconfirmedPrints = 0;
  store::WallTime openedAt, closedAt;
  Proof proof;  // its head is the hash of the closing event
};

// The session asked for, or the first that is open.
[[nodiscard]] tl::expected<XReport, ReportError> xReport(const store::Reader& reader,
                                                         std::optional<std::int64_t> session = std::nullopt);
[[nodiscard]] tl::expected<ZReport, ReportError> zReport(const store::Reader& reader, std::int64_t z);
[[nodiscard]] tl::expected<ZReport, ReportError> lastZReport(const store::Reader& reader);

[[nodiscard]] Report toReport(const XReport& report);
[[nodiscard]] Report toReport(const ZReport& report);

}  // namespace till::ledger::report
