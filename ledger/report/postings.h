// SPDX-License-Identifier: Apache-2.0
// What the accounts and the services were posted. By account the figures come from the rollups: a few rows a day,
// however many payments; unless it must be fast they are compared with the events. By service they are summed from the
// events themselves. Blocks on the disk; any thread with a Reader of its own.
#pragma once

#include "ledger/report/journal_export.h"

namespace till::ledger::report {

enum class Period { day, week, month, all };

struct AccountRow {
  std::string period;  // "2026-12-15", the week's Monday, "2026-12"; empty for all
  std::string account, name;
  std::int64_t lines = 0;
  Money amount;  // debits less credits
};
struct ServiceRow {
  std::string period, service;
  std::int64_t lines = 0;
  Money amount;  // paid, what was undone taken off
};

// Against the events: every entry is summed anew from them. Fast: only the stored sums, which must be balanced.
enum class Against { events, fast };
struct PostingsReport {
  Days days;
  Period period = Period::all;
  std::vector<AccountRow> rows;
  Proof proof;
};
struct ServicesReport {
  Days days;
  Period period = Period::all;
  std::vector<ServiceRow> rows;
  std::string office;
  Proof proof;
};

// Errors: notClosed (a session of these days is open), unproven (the events say otherwise than the rollups, or they
// do not sum to zero).
[[nodiscard]] tl::expected<PostingsReport, ReportError> postingsReport(const store::Reader& reader, const Days& days,
                                                                       Period period, Against against);
[[nodiscard]] tl::expected<ServicesReport, ReportError> servicesReport(const store::Reader& reader, const Days& days,
                                                                       Period period);

[[nodiscard]] Report toReport(const PostingsReport& report);
[[nodiscard]] Report toReport(const ServicesReport& report);

// "2026-12-15" is a day that there is.
[[nodiscard]] bool isDay(const std::string& text);
[[nodiscard]] std::string dayAfter(const std::string& day);
[[nodiscard]] std::string dayBefore(const std::string& day);
// The name of the period that a day belongs to.
[[nodiscard]] std::string periodOf(const std::string& day, Period period);

// Not a figure of an open session leaves the house.
[[nodiscard]] tl::expected<void, ReportError> onlyClosed(const store::Reader& reader, const Days& days);

}  // namespace till::ledger::report
