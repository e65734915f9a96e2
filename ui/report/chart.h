// SPDX-License-Identifier: Apache-2.0
// A report's picture: bars over their labels, above and below zero, one colour a series. The same on the screen and in
// a PDF. Needs a QGuiApplication for its fonts.
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QRectF>

#include "ledger/report/report.h"

class QPainter;

namespace till::ui::report {

struct ChartLook {
  QFont font;
  QColor ink, softInk, line;
  QList<QColor> series;  // taken in turn
};

// Colours that are told apart on white paper, also by people who see few of them.
[[nodiscard]] QList<QColor> paperColours();

void paintChart(QPainter& painter, const QRectF& into, const ledger::report::Chart& chart, const ChartLook& look);

}  // namespace till::ui::report
