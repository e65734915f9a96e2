// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/session_report.h"

#include <algorithm>
#include <array>

#include "ledger/journal/entry.h"
#include "ledger/report/reading.h"

namespace till::ledger::report {
namespace {

using namespace journal;

// What the events of one session come to, summed here anew.
struct Replay {
  ZReport report;
  std::array<Money, 4> tenders;
  std::array<std::int64_t, 4> pieces{};
  Money floatAmount, moved, payments, reversals;
  std::int64_t paymentCount = 0, reversalCount = 0, noSales = 0, withoutCause = 0;
  std::map<std::int64_t, bool> confirmed;  // printed event -> paper known to be out
  std::optional<SessionClosed> closed;
  int station = 0;

  void take(const store::StoredEvent& event) {
    report.office = event.key.office;
    station = event.key.station;
    for (const auto& line : entryOf(event.body)) report.byAccount[line.account] += line.amount;
    std::visit([&](const auto& fact) { add(event, fact); }, event.body);
  }

  template <class T>
  void add(const store::StoredEvent&, const T&) {}

  void add(const store::StoredEvent& event, const SessionOpened& opened) {
    floatAmount = opened.floatAmount;
    report.openedAt = event.at;
  }
  void add(const store::StoredEvent& event, const PaymentTaken& payment) {
    number(event, payment.receipt);
    tendersOf(payment.tenders, 1);
    services(payment.bills);
    payments += payment.total;
    ++paymentCount;
    confirmed.try_emplace(event.key.seq, false);
  }
  void add(const store::StoredEvent& event, const PaymentReversed& reversal) {
    const std::string own = number(event, reversal.receipt);
    tendersOf(reversal.tenders, -1);
    services(reversal.bills);
    Money total;
    for (const auto& tender : reversal.tenders) total += tender.amount;
    reversals += total;
    ++reversalCount;
    confirmed.try_emplace(event.key.seq, false);
    report.reversals.push_back({own, toText(ReceiptNumber{station, event.key.epoch, reversal.reversedReceipt}),
                                reversal.how, reversal.reason, event.context.actor,
                                event.context.approval ? event.context.approval->approver : "", total});
  }
  void add(const store::StoredEvent&, const CashMoved& cash) { moved += cash.amount; }
  void add(const store::StoredEvent&, const HandOverAccepted& accepted) { moved += accepted.amount; }
  void add(const store::StoredEvent& event, const PaymentRetendered& change) {
    tendersOf(change.out, -1);
    tendersOf(change.in, 1);
    report.retenders.push_back({change.receipt, change.reason, event.context.actor,
                                event.context.approval ? event.context.approval->approver : "", change.out, change.in});
  }
  void add(const store::StoredEvent&, const DrawerOpened& drawer) {
    noSales += drawer.cause == "no_sale" && drawer.openMillis == 0 ? 1 : 0;
    withoutCause += drawer.cause == "none" && drawer.openMillis == 0 ? 1 : 0;
  }
  void add(const store::StoredEvent&, const PrintFinished& print) {
    if (const auto found = confirmed.find(print.of); found != confirmed.end()) {
      found->second = print.outcome == PrintOutcome::confirmed || print.outcome == PrintOutcome::notNeeded;
    }
  }
  void add(const store::StoredEvent&, const CountSealed& sealed) { report.counted = sealed.cash; }
  void add(const store::StoredEvent& event, const SessionClosed& fact) {
    closed = fact;
    report.closedAt = event.at;
    report.reason = fact.reason;
  }

 private:
  std::string number(const store::StoredEvent& event, std::int64_t receipt) {
    std::string text = toText(ReceiptNumber{station, event.key.epoch, receipt});
    if (report.firstReceipt.empty()) report.firstReceipt = text;
    report.lastReceipt = text;
    return text;
  }
  void tendersOf(const std::vector<TenderTaken>& taken, int sign) {
    for (const auto& tender : taken) {
      tenders.at(static_cast<std::size_t>(tender.kind)) += tender.amount.times(sign);
      pieces.at(static_cast<std::size_t>(tender.kind)) += sign;
    }
  }
  void services(const std::vector<BillPaid>& bills) {
    for (const auto& bill : bills) {
      for (const auto& line : bill.lines) report.byService[line.service] += line.amount;
      if (!bill.credit.isZero()) report.byService["credit"] += bill.credit;
    }
  }
};

std::string difference(const Replay& replay, const store::SessionFigures& figures) {
  if (replay.payments != figures.paymentsTotal || replay.paymentCount != figures.payments) return "payments";
  if (replay.reversals != figures.reversalsTotal || replay.reversalCount != figures.reversals) return "voids";
  if (replay.noSales != figures.noSales) return "drawer openings without a sale";
  if (replay.withoutCause != figures.withoutCause) return "drawer openings without a cause";
  for (const auto& line : figures.lines) {
    const auto kind = static_cast<std::size_t>(line.kind);
    Money expected = replay.tenders.at(kind);
    if (line.kind == TenderKind::cash) expected += replay.floatAmount + replay.moved;
    if (expected != line.expected || replay.pieces.at(kind) != line.pieces) return "what was expected of a tender";
  }
  if (!replay.closed || replay.closed->lines.size() != figures.lines.size()) return "the closing";
  for (std::size_t i = 0; i < figures.lines.size(); ++i) {
    const auto& closed = replay.closed->lines[i];
    const auto& line = figures.lines[i];
    if (closed.expected != line.expected || closed.counted != line.counted) return "the closing's lines";
  }
  Money sum;
  for (const auto& [account, amount] : replay.report.byAccount) sum += amount;
  return sum.isZero() ? "" : "the entries, which do not sum to zero";
}

// Under the name of any report, only for its proof.
tl::expected<Proof, ReportError> proofOf(const Reading& reading, const std::string& compared) {
  const auto proven = reading.proven({}, compared);
  if (!proven) return tl::unexpected(proven.error());
  return proven->proof;
}

tl::expected<ZReport, ReportError> zOf(const store::Reader& reader, const store::SessionRow& session) {
  Replay replay;
  Reading reading(reader);
  reading.session(session.id, [&](const store::StoredEvent& event) { replay.take(event); });
  const auto figures = reader.figures(session.id);
  if (!figures) return refused(ReportErrorCode::notClosed, "the session's count is not sealed");
  if (const std::string where = difference(replay, *figures); !where.empty()) return unproven(where);
  auto proof = proofOf(reading, "The session's events, replayed, come to its stored figures.");
  if (!proof) return tl::unexpected(proof.error());
  ZReport report = std::move(replay.report);
  report.proof = std::move(*proof);
  report.session = session;
  report.figures = *figures;
  for (const auto& line : figures->lines) report.overShort += line.overShort;
  for (const auto& [seq, sure] : replay.confirmed) report.unconfirmedPrints += sure ? 0 : 1;
  return report;
}

bool same(const store::SessionCounts& counts, const Replay& replay) {
  return counts.payments == replay.paymentCount && counts.reversals == replay.reversalCount &&
         counts.noSales == replay.noSales && counts.withoutCause == replay.withoutCause;
}

}  // namespace

tl::expected<XReport, ReportError> xReport(const store::Reader& reader, std::optional<std::int64_t> session) {
  Reading reading(reader);
  for (const auto& [id, row] : reading.sessions()) {
    if (session ? id != *session : row.closed) continue;
    Replay replay;
    reading.session(id, [&](const store::StoredEvent& event) { replay.take(event); });
    const auto counts = reader.counts(id);
    if (!same(counts, replay)) return unproven("counts");
    auto proof = proofOf(reading, "The session's events, counted anew, are as many as the stored counts say.");
    if (!proof) return tl::unexpected(proof.error());
    return XReport{row, counts, replay.report.office, std::move(*proof)};
  }
  return refused(ReportErrorCode::noSuchSession,
                 session ? "there is no session " + std::to_string(*session) : std::string("no session is open"));
}

tl::expected<ZReport, ReportError> zReport(const store::Reader& reader, std::int64_t z) {
  for (const auto& session : reader.sessions()) {
    if (session.z == z) return zOf(reader, session);
  }
  return refused(ReportErrorCode::noSuchSession, "there is no Z " + std::to_string(z));
}

tl::expected<ZReport, ReportError> lastZReport(const store::Reader& reader) {
  const auto sessions = reader.sessions();
  // A session that was opened later may have been closed before it.
  const auto last = std::ranges::max_element(sessions, {}, [](const auto& one) { return one.z.value_or(0); });
  if (last == sessions.end() || !last->z) {
    return refused(ReportErrorCode::noSuchSession, "no session has been closed yet");
  }
  return zOf(reader, *last);
}

}  // namespace till::ledger::report
