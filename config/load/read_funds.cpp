// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "config/load/parts.h"

namespace till::config {
namespace {

using pos::funds::FundSettings;

void readAccounts(TomlTable table, const Office& office, pos::funds::FundAccounts& accounts) {
  accounts.safe = chartAccount(table, "safe", office);
  accounts.transit = chartAccount(table, "transit", office);
  accounts.unassigned = chartAccount(table, "unassigned", office);
  if (table.has("petty")) accounts.petty = chartAccount(table, "petty", office);
  table.finish();
  accounts.tills = office.station.sale.cashAccount;
  accounts.floats = office.station.floatAccount;
  accounts.deposit = office.station.depositAccount;
  accounts.overShort = office.station.overShortAccount;
  // What moves between two places would not be seen in the books if both stood on one account.
  std::set<std::string> codes;
  for (const auto& [name, code] : {std::pair("tills", accounts.tills), std::pair("floats", accounts.floats),
                                   std::pair("deposit", accounts.deposit), std::pair("safe", accounts.safe),
                                   std::pair("transit", accounts.transit), std::pair("petty", accounts.petty),
                                   std::pair("unassigned", accounts.unassigned)}) {
    if (!code.empty() && !codes.insert(code).second) table.refuse(name, '"' + code + '"', "an account of its own");
  }
}

void readApprovals(TomlTable table, FundSettings& funds) {
  const auto& names = pos::funds::actNames();
  for (std::size_t i = 0; i < names.size(); ++i) funds.approval.at(i) = approvalRule(table, names.at(i));
  table.finish();
}

// Purposes are numbered choices on a number pad: nine at the most.
void readPaidOut(TomlTable table, const Office& office, FundSettings& funds) {
  funds.paidOut = table.flag("allowed", false);
  funds.paidOutLimit = table.money("limit");
  for (auto& row : table.tables("purpose")) {
    funds.purposes.push_back({.name = row.text("name"), .account = chartAccount(row, "account", office)});
    row.finish();
  }
  if (funds.purposes.size() > 9) table.refuse("purpose", std::to_string(funds.purposes.size()), "nine at the most");
  if (funds.paidOut && funds.purposes.empty()) table.refuse("purpose", "none", "what cash may be paid out for");
  if (funds.paidOut && funds.accounts.petty.empty()) table.refuse("allowed", "true", "an account `petty`, to pay from");
  table.finish();
}

}  // namespace

void readFunds(TomlTable file, Office& office) {
  FundSettings& funds = office.station.funds;
  funds.set = true;
  funds.drawer = file.text("drawer");
  if (funds.drawer.empty()) file.refuse("drawer", "\"\"", "the name that stands on the drawer");
  if (file.has("ask_drop_over")) funds.askDropOver = file.money("ask_drop_over");
  readAccounts(file.table("accounts"), office, funds.accounts);
  readApprovals(file.table("approval"), funds);
  readPaidOut(file.table("paid_out"), office, funds);
  file.finish();
}

}  // namespace till::config
