// SPDX-License-Identifier: Apache-2.0
#include <QGuiApplication>

#include "ui/report/report_pdf.h"
#include "ui/tillctl/books.h"
#include "ui/tillctl/pdf.h"

namespace till::ui::tillctl {
namespace {

// No display is wanted: fonts are all that is needed of Qt's platform.
Outcome writePdf(const ledger::report::Report& made, const ledger::report::Look& look, const std::string& file) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  int count = 1;
  std::string name = "tillctl-pdf";
  char* arguments[] = {name.data(), nullptr};
  const QGuiApplication application(count, arguments);
  const QByteArray bytes = report::toPdf(made, look);
  return writeOut(file, [&](std::ostream& out) -> Outcome {
    out.write(bytes.constData(), bytes.size());
    return {};
  });
}

}  // namespace

const WritePdf kWritePdf = writePdf;

}  // namespace till::ui::tillctl
