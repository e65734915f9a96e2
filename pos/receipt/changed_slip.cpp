// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/receipt.h"
#include "pos/receipt/slip.h"

namespace till::pos::receipt {

PrintDocument changedSlip(const words::Words& words, const Letterhead& head,
                          const ledger::journal::PaymentRetendered& change, const Posting& posting) {
  Slip slip(words, head, posting, "payment changed " + change.receipt);
  slip.begin(words.text("receipt.retender.title"));
  slip.line(words.text("receipt.retender.of", {change.receipt}), true);
  if (!change.reason.empty()) slip.columns(words.text("receipt.reason"), change.reason);
  slip.approvedBy();
  slip.rule();
  slip.line(words.text("receipt.retender.out"), true);
  for (const auto& tender : change.out) slip.tender(tender, words.text("receipt.tender.cash"), tender.amount);
  slip.line(words.text("receipt.retender.in"), true);
  for (const auto& tender : change.in) slip.tender(tender, words.text("receipt.cash_given"), tender.given);
  if (!change.change.isZero()) slip.columns(words.text("receipt.change"), change.change, true);
  if (!change.businessDate.empty()) slip.columns(words.text("receipt.business_date"), change.businessDate);
  slip.signature();
  slip.footer();
  return slip.finish();
}

}  // namespace till::pos::receipt
