// SPDX-License-Identifier: Apache-2.0
// The virtual counter as properties for QML. Qt's thread.
#pragma once

#include <QObject>
#include <QVariantMap>
#include <atomic>
#include <memory>
#include <vector>

#include "ui/kiosk/rows_model.h"
#include "ui/virtual_counter/devices/counter_devices.h"
#include "ui/virtual_counter/devices/stub_pile.h"

namespace till::ui::virtual_counter {

class CounterModel : public QObject {
  Q_OBJECT
  Q_PROPERTY(QAbstractItemModel* slips READ slips CONSTANT)    // rows {picture}: an address of the paper's pictures
  Q_PROPERTY(QVariantList stubs READ stubs CONSTANT)           // {caption, code}
  Q_PROPERTY(QVariantList checks READ checks CONSTANT)         // {caption, code}: the line at its foot
  Q_PROPERTY(QVariantMap slot READ slot NOTIFY changed)        // plugged, waits, inside, face, back, foot
  Q_PROPERTY(QVariantMap printer READ printer NOTIFY changed)  // plugged, paperOut, coverOpen, online
  Q_PROPERTY(bool drawerOpen READ drawerOpen NOTIFY changed)
  Q_PROPERTY(bool scannerPlugged READ scannerPlugged NOTIFY changed)

 public:
  CounterModel(const std::vector<SampleStub>& stubs, const std::vector<SampleStub>& checks);
  // The devices live as long as this does. `wake` is for them to call, from any thread.
  void show(std::unique_ptr<CounterDevices> devices);
  void wake();

  [[nodiscard]] CounterDevices& devices() { return *devices_; }
  [[nodiscard]] QAbstractItemModel* slips() { return &slips_; }
  [[nodiscard]] QVariantList stubs() const { return stubs_; }
  [[nodiscard]] QVariantList checks() const { return checks_; }
  [[nodiscard]] QVariantMap slot() const { return slot_; }
  [[nodiscard]] QVariantMap printer() const { return printer_; }
  [[nodiscard]] bool drawerOpen() const { return drawerOpen_; }
  [[nodiscard]] bool scannerPlugged() const { return devices_->scannerPlugged(); }

  Q_INVOKABLE void operate(const QString& device, const QString& what);
  Q_INVOKABLE void scan(const QString& code);
  Q_INVOKABLE void insertSheet(const QString& magnetic);

 signals:
  void changed();

 private:
  void refresh();

  QVariantList stubs_, checks_;
  kiosk::RowsModel slips_;
  QVariantMap printer_, slot_;
  bool drawerOpen_ = false;
  std::atomic<bool> refreshDue_ = false;
  std::unique_ptr<CounterDevices> devices_;  // last: its threads end before what they wake
};

}  // namespace till::ui::virtual_counter
