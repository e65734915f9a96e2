// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/opening.h"

namespace till::pos::shift {

ledger::journal::SessionOpened open(const Opening& opening, const CashCount& counted, const ShiftAccounts& accounts) {
  ledger::journal::SessionOpened fact;
  fact.kind = ledger::journal::SessionKind::till;
  fact.custodian = opening.custodian;
  fact.till = opening.till;
  fact.businessDate = opening.businessDate;
  fact.glDate = opening.businessDate;
  fact.floatExpected = opening.floatExpected;
  fact.floatCounted = counted.lines();
  fact.floatAmount = counted.total();
  fact.drawer = opening.drawer;
  fact.lastHeldBy = opening.lastHeldBy;
  const Money difference = fact.floatAmount - opening.floatExpected;
  if (difference.isZero()) return fact;
  fact.entry = {
      {.account = accounts.floatFund, .amount = difference},
      {.account = accounts.unassigned.empty() ? accounts.overShort : accounts.unassigned, .amount = -difference}};
  return fact;
}

}  // namespace till::pos::shift
