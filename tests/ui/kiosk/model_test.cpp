// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <QSignalSpy>

#include "tests/ui/kiosk/kiosk_stage.h"
#include "tests/ui/kiosk/sample_views.h"
#include "ui/kiosk/view_rows.h"

namespace till::ui::kiosk::test {
namespace {

TEST(ModelTest, onlyWhatChangedIsToldAnew) {
  KioskStage& stage = KioskStage::get();
  stage.show(sampleView("counter"));
  KioskModel& model = stage.model();
  QSignalSpy entry(&model, &KioskModel::entryChanged);
  QSignalSpy header(&model, &KioskModel::headerChanged);
  QSignalSpy bills(model.bills(), &RowsModel::dataChanged);
  QSignalSpy reset(model.bills(), &RowsModel::modelReset);
  auto next = sampleView("counter");
  next.entry.text = "1000.00";
  next.bills[1].paying = "92.70";
  stage.show(next);
  EXPECT_EQ(entry.count(), 1);
  EXPECT_EQ(header.count(), 0);
  EXPECT_EQ(bills.count(), 1);
  EXPECT_EQ(reset.count(), 0);
}

TEST(ModelTest, aRefusalIsToldOnceHoweverOftenItsViewIsShown) {
  KioskStage& stage = KioskStage::get();
  auto view = sampleView("counter");
  stage.show(view);
  const int before = stage.model().refusals();
  view.tone = pos::station::Tone::refused;
  view.toneCount = 1;
  stage.show(view);
  stage.show(view);
  EXPECT_EQ(stage.model().refusals(), before + 1);
}

TEST(ModelTest, aReminderBeepsAndIsNoRefusal) {
  KioskStage& stage = KioskStage::get();
  auto view = sampleView("counter");
  stage.show(view);
  const QSignalSpy beeps(&stage.model(), &KioskModel::beeped);
  const int before = stage.model().refusals();
  view.tone = pos::station::Tone::reminder;
  view.toneCount = 7;
  stage.show(view);
  stage.show(view);
  EXPECT_EQ(beeps.count(), 1);
  EXPECT_EQ(stage.model().refusals(), before);
  view.tone = pos::station::Tone::refused;
  view.toneCount = 8;
  stage.show(view);
  EXPECT_EQ(beeps.count(), 2);
  EXPECT_EQ(stage.model().refusals(), before + 1);
}

TEST(ModelTest, aPinIsDotsAndIsNotInAnyProperty) {
  KioskStage& stage = KioskStage::get();
  stage.show(sampleView("sign_in"));
  EXPECT_EQ(stage.model().entry().value("text").toString(), QString(4, QChar(0x25CF)));
}

struct LineCase {
  const char* what;
  std::string given;
  QString drawn;
};

class OneLineTest : public testing::TestWithParam<LineCase> {};

TEST_P(OneLineTest, whatWouldBreakTheLineBecomesASpace) { EXPECT_EQ(toQt(GetParam().given), GetParam().drawn); }

INSTANTIATE_TEST_SUITE_P(Every, OneLineTest,
                         testing::Values(LineCase{"plain", "Acme <b>", "Acme <b>"},
                                         LineCase{"newline", "a\nb\tc", "a b c"},
                                         LineCase{"escape", "a\x1b[31m", "a [31m"},
                                         LineCase{"turnedRound",
                                                  "a\xe2\x80\xae"
                                                  "b",
                                                  "a b"},
                                         LineCase{"lineSeparator",
                                                  "a\xe2\x80\xa8"
                                                  "b",
                                                  "a b"},
                                         LineCase{"umlaut", "M\xc3\xbcller", QString::fromUtf8("M\xc3\xbcller")}),
                         [](const auto& row) { return row.param.what; });

TEST(HintsTest, groupsAndKeyNamesAreToldApart) {
  const Rows groups = hintGroups("Scan.   *F5* find   ***  cash");
  ASSERT_EQ(groups.size(), 4);
  const auto runs = groups[1].value("runs").toList();
  ASSERT_EQ(runs.size(), 2);
  EXPECT_EQ(runs[0].toMap().value("text").toString(), "F5");
  EXPECT_TRUE(runs[0].toMap().value("bold").toBool());
  EXPECT_EQ(runs[1].toMap().value("text").toString(), " find");
  EXPECT_FALSE(runs[1].toMap().value("bold").toBool());
  EXPECT_EQ(groups[2].value("runs").toList().at(0).toMap().value("text").toString(), "*");
}

}  // namespace
}  // namespace till::ui::kiosk::test
