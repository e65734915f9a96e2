// SPDX-License-Identifier: Apache-2.0
// A report as a PDF: letter paper, turned where its tables are wide; a text in it can be searched and copied. Needs a
// QGuiApplication (offscreen will do).
#pragma once

#include <QByteArray>

#include "ledger/report/report.h"

namespace till::ui::report {

[[nodiscard]] QByteArray toPdf(const ledger::report::Report& report, const ledger::report::Look& look);

}  // namespace till::ui::report
