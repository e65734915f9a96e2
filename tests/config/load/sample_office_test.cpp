// SPDX-License-Identifier: Apache-2.0
// The office that ships: it loads, and what lies beside its settings fits them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "pos/bill/bill.h"
#include "pos/stub/stub.h"
#include "tests/config/load/office_copy.h"

namespace till::config {
namespace {

using pos::station::Key;
using pos::stub::StubErrorCode;

constexpr std::chrono::year_month_day kToday{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{23}};

Office loaded(const OfficeCopy& copy, const std::filesystem::path& devices = {}) {
  auto office = copy.load(devices);
  if (!office) throw std::runtime_error(toText(office.error()));
  return std::move(*office);
}

TEST(SampleOfficeTest, saysWhoItIsAndHowItsCounterWorks) {
  const OfficeCopy copy;
  const Office office = loaded(copy);
  EXPECT_EQ(office.identity.office, "sample-city");
  EXPECT_EQ(office.identity.station, 2);
  EXPECT_EQ(office.identity.currency, "USD");
  EXPECT_EQ(office.station.windowName, "Window 2");
  EXPECT_THAT(office.station.tills, testing::ElementsAre(3, 4));
  EXPECT_EQ(office.station.openingFloat, Money::fromMinor(30000));
  EXPECT_EQ(office.station.voidApproval, pos::people::ApprovalRule::atOnce);
  EXPECT_EQ(office.station.timeZone, "America/Los_Angeles");
  EXPECT_EQ(office.station.sale.services.size() * 2, office.station.sale.allocationOrder.size());
  ASSERT_TRUE(office.devices.printer && office.devices.drawer && office.devices.scanner);
  EXPECT_EQ(office.devices.printer->profile.model, "Epson TM-T88V");
}

TEST(SampleOfficeTest, theDigestOfEveryFileReadIsInForce) {
  const OfficeCopy copy;
  const auto before = loaded(copy).station.files;
  std::set<std::string> names;
  for (const auto& [name, digest] : before) {
    names.insert(name);
    EXPECT_EQ(digest.size(), 64U) << name;
  }
  EXPECT_THAT(names, testing::ElementsAre("books.toml", "chart.toml", "denominations.toml", "devices.toml", "en.toml",
                                          "epson-tm-t88v.toml", "funds.toml", "gl.toml", "keys.toml", "receipt.toml",
                                          "services.toml", "station.toml", "stubs.toml"));
  copy.append("receipt.toml", "# one more word");
  for (const auto& [name, digest] : loaded(copy).station.files) {
    EXPECT_EQ(digest != before.at(name), name == "receipt.toml") << name;
  }
}

TEST(SampleOfficeTest, anotherDevicesFileTakesThePlaceOfTheOffices) {
  const OfficeCopy copy;
  copy.write("mine.toml",
             "[printer]\nmodel = \"star-mc-print3-escpos\"\nusb = \"0519:0047:77\"\nusb_path = \"1-1.4\"\n");
  const Office office = loaded(copy, copy.root() / "mine.toml");
  const auto& usb = std::get<drivers::transport::UsbSettings>(office.devices.printer->link);
  EXPECT_EQ(usb.vendor, 0x0519);
  EXPECT_EQ(usb.product, 0x0047);
  EXPECT_EQ(usb.serial, "77");
  EXPECT_EQ(usb.portPath, "1-1.4");
  EXPECT_FALSE(office.devices.scanner);
  EXPECT_TRUE(office.station.files.contains("mine.toml"));
  EXPECT_FALSE(office.station.files.contains("devices.toml"));
}

TEST(SampleOfficeTest, anOfficeWithoutDevicesIsAnOffice) {
  const OfficeCopy copy;
  copy.write("none.toml", "");
  const Office office = loaded(copy, copy.root() / "none.toml");
  EXPECT_FALSE(office.devices.printer || office.devices.drawer || office.devices.scanner);
}

TEST(SampleOfficeTest, aCheckReaderIsInThePrintersHousingUnlessItHasALinkOfItsOwn) {
  const OfficeCopy copy;
  EXPECT_TRUE(loaded(copy).station.endorseCheck.empty()) << "there is nothing to print it with";
  copy.replace("devices.toml", "[scanner]", "[check_reader]\nsymbols = \")(&'\"\n[scanner]");
  const Office housed = loaded(copy);
  ASSERT_TRUE(housed.devices.sheets);
  EXPECT_FALSE(housed.devices.sheets->link);
  EXPECT_EQ(housed.devices.sheets->reader.symbols.onUs, '(');
  EXPECT_TRUE(housed.devices.sheets->profile.codePages.contains("cp858")) << "those of the printer";
  EXPECT_TRUE(housed.station.readsChecks);
  EXPECT_EQ(housed.station.endorseCheck.size(), 3U);
  copy.replace("devices.toml", "[check_reader]", "[check_reader]\nport = \"/dev/ttyS3\"\nprints_slips = false");
  const Office own = loaded(copy);
  EXPECT_TRUE(own.devices.sheets->link);
  EXPECT_TRUE(own.station.endorseCheck.empty());
}

TEST(SampleOfficeTest, aSlowDisplayAndASlowCheckReaderHaveTheirOwnDeadlines) {
  const OfficeCopy copy;
  copy.replace("devices.toml", "[scanner]",
               "[display]\nlanguage = \"cd5220\"\nport = \"/dev/ttyS3\"\nbaud = 300\nwrite_ms = 4000\n"
               "[check_reader]\nwrite_ms = 5000\n[scanner]");
  const Office office = loaded(copy);
  EXPECT_EQ(office.devices.display->profile.writeDeadline, std::chrono::milliseconds(4000));
  EXPECT_EQ(office.devices.sheets->reader.deadlines.write, std::chrono::milliseconds(5000));
}

TEST(SampleOfficeTest, aLineThatStopsAtXoffCarriesNoPictures) {
  const OfficeCopy copy;
  EXPECT_TRUE(loaded(copy).devices.printer->profile.graphics);
  EXPECT_FALSE(loaded(copy).devices.printer->profile.softwareFlow);
  copy.replace("devices.toml", "flow = \"rts_cts\"", "flow = \"xon_xoff\"");
  EXPECT_FALSE(loaded(copy).devices.printer->profile.graphics);
  EXPECT_TRUE(loaded(copy).devices.printer->profile.softwareFlow);
}

TEST(SampleOfficeTest, everyPrinterModelThatShipsLoads) {
  int models = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(TILL_SOURCE_DIR) / "config/printers")) {
    const OfficeCopy copy;
    copy.replace("devices.toml", "epson-tm-t88v", file.path().stem().string());
    const auto office = copy.load();
    ASSERT_TRUE(office) << toText(office.error());
    const auto& profile = office->devices.printer->profile;
    EXPECT_FALSE(profile.model.empty());
    EXPECT_EQ(profile.dots % 8, 0) << profile.model;
    EXPECT_GE(profile.dots / profile.columns, profile.graphics ? 12 : 9) << profile.model << ": font A's width";
    EXPECT_TRUE(profile.codePages.contains("cp437")) << profile.model;
    ++models;
  }
  EXPECT_GE(models, 14);
}

TEST(SampleOfficeTest, everyKeyLayoutBindsTheNumberPad) {
  for (const char* layout : {"number-pad", "pc", "pos"}) {
    const OfficeCopy copy;
    copy.replace("keys.toml", "layout = \"pc\"", std::string("layout = \"") + layout + '"');
    const KeyLayout keys = loaded(copy).keys;
    EXPECT_EQ(keys.at("Keypad *"), Key::star) << layout;
    std::set<Key> reached;
    for (const auto& [physical, key] : keys) reached.insert(key);
    for (int key = static_cast<int>(Key::d0); key <= static_cast<int>(Key::d9); ++key) {
      EXPECT_TRUE(reached.contains(static_cast<Key>(key))) << layout;
    }
    for (const Key key : {Key::point, Key::plus, Key::minus, Key::star, Key::slash, Key::enter}) {
      EXPECT_TRUE(reached.contains(key)) << layout;
    }
    EXPECT_GE(keys.size(), 17U) << layout;
  }
}

// What stubs.txt says of a line, against what reading and looking it up comes to.
TEST(SampleOfficeTest, theSampleStubsAreWhatTheirCaptionsSay) {
  const OfficeCopy copy;
  const Office office = loaded(copy);
  const auto imported =
      pos::bill::importBills(copy.pathOf("bills.csv"), copy.root(), office.station.sale.services, "2026-11-20");
  ASSERT_TRUE(imported) << imported.error().what;
  EXPECT_EQ(imported->accounts, 200);
  const auto book = pos::bill::openBillBook(imported->file);
  ASSERT_TRUE(book);
  const pos::stub::StubReader reader(office.station.layouts);
  const std::map<std::string, StubErrorCode> refused{{"wrong check digit", StubErrorCode::checkDigit},
                                                     {"a payment card", StubErrorCode::looksLikeCard}};
  std::ifstream lines(copy.pathOf("stubs.txt"));
  int known = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    const auto tab = line.find('\t');
    ASSERT_NE(tab, std::string::npos) << line;
    const std::string caption = line.substr(0, tab);
    const auto read = reader.read("", line.substr(tab + 1), kToday);
    const auto error = refused.find(caption);
    if (error != refused.end()) {
      ASSERT_FALSE(read) << caption;
      EXPECT_EQ(read.error().code, error->second) << caption;
      continue;
    }
    ASSERT_TRUE(read) << caption << ": " << name(read.error().code);
    const auto bill = (*book)->find(read->account);
    EXPECT_EQ(bill.has_value(), caption != "unknown account") << caption;
    if (!bill) continue;
    const Money due = bill->due.isNegative() ? Money() : bill->due;  // a stub does not print a credit
    EXPECT_EQ(read->amountDue, due) << caption;
    ++known;
  }
  EXPECT_GE(known, 12);
}

TEST(SampleOfficeTest, itsAccountsAreOfEverySort) {
  const OfficeCopy copy;
  const Office office = loaded(copy);
  const auto imported =
      pos::bill::importBills(copy.pathOf("bills.csv"), copy.root(), office.station.sale.services, "2026-11-20");
  ASSERT_TRUE(imported) << imported.error().what;
  const auto book = pos::bill::openBillBook(imported->file);
  ASSERT_TRUE(book);
  std::ifstream csv(copy.pathOf("bills.csv"));
  std::set<std::string> sorts;
  std::string line;
  std::getline(csv, line);
  while (std::getline(csv, line)) {
    const auto bill = (*book)->find(line.substr(0, line.find(',')));
    ASSERT_TRUE(bill) << line;
    if (bill->due.isZero()) sorts.insert("nothing due");
    if (bill->due.isNegative()) sorts.insert("credit");
    if (bill->keepsWaterOn) sorts.insert("shut-off list");
    for (const auto& each : bill->lines) {
      if (!each.pastDue.isZero()) sorts.insert("past due");
    }
  }
  EXPECT_THAT(sorts, testing::ElementsAre("credit", "nothing due", "past due", "shut-off list"));
}

TEST(SampleOfficeTest, aScannerOnUsbIsHidPosUnlessItIsAKeyboard) {
  using drivers::transport::HidUse;
  using drivers::transport::UsbHidSettings;
  const OfficeCopy copy;
  copy.replace("devices.toml", "port = \"/dev/ttyACM0\"", "usb = \"05e0:1200:S42\"");
  copy.replace("devices.toml", "baud = 9600", "usb_path = \"1-3\"");
  const Office pos = loaded(copy);
  const auto hid = std::get<UsbHidSettings>(pos.devices.scanner->link);
  EXPECT_EQ(hid.use, HidUse::pos);
  EXPECT_EQ(hid.vendor, 0x05E0);
  EXPECT_EQ(hid.serial, "S42");
  EXPECT_EQ(hid.portPath, "1-3");
  copy.replace("devices.toml", "usb_path = \"1-3\"", "mode = \"keyboard\"\nkeyboard_layout = \"de\"\nprefix = \"~\"");
  const Office keyboard = loaded(copy);
  EXPECT_EQ(std::get<UsbHidSettings>(keyboard.devices.scanner->link).use, HidUse::keyboard);
  EXPECT_EQ(keyboard.devices.scanner->keyboardLayout, "de");
  EXPECT_EQ(keyboard.devices.scanner->prefix, "~");
}

}  // namespace
}  // namespace till::config
