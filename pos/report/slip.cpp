// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/slip.h"

#include "pos/report/reports.h"

namespace till::pos::report {

drivers::printer::PrintDocument slip(const Report& report, const Look& look, const words::Words& words,
                                     const receipt::Letterhead& head, const receipt::Posting& posting) {
  using LineKind = ledger::report::PaperLine::Kind;
  receipt::Slip slip(words, head, posting, "report " + report.name);
  slip.begin(report.title);
  for (const auto& line : paperLines(report, look)) {
    const bool bold = line.kind == LineKind::heading || line.kind == LineKind::strong;
    if (line.kind == LineKind::rule) {
      slip.rule();
    } else if (line.right.empty()) {
      slip.line(line.left, bold);
    } else {
      slip.columns(line.left, line.right, bold);
    }
  }
  return slip.finish();
}

}  // namespace till::pos::report
