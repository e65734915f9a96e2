// SPDX-License-Identifier: Apache-2.0
#include "ui/kiosk/rows_model.h"

#include <algorithm>

namespace till::ui::kiosk {
namespace {

constexpr int kRowRole = Qt::UserRole;

}  // namespace

void RowsModel::show(const QList<QVariantMap>& rows) {
  const auto kept = std::min(rows_.size(), rows.size());
  for (qsizetype i = 0; i < kept; ++i) {
    if (rows_[i] == rows[i]) continue;
    rows_[i] = rows[i];
    const QModelIndex changed = index(static_cast<int>(i));
    emit dataChanged(changed, changed);
  }
  if (rows.size() > kept) {
    beginInsertRows({}, static_cast<int>(kept), static_cast<int>(rows.size()) - 1);
    rows_ = rows;
    endInsertRows();
  } else if (rows_.size() > kept) {
    beginRemoveRows({}, static_cast<int>(kept), static_cast<int>(rows_.size()) - 1);
    rows_ = rows;
    endRemoveRows();
  }
}

int RowsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant RowsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rows_.size() || role != kRowRole) return {};
  return rows_[index.row()];
}

QHash<int, QByteArray> RowsModel::roleNames() const { return {{kRowRole, "row"}}; }

}  // namespace till::ui::kiosk
