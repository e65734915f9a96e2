// SPDX-License-Identifier: Apache-2.0
// Every way to press a key reaches the station as the same value.
#include <gtest/gtest.h>

#include <QKeyEvent>
#include <QTest>

#include "tests/ui/kiosk/kiosk_stage.h"
#include "tests/ui/kiosk/sample_views.h"

namespace till::ui::kiosk::test {
namespace {

using namespace pos::station;

template <class Wanted>
std::vector<Wanted> only(const std::vector<Input>& inputs) {
  std::vector<Wanted> found;
  for (const Input& input : inputs) {
    if (const auto* one = std::get_if<Wanted>(&input)) found.push_back(*one);
  }
  return found;
}

struct KeyCase {
  const char* what;
  int qtKey;
  Qt::KeyboardModifiers modifiers;
  const char* text;
  Key key;
};

constexpr auto kPad = Qt::KeypadModifier;
constexpr auto kNone = Qt::NoModifier;

class PhysicalKeyTest : public testing::TestWithParam<KeyCase> {};

TEST_P(PhysicalKeyTest, reachesTheStationWithTheNumberOfTheViewSeen) {
  KioskStage& stage = KioskStage::get();
  stage.show(sampleView("counter"));
  (void)stage.sent();
  QKeyEvent press(QEvent::KeyPress, GetParam().qtKey, GetParam().modifiers, GetParam().text);
  QCoreApplication::sendEvent(stage.window(), &press);
  const auto sent = stage.sent();
  ASSERT_EQ(sent.size(), 1U);
  const auto keys = only<KeyPressed>(sent);
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].key, GetParam().key);
  EXPECT_EQ(keys[0].view, 7U);
  EXPECT_FALSE(keys[0].repeat);
}

INSTANTIATE_TEST_SUITE_P(Every, PhysicalKeyTest,
                         testing::Values(KeyCase{"seven", Qt::Key_7, kPad, "7", Key::d7},
                                         KeyCase{"sevenWithoutNumLock", Qt::Key_Home, kPad, "", Key::d7},
                                         KeyCase{"fiveWithoutNumLock", Qt::Key_Clear, kPad, "", Key::d5},
                                         KeyCase{"twoWithoutNumLock", Qt::Key_Down, kPad, "", Key::d2},
                                         KeyCase{"zeroWithoutNumLock", Qt::Key_Insert, kPad, "", Key::d0},
                                         KeyCase{"point", Qt::Key_Period, kPad, ".", Key::point},
                                         KeyCase{"pointOfAnotherCountry", Qt::Key_Comma, kPad, ",", Key::point},
                                         KeyCase{"pointWithoutNumLock", Qt::Key_Delete, kPad, "", Key::point},
                                         KeyCase{"cash", Qt::Key_Asterisk, kPad, "*", Key::star},
                                         KeyCase{"check", Qt::Key_Slash, kPad, "/", Key::slash},
                                         KeyCase{"plus", Qt::Key_Plus, kPad, "+", Key::plus},
                                         KeyCase{"minus", Qt::Key_Minus, kPad, "-", Key::minus},
                                         KeyCase{"enterOfThePad", Qt::Key_Enter, kPad, "\r", Key::enter},
                                         KeyCase{"return", Qt::Key_Return, kNone, "\r", Key::enter},
                                         KeyCase{"sevenOfTheTopRow", Qt::Key_7, kNone, "7", Key::d7},
                                         KeyCase{"escape", Qt::Key_Escape, kNone, "\x1b", Key::escape},
                                         KeyCase{"backspace", Qt::Key_Backspace, kNone, "\b", Key::backspace},
                                         KeyCase{"find", Qt::Key_F5, kNone, "", Key::f5},
                                         KeyCase{"lock", Qt::Key_F12, kNone, "", Key::f12}),
                         [](const auto& row) { return row.param.what; });

TEST(KeysTest, aHeldKeyIsMarkedAsARepeat) {
  KioskStage& stage = KioskStage::get();
  (void)stage.sent();
  QKeyEvent press(QEvent::KeyPress, Qt::Key_Asterisk, kPad, "*", true);
  QCoreApplication::sendEvent(stage.window(), &press);
  const auto keys = only<KeyPressed>(stage.sent());
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_TRUE(keys[0].repeat);
}

TEST(KeysTest, lettersGoAsTextAndShortcutsDoNot) {
  KioskStage& stage = KioskStage::get();
  (void)stage.sent();
  QTest::keyClick(stage.window(), Qt::Key_D);
  QTest::keyClick(stage.window(), Qt::Key_C, Qt::ControlModifier);
  const auto sent = stage.sent();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(only<TextTyped>(sent).at(0).text, "d");
}

TEST(KeysTest, theStationWithoutRoomIsAFlashAndNotSilence) {
  KioskStage& stage = KioskStage::get();
  stage.show(sampleView("counter"));
  const QImage calm = stage.picture();
  const int before = stage.model().refusals();
  stage.takes(false);
  QTest::keyClick(stage.window(), Qt::Key_7);
  stage.takes(true);
  EXPECT_EQ(stage.model().refusals(), before + 1);
  EXPECT_NE(stage.picture(), calm);
}

void touch(QQuickItem& item) {
  static const std::unique_ptr<QPointingDevice> screen(QTest::createTouchDevice());
  QQuickWindow* const window = KioskStage::get().window();
  const QPoint at = sceneRect(item).center().toPoint();
  QTest::touchEvent(window, screen.get()).press(0, at, window);
  QTest::touchEvent(window, screen.get()).release(0, at, window);
}

struct TouchCase {
  const char* item;
  Key key;
};

class TouchedKeyTest : public testing::TestWithParam<TouchCase> {};

TEST_P(TouchedKeyTest, isTheSameAsThePhysicalOne) {
  KioskStage& stage = KioskStage::get();
  stage.resize({1280, 800});
  stage.show(sampleView("counter"));
  QQuickItem* const key = stage.item(GetParam().item);
  ASSERT_NE(key, nullptr);
  (void)stage.sent();
  touch(*key);
  const auto keys = only<KeyPressed>(stage.sent());
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].key, GetParam().key);
  EXPECT_EQ(keys[0].view, 7U);
}

INSTANTIATE_TEST_SUITE_P(Every, TouchedKeyTest,
                         testing::Values(TouchCase{"key_0", Key::d0}, TouchCase{"key_00", Key::doubleZero},
                                         TouchCase{"key_1", Key::d1}, TouchCase{"key_2", Key::d2},
                                         TouchCase{"key_3", Key::d3}, TouchCase{"key_4", Key::d4},
                                         TouchCase{"key_5", Key::d5}, TouchCase{"key_6", Key::d6},
                                         TouchCase{"key_7", Key::d7}, TouchCase{"key_8", Key::d8},
                                         TouchCase{"key_9", Key::d9}, TouchCase{"key_point", Key::point},
                                         TouchCase{"key_plus", Key::plus}, TouchCase{"key_minus", Key::minus},
                                         TouchCase{"key_backspace", Key::backspace}, TouchCase{"key_enter", Key::enter},
                                         TouchCase{"key_star", Key::star}, TouchCase{"key_slash", Key::slash},
                                         TouchCase{"key_card", Key::f3}, TouchCase{"key_money_order", Key::f4}),
                         [](const auto& row) { return std::string(row.param.item); });

TEST(TouchTest, quickCashBillsChoicesFieldsTapesAndTheSealGoByTheirPlace) {
  KioskStage& stage = KioskStage::get();
  stage.show(sampleView("counter"));
  (void)stage.sent();
  touch(*stage.item("quick_2"));
  const auto quick = only<QuickCashTouched>(stage.sent());
  ASSERT_EQ(quick.size(), 1U);
  EXPECT_EQ(quick[0].slot, 2);
  EXPECT_EQ(quick[0].view, 7U);

  touch(*stage.item("bill_1"));
  EXPECT_EQ(only<BillTouched>(stage.sent()).at(0).index, 1);

  stage.show(sampleView("menu"));
  touch(*stage.item("choice_2"));
  EXPECT_EQ(only<ChoiceTouched>(stage.sent()).at(0).index, 2);

  stage.show(sampleView("count_down"));
  touch(*stage.item("count_15"));
  EXPECT_EQ(only<CountFieldTouched>(stage.sent()).at(0).index, 15);
  touch(*stage.item("tape_1"));
  EXPECT_EQ(only<CountFieldTouched>(stage.sent()).at(0).index, 27);
  touch(*stage.item("seal"));
  EXPECT_EQ(only<KeyPressed>(stage.sent()).at(0).key, Key::star);
}

TEST(TouchTest, aKeyThatIsOffSendsNothing) {
  KioskStage& stage = KioskStage::get();
  stage.show(sampleView("change"));
  (void)stage.sent();
  touch(*stage.item("key_star"));
  stage.show(sampleView("menu"));
  touch(*stage.item("choice_1"));
  EXPECT_TRUE(stage.sent().empty());
}

}  // namespace
}  // namespace till::ui::kiosk::test
