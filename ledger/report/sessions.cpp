// SPDX-License-Identifier: Apache-2.0
// Reports of closed sessions: tape, stubs, hours, over and short. Each session is its Z's first: what that cannot prove
// is shown by none of them.
#include <array>

#include "ledger/report/makers.h"
#include "ledger/report/reading.h"
#include "ledger/report/session_report.h"

namespace till::ledger::report {
namespace {

using journal::PaymentReversed;
using journal::PaymentTaken;

constexpr const char* kAgainstZ = "The events of each session, replayed, come to the stored figures of its Z.";

// What the reader of many sessions has of each: its proven Z.
tl::expected<std::vector<ZReport>, ReportError> proven(const store::Reader& reader,
                                                       const std::vector<store::SessionRow>& sessions) {
  std::vector<ZReport> all;
  for (const auto& session : sessions) {
    auto z = zReport(reader, session.z.value_or(0));
    if (!z) return tl::unexpected(z.error());
    all.push_back(std::move(*z));
  }
  return all;
}

std::string tenderTexts(const std::vector<journal::TenderTaken>& tenders) {
  std::string text;
  for (const auto& tender : tenders) text += (text.empty() ? "" : " + ") + tenderText(tender);
  return text;
}

// Stubs in the order in which they lie in the batch; what was voided stays in it.
class Stubs {
 public:
  explicit Stubs(Table& table) : table_(table) {}

  void begin(std::int64_t session) {
    session_ = session;
    sequence_ = 0;
    sum_ = Money();
    rowOf_.clear();
  }
  void take(const store::StoredEvent& event) {
    if (const auto* payment = std::get_if<PaymentTaken>(&event.body)) return add(event, *payment);
    const auto* reversal = std::get_if<PaymentReversed>(&event.body);
    if (reversal == nullptr) return;
    for (const std::size_t row : rowOf_[reversal->reverses]) {
      table_.rows[row].back() = "voided by " + receiptOf(event, reversal->receipt);
    }
  }
  [[nodiscard]] Money sum() const { return sum_; }

 private:
  void add(const store::StoredEvent& event, const PaymentTaken& payment) {
    for (const auto& bill : payment.bills) {
      sum_ += totalOf(bill);
      rowOf_[event.key.seq].push_back(table_.rows.size());
      table_.rows.push_back({session_, ++sequence_, receiptOf(event, payment.receipt), event.at, bill.account,
                             totalOf(bill), textCell(bill.entered), tenderTexts(payment.tenders), Cell()});
    }
  }

  Table& table_;
  std::int64_t session_ = 0, sequence_ = 0;
  Money sum_;
  std::map<std::int64_t, std::vector<std::size_t>> rowOf_;  // by the payment's seq
};

struct Hour {
  std::int64_t payments = 0;
  Money amount;
};

std::map<std::string, Hour> hoursOf(const store::SessionRow& session, Reading& reading, const Asked& asked) {
  std::map<std::string, Hour> hours;
  reading.session(session.id, [&](const store::StoredEvent& event) {
    const auto* payment = std::get_if<PaymentTaken>(&event.body);
    if (payment == nullptr) return;
    constexpr std::size_t kHourAt = 11;
    const std::string moment = asked.moment(event.at);
    Hour& hour = hours[moment.size() > kHourAt + 2 ? moment.substr(kHourAt, 2) : "?"];
    ++hour.payments;
    hour.amount += payment->total;
  });
  return hours;
}

std::string tillName(const store::SessionRow& session) {
  return session.till ? "Till " + std::to_string(*session.till) : "Batch";
}

struct Differences {
  std::int64_t sessions = 0, differing = 0;
  Money over, shortBy;  // shortBy is negative
  void add(Money difference) {
    ++sessions;
    differing += difference.isZero() ? 0 : 1;
    (difference.isNegative() ? shortBy : over) += difference;
  }
};

Table differencesTable(const std::string& key, const std::string& title, Column first,
                       const std::map<std::string, Differences>& all) {
  const bool people = first.type == Type::person;
  Table table{key,
              title,
              {std::move(first),
               {"sessions", "Sessions", Type::count},
               {"differing", "With a difference", Type::count},
               {"over", "Over", Type::money},
               {"short", "Short", Type::money},
               {"net", "Net", Type::money}},
              {}};
  for (const auto& [name, of] : all) {
    table.rows.push_back({people ? Cell(Person{name}) : Cell(name), of.sessions, of.differing, of.over, of.shortBy,
                          of.over + of.shortBy});
  }
  return table;
}

Table sessionTable(const std::vector<ZReport>& all) {
  Table table{"sessions",
              "By session",
              {{"session", "Session", Type::count},
               {"date", "Business day"},
               {"z", "Z", Type::count},
               {"drawer", "Till"},
               {"person", "Person", Type::person},
               {"cash", "Cash", Type::money},
               {"checks", "Checks", Type::money},
               {"money_orders", "Money orders", Type::money},
               {"cards", "Card slips", Type::money},
               {"over_short", "Over / short", Type::money},
               {"reason", "Reason"}},
              {}};
  for (const auto& z : all) {
    std::array<Money, 4> kinds;
    for (const auto& line : z.figures.lines) kinds.at(static_cast<std::size_t>(line.kind)) = line.overShort;
    table.rows.push_back({z.session.id, z.session.businessDate, z.session.z.value_or(0), tillName(z.session),
                          personCell(z.session.custodian), kinds[0], kinds[1], kinds[2], kinds[3], z.overShort,
                          textCell(z.reason)});
  }
  addTotals(table);
  return table;
}

Chart overTime(const std::vector<ZReport>& all) {
  std::map<std::string, std::map<std::string, Money>> byTill;
  std::map<std::string, bool> days;
  for (const auto& z : all) {
    byTill[tillName(z.session)][z.session.businessDate] += z.overShort;
    days[z.session.businessDate] = true;
  }
  Chart chart{"over_time", "Over and short by drawer over time", Type::money, {}, {}};
  for (const auto& [day, any] : days) chart.labels.push_back(day);
  for (auto& [till, sums] : byTill) {
    Chart::Series series{till, {}};
    for (const auto& [day, any] : days) series.values.push_back(sums[day].minor());
    chart.series.push_back(std::move(series));
  }
  return chart;
}

// Floats that were not what they should be: nobody's yet, so with both names.
Table floatsTable(const Asked& asked, Reading& reading) {
  Table table{"floats",
              "Floats that differed at opening",
              {{"session", "Session", Type::count},
               {"date", "Business day"},
               {"person", "Counted by", Type::person},
               {"last_held_by", "Last held by", Type::person},
               {"expected", "Expected", Type::money},
               {"counted", "Counted", Type::money},
               {"difference", "Difference", Type::money}},
              {}};
  reading.kinds({"session_opened"}, [&](const store::StoredEvent& event) {
    const auto& opened = std::get<journal::SessionOpened>(event.body);
    const Money difference = opened.floatAmount - opened.floatExpected;
    if (difference.isZero() || !within(asked.days, opened.businessDate)) return;
    table.rows.push_back({opened.session, opened.businessDate, personCell(opened.custodian),
                          personCell(opened.lastHeldBy), opened.floatExpected, opened.floatAmount, difference});
  });
  return table;
}

Table fundsTable(const Asked& asked, Reading& reading) {
  Table table{"funds",
              "Funds counted",
              {{"fund", "Fund"},
               {"date", "Business day"},
               {"person", "Counted by", Type::person},
               {"witness", "Witness", Type::person},
               {"independent", "Independent"},
               {"expected", "Expected", Type::money},
               {"counted", "Counted", Type::money},
               {"over_short", "Over / short", Type::money}},
              {}};
  reading.kinds({"fund_counted"}, [&](const store::StoredEvent& event) {
    const auto& counted = std::get<journal::FundCounted>(event.body);
    if (!within(asked.days, reading.dayOf(event, asked.moment))) return;
    table.rows.push_back({counted.fund, reading.dayOf(event, asked.moment), personCell(event.context.actor),
                          personCell(counted.witness), std::string(counted.independent ? "yes" : "no"),
                          counted.expected, counted.counted, counted.overShort});
  });
  return table;
}

}  // namespace

Made makeX(const store::Reader& reader, const Asked& asked) {
  const auto x = xReport(reader, asked.number);
  if (!x) return tl::unexpected(x.error());
  return toReport(*x);
}

Made makeZ(const store::Reader& reader, const Asked& asked) {
  const auto z = asked.number ? zReport(reader, *asked.number) : lastZReport(reader);
  if (!z) return tl::unexpected(z.error());
  return toReport(*z);
}

Made makeTape(const store::Reader& reader, const Asked& asked) {
  Reading reading(reader);
  const auto session = closedSession(reading, asked.number);
  if (!session) return tl::unexpected(session.error());
  if (const auto z = zReport(reader, session->z.value_or(0)); !z) return tl::unexpected(z.error());
  Report report{"tape", "Electronic tape of session " + std::to_string(session->id)};
  report.facts = {{"session", "Session", session->id},
                  {"custodian", "Custodian", personCell(session->custodian)},
                  {"business_date", "Business day", session->businessDate}};
  Table table{"events",
              "",
              {{"seq", "Event", Type::count},
               {"at", "Time", Type::time},
               {"what", "What"},
               {"detail", "Detail"},
               {"actor", "By", Type::person},
               {"approver", "Approved by", Type::person},
               {"amount", "Amount", Type::money}},
              {}};
  reading.session(session->id, [&](const store::StoredEvent& event) {
    const Act act = actOf(event);
    table.rows.push_back({event.key.seq, event.at, act.what, textCell(act.detail), personCell(event.context.actor),
                          personCell(approverOf(event)), act.amount ? Cell(*act.amount) : Cell()});
  });
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report), kAgainstZ);
}

Made makeStubs(const store::Reader& reader, const Asked& asked) {
  Reading reading(reader);
  std::vector<store::SessionRow> sessions;
  if (asked.number) {
    const auto one = closedSession(reading, asked.number);
    if (!one) return tl::unexpected(one.error());
    sessions = {*one};
  } else {
    if (const auto closed = onlyClosed(reader, asked.days); !closed) return tl::unexpected(closed.error());
    sessions = reading.closedOf(asked.days);
  }
  Report report{"stubs", "Stubs by batch and sequence", "", asked.number ? Days{} : asked.days};
  Table table{"stubs",
              "",
              {{"batch", "Batch", Type::count},
               {"sequence", "No.", Type::count},
               {"receipt", "Receipt"},
               {"at", "Time", Type::time},
               {"account", "Account"},
               {"amount", "Amount", Type::money},
               {"entered", "Entered"},
               {"tenders", "Paid by"},
               {"state", "State"}},
              {}};
  Stubs stubs(table);
  for (const auto& session : sessions) {
    stubs.begin(session.id);
    reading.session(session.id, [&](const store::StoredEvent& event) { stubs.take(event); });
    const auto figures = reader.figures(session.id);
    if (!figures || figures->paymentsTotal != stubs.sum()) return unproven("the payments of a batch");
  }
  addTotals(table);
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report), "The stubs of each batch come to its stored payments.");
}

Made makeHours(const store::Reader& reader, const Asked& asked) {
  if (const auto closed = onlyClosed(reader, asked.days); !closed) return tl::unexpected(closed.error());
  Reading reading(reader);
  std::map<std::string, Hour> hours;
  for (const auto& session : reading.closedOf(asked.days)) {
    Hour all;
    for (const auto& [hour, of] : hoursOf(session, reading, asked)) {
      hours[hour].payments += of.payments;
      hours[hour].amount += of.amount;
      all.payments += of.payments;
      all.amount += of.amount;
    }
    const auto figures = reader.figures(session.id);
    if (!figures || figures->paymentsTotal != all.amount || figures->payments != all.payments) {
      return unproven("payments");
    }
  }
  Report report{"hours", "Payments by hour", "", asked.days};
  Table table{
      "hours", "", {{"hour", "Hour"}, {"payments", "Payments", Type::count}, {"amount", "Amount", Type::money}}, {}};
  Chart chart{"by_hour", "Payments by hour", Type::count, {}, {{"Payments", {}}}};
  for (const auto& [hour, of] : hours) {
    table.rows.push_back({hour, of.payments, of.amount});
    chart.labels.push_back(hour);
    chart.series.front().values.push_back(of.payments);
  }
  addTotals(table);
  report.tables.push_back(std::move(table));
  report.charts.push_back(std::move(chart));
  return reading.proven(std::move(report), "The payments of each session come to its stored count and amount.");
}

Made makeOverShort(const store::Reader& reader, const Asked& asked) {
  Reading reading(reader);
  const auto all = proven(reader, reading.closedOf(asked.days));
  if (!all) return tl::unexpected(all.error());
  std::map<std::string, Differences> byPerson, byTill;
  for (const auto& z : *all) {
    byPerson[z.session.custodian].add(z.overShort);
    byTill[tillName(z.session)].add(z.overShort);
  }
  Report report{"over-short", "Over and short", "", asked.days};
  report.tables = {sessionTable(*all),
                   differencesTable("by_person", "By person", {"person", "Person", Type::person}, byPerson),
                   differencesTable("by_drawer", "By drawer", {"drawer", "Till"}, byTill), floatsTable(asked, reading),
                   fundsTable(asked, reading)};
  report.charts.push_back(overTime(*all));
  return reading.proven(std::move(report), kAgainstZ);
}

}  // namespace till::ledger::report
