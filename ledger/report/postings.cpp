// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/postings.h"

#include <algorithm>
#include <map>

#include "ledger/journal/entry.h"

namespace till::ledger::report {
namespace {

tl::unexpected<ReportError> unproven(const std::string& why) {
  return tl::unexpected(
      ReportError{ReportErrorCode::unproven, why + "; run tillctl ledger verify, then tillctl ledger rebuild"});
}

struct Sum {
  std::int64_t lines = 0;
  Money amount;
};
using Sums = std::map<std::pair<std::string, std::string>, Sum>;

Sums sumsOf(const std::vector<store::Posting>& postings, Period period) {
  Sums sums;
  for (const auto& posting : postings) {
    Sum& sum = sums[{periodOf(posting.date, period), posting.account}];
    sum.lines += posting.lines;
    sum.amount += posting.amount;
  }
  return sums;
}

// Bills as they stand in the event: what a void or a returned check undoes is negative there.
void addServices(const store::StoredEvent& event, const std::string& period, Sums& sums) {
  std::visit(
      [&](const auto& fact) {
        if constexpr (requires { fact.bills.front().lines; }) {
          for (const auto& bill : fact.bills) {
            for (const auto& line : bill.lines) {
              Sum& sum = sums[{period, line.service}];
              ++sum.lines;
              sum.amount += line.amount;
            }
            if (!bill.credit.isZero()) sums[{period, "credit"}].amount += bill.credit;
          }
        }
      },
      event.body);
}

}  // namespace

tl::expected<void, ReportError> onlyClosed(const store::Reader& reader, const Days& days) {
  const auto open = openSessionsOf(reader, days);
  if (open.empty()) return {};
  return tl::unexpected(ReportError{ReportErrorCode::notClosed, "session " + std::to_string(open.front()) +
                                                                    " of these days is open: its figures can be had "
                                                                    "when it is closed"});
}

tl::expected<PostingsReport, ReportError> postingsReport(const store::Reader& reader, const Days& days, Period period,
                                                         Proof proof) {
  if (const auto closed = onlyClosed(reader, days); !closed) return tl::unexpected(closed.error());
  const auto postings = reader.postings(days.from, days.to);
  if (proof == Proof::entries && postings != reader.postingsOfEntries(days.from, days.to)) {
    return unproven("the entries of these days say otherwise than the stored sums");
  }
  std::map<std::string, std::string> names;
  for (const auto& account : reader.chart()) names[account.code] = account.name;
  PostingsReport report{days, period, proof, {}};
  Money total;
  for (const auto& [key, sum] : sumsOf(postings, period)) {
    report.rows.push_back({key.first, key.second, names[key.second], sum.lines, sum.amount});
    total += sum.amount;
  }
  if (!total.isZero()) return unproven("the accounts do not sum to zero");
  return report;
}

tl::expected<ServicesReport, ReportError> servicesReport(const store::Reader& reader, const Days& days, Period period) {
  if (const auto closed = onlyClosed(reader, days); !closed) return tl::unexpected(closed.error());
  Sums sums;
  static const std::vector<std::string> kWithBills{R"("bills":[)"};
  reader.eachEventNaming(kWithBills, [&](const store::StoredEvent& event) {
    const std::string day = journal::businessDateOf(event.context, event.body);
    if (day >= days.from && day <= days.to) addServices(event, periodOf(day, period), sums);
  });
  ServicesReport report{days, period, {}};
  for (const auto& [key, sum] : sums) report.rows.push_back({key.first, key.second, sum.lines, sum.amount});
  return report;
}

}  // namespace till::ledger::report
