// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QVariantMap>

namespace till::ui::kiosk {

// A list of rows for QML, each a map under the role "row". Only rows that changed are drawn again.
class RowsModel : public QAbstractListModel {
  Q_OBJECT

 public:
  using QAbstractListModel::QAbstractListModel;
  void show(const QList<QVariantMap>& rows);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

 private:
  QList<QVariantMap> rows_;
};

}  // namespace till::ui::kiosk
