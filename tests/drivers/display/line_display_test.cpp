// SPDX-License-Identifier: Apache-2.0
// The display driver and the model of a display, on a wire inside the program.
#include "drivers/display/line_display.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>

#include "drivers/virtual/loopback/loopback_port.h"
#include "drivers/virtual/model/line_display_model.h"
#include "tests/drivers/virtual/wire.h"

namespace till::drivers::display {
namespace {

using model::DisplayTongue;
using model::LineDisplayModel;
using model::LineDisplayTraits;
using tests::wire;

DisplayProfile quick(DisplayLanguage language = DisplayLanguage::cd5220) {
  DisplayProfile profile;
  profile.language = language;
  profile.writeDeadline = std::chrono::milliseconds(30);
  return profile;
}

class Pole {
 public:
  explicit Pole(LineDisplayTraits traits = {}, DisplayProfile profile = quick())
      : model_(traits), device(loopback::openLoopbackPort(model_)), display(profile) {}
  ~Pole() { device.port->unplug(); }

  auto open() {
    return display.open(
        [this](transport::Listener listener) { return transport::openLoopback(device.wire, std::move(listener)); });
  }
  void use(const std::function<void(LineDisplayModel&)>& how) {
    device.port->use([&] { how(model_); });
  }
  std::string read() {
    std::string text;
    use([&](LineDisplayModel& model) { text = model.upper() + "|" + model.lower(); });
    return text;
  }

 private:
  LineDisplayModel model_;

 public:
  loopback::LoopbackDevice device;
  LineDisplay display;
};

TEST(LineDisplayTest, bothLanguagesAreRead) {
  for (const auto& [tongue, language] : {std::pair(DisplayTongue::cd5220, DisplayLanguage::cd5220),
                                         std::pair(DisplayTongue::epsonDmD, DisplayLanguage::epsonDmD)}) {
    Pole pole({tongue}, quick(language));
    ASSERT_TRUE(pole.open());
    EXPECT_EQ(pole.read(), "|");
    EXPECT_EQ(pole.display.show("Due", "             12.34 \xC2\xBD"), SendOutcome::sent);
    EXPECT_EQ(pole.read(), "Due|             12.34 \xC2\xBD");
    EXPECT_EQ(pole.display.setBrightness(Brightness::percent40), SendOutcome::sent);
    EXPECT_EQ(pole.display.show("Thank you", ""), SendOutcome::sent);
    pole.use([](const LineDisplayModel& model) {
      EXPECT_EQ(model.brightness(), 2);
      EXPECT_FALSE(model.cursorShown());
      EXPECT_EQ(model.unknownCommands(), 0);
    });
    EXPECT_EQ(pole.read(), "Thank you|");
    EXPECT_EQ(pole.display.clear(), SendOutcome::sent);
    EXPECT_EQ(pole.read(), "|");
  }
}

TEST(LineDisplayTest, eachCharacterFromThePageThatHasIt) {
  DisplayProfile profile = quick(DisplayLanguage::epsonDmD);
  profile.selectsCodePage = true;
  profile.codePages = {{"cp437", 0}, {"cp866", 17}, {"cp858", 19}};
  Pole pole({DisplayTongue::epsonDmD, 20, true}, profile);
  ASSERT_TRUE(pole.open());
  const std::string name = "\xC3\xB1 \xE2\x82\xAC \xD0\x96";
  EXPECT_EQ(pole.display.show(name, name), SendOutcome::sent);
  EXPECT_EQ(pole.read(), name + "|" + name);
}

TEST(LineDisplayTest, aDisplayLeftInStringModeByAnotherProgramIsWonBack) {
  Pole pole;
  pole.use(
      [](LineDisplayModel& model) { model.receive(wire("1B 51 41 'LAST PROGRAM        ' 0D 1B 51 42 'half a l'")); });
  ASSERT_TRUE(pole.open());
  EXPECT_EQ(pole.display.show("ours", "too"), SendOutcome::sent);
  EXPECT_EQ(pole.read(), "ours|too");
}

TEST(LineDisplayTest, whatIsCutOffAnywhereIsSentAgainWhole) {
  constexpr std::size_t kWhole = 55;  // bytes of one show, and some
  for (std::size_t cut = 0; cut < kWhole; ++cut) {
    SCOPED_TRACE(cut);
    DisplayProfile profile = quick();
    profile.writeDeadline = std::chrono::milliseconds(5);
    Pole pole({DisplayTongue::cd5220, 20, false, 1}, profile);
    pole.use([](LineDisplayModel& model) { model.makeRoom(1000); });
    ASSERT_TRUE(pole.open());
    pole.use([&](LineDisplayModel& model) { model.makeRoom(cut); });
    const bool fits = cut >= 48;
    EXPECT_EQ(pole.display.show("first line", "second line"), fits ? SendOutcome::sent : SendOutcome::failed);
    EXPECT_EQ(pole.display.fault().empty(), fits);
    pole.use([](LineDisplayModel& model) { model.makeRoom(1000); });
    EXPECT_EQ(pole.display.show("A", "B"), SendOutcome::sent);
    EXPECT_EQ(pole.display.fault(), "");
    EXPECT_EQ(pole.read(), "A|B");
  }
}

TEST(LineDisplayTest, aPulledPlugIsNoticedAndTheLinesAreBackWithIt) {
  Pole pole;
  ASSERT_TRUE(pole.open());
  EXPECT_EQ(pole.display.show("still", "here"), SendOutcome::sent);
  pole.device.port->unplug();
  pole.display.digest();
  EXPECT_FALSE(pole.display.isOpen());
  EXPECT_EQ(pole.display.fault(), "unplugged");
  EXPECT_EQ(pole.display.show("meanwhile", "changed"), SendOutcome::failed);
  pole.use([](LineDisplayModel& model) { model.powerCycle(); });
  pole.device.port->plug();
  ASSERT_TRUE(pole.open());
  EXPECT_EQ(pole.read(), "meanwhile|changed");
}

TEST(LineDisplayTest, aPowerCutThatNobodyToldOfIsMendedByRestore) {
  Pole pole;
  ASSERT_TRUE(pole.open());
  EXPECT_EQ(pole.display.setBrightness(Brightness::percent20), SendOutcome::sent);
  EXPECT_EQ(pole.display.show("A", "B"), SendOutcome::sent);
  pole.use([](LineDisplayModel& model) { model.powerCycle(); });
  EXPECT_EQ(pole.display.restore(), SendOutcome::sent);
  EXPECT_EQ(pole.read(), "A|B");
  pole.use([](const LineDisplayModel& model) { EXPECT_EQ(model.brightness(), 1); });
}

TEST(LineDisplayTest, behindAPrinterThePrinterHasTheLineAgain) {
  DisplayProfile profile = quick(DisplayLanguage::epsonDmD);
  profile.behindPrinter = true;
  Pole pole({DisplayTongue::epsonDmD}, profile);
  ASSERT_TRUE(pole.open());
  EXPECT_EQ(pole.display.show("A", "B"), SendOutcome::sent);
  pole.use([](LineDisplayModel& model) {
    EXPECT_FALSE(model.selected());
    model.receive(wire("1B 64 03 'receipt'"));
    EXPECT_EQ(model.forPrinter(),
              "\x1B"
              "d\x03receipt");
  });
  EXPECT_EQ(pole.read(), "A|B");
}

TEST(LineDisplayTest, withoutADisplayTheFaultSaysSo) {
  LineDisplay display(quick());
  EXPECT_EQ(display.show("A", "B"), SendOutcome::failed);
  EXPECT_EQ(display.fault(), "not opened yet");
  Pole pole;
  pole.device.port->unplug();
  const auto opened = pole.open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, transport::FaultCode::notFound);
}

}  // namespace
}  // namespace till::drivers::display
