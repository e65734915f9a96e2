// SPDX-License-Identifier: Apache-2.0
// X and Z as reports.
#include "ledger/report/reading.h"
#include "ledger/report/session_report.h"

namespace till::ledger::report {
namespace {

std::vector<Fact> sessionFacts(const store::SessionRow& session) {
  return {{"session", "Session", session.id},
          {"till", "Till", session.till ? Cell(std::int64_t{*session.till}) : Cell()},
          {"custodian", "Custodian", personCell(session.custodian)},
          {"business_date", "Business day", session.businessDate}};
}

Table tenders(const ZReport& report) {
  Table table{"tenders",
              "Expected and counted",
              {{"kind", "Tender"},
               {"pieces", "Pieces", Type::count},
               {"expected", "Expected", Type::money},
               {"counted", "Counted", Type::money},
               {"over_short", "Over / short", Type::money}},
              {}};
  for (const auto& line : report.figures.lines) {
    table.rows.push_back({kindTitle(line.kind), line.pieces, line.expected, line.counted, line.overShort});
  }
  return table;
}

Table sums(const std::string& key, const std::string& title, const std::string& column, const std::string& name,
           const std::map<std::string, Money>& amounts) {
  Table table{key, title, {{column, name}, {"amount", "Amount", Type::money}}, {}};
  for (const auto& [of, amount] : amounts) table.rows.push_back({of, amount});
  return table;
}

Table counted(const ZReport& report) {
  Table table{"cash",
              "Cash as counted",
              {{"unit", "Piece", Type::money},
               {"form", "Form"},
               {"pieces", "Pieces", Type::count},
               {"amount", "Amount", Type::money}},
              {}};
  for (const auto& line : report.counted) {
    table.rows.push_back({Money::fromMinor(line.unitMinor), line.form, line.pieces, line.amount});
  }
  return table;
}

Table reversals(const ZReport& report) {
  Table table{"reversals",
              "Voids",
              {{"receipt", "Receipt"},
               {"undoes", "Undoes"},
               {"how", "How"},
               {"reason", "Reason"},
               {"actor", "By", Type::person},
               {"approver", "Approved by", Type::person},
               {"amount", "Amount", Type::money}},
              {}};
  for (const auto& row : report.reversals) {
    table.rows.push_back({row.receipt, row.reversed, row.how, textCell(row.reason), personCell(row.actor),
                          personCell(row.approver), row.amount});
  }
  return table;
}

Table retenders(const ZReport& report) {
  Table table{"retenders",
              "How it was paid, changed",
              {{"receipt", "Receipt"},
               {"was", "Was"},
               {"became", "Became"},
               {"reason", "Reason"},
               {"actor", "By", Type::person},
               {"approver", "Approved by", Type::person},
               {"amount", "Amount", Type::money}},
              {}};
  const auto texts = [](const std::vector<journal::TenderTaken>& tenders) {
    std::string text;
    for (const auto& tender : tenders) text += (text.empty() ? "" : " + ") + tenderText(tender);
    return text;
  };
  for (const auto& row : report.retenders) {
    table.rows.push_back({row.receipt, texts(row.out), texts(row.in), textCell(row.reason), personCell(row.actor),
                          personCell(row.approver), totalOf(row.in)});
  }
  return table;
}

std::vector<Fact> zFacts(const ZReport& report) {
  const auto& figures = report.figures;
  auto facts = sessionFacts(report.session);
  const std::vector<Fact> more{{"z", "Z", report.session.z.value_or(0)},
                               {"opened_ms", "Opened", report.openedAt},
                               {"closed_ms", "Closed", report.closedAt},
                               {"first_receipt", "First receipt", textCell(report.firstReceipt)},
                               {"last_receipt", "Last receipt", textCell(report.lastReceipt)},
                               {"payments.count", "Payments", figures.payments},
                               {"payments.amount", "Payments, amount", figures.paymentsTotal},
                               {"voids.count", "Voids", figures.reversals},
                               {"voids.amount", "Voids, amount", figures.reversalsTotal},
                               {"no_sales", "Drawer opened without a sale", figures.noSales},
                               {"openings_without_cause", "Drawer opened without a cause", figures.withoutCause},
                               {"paper_not_confirmed", "Paper not confirmed", report.unconfirmedPrints},
                               {"float", "Float", figures.floatAmount},
                               {"over_short", "OVER / SHORT", report.overShort},
                               {"reason", "Reason", textCell(report.reason)}};
  facts.insert(facts.end(), more.begin(), more.end());
  return facts;
}

}  // namespace

Report toReport(const XReport& report) {
  Report made{"x", "X read (counts only)", report.office};
  made.facts = sessionFacts(report.session);
  made.facts.push_back({"payments", "Payments", report.counts.payments});
  made.facts.push_back({"voids", "Voids", report.counts.reversals});
  made.facts.push_back({"no_sales", "Drawer opened without a sale", report.counts.noSales});
  made.facts.push_back({"openings_without_cause", "Drawer opened without a cause", report.counts.withoutCause});
  made.proof = report.proof;
  return made;
}

Report toReport(const ZReport& report) {
  Report made{"z", "Z " + std::to_string(report.session.z.value_or(0)), report.office};
  made.facts = zFacts(report);
  made.tables = {tenders(report), sums("by_service", "Paid by service", "service", "Service", report.byService),
                 sums("by_account", "Posted by account", "account", "Account", report.byAccount), counted(report)};
  if (!report.reversals.empty()) made.tables.push_back(reversals(report));
  if (!report.retenders.empty()) made.tables.push_back(retenders(report));
  made.proof = report.proof;
  return made;
}

}  // namespace till::ledger::report
