// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/postings.h"

#include <array>
#include <map>

#include "ledger/journal/entry.h"
#include "ledger/journal/hash.h"
#include "ledger/report/makers.h"
#include "ledger/report/reading.h"

namespace till::ledger::report {
namespace {

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
                                                         Against against) {
  if (const auto closed = onlyClosed(reader, days); !closed) return tl::unexpected(closed.error());
  const auto postings = reader.postings(days.from, days.to);
  const bool proven = against == Against::events;
  const auto events = proven ? reader.postingsOfEvents(days.from, days.to) : store::SummedAnew{};
  if (!events.chain.fault.empty()) return brokenChain(events.chain);
  if (proven && postings != events.postings) return unproven("what the entries sum to");
  std::map<std::string, std::string> names;
  for (const auto& account : reader.chart()) names[account.code] = account.name;
  PostingsReport report{days, period, {}, {}};
  Money total;
  for (const auto& [key, sum] : sumsOf(postings, period)) {
    report.rows.push_back({key.first, key.second, names[key.second], sum.lines, sum.amount});
    total += sum.amount;
  }
  if (!total.isZero()) return unproven("the accounts, which do not sum to zero");
  report.proof = {proven, events.chain.events, proven ? journal::toHex(events.chain.head) : "",
                  proven ? "Summed anew from the events: every entry of these days; they agree."
                         : "Unproven: as stored, not compared with the events, as was asked."};
  return report;
}

tl::expected<ServicesReport, ReportError> servicesReport(const store::Reader& reader, const Days& days, Period period) {
  if (const auto closed = onlyClosed(reader, days); !closed) return tl::unexpected(closed.error());
  Sums sums;
  Reading reading(reader);
  std::map<std::int64_t, Money> paid;  // by session: what the payments' bills come to
  reading.naming({R"("bills":[)"}, [&](const store::StoredEvent& event) {
    const std::string day = journal::businessDateOf(event.context, event.body);
    if (!within(days, day)) return;
    addServices(event, periodOf(day, period), sums);
    const auto* payment = std::get_if<journal::PaymentTaken>(&event.body);
    if (payment == nullptr) return;
    for (const auto& bill : payment->bills) paid[event.context.session.value_or(0)] += totalOf(bill);
  });
  for (const auto& session : reading.closedOf(days)) {
    const auto figures = reader.figures(session.id);
    if (!figures || figures->paymentsTotal != paid[session.id]) return unproven("payments");
  }
  const auto proven = reading.proven({}, "The payments' bills, summed anew, come to each session's stored payments.");
  if (!proven) return tl::unexpected(proven.error());
  ServicesReport report{days, period, {}, proven->office, proven->proof};
  for (const auto& [key, sum] : sums) report.rows.push_back({key.first, key.second, sum.lines, sum.amount});
  return report;
}

namespace {

std::string periodTitle(Period period) {
  constexpr std::array kTitles{"Day", "Week from", "Month", ""};
  return kTitles.at(static_cast<std::size_t>(period));
}

// A column that says nothing stands on no paper: the period of all days.
Table rowsTable(Period period, std::vector<Column> columns) {
  columns.insert(columns.begin(), {"period", periodTitle(period), Type::text});
  return {"rows", "", std::move(columns), {}};
}

}  // namespace

Report toReport(const PostingsReport& report) {
  const bool all = report.period == Period::all;
  Report made{all ? "balances" : "postings", all ? "Balances by account" : "Postings by account"};
  made.days = report.days;
  Table rows = rowsTable(report.period, {{"account", "Account"},
                                         {"name", "Name"},
                                         {"lines", "Lines", Type::count},
                                         {"amount", "Debits less credits", Type::money}});
  for (const auto& row : report.rows) {
    rows.rows.push_back({row.period, row.account, row.name, row.lines, row.amount});
  }
  made.tables.push_back(std::move(rows));
  made.proof = report.proof;
  return made;
}

Report toReport(const ServicesReport& report) {
  Report made{"services", "Paid by service", report.office, report.days};
  Table rows = rowsTable(
      report.period,
      {{"service", "Service"}, {"lines", "Lines", Type::count}, {"amount", "Paid, less what was undone", Type::money}});
  for (const auto& row : report.rows) rows.rows.push_back({row.period, row.service, row.lines, row.amount});
  if (report.period == Period::all && !rows.rows.empty()) addTotals(rows);
  made.tables.push_back(std::move(rows));
  made.proof = report.proof;
  return made;
}

Made makeBalances(const store::Reader& reader, const Asked& asked) {
  const auto against = asked.fast ? Against::fast : Against::events;
  const auto postings = postingsReport(reader, asked.days, asked.period, against);
  if (!postings) return tl::unexpected(postings.error());
  return toReport(*postings);
}

Made makeServices(const store::Reader& reader, const Asked& asked) {
  const auto services = servicesReport(reader, asked.days, asked.period);
  if (!services) return tl::unexpected(services.error());
  return toReport(*services);
}

}  // namespace till::ledger::report
