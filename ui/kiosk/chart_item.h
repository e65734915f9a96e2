// SPDX-License-Identifier: Apache-2.0
// A report's picture on the screen: drawn by the same hand as in its PDF.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QVariantMap>

namespace till::ui::kiosk {

class ChartItem : public QQuickPaintedItem {
  Q_OBJECT
  Q_PROPERTY(QVariantMap chart MEMBER chart_ NOTIFY changed)  // as view_rows' reportMap() has it
  Q_PROPERTY(QString family MEMBER family_ NOTIFY changed)
  Q_PROPERTY(int pixelSize MEMBER pixelSize_ NOTIFY changed)
  Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY changed)
  Q_PROPERTY(QColor softInk MEMBER softInk_ NOTIFY changed)
  Q_PROPERTY(QColor line MEMBER line_ NOTIFY changed)
  Q_PROPERTY(QColor accent MEMBER accent_ NOTIFY changed)

 public:
  explicit ChartItem(QQuickItem* parent = nullptr);
  void paint(QPainter* painter) override;

 signals:
  void changed();

 private:
  QVariantMap chart_;
  QString family_;
  int pixelSize_ = 14;
  QColor ink_, softInk_, line_, accent_;
};

}  // namespace till::ui::kiosk
