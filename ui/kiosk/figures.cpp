// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/figures.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace till::ui::kiosk {
namespace {

constexpr int kSmallest = 9;

qreal figureWidth(const QFontMetricsF& metrics) {
  qreal widest = 0;
  for (char figure = '0'; figure <= '9'; ++figure) {
    widest = std::max(widest, metrics.horizontalAdvance(QChar::fromLatin1(figure)));
  }
  return widest;
}

qreal cellWidth(QChar character, const QFontMetricsF& metrics, qreal figure) {
  return character.isDigit() ? figure : metrics.horizontalAdvance(character);
}

qreal textWidth(const QString& text, const QFontMetricsF& metrics) {
  const qreal figure = figureWidth(metrics);
  qreal width = 0;
  for (const QChar character : text) width += cellWidth(character, metrics, figure);
  return width;
}

}  // namespace

Figures::Figures(QQuickItem* parent) : QQuickPaintedItem(parent) {}

template <class Value>
void Figures::take(Value& mine, const Value& value) {
  if (mine == value) return;
  mine = value;
  const QFontMetricsF metrics(font(pixelSize_));
  setImplicitSize(std::ceil(textWidth(text_, metrics)), std::ceil(metrics.height()));
  emit changed();
  update();
}

void Figures::setText(const QString& text) {
  QString drawn = text;
  take(text_, drawn.replace(QChar('-'), QChar(0x2212)));  // the minus that is as wide as the plus
}

void Figures::setFamily(const QString& family) { take(family_, family); }
void Figures::setPixelSize(int pixels) { take(pixelSize_, pixels); }
void Figures::setWeight(int weight) { take(weight_, weight); }
void Figures::setColor(const QColor& color) { take(color_, color); }

QFont Figures::font(int pixels) const {
  QFont font(family_);
  font.setPixelSize(std::max(kSmallest, pixels));
  font.setWeight(static_cast<QFont::Weight>(weight_));
  return font;
}

QFont Figures::fittingFont() const {
  const QFont wanted = font(pixelSize_);
  const qreal wide = textWidth(text_, QFontMetricsF(wanted));
  return wide <= width() ? wanted : font(static_cast<int>(pixelSize_ * width() / wide));
}

void Figures::paint(QPainter* painter) {
  const QFont fitting = fittingFont();
  const QFontMetricsF metrics(fitting);
  const qreal figure = figureWidth(metrics);
  const qreal base = std::round((height() + metrics.ascent() - metrics.descent()) / 2);
  painter->setFont(fitting);
  painter->setPen(color_);
  qreal x = width() - textWidth(text_, metrics);
  for (const QChar character : text_) {
    const qreal cell = cellWidth(character, metrics, figure);
    painter->drawText(QPointF(x + (cell - metrics.horizontalAdvance(character)) / 2, base), QString(character));
    x += cell;
  }
}

}  // namespace till::ui::kiosk
