// SPDX-License-Identifier: Apache-2.0
// Amounts with figures of one width, so that they stand on their decimal points. Qt 6.4 cannot ask a font for its
// tabular figures; this item sets each figure in a cell of its own. Right-aligned, plain text, shrunk to its width.
#pragma once

#include <QColor>
#include <QFont>
#include <QQuickPaintedItem>

namespace till::ui::kiosk {

class Figures : public QQuickPaintedItem {
  Q_OBJECT
  Q_PROPERTY(QString text MEMBER text_ WRITE setText NOTIFY changed)
  Q_PROPERTY(QString family MEMBER family_ WRITE setFamily NOTIFY changed)
  Q_PROPERTY(int pixelSize MEMBER pixelSize_ WRITE setPixelSize NOTIFY changed)
  Q_PROPERTY(int weight MEMBER weight_ WRITE setWeight NOTIFY changed)
  Q_PROPERTY(QColor color MEMBER color_ WRITE setColor NOTIFY changed)

 public:
  explicit Figures(QQuickItem* parent = nullptr);
  void paint(QPainter* painter) override;

  void setText(const QString& text);
  void setFamily(const QString& family);
  void setPixelSize(int pixels);
  void setWeight(int weight);
  void setColor(const QColor& color);

 signals:
  void changed();

 private:
  template <class Value>
  void take(Value& mine, const Value& value);
  [[nodiscard]] QFont font(int pixels) const;
  [[nodiscard]] QFont fittingFont() const;

  QString text_;
  QString family_;
  int pixelSize_ = 16;
  int weight_ = QFont::Normal;
  QColor color_;
};

}  // namespace till::ui::kiosk
