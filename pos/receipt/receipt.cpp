// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/receipt.h"

#include <algorithm>

#include "pos/receipt/slip.h"

namespace till::pos::receipt {

using ledger::journal::TenderKind;
using ledger::journal::TenderTaken;

PrintDocument receipt(const words::Words& words, const Letterhead& head, const ledger::journal::PaymentTaken& payment,
                      const std::vector<PrivateValue>& personal, const Posting& posting) {
  Slip slip(words, head, posting, titleOf("receipt", posting));
  slip.begin(words.text("receipt.title"));
  slip.bills(payment.bills, personal);
  slip.columns(words.text("receipt.total"), payment.total, true);
  for (const TenderTaken& tender : payment.tenders) {
    slip.tender(tender, words.text("receipt.cash_given"), tender.given);
  }
  if (!payment.change.isZero()) slip.columns(words.text("receipt.change"), payment.change, true);
  const bool check = std::any_of(payment.tenders.begin(), payment.tenders.end(),
                                 [](const TenderTaken& tender) { return tender.kind == TenderKind::check; });
  if (check) slip.line(words.text("receipt.check_clearing"));
  if (!payment.businessDate.empty()) slip.columns(words.text("receipt.business_date"), payment.businessDate);
  slip.barcode();
  slip.footer();
  return slip.finish();
}

}  // namespace till::pos::receipt
