// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "tests/ui/kiosk/kiosk_stage.h"
#include "tests/ui/kiosk/picture.h"
#include "tests/ui/kiosk/sample_views.h"

namespace till::ui::kiosk::test {
namespace {

class PagesTest : public testing::TestWithParam<SampleView> {};

TEST_P(PagesTest, looksAsItsGoldenPicture) {
  KioskStage& stage = KioskStage::get();
  stage.resize({1280, 800});
  stage.show(GetParam().view);
  EXPECT_EQ(compareWithGolden(GetParam().name, stage.picture()), "");
}

INSTANTIATE_TEST_SUITE_P(Every, PagesTest, testing::ValuesIn(sampleViews()),
                         [](const auto& sample) { return sample.param.name; });

struct Screen {
  std::string page;
  QSize size;
  bool dark = false;
};

class ScreensTest : public testing::TestWithParam<Screen> {};

TEST_P(ScreensTest, looksAsItsGoldenPicture) {
  KioskStage& stage = KioskStage::get();
  stage.resize(GetParam().size);
  stage.setDark(GetParam().dark);
  stage.show(sampleView(GetParam().page));
  const std::string name =
      GetParam().page + "_" + std::to_string(GetParam().size.width()) + (GetParam().dark ? "_dark" : "");
  EXPECT_EQ(compareWithGolden(name, stage.picture()), "");
  stage.setDark(false);
}

INSTANTIATE_TEST_SUITE_P(Some, ScreensTest,
                         testing::Values(Screen{"counter", {1024, 768}}, Screen{"count_down", {1024, 768}},
                                         Screen{"counter", {1920, 1080}}, Screen{"counter", {1280, 800}, true},
                                         Screen{"change", {1280, 800}, true}),
                         [](const auto& screen) {
                           return screen.param.page + std::to_string(screen.param.size.width()) +
                                  (screen.param.dark ? "dark" : "");
                         });

TEST(GoldenPictureTest, aPictureWithOneOtherKeyIsNotTheSame) {
  KioskStage& stage = KioskStage::get();
  stage.resize({1280, 800});
  stage.show(sampleView("change"));
  const QImage before = stage.picture();
  EXPECT_EQ(difference(before, stage.picture()), 0);
  auto other = sampleView("change");
  other.change->change = "15.74";
  stage.show(other);
  EXPECT_GT(difference(before, stage.picture()), 0.001);
}

}  // namespace
}  // namespace till::ui::kiosk::test
