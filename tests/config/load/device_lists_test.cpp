// SPDX-License-Identifier: Apache-2.0
// Several printers and drawers at one station: [[printer]] and [[drawer]] of devices.toml.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/config/load/office_copy.h"

namespace till::config {
namespace {

using drivers::drawer::DrawerPin;
using drivers::drawer::SensorPolarity;
using OnPort = drivers::rack::DrawerPlace::OnPort;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kCounter = "[[printer]]\nname = \"counter\"\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS0\"\n";
const std::string kBack =
    "[[printer]]\nname = \"back\"\nmodel = \"epson-tm-t20iii\"\nport = \"/dev/ttyS1\"\nprints = \"reports\"\n";
const std::string kLeft = "[[drawer]]\nname = \"left\"\nprinter = \"counter\"\npin = 2\nsensor = \"high_is_open\"\n";
const std::string kRight = "[[drawer]]\nname = \"right\"\nprinter = \"counter\"\npin = 5\nsensor = \"none\"\n";

Office loaded(const std::string& devices) {
  const OfficeCopy copy;
  copy.write("offices/sample-city/devices.toml", devices);
  auto office = copy.load();
  if (!office) throw std::runtime_error(toText(office.error()));
  return std::move(*office);
}

std::vector<std::pair<std::string, std::size_t>> drawersOf(const Office& office) {
  std::vector<std::pair<std::string, std::size_t>> all;
  for (const auto& drawer : office.station.drawers) all.emplace_back(drawer.name, drawer.printer);
  return all;
}

TEST(DeviceListsTest, twoDrawersHangOnOnePrinterAndReportsGoToTheOther) {
  const Office office = loaded(kBack + kCounter + kLeft + kRight);
  EXPECT_THAT(office.station.printers, ElementsAre("back", "counter"));
  EXPECT_EQ(office.station.reportPrinter, 0U);
  EXPECT_THAT(drawersOf(office), ElementsAre(std::pair("left", 1), std::pair("right", 1)));
  EXPECT_FALSE(office.devices.printer || office.devices.drawer || office.devices.standaloneDrawer);
  ASSERT_EQ(office.devices.drawers.size(), 2U);
  const auto& left = std::get<OnPort>(office.devices.drawers[0].how);
  const auto& right = std::get<OnPort>(office.devices.drawers[1].how);
  EXPECT_EQ(left.printer, 1U);
  EXPECT_EQ(left.settings.pin, DrawerPin::pin2);
  EXPECT_EQ(left.settings.polarity, SensorPolarity::highIsOpen);
  EXPECT_EQ(right.settings.pin, DrawerPin::pin5);
  EXPECT_EQ(right.settings.polarity, SensorPolarity::untaught);
  EXPECT_TRUE(right.settings.sensorless);
}

TEST(DeviceListsTest, whereThereIsOnePrinterNobodyHasToNameIt) {
  const Office office = loaded(
      "[printer]\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS0\"\n"
      "[[drawer]]\nname = \"A\"\nsensor = \"untaught\"\n[[drawer]]\nname = \"B\"\npin = 5\nsensor = \"untaught\"\n");
  EXPECT_TRUE(office.station.printers.empty());
  EXPECT_THAT(drawersOf(office), ElementsAre(std::pair("A", 0), std::pair("B", 0)));
}

TEST(DeviceListsTest, aDrawerOnALineOfItsOwnSaysWhereItsReceiptsArePrinted) {
  const std::string own = "[[drawer]]\nname = \"own\"\nport = \"/dev/ttyS2\"\n";
  const std::string second = "[[printer]]\nname = \"second\"\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS3\"\n";
  const Office office = loaded(kBack + kCounter + second + kLeft + own + "printer = \"second\"\n");
  EXPECT_THAT(drawersOf(office), ElementsAre(std::pair("left", 1), std::pair("own", 2)));
  // One that prints no receipts does not get any, named or not.
  EXPECT_THAT(drawersOf(loaded(kBack + kCounter + own)), ElementsAre(std::pair("own", 1)));
  EXPECT_THAT(drawersOf(loaded(kBack + kCounter + own + "printer = \"back\"\n")), ElementsAre(std::pair("own", 1)));
}

TEST(DeviceListsTest, reportsGoWhereTheyAreAskedForElseToTheFirstThatPrintsThem) {
  const std::string receipts = "prints = \"receipts\"\n";
  const std::string second = "[[printer]]\nname = \"second\"\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS3\"\n";
  EXPECT_EQ(loaded(kCounter + second).station.reportPrinter, 0U);
  EXPECT_EQ(loaded(kCounter + receipts + second).station.reportPrinter, 1U);
  EXPECT_EQ(loaded(kCounter + second + kBack).station.reportPrinter, 2U);
  EXPECT_EQ(loaded(kCounter + receipts + second + receipts).station.reportPrinter, 0U);
}

TEST(DeviceListsTest, aCheckReaderInTheHousingIsInTheFirstPrinters) {
  const Office office = loaded(kCounter + kBack + "[check_reader]\n");
  ASSERT_TRUE(office.devices.sheets);
  EXPECT_EQ(office.devices.sheets->profile.model, office.devices.printers.front().profile.model);
}

struct Wrong {
  std::string devices;
  const char* key;
  const char* found;
  const char* allowed;  // a part of it
};

TEST(DeviceListsTest, oneWrongThingIsRefusedWithItsKey) {
  const std::string ten = [] {
    std::string all;
    for (int i = 0; i < 10; ++i)
      all += "[[drawer]]\nname = \"" + std::to_string(i) + "\"\nport = \"/dev/ttyS" + std::to_string(i) + "\"\n";
    return all;
  }();
  const std::vector<Wrong> rows{
      {"[[printer]]\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS0\"\n", "printer[1].name", "nothing", "a text"},
      {kCounter + kCounter, "printer[2].name", "\"counter\" twice", "of its own"},
      {kCounter + "[[printer]]\nname = \"b\"\nmodel = \"epson-tm-t88v\"\nport = \"/dev/ttyS0\"\n", "printer[2].name",
       "cable of another", "of its own"},
      {kCounter + "prints = \"labels\"\n", "printer[1].prints", "\"labels\"", "receipts"},
      {kBack, "printer", "none that prints receipts", "receipts"},
      {kCounter + "drawer = 1\n", "printer[1].drawer", "an unknown key", ""},
      {kCounter + kLeft + kLeft, "drawer[2].name", "\"left\" twice", "of its own"},
      {kCounter + "[[drawer]]\nsensor = \"none\"\n", "drawer[1].name", "nothing", "a text"},
      {kCounter + "[[drawer]]\nname = \"a\\u001b[2J\"\nsensor = \"none\"\n", "drawer[1].name", "a", "letters"},
      {kCounter + "[[drawer]]\nname = \" a\"\nsensor = \"none\"\n", "drawer[1].name", "\" a\"", "letters"},
      {kCounter + "[[drawer]]\nname = \"aaaaaaaaaaaaaaaaaaaaa\"\nsensor = \"none\"\n", "drawer[1].name", "aaa", "20"},
      {kCounter + "[[drawer]]\nname = \"a\"\nprinter = \"bar\"\nsensor = \"none\"\n", "drawer[1].printer", "\"bar\"",
       "[[printer]]"},
      {kCounter + kBack + "[[drawer]]\nname = \"a\"\nsensor = \"none\"\n", "drawer[1].printer", "nothing",
       "whose port"},
      {"[[drawer]]\nname = \"a\"\nsensor = \"none\"\n", "drawer[1].printer", "nothing", "whose port"},
      {kCounter + kLeft + "[[drawer]]\nname = \"b\"\nprinter = \"counter\"\npin = 2\nsensor = \"none\"\n",
       "drawer[2].pin", "that of drawer \"left\"", "the other"},
      {kCounter + kLeft + "[[drawer]]\nname = \"b\"\nprinter = \"counter\"\npin = 5\nsensor = \"low_is_open\"\n",
       "drawer[2].sensor", "as drawer \"left\" has", "one sensor line"},
      {kCounter + "[[drawer]]\nname = \"a\"\nport = \"/dev/ttyS2\"\n[[drawer]]\nname = \"b\"\nport = \"/dev/ttyS2\"\n",
       "drawer[2].name", "the line of \"a\"", "of its own"},
      {ten, "drawer", "10", "nine"}};
  for (const Wrong& row : rows) {
    const OfficeCopy copy;
    copy.write("offices/sample-city/devices.toml", row.devices);
    const auto office = copy.load();
    ASSERT_FALSE(office) << row.devices;
    EXPECT_THAT(office.error().file, HasSubstr("devices.toml"));
    EXPECT_EQ(office.error().key, row.key) << row.devices;
    EXPECT_THAT(office.error().found, HasSubstr(row.found)) << row.devices;
    EXPECT_THAT(office.error().allowed, HasSubstr(row.allowed)) << row.devices;
  }
}

}  // namespace
}  // namespace till::config
