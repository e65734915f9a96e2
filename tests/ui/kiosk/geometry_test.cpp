// SPDX-License-Identifier: Apache-2.0
// What a golden picture cannot say of itself: sizes to touch, nothing cut off, nothing over another, one place a key.
#include <gtest/gtest.h>

#include <QAccessible>
#include <map>

#include "tests/ui/kiosk/kiosk_stage.h"
#include "tests/ui/kiosk/sample_views.h"

namespace till::ui::kiosk::test {
namespace {

constexpr QSize kSizes[] = {{1024, 768}, {1280, 800}, {1920, 1080}};

struct Shown {
  QSize size;
  SampleView sample;
};

std::vector<Shown> everyPageAtEverySize() {
  std::vector<Shown> all;
  for (const QSize size : kSizes) {
    for (const SampleView& sample : sampleViews()) all.push_back({size, sample});
  }
  return all;
}

std::string nameOfShown(const testing::TestParamInfo<Shown>& shown) {
  return shown.param.sample.name + "_" + std::to_string(shown.param.size.width());
}

class GeometryTest : public testing::TestWithParam<Shown> {
 protected:
  void SetUp() override {
    stage.resize(GetParam().size);
    stage.show(GetParam().sample.view);
  }
  KioskStage& stage = KioskStage::get();
};

bool touchable(const QQuickItem& item) {
  return item.inherits("QQuickAbstractButton") || QString(item.metaObject()->className()).startsWith("CountField_");
}

TEST_P(GeometryTest, whatIsTouchedIsAtLeast56By48) {
  int count = 0;
  for (const QQuickItem* item : stage.items()) {
    if (!touchable(*item)) continue;
    ++count;
    EXPECT_GE(item->width(), 56) << nameOf(*item);
    EXPECT_GE(item->height(), 48) << nameOf(*item);
  }
  EXPECT_GE(count, 16);
}

TEST_P(GeometryTest, keysAreEqual) {
  const QQuickItem* const seven = stage.item("key_7");
  ASSERT_NE(seven, nullptr);
  for (const QQuickItem* key : stage.items("PadKey")) {
    if (!key->objectName().startsWith("key_")) continue;
    EXPECT_NEAR(key->width(), seven->width(), 0.01) << nameOf(*key);
    EXPECT_NEAR(key->height(), seven->height(), 0.01) << nameOf(*key);
  }
}

TEST_P(GeometryTest, nothingLeavesTheWindow) {
  const QRectF window(0, 0, GetParam().size.width(), GetParam().size.height());
  for (const QQuickItem* item : stage.items()) {
    const bool inAList = item->parentItem() != nullptr && item->parentItem()->parentItem() != nullptr &&
                         item->parentItem()->parentItem()->inherits("QQuickListView");
    if (inAList || item->width() == 0 || item->height() == 0 || !touchable(*item)) continue;
    EXPECT_TRUE(window.contains(sceneRect(*item))) << nameOf(*item);
  }
}

// A name from outside may be elided; a text of ours never, and none is squeezed in height.
TEST_P(GeometryTest, noTextIsCutOff) {
  const std::string& page = GetParam().sample.name;
  const bool longNames =
      page == "counter_hostile" || page == "counter_full" || page == "find" || page == "count_checks";
  for (const QQuickItem* label : stage.items("Label")) {
    if (label->property("text").toString().isEmpty()) continue;
    EXPECT_GE(label->height() + 0.5, label->property("contentHeight").toReal() * 0.9) << nameOf(*label);
    EXPECT_TRUE(longNames || !label->property("truncated").toBool()) << nameOf(*label);
  }
}

TEST_P(GeometryTest, noTwoTextsOverlap) {
  std::vector<QQuickItem*> texts = stage.items("Label");
  const auto amounts = stage.items("Money");
  texts.insert(texts.end(), amounts.begin(), amounts.end());
  std::erase_if(texts, [](const QQuickItem* item) { return item->property("text").toString().isEmpty(); });
  const auto drawn = [](const QQuickItem& item) {
    const QRectF whole = sceneRect(item);
    const bool label = item.property("contentWidth").isValid();
    const qreal width = std::min(whole.width(), label ? item.property("contentWidth").toReal() : item.implicitWidth());
    const qreal height = std::min(whole.height(), item.implicitHeight()) * 0.6;
    const bool right = !label || item.property("effectiveHorizontalAlignment").toInt() == Qt::AlignRight;
    const bool centre = label && item.property("effectiveHorizontalAlignment").toInt() == Qt::AlignHCenter;
    const qreal x = right ? whole.right() - width : centre ? whole.center().x() - width / 2 : whole.left();
    return QRectF(x, whole.center().y() - height / 2, width, height);
  };
  const qreal leftSide = sceneRect(*stage.item("stage")).bottom();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      const QRectF one = drawn(*texts[i]);
      const QRectF other = drawn(*texts[j]);
      const bool scrolledAway = one.bottom() > leftSide || other.bottom() > leftSide;
      if (scrolledAway && one.left() < GetParam().size.width() * 0.6) continue;
      EXPECT_FALSE(one.intersects(other)) << nameOf(*texts[i]) << " and " << nameOf(*texts[j]);
    }
  }
}

TEST_P(GeometryTest, thePadStandsWhereItAlwaysStands) {
  static std::map<int, QRectF> places;
  const QRectF here = sceneRect(*stage.item("key_7")).united(sceneRect(*stage.item("key_enter")));
  const auto [first, isFirst] = places.emplace(GetParam().size.width(), here);
  if (isFirst) {
    stage.show(sampleView("counter"));
    first->second = sceneRect(*stage.item("key_7")).united(sceneRect(*stage.item("key_enter")));
  }
  EXPECT_EQ(here, first->second);
}

TEST_P(GeometryTest, everyControlHasAnAccessibleName) {
  QAccessible::setActive(true);
  int count = 0;
  for (QQuickItem* item : stage.items()) {
    if (!touchable(*item) || (item->objectName().startsWith("quick_") && !item->isEnabled())) continue;
    QAccessibleInterface* const spoken = QAccessible::queryAccessibleInterface(item);
    ASSERT_NE(spoken, nullptr) << nameOf(*item);
    EXPECT_FALSE(spoken->text(QAccessible::Name).isEmpty()) << nameOf(*item);
    ++count;
  }
  EXPECT_GE(count, 16);
}

INSTANTIATE_TEST_SUITE_P(Every, GeometryTest, testing::ValuesIn(everyPageAtEverySize()), nameOfShown);

TEST(HostileNamesTest, aNameIsDrawnAsItIsInOneLine) {
  KioskStage& stage = KioskStage::get();
  stage.resize({1280, 800});
  stage.show(sampleView("counter_hostile"));
  bool seen = false;
  for (const QQuickItem* label : stage.items("Label")) {
    EXPECT_EQ(label->property("textFormat").toInt(), 0) << nameOf(*label);  // Text.PlainText
    EXPECT_EQ(label->property("lineCount").toInt(), 1) << nameOf(*label);
    seen = seen || label->property("text").toString().startsWith("<b>Bobby</b>");
  }
  EXPECT_TRUE(seen);
}

TEST(HostileNamesTest, aCardIsAsHighAsThatOfAnyOtherCustomer) {
  KioskStage& stage = KioskStage::get();
  stage.resize({1280, 800});
  stage.show(sampleView("counter"));
  const qreal usual = stage.item("bill_0")->height();
  stage.show(sampleView("counter_hostile"));
  EXPECT_EQ(stage.item("bill_0")->height(), usual);
}

TEST(BasketTest, theSelectedBillIsInSight) {
  KioskStage& stage = KioskStage::get();
  stage.resize({1280, 800});
  for (const std::size_t selected : {0U, 7U}) {
    auto view = sampleView("counter_full");
    for (std::size_t i = 0; i < view.bills.size(); ++i) view.bills[i].selected = i == selected;
    stage.show(view);
    const QQuickItem* const bill = stage.item("bill_" + QString::number(selected));
    ASSERT_NE(bill, nullptr);
    const QRectF seen = sceneRect(*stage.item("stage"));
    EXPECT_GE(sceneRect(*bill).top(), seen.top()) << selected;
    EXPECT_LE(sceneRect(*bill).bottom(), seen.bottom()) << selected;
  }
}

}  // namespace
}  // namespace till::ui::kiosk::test
