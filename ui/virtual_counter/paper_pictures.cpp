// SPDX-License-Identifier: Apache-2.0
#include "ui/virtual_counter/paper_pictures.h"

#include <QDebug>
#include <algorithm>

#include "drivers/virtual/model/slip_image.h"

namespace till::ui::virtual_counter {

namespace model = drivers::model;

QImage PaperPictures::requestImage(const QString& id, QSize* size, const QSize& requestedSize) {
  const auto number = id.section('/', 0, 0).toULongLong();
  model::Slip slip;
  model::PaperFormat format;
  devices_.look([&](PrinterModel& printer) {
    const auto& all = printer.slips();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.number == number; });
    if (found != all.end()) slip = *found;
    format = printer.traits().format;
  });
  const auto drawn = model::draw(slip, format);
  if (!drawn) {
    qWarning() << "virtual-counter:" << QString::fromStdString(drawn.error());
    return {};
  }
  const QImage dots(drawn->gray.data(), drawn->width, drawn->height, drawn->width, QImage::Format_Grayscale8);
  if (size != nullptr) *size = dots.size();
  if (requestedSize.width() <= 0) return dots.copy();
  return dots.scaledToWidth(requestedSize.width(), Qt::SmoothTransformation);
}

}  // namespace till::ui::virtual_counter
