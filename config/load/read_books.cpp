// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "config/load/parts.h"

namespace till::config {
namespace {

void readServiceRows(TomlTable& file, Office& office) {
  std::set<std::string> ids;
  for (auto& row : file.tables("service")) {
    pos::bill::Service service{row.text("id"), row.text("name"), chartAccount(row, "account", office)};
    if (!ids.insert(service.id).second) row.refuse("id", '"' + service.id + '"', "an id no other service has");
    row.finish();
    office.station.sale.services.push_back(std::move(service));
  }
  if (ids.empty()) file.refuse("service", "an empty list", "at least one service");
}

pos::bill::Bucket bucket(const TomlTable& table, const std::string& text, const Office& office) {
  const auto& services = office.station.sale.services;
  const auto space = text.find(' ');
  const std::string age = text.substr(0, space);
  const std::string service = space == std::string::npos ? "" : text.substr(space + 1);
  const bool known = std::any_of(services.begin(), services.end(), [&](const auto& s) { return s.id == service; });
  if ((age != "past_due" && age != "current") || !known) {
    table.refuse("order", '"' + text + '"', "\"past_due SERVICE\" or \"current SERVICE\" with a service of this file");
  }
  return {age == "past_due" ? pos::bill::Age::pastDue : pos::bill::Age::current, service};
}

// Each age of each service once: what no bucket takes would silently become credit.
void readAllocation(TomlTable table, Office& office) {
  std::set<std::string> seen;
  for (const auto& text : table.texts("order")) {
    if (!seen.insert(text).second) table.refuse("order", '"' + text + "\" twice", "each once");
    office.station.sale.allocationOrder.push_back(bucket(table, text, office));
  }
  if (seen.size() != office.station.sale.services.size() * 2) {
    table.refuse("order", std::to_string(seen.size()) + " entries", "past_due and current of every service");
  }
  table.finish();
}

}  // namespace

std::string chartAccount(TomlTable& table, const std::string& key, const Office& office) {
  const std::string code = table.text(key);
  const auto& chart = office.station.chart;
  const bool known = std::any_of(chart.begin(), chart.end(), [&](const auto& account) { return account.code == code; });
  if (!known) table.refuse(key, '"' + code + '"', "a code of chart.toml");
  return code;
}

void readChart(TomlTable file, Office& office) {
  std::set<std::string> codes;
  const std::vector<std::string> types{"asset", "liability", "income", "expense"};
  for (auto& row : file.tables("account")) {
    ledger::journal::ChartAccount account{row.text("code"), row.text("name"), types.at(row.oneOf("type", types))};
    if (!codes.insert(account.code).second) row.refuse("code", '"' + account.code + '"', "a code no other account has");
    row.finish();
    office.station.chart.push_back(std::move(account));
  }
  file.finish();
}

void readServices(TomlTable file, Office& office) {
  readServiceRows(file, office);
  readAllocation(file.table("allocation"), office);
  auto& sale = office.station.sale;
  auto tenders = file.table("tenders");
  sale.cashAccount = chartAccount(tenders, "cash", office);
  sale.checkAccount = chartAccount(tenders, "check", office);
  sale.moneyOrderAccount = chartAccount(tenders, "money_order", office);
  sale.cardAccount = chartAccount(tenders, "card", office);
  tenders.finish();
  auto accounts = file.table("accounts");
  sale.creditAccount = chartAccount(accounts, "credit", office);
  sale.unknownAccountGl = chartAccount(accounts, "unknown", office);
  office.station.overShortAccount = chartAccount(accounts, "over_short", office);
  office.station.floatAccount = chartAccount(accounts, "float", office);
  office.station.depositAccount = chartAccount(accounts, "deposit", office);
  accounts.finish();
  file.finish();
}

}  // namespace till::config
