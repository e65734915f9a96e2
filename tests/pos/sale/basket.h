// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pos/sale/sale.h"

namespace till::pos::sale {

inline Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

inline SaleRules rules(bool checkOverBillIsCredit = false) {
  SaleRules made;
  made.checkOverBillIsCredit = checkOverBillIsCredit;
  made.allocationOrder = {{bill::Age::pastDue, "sewer"}, {bill::Age::pastDue, "water"}};
  made.services = {{"water", "Water", "601"}, {"sewer", "Sewer", "602"}};
  made.creditAccount = "credit";
  made.unknownAccountGl = "suspense";
  made.cashAccount = "cash";
  made.checkAccount = "checks";
  made.moneyOrderAccount = "money_orders";
  made.cardAccount = "cards";
  return made;
}

inline BasketLine line(const std::string& account, std::int64_t pastDue, std::int64_t current) {
  BasketLine made;
  made.bill.account = account;
  made.bill.name = "Acme";
  made.bill.lines = {{"water", cents(pastDue), cents(current)}};
  made.bill.due = cents(pastDue + current);
  made.stub.account = account;
  made.stub.layout = "TEN";
  return made;
}

inline Tender tender(TenderKind kind, std::int64_t minor) {
  Tender made;
  made.kind = kind;
  made.given = cents(minor);
  if (kind != TenderKind::cash) made.reference = "1044";
  if (kind == TenderKind::card) made.last4 = "4242";
  return made;
}

}  // namespace till::pos::sale
