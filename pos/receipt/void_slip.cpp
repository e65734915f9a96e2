// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/receipt.h"
#include "pos/receipt/slip.h"

namespace till::pos::receipt {

PrintDocument voidSlip(const words::Words& words, const Letterhead& head,
                       const ledger::journal::PaymentReversed& reversal, const std::vector<PrivateValue>& personal,
                       const Posting& posting) {
  Slip slip(words, head, posting, titleOf("void slip", posting));
  slip.begin(words.text("receipt.void.title"));
  auto reversed = posting.number.value_or(ledger::journal::ReceiptNumber{});
  reversed.number = reversal.reversedReceipt;
  slip.line(words.text("receipt.void.reverses", {toText(reversed)}), true);
  if (!reversal.reason.empty()) slip.columns(words.text("receipt.reason"), reversal.reason);
  if (!reversal.receiptReturned.empty()) {
    slip.columns(words.text("receipt.void.receipt_returned"),
                 words.text("receipt.void.returned." + reversal.receiptReturned));
  }
  slip.approvedBy();
  slip.rule();
  slip.bills(reversal.bills, personal);
  Money total;
  slip.line(words.text("receipt.handed_back"), true);
  for (const auto& tender : reversal.tenders) {
    slip.tender(tender, words.text("receipt.tender.cash"), tender.amount);
    total += tender.amount;
  }
  slip.columns(words.text("receipt.void.total"), total, true);
  slip.signature();
  slip.barcode();
  return slip.finish();
}

}  // namespace till::pos::receipt
