// SPDX-License-Identifier: Apache-2.0
// The picture, by its dots: bars stand where the figures say.
#include "ui/report/chart.h"

#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>

namespace till::ui::report {
namespace {

using ledger::report::Chart;
using ledger::report::Type;

QImage drawn(const Chart& chart) {
  QImage image(600, 240, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  QFont font("Inter");
  font.setPixelSize(14);
  paintChart(painter, image.rect(), chart, {font, Qt::black, Qt::black, Qt::lightGray, {Qt::red, Qt::blue}});
  return image;
}

// How many dots of a colour there are, and their middle line.
struct Dots {
  int count = 0;
  double row = 0;
};
Dots dotsOf(const QImage& image, QColor colour) {
  Dots dots;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      if (image.pixelColor(x, y) != colour) continue;
      ++dots.count;
      dots.row += y;
    }
  }
  if (dots.count > 0) dots.row /= dots.count;
  return dots;
}

TEST(ChartTest, aBarTwiceAsHighHasTwiceTheDots) {
  const QImage image = drawn({"c", "", Type::count, {"a", "b"}, {{"one", {10, 0}}, {"two", {0, 5}}}});
  const Dots one = dotsOf(image, Qt::red);
  const Dots two = dotsOf(image, Qt::blue);
  EXPECT_NEAR(one.count, 2 * two.count, one.count / 10.0);
}

TEST(ChartTest, whatIsShortStandsBelowTheLineOfZero) {
  const QImage image = drawn({"c", "", Type::money, {"a", "b"}, {{"over", {2000, 0}}, {"short", {0, -2000}}}});
  EXPECT_GT(dotsOf(image, Qt::blue).row, dotsOf(image, Qt::red).row + 40);
}

TEST(ChartTest, nothingToDrawIsDrawnAllTheSame) {
  (void)drawn({"c", "", Type::money, {}, {}});
  (void)drawn({"c", "", Type::count, {"a"}, {{"one", {0}}}});
  EXPECT_EQ(dotsOf(drawn({"c", "", Type::count, {"a"}, {{"one", {0}}}}), Qt::red).count, 0);
  const std::int64_t most = 1'000'000'000'000'000;
  EXPECT_GT(dotsOf(drawn({"c", "", Type::money, {"a"}, {{"one", {most}}}}), Qt::red).count, 0);
}

}  // namespace
}  // namespace till::ui::report
