// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/chart_item.h"

#include <QPainter>

#include "ui/report/chart.h"

namespace till::ui::kiosk {
namespace {

using ledger::report::Chart;
using ledger::report::Type;

Chart chartOf(const QVariantMap& map) {
  Chart chart;
  chart.type = map.value("money").toBool() ? Type::money : Type::count;
  for (const QVariant& label : map.value("labels").toList()) chart.labels.push_back(label.toString().toStdString());
  for (const QVariant& one : map.value("series").toList()) {
    const QVariantMap series = one.toMap();
    Chart::Series values{series.value("name").toString().toStdString(), {}};
    for (const QVariant& value : series.value("values").toList()) values.values.push_back(value.toLongLong());
    chart.series.push_back(std::move(values));
  }
  return chart;
}

}  // namespace

ChartItem::ChartItem(QQuickItem* parent) : QQuickPaintedItem(parent) {
  connect(this, &ChartItem::changed, this, [this] { update(); });
}

void ChartItem::paint(QPainter* painter) {
  QFont font(family_);
  font.setPixelSize(pixelSize_);
  auto colours = report::paperColours();
  colours.front() = accent_;
  painter->setRenderHint(QPainter::Antialiasing, false);
  report::paintChart(*painter, boundingRect(), chartOf(chart_), {font, ink_, softInk_, line_, colours});
}

}  // namespace till::ui::kiosk
