// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/projections.h"

#include "ledger/money/mutant.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

constexpr const char* kPayment = "INSERT INTO payment VALUES(?,?,?,?,?,?,?,?,?)";
constexpr const char* kPaper = "INSERT INTO paper VALUES(?,?,?,?)";
constexpr const char* kRollup =
    "INSERT INTO rollup VALUES(?,?,1,?) ON CONFLICT DO UPDATE SET n=n+1, cents=cents+excluded.cents";
constexpr const char* kSessionRollup =
    "INSERT INTO session_rollup VALUES(?,?,?,?) "
    "ON CONFLICT DO UPDATE SET n=n+excluded.n, cents=cents+excluded.cents";
constexpr const char* kSession =
    "INSERT INTO session(id, kind, custodian, till, business_date, gl_date, float_cents, first_row, drawer) "
    "VALUES(?,?,?,?,?,?,?,?,?)";
constexpr const char* kCashMove = "INSERT INTO cash_move VALUES(?,?,?,?)";
constexpr const char* kPrint =
    "INSERT INTO print VALUES(?,?,?) ON CONFLICT DO UPDATE SET document=excluded.document, outcome=excluded.outcome";
constexpr const char* kSealed = "UPDATE session SET sealed_row=? WHERE id=?";
constexpr const char* kClosed = "UPDATE session SET closed_row=?, z=? WHERE id=?";
constexpr const char* kLatest = "INSERT INTO latest VALUES(?,?) ON CONFLICT DO UPDATE SET row=excluded.row";

// Payments find themselves in their own table; a row for them here would be a page more in every payment.
bool keptInLatest(const journal::Body& body) {
  return !std::holds_alternative<journal::PaymentTaken>(body) &&
         !std::holds_alternative<journal::PaymentReversed>(body);
}

}  // namespace

std::string tenderName(journal::TenderKind kind) { return "tender." + std::to_string(static_cast<int>(kind)); }

Projections::Projections(const Database& database)
    : database_(database),
      payment_(database, kPayment),
      paper_(database, kPaper),
      rollup_(database, kRollup),
      sessionRollup_(database, kSessionRollup),
      session_(database, kSession),
      cashMove_(database, kCashMove),
      print_(database, kPrint),
      sealed_(database, kSealed),
      closed_(database, kClosed),
      latest_(database, kLatest) {}

void Projections::apply(std::int64_t row, const journal::Envelope& envelope, const journal::Body& body) {
  const At at{row, envelope.context.session.value_or(0), envelope.context.actor};
  std::visit([&](const auto& known) { fact(at, known); }, body);
  if (const auto& approval = envelope.context.approval; approval && approval->method == journal::kPending) {
    Statement(database_, "INSERT INTO pending VALUES(?,NULL)").bind(row).run();
  }
  if (keptInLatest(body)) latest_.bind(journal::kindOf(body)).bind(row).run();
}

void Projections::fact(const At& at, const journal::PaymentTaken& payment) {
  payment_.bind(at.row).bind(at.session).bind(payment.receipt).bind(payment.sale).bind(payment.businessDate);
  payment_.bind(payment.total.minor()).bind(payment.change.minor());
  payment_.bind(payment.bills.empty() ? std::string_view() : payment.bills.front().account).bindNull().run();
  if (payment.bills.size() > 1) shares(at, payment.businessDate, payment.bills, payment.bills.front().account);
  lines(payment.businessDate, payment.entry);
  tenders(at, payment.tenders, 1);
  papers(at, payment.tenders);
  count(at.session, "payments", 1, payment.total);
}

void Projections::fact(const At& at, const journal::PaymentReversed& reversal) {
  Money total;
  for (const auto& tender : reversal.tenders) total += tender.amount;
  payment_.bind(at.row).bind(at.session).bind(reversal.receipt).bind(0).bind(reversal.businessDate);
  payment_.bind((-total).minor()).bind(0);
  payment_.bind(reversal.bills.empty() ? std::string_view() : reversal.bills.front().account);
  const int epoch = reversal.reversesEpoch > 0 ? reversal.reversesEpoch : epochOf(at.row);
  payment_.bind(rowOf(epoch, reversal.reverses)).run();
  if (reversal.bills.size() > 1) shares(at, reversal.businessDate, reversal.bills, reversal.bills.front().account);
  lines(reversal.businessDate, reversal.entry);
  tenders(at, reversal.tenders, -1);
  count(at.session, "reversals", 1, total);
}

void Projections::fact(const At& at, const journal::SessionOpened& opened) {
  session_.bind(opened.session).bind(static_cast<int>(opened.kind)).bind(opened.custodian).bind(opened.till);
  session_.bind(opened.businessDate).bind(opened.glDate).bind(opened.floatAmount.minor()).bind(at.row);
  session_.bind(opened.drawer).run();
  lines(opened.businessDate, opened.entry);
  if (opened.till) setFund(journal::tillFund(*opened.till), opened.custodian, opened.floatAmount);
}

void Projections::fact(const At& at, const journal::DrawerOpened& drawer) {
  // These two are told twice: when it is allowed or seen, and when the drawer is shut, with how long it stood open.
  if (drawer.openMillis != 0) return;
  if (drawer.cause == "no_sale") count(at.session, "no_sales", 1, Money());
  if (drawer.cause == "none") count(at.session, "without_cause", 1, Money());
}

void Projections::fact(const At& at, const journal::PrintFinished& print) {
  print_.bind(rowOf(epochOf(at.row), print.of)).bind(print.document).bind(static_cast<int>(print.outcome)).run();
}

void Projections::fact(const At& at, const journal::CountSealed& sealed) {
  sealed_.bind(at.row).bind(sealed.session).run();
}

void Projections::fact(const At& at, const journal::SessionClosed& closed) {
  closed_.bind(at.row).bind(closed.z).bind(closed.session).run();
  linesOfSession(closed.session, closed.entry);
  tillLeft(at, closed);
}

void Projections::linesOfSession(std::int64_t session, const std::vector<journal::EntryLine>& entry) {
  Statement date(database_, "SELECT business_date FROM session WHERE id=?");
  date.bind(session);
  if (date.step()) lines(date.text(0), entry);
}

void Projections::lines(const std::string& businessDate, const std::vector<journal::EntryLine>& entry) {
  int number = 0;
  for (const auto& line : entry) {
    if (mutant("rollup_forgets") && ++number == 2) continue;
    std::int64_t cents = line.amount.minor();
    if (mutant("money_through_float")) cents = static_cast<std::int64_t>(static_cast<double>(cents) / 100.0 * 100.0);
    rollup_.bind(businessDate).bind(line.account).bind(cents).run();
  }
}

void Projections::tenders(const At& at, const std::vector<journal::TenderTaken>& taken, int sign) {
  for (const auto& tender : taken) {
    const Money expected = mutant("expected_includes_change") ? tender.given : tender.amount;
    count(at.session, tenderName(tender.kind), sign, expected.times(sign));
  }
}

void Projections::papers(const At& at, const std::vector<journal::TenderTaken>& taken) {
  for (std::size_t line = 0; line < taken.size(); ++line) {
    const auto& tender = taken[line];
    if (tender.kind != journal::TenderKind::check && tender.kind != journal::TenderKind::moneyOrder) continue;
    paper_.bind(tender.reference).bind(at.row).bind(static_cast<std::int64_t>(line)).bind(tender.amount.minor()).run();
  }
}

void Projections::count(std::int64_t session, const std::string& what, std::int64_t n, Money amount) {
  sessionRollup_.bind(session).bind(what).bind(n).bind(amount.minor()).run();
}

}  // namespace till::ledger::store
