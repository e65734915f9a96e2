// SPDX-License-Identifier: Apache-2.0
#include "ui/virtual_counter/counter_model.h"

#include <algorithm>

namespace till::ui::virtual_counter {
namespace {

constexpr std::size_t kSlipsShown = 60;

// The address changes with what is printed, so that a picture is made again only where something was.
QVariantMap slipRow(const drivers::model::Slip& slip) {
  return {{"picture", QString("image://paper/%1/%2").arg(slip.number).arg(slip.elements.size())}};
}

}  // namespace

CounterModel::CounterModel(const std::vector<SampleStub>& pile) {
  for (const auto& stub : pile) {
    stubs_.append(
        QVariantMap{{"caption", QString::fromStdString(stub.caption)}, {"code", QString::fromStdString(stub.code)}});
  }
}

void CounterModel::show(std::unique_ptr<CounterDevices> devices) {
  devices_ = std::move(devices);
  refresh();
}

void CounterModel::wake() {
  if (!refreshDue_.exchange(true)) QMetaObject::invokeMethod(this, [this] { refresh(); }, Qt::QueuedConnection);
}

void CounterModel::refresh() {
  refreshDue_ = false;
  if (devices_ == nullptr) return;
  QList<QVariantMap> rows;
  devices_->look([&](PrinterModel& printer) {
    const auto& all = printer.slips();
    const auto first = all.size() - std::min(all.size(), kSlipsShown);
    for (std::size_t i = first; i < all.size(); ++i) {
      if (!all[i].elements.empty()) rows.append(slipRow(all[i]));
    }
    printer_ = {{"plugged", devices_->printerPlugged()},
                {"paperOut", printer.paper() == drivers::model::PaperSupply::out},
                {"coverOpen", printer.coverOpen()},
                {"online", printer.online()}};
    drawerOpen_ = printer.drawer().isOpen();
  });
  slips_.show(rows);
  emit changed();
}

void CounterModel::operate(const QString& device, const QString& what) {
  devices_->operate(device.toStdString(), what.toStdString());
}

void CounterModel::scan(const QString& code) { devices_->scan(code.toStdString()); }

}  // namespace till::ui::virtual_counter
