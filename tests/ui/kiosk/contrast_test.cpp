// SPDX-License-Identifier: Apache-2.0
// WCAG 2.1 AA: text 4.5:1 on what it stands on, borders of controls 3:1. In both themes.
#include <gtest/gtest.h>

#include <QColor>
#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "tests/ui/kiosk/kiosk_stage.h"

namespace till::ui::kiosk::test {
namespace {

double linear(double channel) {
  return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& color) {
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& one, const QColor& other) {
  const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
  return (light + 0.05) / (dark + 0.05);
}

struct Pair {
  const char* front;
  const char* back;
  double least;
};

constexpr Pair kPairs[] = {
    {"ink", "paper", 4.5},        {"ink", "card", 4.5},      {"ink", "key", 4.5},         {"ink", "actionKey", 4.5},
    {"ink", "infoPaper", 4.5},    {"softInk", "paper", 4.5}, {"softInk", "card", 4.5},    {"softInk", "actionKey", 4.5},
    {"softInk", "quickKey", 4.5}, {"softInk", "key", 4.5},   {"accent", "quickKey", 4.5}, {"accentInk", "accent", 4.5},
    {"amber", "amberPaper", 4.5}, {"amber", "card", 4.5},    {"red", "redPaper", 4.5},    {"fieldLine", "card", 3},
    {"fieldLine", "paper", 3},    {"accent", "card", 3},     {"accent", "paper", 3},      {"red", "card", 3},
    {"lampAmber", "card", 3}};

QColor themeColor(const char* name) {
  QObject* const theme = KioskStage::get().theme();
  if (theme == nullptr) throw std::runtime_error("no theme");
  const QVariant color = theme->property(name);
  EXPECT_TRUE(color.isValid()) << "the theme has no " << name;
  return color.value<QColor>();
}

class ContrastTest : public testing::TestWithParam<bool> {};

TEST_P(ContrastTest, textAndBordersCanBeRead) {
  KioskStage::get().setDark(GetParam());
  for (const Pair& pair : kPairs) {
    EXPECT_GE(contrast(themeColor(pair.front), themeColor(pair.back)), pair.least) << pair.front << " on " << pair.back;
  }
  KioskStage::get().setDark(false);
}

INSTANTIATE_TEST_SUITE_P(Both, ContrastTest, testing::Bool(),
                         [](const auto& dark) { return dark.param ? "dark" : "light"; });

TEST(ContrastFormulaTest, blackOnWhiteIs21) { EXPECT_NEAR(contrast(Qt::black, Qt::white), 21, 0.01); }

}  // namespace
}  // namespace till::ui::kiosk::test
