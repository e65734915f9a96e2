// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickImageProvider>

#include "ui/virtual_counter/devices/counter_devices.h"

namespace till::ui::virtual_counter {

// "image://paper/<slip>/<anything>": the slip as the print head burnt it. Qt's thread; some milliseconds a slip.
class PaperPictures : public QQuickImageProvider {
 public:
  explicit PaperPictures(CounterDevices& devices)
      : QQuickImageProvider(QQuickImageProvider::Image), devices_(devices) {}
  QImage requestImage(const QString& id, QSize* size, const QSize& requestedSize) override;

 private:
  CounterDevices& devices_;
};

}  // namespace till::ui::virtual_counter
