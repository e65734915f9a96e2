// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <ctime>

#include "ledger/report/session_report.h"

namespace till::ledger::report {
namespace {

constexpr std::size_t kColumns = 48;
constexpr std::array kKinds{"Cash", "Checks", "Money orders", "Card slips"};

std::string line(const std::string& left, const std::string& right) {
  const std::size_t gap = left.size() + right.size() < kColumns ? kColumns - left.size() - right.size() : 1;
  return left + std::string(gap, ' ') + right + "\n";
}

std::string rule() { return std::string(kColumns, '-') + "\n"; }

std::string utc(store::WallTime at) {
  const std::time_t seconds = at.unixMillis / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  (void)std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S UTC", &parts);
  return text.data();
}

std::string figuresOf(const ZReport& report) {
  std::string text;
  for (const auto& row : report.figures.lines) {
    text += line(kKinds.at(static_cast<std::size_t>(row.kind)), std::to_string(row.pieces));
    text += line("  expected", money::toText(row.expected));
    text += line("  counted", money::toText(row.counted));
    text += line("  over / short", money::toText(row.overShort));
  }
  return text;
}

std::string reversalsOf(const ZReport& report) {
  std::string text;
  for (const auto& row : report.reversals) {
    text += line(row.receipt + " undoes " + row.reversed, money::toText(row.amount));
    text += "  " + row.how + ", " + row.actor + (row.approver.empty() ? "" : ", approved by " + row.approver) +
            (row.reason.empty() ? "" : ": " + row.reason) + "\n";
  }
  return text;
}

}  // namespace

std::string toText(const XReport& report) {
  return "X READ (counts only; the session is open)\n" + rule() + line("Session", std::to_string(report.session.id)) +
         line("Business day", report.session.businessDate) + line("Payments", std::to_string(report.counts.payments)) +
         line("Voids", std::to_string(report.counts.reversals)) +
         line("Drawer opened without a sale", std::to_string(report.counts.noSales)) +
         line("Drawer opened without a cause", std::to_string(report.counts.withoutCause));
}

std::string toText(const ZReport& report) {
  const auto& session = report.session;
  std::string text = "Z " + std::to_string(session.z.value_or(0)) + "   " + report.office + "\n" + rule();
  text += line("Session", std::to_string(session.id));
  text += line("Till", session.till ? std::to_string(*session.till) : "none");
  text += line("Custodian", session.custodian);
  text += line("Business day", session.businessDate);
  text += line("Opened", utc(report.openedAt)) + line("Closed", utc(report.closedAt));
  text += line("Receipts", report.firstReceipt + " to " + report.lastReceipt) + rule();
  text += line("Payments, " + std::to_string(report.figures.payments), money::toText(report.figures.paymentsTotal));
  text += line("Voids, " + std::to_string(report.figures.reversals), money::toText(-report.figures.reversalsTotal));
  text += line("Drawer opened without a sale", std::to_string(report.figures.noSales));
  text += line("Drawer opened without a cause", std::to_string(report.figures.withoutCause));
  text += line("Paper not confirmed", std::to_string(report.unconfirmedPrints)) + rule();
  for (const auto& [service, amount] : report.byService) text += line(service, money::toText(amount));
  text += rule() + line("Float", money::toText(report.figures.floatAmount)) + figuresOf(report) + rule();
  text += line("OVER / SHORT", money::toText(report.overShort));
  if (!report.reason.empty()) text += line("Reason", report.reason);
  if (!report.reversals.empty()) text += rule() + reversalsOf(report);
  return text + rule() + "Head " + report.head + "\n";
}

}  // namespace till::ledger::report
