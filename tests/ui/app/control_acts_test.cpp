// SPDX-License-Identifier: Apache-2.0
// The acts of the control socket as an asker meets them; the station is a function that answers, or does not.
#include "ui/app/control_acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

namespace till::ui::app {
namespace {

using pos::station::DeviceTestAsked;
using pos::station::DeviceTestCalledOff;
using pos::station::Input;
using pos::station::TellTest;
using testing::HasSubstr;

struct Asker final : control::Conversation {
  void note(const std::string&) override {}
  [[nodiscard]] std::stop_token calledOff() const override { return hungUp.get_token(); }
  std::stop_source hungUp;
};

struct ControlActsTest : testing::Test {
  ControlActsTest() {
    devices.printer.emplace();
    devices.drawer.emplace();
  }
  control::Answer ask(control::Texts given) {
    return acts().at("devices test")({"devices test", std::move(given)}, asker);
  }
  control::Acts acts() {
    if (!control) control = std::make_unique<ControlActs>(devices, std::vector<std::string>{"mchen"}, book, station);
    return control->acts();
  }

  drivers::rack::DeviceSettings devices;
  drivers::rack::StatisticsBook book;
  std::vector<Input> sent;
  // Answers at once, as the station does from a thread of its own.
  pos::station::TestResult result{.taken = true, .result = "confirmed", .detail = "x", .recorded = true};
  std::function<bool(Input)> station = [this](const Input& input) {
    sent.push_back(input);
    if (const auto* asked = std::get_if<DeviceTestAsked>(&input)) control->told({asked->ask, result});
    return true;
  };
  Asker asker;
  std::unique_ptr<ControlActs> control;
};

TEST_F(ControlActsTest, aTestIsAskedOfTheStationAndItsAnswerPassedOn) {
  const auto answer = ask({{"act", "sense"}, {"as", "mchen"}, {"seconds", "9"}, {"until", "change"}});
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(*answer, R"({"detail":"x","recorded":"yes","result":"confirmed"})");
  const auto& asked = std::get<DeviceTestAsked>(sent.at(0));
  EXPECT_EQ(asked.actor, "mchen");
  EXPECT_EQ(asked.seconds, 9);
  EXPECT_TRUE(asked.untilChange);
  EXPECT_FALSE(asked.opensByHand);
}

TEST_F(ControlActsTest, whatDoesNotFitIsRefusedBeforeTheStationHearsOfIt) {
  struct Row {
    control::Texts given;
    std::string says;
  };
  const std::vector<Row> rows{{{}, "act: print"},
                              {{{"act", "explode"}, {"as", "office"}}, "act: print"},
                              {{{"act", "scan"}, {"as", "office"}}, "no such device"},
                              {{{"act", "print"}}, "as:"},
                              {{{"act", "print"}, {"as", "nobody"}}, "as:"},
                              {{{"act", "print"}, {"as", "office"}, {"seconds", "0"}}, "seconds:"},
                              {{{"act", "print"}, {"as", "office"}, {"seconds", "121"}}, "seconds:"},
                              {{{"act", "print"}, {"as", "office"}, {"seconds", "9 "}}, "seconds:"},
                              {{{"act", "print"}, {"as", "office"}, {"seconds", "-1"}}, "seconds:"}};
  for (const Row& row : rows) {
    const auto answer = ask(row.given);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().name, control::refusal::kArgument);
    EXPECT_THAT(answer.error().text, HasSubstr(row.says));
  }
  EXPECT_TRUE(sent.empty());
}

TEST_F(ControlActsTest, oneOfSeveralIsMeantByItsName) {
  devices.drawer.reset();
  devices.drawers = {{"left", drivers::rack::OnPrinterPort{}}, {"right", drivers::rack::OnPrinterPort{}}};
  ASSERT_TRUE(ask({{"act", "kick"}, {"as", "office"}, {"name", "right"}}));
  EXPECT_EQ(std::get<DeviceTestAsked>(sent.at(0)).index, 1U);
  ASSERT_TRUE(ask({{"act", "kick"}, {"as", "office"}}));
  EXPECT_EQ(std::get<DeviceTestAsked>(sent.at(1)).index, 0U);
  EXPECT_THAT(ask({{"act", "kick"}, {"as", "office"}, {"name", "middle"}}).error().text, HasSubstr("no such device"));
}

TEST_F(ControlActsTest, aStationThatWillNotNowSaysWhy) {
  result = {.taken = false, .result = "", .detail = "a customer is being served", .recorded = false};
  const auto answer = ask({{"act", "print"}, {"as", "office"}});
  EXPECT_EQ(answer.error(), (control::Refusal{control::refusal::kNotNow, "a customer is being served"}));
}

TEST_F(ControlActsTest, aStationThatTakesNoInputIsBusy) {
  station = [](const Input&) { return false; };
  EXPECT_EQ(ask({{"act", "print"}, {"as", "office"}}).error().name, control::refusal::kBusy);
}

TEST_F(ControlActsTest, anAskerThatHangsUpCallsItsTestOff) {
  std::promise<void> heard;
  station = [&](const Input& input) {
    sent.push_back(input);
    if (sent.size() == 1) heard.set_value();
    return true;
  };
  auto answer = std::async(std::launch::async, [&] { return ask({{"act", "kick"}, {"as", "office"}}); });
  heard.get_future().wait();
  asker.hungUp.request_stop();
  EXPECT_EQ(answer.get().error().name, control::refusal::kCalledOff);
  const auto ask = std::get<DeviceTestAsked>(sent.at(0)).ask;
  EXPECT_EQ(std::get<DeviceTestCalledOff>(sent.at(1)).ask, ask);
  control->told({ask, result});  // too late: nobody waits
}

struct OfficeActsAsked : ControlActsTest {
  OfficeActsAsked() {
    station = [this](const Input& input) {
      sent.push_back(input);
      const auto* asked = std::get_if<pos::station::OfficeActAsked>(&input);
      if (asked != nullptr) control->told(pos::station::TellOffice{asked->ask, office});
      return true;
    };
  }
  control::Answer askOffice(control::Texts given) { return acts().at("office")({"office", std::move(given)}, asker); }
  const control::Texts erase =
      pos::books::toTexts({pos::books::ErasePrivate{"0000731942", "", "Asked for"}, {"rhall", "mchen"}});
  pos::station::OfficeResult office{pos::station::OfficeResult::Kind::done, "2 personal values are erased", "", 412};
};

TEST_F(OfficeActsAsked, anActReachesTheStationAsItWasMeantAndItsAnswerComesBack) {
  EXPECT_EQ(askOffice(erase), R"({"receipt":"","seq":"412","text":"2 personal values are erased"})");
  const auto& asked = std::get<pos::station::OfficeActAsked>(sent.at(0));
  EXPECT_EQ(pos::books::toTexts(asked.request), erase);
}

TEST_F(OfficeActsAsked, whatIsNoActNeverReachesTheStation) {
  control::Texts more = erase;
  more["carpet"] = "1";
  for (const auto& given : {control::Texts{}, more, control::Texts{{"act", "burn"}}}) {
    EXPECT_EQ(askOffice(given).error().name, control::refusal::kArgument);
  }
  EXPECT_TRUE(sent.empty());
}

TEST_F(OfficeActsAsked, eachRefusalOfTheStationHasItsName) {
  using Kind = pos::station::OfficeResult::Kind;
  const std::vector<std::pair<Kind, std::string>> rows{
      {Kind::notNow, control::refusal::kNotNow},       {Kind::notThere, control::refusal::kNotThere},
      {Kind::argument, control::refusal::kArgument},   {Kind::notAllowed, control::refusal::kNotAllowed},
      {Kind::notIntact, control::refusal::kNotIntact}, {Kind::failed, control::refusal::kFailed}};
  for (const auto& [kind, name] : rows) {
    office = {kind, "why", "", 0};
    EXPECT_EQ(askOffice(erase).error(), (control::Refusal{name, "why"}));
  }
}

TEST_F(OfficeActsAsked, whoHangsUpIsToldToLookBecauseItMayHaveBeenDone) {
  station = [this](const Input& input) {
    sent.push_back(input);
    asker.hungUp.request_stop();
    return true;
  };
  const auto answer = askOffice(erase);
  EXPECT_EQ(answer.error().name, control::refusal::kFailed);
  EXPECT_THAT(answer.error().text, HasSubstr("look whether it was done"));
}

TEST_F(ControlActsTest, statisticsAreToldAsTheyStand) {
  book.add(drivers::rack::Device::printer, drivers::rack::statistic::kPaperCuts, 12);
  const auto answer = acts().at("devices statistics")({"devices statistics", {}}, asker);
  EXPECT_EQ(answer, R"({"printer.PaperCutCount":"12"})");
}

}  // namespace
}  // namespace till::ui::app
