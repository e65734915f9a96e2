// SPDX-License-Identifier: Apache-2.0
#include "ui/virtual_counter/counter_model.h"

#include <algorithm>
#include <map>

namespace till::ui::virtual_counter {
namespace {

constexpr std::size_t kSlipsShown = 60;

// The address changes with what is printed, so that a picture is made again only where something was.
QVariantMap slipRow(const drivers::model::Slip& slip) {
  return {{"picture", QString("image://paper/%1/%2").arg(slip.number).arg(slip.elements.size())}};
}

QVariantList rowsOf(const std::vector<SampleStub>& pile) {
  QVariantList rows;
  for (const auto& paper : pile) {
    rows.append(
        QVariantMap{{"caption", QString::fromStdString(paper.caption)}, {"code", QString::fromStdString(paper.code)}});
  }
  return rows;
}

QString linesOf(const std::vector<std::string>& printed) {
  QStringList lines;
  for (const auto& line : printed) lines.append(QString::fromStdString(line));
  return lines.join('\n');
}

// The sheet in the slot, or the one that came out of it last, with what is printed on it; what the slot waits for.
QVariantMap slotRow(const CheckReaderModel& reader, bool plugged) {
  static const std::map<CheckReaderModel::Waits, QString> kWaits{{CheckReaderModel::Waits::no, ""},
                                                                 {CheckReaderModel::Waits::check, "check"},
                                                                 {CheckReaderModel::Waits::slip, "slip"},
                                                                 {CheckReaderModel::Waits::removal, "removal"}};
  drivers::model::Sheet sheet;
  if (!reader.taken().empty()) sheet = reader.taken().back();
  if (reader.sheet()) sheet = *reader.sheet();
  return {{"plugged", plugged},
          {"waits", kWaits.at(reader.waits())},
          {"inside", reader.sheet().has_value()},
          {"face", linesOf(sheet.face)},
          {"back", linesOf(sheet.back)},
          {"foot", QString::fromStdString(sheet.magnetic)}};
}

}  // namespace

CounterModel::CounterModel(const std::vector<SampleStub>& stubs, const std::vector<SampleStub>& checks)
    : stubs_(rowsOf(stubs)), checks_(rowsOf(checks)) {}

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
  devices_->lookAtSlot([&](CheckReaderModel& reader) { slot_ = slotRow(reader, devices_->readerPlugged()); });
  slips_.show(rows);
  emit changed();
}

void CounterModel::operate(const QString& device, const QString& what) {
  devices_->operate(device.toStdString(), what.toStdString());
}

void CounterModel::scan(const QString& code) { devices_->scan(code.toStdString()); }

void CounterModel::insertSheet(const QString& magnetic) { devices_->insertSheet(magnetic.toStdString()); }

}  // namespace till::ui::virtual_counter
