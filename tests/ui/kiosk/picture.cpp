// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/kiosk/picture.h"

#include <algorithm>
#include <cstdlib>

namespace till::ui::kiosk::test {
namespace {

constexpr int kChannelTolerance = 24;
constexpr double kPixelTolerance = 0.001;

bool differs(QRgb one, QRgb other) {
  return std::max({std::abs(qRed(one) - qRed(other)), std::abs(qGreen(one) - qGreen(other)),
                   std::abs(qBlue(one) - qBlue(other))}) > kChannelTolerance;
}

}  // namespace

double difference(const QImage& one, const QImage& other) {
  if (one.size() != other.size() || one.isNull()) return 1;
  int count = 0;
  for (int y = 0; y < one.height(); ++y) {
    for (int x = 0; x < one.width(); ++x) count += differs(one.pixel(x, y), other.pixel(x, y)) ? 1 : 0;
  }
  return static_cast<double>(count) / (static_cast<double>(one.width()) * one.height());
}

std::string compareWithGolden(const std::string& name, const QImage& picture) {
  const QString golden = QString::fromStdString(TILL_SOURCE_DIR "/tests/ui/kiosk/golden/" + name + ".png");
  if (qEnvironmentVariableIsSet("TILL_UPDATE_GOLDEN")) {
    return picture.convertToFormat(QImage::Format_RGB888).save(golden) ? "" : "cannot write " + golden.toStdString();
  }
  const double share = difference(QImage(golden), picture);
  if (share <= kPixelTolerance) return {};
  const QString folder = qEnvironmentVariable("TILL_PICTURES", ".");
  const QString actual = folder + "/" + QString::fromStdString(name) + ".actual.png";
  picture.save(actual);
  return std::to_string(share * 100) + " % of the pixels differ; look at " + golden.toStdString() + " and " +
         actual.toStdString();
}

}  // namespace till::ui::kiosk::test
