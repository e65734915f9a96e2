// SPDX-License-Identifier: Apache-2.0
// books.toml: what the office does with the books after the counter.
#include "config/load/parts.h"

namespace till::config {
namespace {

void readAccounts(TomlTable table, Office& office) {
  auto& rules = office.station.books;
  rules.bank = chartAccount(table, "bank", office);
  rules.bankDifference = chartAccount(table, "bank_difference", office);
  rules.refunds = chartAccount(table, "refunds", office);
  rules.returnFeeOwed = chartAccount(table, "return_fee_owed", office);
  rules.returnFee = chartAccount(table, "return_fee", office);
  table.finish();
}

void readReturnedChecks(TomlTable table, Office& office) {
  auto& rules = office.station.books;
  rules.returnedCheckFee = table.money("fee");
  rules.returnedCheckFeeCap = table.money("fee_cap");
  if (rules.returnedCheckFee > rules.returnedCheckFeeCap) {
    table.refuse("fee", toPlainText(rules.returnedCheckFee), "no more than fee_cap");
  }
  rules.cashOnlyDays = static_cast<int>(table.integer("cash_only_days", 0, 3660));
  table.finish();
}

void readApprovals(TomlTable table, Office& office) {
  auto& rules = office.station.books;
  rules.reversal = approvalRule(table, "reversal");
  rules.move = approvalRule(table, "move_payment");
  rules.returnedCheck = approvalRule(table, "returned_check");
  rules.bankDifferenceApproval = approvalRule(table, "bank_difference");
  rules.erasure = approvalRule(table, "erase_private");
  table.finish();
}

}  // namespace

void readOfficeActs(TomlTable file, Office& office) {
  readAccounts(file.table("accounts"), office);
  readReturnedChecks(file.table("returned_checks"), office);
  readApprovals(file.table("approval"), office);
  auto& rules = office.station.books;
  rules.deposit = office.station.depositAccount;
  rules.credit = office.station.sale.creditAccount;
  rules.set = true;
  file.finish();
}

}  // namespace till::config
