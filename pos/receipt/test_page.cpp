// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/receipt.h"

namespace till::pos::receipt {

PrintDocument testPage(const words::Words& words, const std::string& officeName, const std::string& windowName) {
  using namespace drivers::printer;
  const Style title{.bold = true, .align = Align::center};
  const Style middle{.align = Align::center};
  PrintDocument page{"test page", {}};
  page.elements = {TextLine{officeName, title},
                   TextLine{windowName, middle},
                   TextLine{words.text("receipt.test.title"), title},
                   Rule{},
                   TextLine{words.text("receipt.test.no_receipt"), middle},
                   TextLine{"0123456789 ABCDEFGHIJ abcdefghij", {}},
                   TextLine{"\u00f1 \u00e1 \u20ac \u00df \u00c9 \u0416", {}},
                   TwoColumns{words.text("receipt.test.columns"), "1,234.56", {.bold = true}},
                   Barcode{"TEST-0123456789"},
                   Cut{}};
  return page;
}

}  // namespace till::pos::receipt
