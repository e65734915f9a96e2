// SPDX-License-Identifier: Apache-2.0
#include "ui/report/chart.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <array>

namespace till::ui::report {
namespace {

using ledger::report::Chart;
using ledger::report::Type;

constexpr int kMostLines = 6;  // of the grid

QString valueText(const Chart& chart, std::int64_t value) {
  if (chart.type != Type::money) return QString::number(value);
  return QString::fromStdString(ledger::money::toText(Money::fromMinor(value)));
}

struct Scale {
  std::int64_t low = 0, high = 0, step = 1;
};

// Round steps of 1, 2 or 5 times a power of ten, zero among them.
Scale scaleOf(const Chart& chart) {
  Scale scale;
  for (const auto& series : chart.series) {
    for (const std::int64_t value : series.values) {
      scale.low = std::min(scale.low, value);
      scale.high = std::max(scale.high, value);
    }
  }
  if (scale.low == scale.high) scale.high = chart.type == Type::money ? 100 : 1;
  constexpr std::array<std::int64_t, 3> kSteps{2, 5, 10};
  std::int64_t power = 1;
  std::size_t next = 0;
  while ((scale.high - scale.low) / scale.step >= kMostLines) {
    scale.step = power * kSteps.at(next);
    if (++next == kSteps.size()) {
      next = 0;
      power *= 10;
    }
  }
  scale.high = (scale.high + scale.step - 1) / scale.step * scale.step;
  scale.low = -((-scale.low + scale.step - 1) / scale.step * scale.step);
  return scale;
}

class Drawing {
 public:
  Drawing(QPainter& painter, const QRectF& into, const Chart& chart, const ChartLook& look)
      : painter_(painter), chart_(chart), look_(look), metrics_(look.font), scale_(scaleOf(chart)), plot_(into) {
    qreal widest = 0;
    for (std::int64_t at = scale_.low; at <= scale_.high; at += scale_.step) {
      widest = std::max(widest, metrics_.horizontalAdvance(valueText(chart_, at)));
    }
    const qreal line = metrics_.height();
    plot_.adjust(widest + line / 2, chart_.series.size() > 1 ? line * 1.8 : line * 0.6, 0, -line * 1.5);
  }

  void draw() {
    painter_.save();
    painter_.setFont(look_.font);
    grid();
    bars();
    labels();
    if (chart_.series.size() > 1) legend();
    painter_.restore();
  }

 private:
  [[nodiscard]] qreal y(std::int64_t value) const {
    const auto share = static_cast<qreal>(value - scale_.low) / static_cast<qreal>(scale_.high - scale_.low);
    return plot_.bottom() - share * plot_.height();
  }
  [[nodiscard]] qreal slot() const {
    return plot_.width() / static_cast<qreal>(std::max<std::size_t>(chart_.labels.size(), 1));
  }
  [[nodiscard]] QColor colour(std::size_t series) const {
    return look_.series[static_cast<qsizetype>(series) % look_.series.size()];
  }

  void grid() {
    const qreal line = metrics_.height();
    for (std::int64_t at = scale_.low; at <= scale_.high; at += scale_.step) {
      painter_.setPen(QPen(at == 0 ? look_.softInk : look_.line, line / (at == 0 ? 10 : 16)));
      painter_.drawLine(QPointF(plot_.left(), y(at)), QPointF(plot_.right(), y(at)));
      painter_.setPen(look_.softInk);
      const QRectF text(plot_.left() - 1000 * line, y(at) - line, 1000 * line - line / 2, 2 * line);
      painter_.drawText(text, Qt::AlignRight | Qt::AlignVCenter, valueText(chart_, at));
    }
  }

  void bars() {
    const auto series = static_cast<qreal>(chart_.series.size());
    const qreal width = slot() * 0.7 / std::max<qreal>(series, 1);
    painter_.setPen(Qt::NoPen);
    for (std::size_t s = 0; s < chart_.series.size(); ++s) {
      painter_.setBrush(colour(s));
      const auto& values = chart_.series[s].values;
      for (std::size_t i = 0; i < values.size(); ++i) {
        const qreal left = plot_.left() + slot() * (static_cast<qreal>(i) + 0.15) + width * static_cast<qreal>(s);
        painter_.drawRect(QRectF(QPointF(left, y(0)), QPointF(left + width, y(values[i]))).normalized());
      }
    }
  }

  // As many as stand beside each other with room between them.
  void labels() {
    qreal widest = 1;
    for (const auto& label : chart_.labels) {
      widest = std::max(widest, metrics_.horizontalAdvance(QString::fromStdString(label)));
    }
    const auto every = static_cast<std::size_t>(std::max<qreal>(1, (widest * 1.3) / slot() + 0.999));
    painter_.setPen(look_.softInk);
    for (std::size_t i = 0; i < chart_.labels.size(); i += every) {
      const qreal middle = plot_.left() + slot() * (static_cast<qreal>(i) + 0.5);
      const QRectF text(middle - widest, plot_.bottom() + metrics_.height() * 0.3, widest * 2, metrics_.height());
      painter_.drawText(text, Qt::AlignHCenter | Qt::AlignTop, QString::fromStdString(chart_.labels[i]));
    }
  }

  void legend() {
    const qreal line = metrics_.height();
    qreal x = plot_.left();
    const qreal top = plot_.top() - line * 1.6;
    for (std::size_t s = 0; s < chart_.series.size(); ++s) {
      painter_.setPen(Qt::NoPen);
      painter_.setBrush(colour(s));
      painter_.drawRect(QRectF(x, top + line * 0.15, line * 0.7, line * 0.7));
      const QString name = QString::fromStdString(chart_.series[s].name);
      painter_.setPen(look_.ink);
      painter_.drawText(QPointF(x + line, top + metrics_.ascent()), name);
      x += line * 2.2 + metrics_.horizontalAdvance(name);
    }
  }

  QPainter& painter_;
  const Chart& chart_;
  const ChartLook& look_;
  QFontMetricsF metrics_;
  Scale scale_;
  QRectF plot_;
};

}  // namespace

QList<QColor> paperColours() {
  return {QColor(0x0b, 0x6b, 0x57), QColor(0xd0, 0x8a, 0x1d), QColor(0x3d, 0x6f, 0xb6), QColor(0xa3, 0x20, 0x1d),
          QColor(0x7a, 0x5a, 0x9e)};
}

void paintChart(QPainter& painter, const QRectF& into, const Chart& chart, const ChartLook& look) {
  Drawing(painter, into, chart, look).draw();
}

}  // namespace till::ui::report
