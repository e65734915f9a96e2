// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/receipt.h"
#include "pos/receipt/slip.h"

namespace till::pos::receipt {

PrintDocument noSaleSlip(const words::Words& words, const Letterhead& head, const ledger::journal::DrawerOpened& opened,
                         const Posting& posting) {
  Slip slip(words, head, posting, "no-sale slip");
  slip.begin(words.text("receipt.no_sale.title"));
  slip.columns(words.text("receipt.reason"), opened.reason);
  slip.approvedBy();
  slip.signature();
  return slip.finish();
}

}  // namespace till::pos::receipt
