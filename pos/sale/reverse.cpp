// SPDX-License-Identifier: Apache-2.0
#include "pos/sale/sale.h"

namespace till::pos::sale {

ledger::journal::PaymentReversed reverse(const ledger::journal::PaymentTaken& payment, std::int64_t paymentSeq) {
  ledger::journal::PaymentReversed reversal;
  reversal.reverses = paymentSeq;
  reversal.reversedReceipt = payment.receipt;
  reversal.businessDate = payment.businessDate;
  reversal.glDate = payment.glDate;
  reversal.bills = payment.bills;
  for (auto& bill : reversal.bills) {
    for (auto& line : bill.lines) line.amount = -line.amount;
    bill.credit = -bill.credit;
  }
  reversal.tenders = payment.tenders;
  for (auto& tender : reversal.tenders) tender.given = tender.amount;
  reversal.entry = payment.entry;
  for (auto& line : reversal.entry) line.amount = -line.amount;
  return reversal;
}

}  // namespace till::pos::sale
