// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <nlohmann/json.hpp>

#include "ledger/report/session_report.h"

namespace till::ledger::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kKinds{"cash", "check", "money_order", "card"};
constexpr int kIndent = 2;

Json sessionJson(const store::SessionRow& session) {
  Json json{{"session", session.id}, {"custodian", session.custodian}, {"business_date", session.businessDate}};
  json["till"] = session.till ? Json(*session.till) : Json(nullptr);
  if (session.z) json["z"] = *session.z;
  return json;
}

Json sums(const std::map<std::string, Money>& amounts) {
  Json json = Json::object();
  for (const auto& [name, amount] : amounts) json[name] = amount.minor();
  return json;
}

}  // namespace

std::string toJson(const XReport& report) {
  Json json = sessionJson(report.session);
  json["payments"] = report.counts.payments;
  json["voids"] = report.counts.reversals;
  json["no_sales"] = report.counts.noSales;
  json["openings_without_cause"] = report.counts.withoutCause;
  return json.dump(kIndent) + "\n";
}

std::string toJson(const ZReport& report) {
  Json json = sessionJson(report.session);
  json["office"] = report.office;
  json["first_receipt"] = report.firstReceipt;
  json["last_receipt"] = report.lastReceipt;
  json["payments"] = {{"count", report.figures.payments}, {"amount", report.figures.paymentsTotal.minor()}};
  json["voids"] = {{"count", report.figures.reversals}, {"amount", report.figures.reversalsTotal.minor()}};
  json["no_sales"] = report.figures.noSales;
  json["openings_without_cause"] = report.figures.withoutCause;
  json["float"] = report.figures.floatAmount.minor();
  Json tenders = Json::array();
  for (const auto& line : report.figures.lines) {
    tenders.push_back({{"kind", kKinds.at(static_cast<std::size_t>(line.kind))},
                       {"pieces", line.pieces},
                       {"expected", line.expected.minor()},
                       {"counted", line.counted.minor()},
                       {"over_short", line.overShort.minor()}});
  }
  json["tenders"] = std::move(tenders);
  json["over_short"] = report.overShort.minor();
  json["reason"] = report.reason;
  json["by_service"] = sums(report.byService);
  json["by_account"] = sums(report.byAccount);
  Json reversals = Json::array();
  for (const auto& row : report.reversals) {
    reversals.push_back({{"receipt", row.receipt},
                         {"undoes", row.reversed},
                         {"how", row.how},
                         {"reason", row.reason},
                         {"actor", row.actor},
                         {"approver", row.approver},
                         {"amount", row.amount.minor()}});
  }
  json["reversals"] = std::move(reversals);
  json["paper_not_confirmed"] = report.unconfirmedPrints;
  json["opened_ms"] = report.openedAt.unixMillis;
  json["closed_ms"] = report.closedAt.unixMillis;
  json["head"] = report.head;
  return json.dump(kIndent) + "\n";
}

}  // namespace till::ledger::report
