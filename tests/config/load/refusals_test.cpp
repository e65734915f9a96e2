// SPDX-License-Identifier: Apache-2.0
// One wrong thing at a time in the sample office: the error names file, line, key, what was found and what is allowed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include "tests/config/load/office_copy.h"

namespace till::config {
namespace {

using testing::HasSubstr;

struct Wrong {
  const char* file;
  const char* from;
  const char* to;
  const char* key;
  const char* found;
  const char* allowed;  // a part of it
  friend std::ostream& operator<<(std::ostream& out, const Wrong& wrong) { return out << wrong.to; }
};

const Wrong kWrong[] = {
    {"station.toml", "time_zone = \"America/Los_Angeles\"", "time_zone = \"America/Sample\"", "office.time_zone",
     "\"America/Sample\"", "IANA"},
    {"station.toml", "currency = \"USD\"", "currency = \"EUR\"", "office.currency", "EUR", "USD"},
    {"station.toml", "language = \"en\"", "language = \"../en\"", "office.language", "\"../en\"", "config/words"},
    {"station.toml", "language = \"en\"", "language = \"xx\"", "office.language", "\"xx\"", "config/words"},
    {"station.toml", "name = \"Window 2\"", "name = \"\"", "station.name", "an empty text", "a text"},
    {"station.toml", "window = 2", "window = 0", "station.window", "0", "1 to 99"},
    {"station.toml", "window = 2", "window = \"2\"", "station.window", "\"2\"", "a whole number"},
    {"station.toml", "window = 2", "windows = 2", "station.window", "nothing", "a whole number"},
    {"station.toml", "tills = [3, 4]", "tills = []", "station.tills", "an empty list", "at least one"},
    {"station.toml", "tills = [3, 4]", "tills = [3, 3]", "station.tills", "3 twice", "each till once"},
    {"station.toml", "float = \"300.00\"", "float = 300.00", "till.float", "300.0", "an amount in quotes"},
    {"station.toml", "float = \"300.00\"", "float = \"300.005\"", "till.float", "\"300.005\"", "two decimals"},
    {"station.toml", "float = \"300.00\"", "float = \"-1.00\"", "till.float", "\"-1.00\"", "an amount"},
    {"station.toml", "void_approval = \"at_once\"", "void_approval = \"maybe\"", "rules.void_approval", "\"maybe\"",
     "none, at_once, after"},
    {"station.toml", "quiet_seconds = 60", "quiet_seconds = 4", "rules.quiet_seconds", "4", "5 to 3600"},
    {"station.toml", "no_sale = [\"Change for a customer\", \"Count check\", \"Roll opened\"]", "no_sale = []",
     "reasons.no_sale", "0 reasons", "one to nine"},
    {"chart.toml", "type = \"liability\"", "type = \"debt\"", "account[15].type", "\"debt\"", "liability"},
    {"station.toml", "[reasons]", "[keeping]\ncopies = \"usb\"\n[reasons]", "keeping.copies", "\"usb\"",
     "from the root"},
    {"station.toml", "[reasons]", "[keeping]\nmirror = \"m\"\n[reasons]", "keeping.mirror", "\"m\"", "from the root"},
    {"station.toml", "[reasons]", "[keeping]\ncopies = \"/u\"\nkeep = 0\n[reasons]", "keeping.keep", "0", "1 to 10000"},
    {"station.toml", "[reasons]", "[keeping]\ncopies = \"/u\"\nseal_to = \"12\"\n[reasons]", "keeping.seal_to",
     "\"12\"", "public key"},
    {"chart.toml", "code = \"601-0000-10120\"", "code = \"601-0000-10110\"", "account[2].code", "\"601-0000-10110\"",
     "no other account"},
    {"services.toml", "name = \"Sewer\", account = \"602-0000-11510\"", "name = \"Sewer\", account = \"999\"",
     "service[2].account", "\"999\"", "chart.toml"},
    {"services.toml", "id = \"sewer\"", "id = \"water\"", "service[2].id", "\"water\"", "no other service"},
    {"services.toml", "\"past_due late\"", "\"past_due gas\"", "allocation.order", "\"past_due gas\"", "SERVICE"},
    {"services.toml", "\"past_due late\"", "\"current late\"", "allocation.order", "\"current late\" twice", "once"},
    {"services.toml", "\"past_due late\", ", "", "allocation.order", "9 entries", "every service"},
    {"services.toml", "over_short = \"601-0000-57010\"", "over_short = \"1\"", "accounts.over_short", "\"1\"", "chart"},
    {"books.toml", "bank = \"601-0000-10010\"", "bank = \"bank\"", "accounts.bank", "\"bank\"", "chart.toml"},
    {"books.toml", "refunds = ", "refund = ", "accounts.refunds", "nothing", "a text"},
    {"books.toml", "fee = \"35.00\"", "fee = \"35.01\"", "returned_checks.fee", "35.01", "fee_cap"},
    {"books.toml", "fee = \"35.00\"", "fee = 35", "returned_checks.fee", "35", "in quotes"},
    {"books.toml", "fee = \"35.00\"", "fee = \"-1.00\"", "returned_checks.fee", "\"-1.00\"", "an amount"},
    {"books.toml", "cash_only_days = 180", "cash_only_days = -1", "returned_checks.cash_only_days", "-1", "0 to 3660"},
    {"books.toml", "reversal = \"at_once\"", "reversal = \"later\"", "approval.reversal", "\"later\"",
     "none, at_once, after"},
    {"books.toml", "erase_private = \"at_once\"", "", "approval.erase_private", "nothing", "none, at_once, after"},
    {"books.toml", "[approval]", "[approval]\ncarpet = 1", "approval.carpet", "an unknown key", "one of"},
    {"funds.toml", "drawer = \"1\"", "drawer = \"\"", "drawer", "an empty text", "a text"},
    {"funds.toml", "ask_drop_over = \"1000.00\"", "ask_drop_over = 1000", "ask_drop_over", "1000", "in quotes"},
    {"funds.toml", "safe = \"601-0000-10105\"", "safe = \"safe\"", "accounts.safe", "\"safe\"", "chart.toml"},
    {"funds.toml", "safe = \"601-0000-10105\"", "safe = \"601-0000-10110\"", "accounts.safe", "\"601-0000-10110\"",
     "of its own"},
    {"funds.toml", "transit = ", "transits = ", "accounts.transit", "nothing", "a text"},
    {"funds.toml", "drop = \"none\"", "drop = \"never\"", "approval.drop", "\"never\"", "none, at_once, after"},
    {"funds.toml", "swap = \"none\"", "", "approval.swap", "nothing", "none, at_once, after"},
    {"funds.toml", "paid_out = \"at_once\"", "paid_out = \"at_once\"\nloan = \"none\"", "approval.loan",
     "an unknown key", "one of"},
    {"funds.toml", "limit = \"25.00\"", "limit = \"-25.00\"", "paid_out.limit", "\"-25.00\"", "an amount"},
    {"funds.toml", "account = \"601-0000-52010\"", "account = \"5\"", "paid_out.purpose[1].account", "\"5\"", "chart"},
    {"denominations.toml", "unit = \"50.00\"", "unit = \"0.00\"", "denomination[2].unit", "0.00", "one piece"},
    {"denominations.toml", "unit = \"50.00\"", "unit = \"100.00\"", "denomination[2].unit", "100.00", "once"},
    {"denominations.toml", "form = \"coin\"", "form = \"token\"", "denomination[8].form", "\"token\"", "note, coin"},
    {"denominations.toml", "roll = 40", "roll = 1", "denomination[10].roll", "1", "2 to 1000"},
    {"stubs.toml", "weights = [7, 5, 3, 2]", "weights = [7, 5, 3, 0]", "layout[1].check[1].weights", "0", "1 to 9"},
    {"stubs.toml", "span = [1, 26]", "span = [26, 1]", "layout[1].check[1].span", "another list", "[first, last]"},
    {"stubs.toml", "id = \"CR42\"", "id = \"SC27\"", "layout[2].id", "\"SC27\"", "no other layout"},
    {"stubs.toml", "algorithm = \"weighted\"", "algorithm = \"crc\"", "layout[1].check[1].algorithm", "\"crc\"",
     "luhn, weighted"},
    {"keys.toml", "\"F1\" = \"f1\"", "\"F1\" = \"cash\"", "layouts.pc.F1", "\"cash\"", "star"},
    {"keys.toml", "inherits = \"number-pad\"", "inherits = \"pc\"", "layouts.pc.inherits", "\"pc\"", "no circle"},
    {"keys.toml", "layout = \"pc\"", "layout = \"mac\"", "layout", "\"mac\"", "number-pad, pc, pos"},
    {"devices.toml", "model = \"epson-tm-t88v\"", "model = \"epson\"", "printer.model", "\"epson\"", "config/printers"},
    {"devices.toml", "model = \"epson-tm-t88v\"", "model = \"../printers/generic-58mm\"", "printer.model",
     "\"../printers/generic-58mm\"", "config/printers"},
    {"devices.toml", "port = \"/dev/ttyS0\"", "port = \"ttyS0\"", "printer.port", "\"ttyS0\"", "a path"},
    {"devices.toml", "port = \"/dev/ttyS0\"", "usb = \"04b8\"", "printer.usb", "\"04b8\"", "vendor:product"},
    {"devices.toml", "port = \"/dev/ttyS0\"", "usb = \"-4b8:0202\"", "printer.usb", "\"-4b8:0202\"", "vendor:product"},
    {"devices.toml", "flow = \"rts_cts\"", "flow = \"dtr_dsr\"", "printer.flow", "\"dtr_dsr\"", "xon_xoff"},
    {"devices.toml", "pin = 2", "pin = 3", "drawer.pin", "3", "2 or 5"},
    {"devices.toml", "pin = 2", "port = \"ttyS1\"", "drawer.port", "\"ttyS1\"", "a path"},
    {"devices.toml", "pin = 2", "port = \"/dev/ttyS1\"\ntrigger = \"7\"", "drawer.trigger", "\"7\"", "1b 07"},
    {"devices.toml", "pin = 2", "port = \"/dev/ttyS1\"\ntrigger = \"-7\"", "drawer.trigger", "\"-7\"", "1b 07"},
    {"devices.toml", "pin = 2", "port = \"/dev/ttyS1\"\ntrigger = \"07x1b\"", "drawer.trigger", "07x1b", "1b 07"},
    {"devices.toml", "port = \"/dev/ttyS0\"", "usb_path = \"1-1\"", "printer.port", "neither", "usb = "},
    {"devices.toml", "pin = 2", "port = \"/dev/ttyS1\"\ntrigger = \"07 07 07\"", "drawer.trigger", "07 07 07", "1b 07"},
    {"devices.toml", "pin = 2", "port = \"/dev/ttyS1\"\nsense = \"rts\"", "drawer.sense", "\"rts\"", "cts"},
    {"devices.toml", "pin = 2", "usb = \"07c5:0500\"\nport = \"/dev/ttyS1\"", "drawer.port", "both", "one of them"},
    {"devices.toml", "pin = 2", "usb = \"07c5:0500\"\ntrigger = \"1\"", "drawer.trigger", "\"1\"", "00 01 01"},
    {"devices.toml", "pin = 2", "usb = \"07c5:0500\"\nsense_byte = 64", "drawer.sense_byte", "64", "63"},
    {"devices.toml", "pin = 2", "port = \"/dev/ttyS1\"\nfirst_charge_ms = 60000", "drawer.first_charge_ms", "60000",
     "0 to 15000"},
    {"devices.toml", "[scanner]", "[display]\nport = \"/dev/ttyS3\"\nlanguage = \"vt100\"\n[scanner]",
     "display.language", "\"vt100\"", "cd5220"},
    {"devices.toml", "[scanner]", "[display]\nport = \"ttyS3\"\n[scanner]", "display.port", "\"ttyS3\"", "a path"},
    {"devices.toml", "[scanner]", "[check_reader]\nsymbols = \"toa\"\n[scanner]", "check_reader.symbols", "\"toa\"",
     "four different ones"},
    {"devices.toml", "[scanner]", "[check_reader]\nsymbols = \"ttt?\"\n[scanner]", "check_reader.symbols", "\"ttt?\"",
     "four different ones"},
    {"devices.toml", "[scanner]", "[check_reader]\nfont = \"ocr\"\n[scanner]", "check_reader.font", "\"ocr\"", "cmc7"},
    {"devices.toml", "[scanner]", "[check_reader]\nport = \"/dev/ttyS3\"\nusb = \"04b8:0202\"\n[scanner]",
     "check_reader.port", "both", "one of them"},
    {"station.toml", "endorse_check = [",
     "endorse_check = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",", "slips.endorse_check",
     "13 lines", "twelve"},
    {"devices.toml", "port = \"/dev/ttyACM0\"", "port = \"/dev/ttyS0\"", "scanner.port", "that of [printer]",
     "its own"},
    {"devices.toml", "port = \"/dev/ttyACM0\"", "port = \"/dev/./ttyS0\"", "scanner.port", "[printer]", "its own"},
    {"devices.toml", "pin = 2", "port = \"/dev/ttyACM0\"", "scanner.port", "that of [drawer]", "its own"},
    {"devices.toml", "[scanner]", "[display]\nport = \"/dev/ttyACM0\"\nlanguage = \"cd5220\"\n[scanner]",
     "display.port", "that of [scanner]", "its own"},
    {"devices.toml", "[drawer]\npin = 2", "[check_reader]\nusb = \"07c5:0500:A\"\n[drawer]\nusb = \"07c5:0500:A\"",
     "check_reader.usb", "that of [drawer]", "its own"},
    {"devices.toml", "[drawer]\npin = 2",
     "[check_reader]\nusb = \"04b8:0202\"\nusb_path = \"1-2\"\n[drawer]\nusb = \"07c5:0500\"\nusb_path = \"1-2\"",
     "check_reader.usb_path", "that of [drawer]", "its own"},
    {"devices.toml", "[scanner]",
     "[display]\nport = \"/dev/ttyS3\"\nlanguage = \"cd5220\"\nflow = \"xon_xoff\"\n[scanner]", "display.flow",
     "xon_xoff", "rts_cts"},
    {"devices.toml", "pin = 2", "usb = \"07c5:0500\"\nsense_byte = 0\nsense_report = 2", "drawer.sense_byte", "0",
     "1 to 63"},
    {"devices.toml", "pin = 2", "usb = \"07c5:0500\"\nsens_byte = 0", "drawer.sens_byte", "an unknown key",
     "sense_bit, sense_byte, sense_report"},
    {"devices.toml", "flow = \"rts_cts\"", "handshake = \"rts_cts\"", "printer.handshake", "an unknown key",
     "usb, usb_path"},
    {"devices.toml", "suffix = \"cr\"", "suffix = \"\\r\"", "scanner.suffix", "", "crlf"},
    {"devices.toml", "suffix = \"cr\"", "mode = \"keyboard\"", "scanner.mode", "a mode with a port", "usb"},
    {"devices.toml", "suffix = \"cr\"", "prefix = \"~\"", "scanner.prefix", "keyboard scanners", "keyboard"},
    {"devices.toml", "port = \"/dev/ttyACM0\"", "usb = \"05e0:1200\"\nmode = \"hid\"", "scanner.mode", "\"hid\"",
     "hid_pos, keyboard"},
    {"devices.toml", "port = \"/dev/ttyACM0\"", "usb = \"05e0:1200\"\nmode = \"keyboard\"\nkeyboard_layout = \"jp\"",
     "scanner.keyboard_layout", "\"jp\"", "us, de, es"},
    {"epson-tm-t88v.toml", "cutter = true", "inherits = \"epson-tm-t88v\"", "inherits", "\"epson-tm-t88v\"",
     "no circle"},
    {"epson-tm-t88v.toml", "cutter = true", "inherits = \"nobody\"", "inherits", "\"nobody\"", "config/printers"},
    {"epson-tm-t88v.toml", "cutter = true", "image_rows = 256", "image_rows", "256", "1 to 255"},
    {"epson-tm-t88v.toml", "columns = 42", "columns = 420", "columns", "420", "16 to 96"},
    {"epson-tm-t88v.toml", "cutter = true", "cutter = 1", "cutter", "1", "true or false"},
    {"epson-tm-t88v.toml", "cp852 = 18", "cp_852 = 18", "code_pages.cp_852", "an unknown code page", "cp437"},
    {"epson-tm-t88v.toml", "\"cp866\"]", "\"cp860\", \"cp999\"]", "code_page_order", "\"cp999\"", "[code_pages]"},
    {"epson-tm-t88v.toml", "on_ms = 50", "on_ms = 126", "pulse.off_ms", "500", "four times"},
    {"epson-tm-t88v.toml", "on_ms = 50\noff_ms = 500", "on_ms = 510\noff_ms = 510", "pulse.on_ms", "510",
     "at most 127"},
    {"epson-tm-t88v.toml", "on_ms = 50\noff_ms = 500", "on_ms = 300\noff_ms = 1200", "pulse.on_ms", "300",
     "at most 127"},
    {"epson-tm-t88v.toml", "write_ms = 2000", "write_ms = 0", "deadlines.write_ms", "0", "1 to 60000"},
    {"receipt.toml", "footer = [", "footer = [1, ", "footer", "1", "a list of texts"},
};

std::string nameOf(const testing::TestParamInfo<Wrong>& row) {
  std::string name = std::to_string(row.index) + "_" + row.param.file + "_" + row.param.key;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

class RefusalsTest : public testing::TestWithParam<Wrong> {};

TEST_P(RefusalsTest, namesFileLineKeyFoundAndAllowed) {
  const Wrong& wrong = GetParam();
  const OfficeCopy office;
  const int line = office.replace(wrong.file, wrong.from, wrong.to);
  ASSERT_GT(line, 0) << wrong.from << " is not in " << wrong.file;
  const auto loaded = office.load();
  ASSERT_FALSE(loaded) << wrong.to << " was accepted";
  EXPECT_EQ(loaded.error().file, wrong.file);
  EXPECT_EQ(loaded.error().key, wrong.key);
  EXPECT_THAT(loaded.error().found, HasSubstr(wrong.found));
  EXPECT_THAT(loaded.error().allowed, HasSubstr(wrong.allowed));
  EXPECT_GT(loaded.error().line, 0) << toText(loaded.error());
}

INSTANTIATE_TEST_SUITE_P(SampleOffice, RefusalsTest, testing::ValuesIn(kWrong), nameOf);

TEST(RefusalTest, aModelThatInheritsIsToldOfEveryKeyThatItMayHave) {
  const OfficeCopy office;
  ASSERT_GT(office.replace("devices.toml", "epson-tm-t88v", "epson-tm-t20ii-42"), 0);
  ASSERT_GT(office.replace("epson-tm-t20ii-42.toml", "columns = 42", "colums = 42"), 0);
  const auto loaded = office.load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().key, "colums");
  EXPECT_THAT(loaded.error().allowed, HasSubstr("code_page_order, code_pages, columns"));
}

TEST(RefusalTest, whereNothingIsKeptToPayFromNothingIsPaidOut) {
  const OfficeCopy office;
  ASSERT_GT(office.replace("funds.toml", "allowed = false", "allowed = true"), 0);
  ASSERT_TRUE(office.load());
  ASSERT_GT(office.replace("funds.toml", "petty = \"601-0000-10107\"\n", ""), 0);
  const auto loaded = office.load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().key, "paid_out.allowed");
}

TEST(RefusalTest, anOfficeCanDoWithoutFunds) {
  const OfficeCopy office;
  office.remove("funds.toml");
  const auto loaded = office.load();
  ASSERT_TRUE(loaded) << toText(loaded.error());
  EXPECT_FALSE(loaded->station.funds.set);
}

TEST(RefusalTest, theLineIsTheOneThatIsWrong) {
  const OfficeCopy office;
  const int line = office.replace("station.toml", "float = \"300.00\"", "float = \"abc\"");
  const auto loaded = office.load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(toText(loaded.error()), "station.toml:" + std::to_string(line) +
                                        ": till.float: found \"abc\"; allowed: an amount in quotes with two decimals, "
                                        "as \"300.00\"");
}

constexpr const char* kFiles[] = {"station.toml", "chart.toml",        "services.toml", "denominations.toml",
                                  "stubs.toml",   "keys.toml",         "devices.toml",  "receipt.toml",
                                  "en.toml",      "epson-tm-t88v.toml"};

TEST(RefusalTest, aKeyNobodyAskedForIsRefusedInEveryFile) {
  for (const char* file : kFiles) {
    const OfficeCopy office;
    office.prepend(file, "colour_of_the_carpet = \"green\"");
    const auto loaded = office.load();
    ASSERT_FALSE(loaded) << file;
    EXPECT_EQ(loaded.error().file, file);
    EXPECT_EQ(loaded.error().line, 1) << file;
    EXPECT_EQ(loaded.error().key, "colour_of_the_carpet") << file;
    EXPECT_EQ(loaded.error().found, "an unknown key") << file;
  }
}

TEST(RefusalTest, aKeyNobodyAskedForIsRefusedInEveryTable) {
  const std::pair<const char*, const char*> places[] = {
      {"station.toml", "[office]\n"},      {"station.toml", "[station]\n"},        {"station.toml", "[till]\n"},
      {"station.toml", "[rules]\n"},       {"station.toml", "[reasons]\n"},        {"services.toml", "[allocation]\n"},
      {"services.toml", "[tenders]\n"},    {"services.toml", "[accounts]\n"},      {"devices.toml", "[printer]\n"},
      {"devices.toml", "[drawer]\n"},      {"devices.toml", "[scanner]\n"},        {"stubs.toml", "[[layout]]\n"},
      {"epson-tm-t88v.toml", "[pulse]\n"}, {"epson-tm-t88v.toml", "[deadlines]\n"}};
  for (const auto& [file, table] : places) {
    const OfficeCopy office;
    ASSERT_GT(office.replace(file, table, std::string(table) + "carpet = 1\n"), 0) << file << table;
    const auto loaded = office.load();
    ASSERT_FALSE(loaded) << file << ' ' << table;
    EXPECT_EQ(loaded.error().file, file);
    EXPECT_THAT(loaded.error().key, testing::EndsWith(".carpet"));
    EXPECT_EQ(loaded.error().found, "an unknown key");
  }
}

TEST(RefusalTest, aFileThatIsMissingOrNotTomlIsNamed) {
  for (const char* file : kFiles) {
    const OfficeCopy broken;
    const int line = broken.append(file, "this is = = not TOML");
    const auto loaded = broken.load();
    ASSERT_FALSE(loaded) << file;
    EXPECT_EQ(loaded.error().file, file);
    EXPECT_EQ(loaded.error().line, line) << file;

    const OfficeCopy missing;
    missing.remove(file);
    EXPECT_FALSE(missing.load()) << file;
  }
}

TEST(RefusalTest, wordsThatLackATextNameTheTextAndTheFile) {
  const OfficeCopy office;
  const std::string key{pos::words::requiredWords().front()};
  const auto dot = key.rfind('.');
  const std::string last = dot == std::string::npos ? key : key.substr(dot + 1);
  ASSERT_GT(office.replace("en.toml", "\n" + last + " = ", "\n# " + last + " = "), 0) << key;
  const auto loaded = office.load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().file, "en.toml");
  EXPECT_EQ(loaded.error().key, key);
}

TEST(RefusalTest, aDrawerWantsAPrinterToBeOn) {
  const OfficeCopy office;
  office.write("drawer.toml", "[drawer]\nsensor = \"untaught\"\n");
  const auto loaded = office.load(office.root() / "drawer.toml");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().file, "drawer.toml");
  EXPECT_EQ(loaded.error().key, "drawer");
}

}  // namespace
}  // namespace till::config
