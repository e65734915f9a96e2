// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <charconv>

#include "config/load/parts.h"
#include "drivers/printer/code_pages.h"

namespace till::config {
namespace {

using drivers::drawer::DrawerPin;
using drivers::drawer::SenseLine;
using drivers::drawer::SensorPolarity;
using drivers::transport::HidUse;
using drivers::transport::SerialSettings;
using drivers::transport::UsbHidSettings;
using drivers::transport::UsbSettings;

bool hex16(std::string_view text, int& value) {
  if (text.starts_with('-')) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return text.size() == 4 && error == std::errc{} && end == text.data() + text.size();
}

UsbSettings readUsb(TomlTable& table) {
  const std::string id = table.text("usb");
  UsbSettings usb;
  const bool sound = id.size() >= 9 && id[4] == ':' && hex16(std::string_view(id).substr(0, 4), usb.vendor) &&
                     hex16(std::string_view(id).substr(5, 4), usb.product) && (id.size() == 9 || id[9] == ':');
  if (!sound) table.refuse("usb", '"' + id + '"', "vendor:product[:serial] in hex, as \"04b8:0202\"");
  if (id.size() > 10) usb.serial = id.substr(10);
  usb.portPath = table.text("usb_path", "");
  return usb;
}

SerialSettings readSerial(TomlTable& table, int usualBaud) {
  SerialSettings serial;
  serial.port = table.text("port");
  if (!serial.port.starts_with('/')) table.refuse("port", '"' + serial.port + '"', "a path, as \"/dev/ttyS0\"");
  serial.baud = static_cast<int>(table.integer("baud", 300, 921600, usualBaud));
  serial.dataBits = static_cast<int>(table.integer("data_bits", 7, 8, 8));
  serial.parity = std::array{'N', 'E', 'O'}.at(table.oneOf("parity", {"none", "even", "odd"}, 0));
  serial.stopBits = static_cast<int>(table.integer("stop_bits", 1, 2, 1));
  const std::vector<std::string> flows{"none", "rts_cts", "xon_xoff"};
  serial.flow = flows.at(table.oneOf("flow", flows, 0));
  return serial;
}

drivers::rack::Link readLink(TomlTable& table, int usualBaud) {
  for (const char* const key : {"port", "usb", "usb_path", "baud", "data_bits", "parity", "stop_bits", "flow"})
    table.mention(key);
  if (table.has("usb") && table.has("port")) table.refuse("port", "both port and usb", "one of them");
  if (table.has("usb")) return readUsb(table);
  if (!table.has("port")) {
    table.refuse("port", "neither port nor usb", "port = \"/dev/ttyS0\", or usb = \"vendor:product\"");
  }
  return readSerial(table, usualBaud);
}

drivers::rack::PrinterSettings readPrinter(TomlTable& table, const std::filesystem::path& shared, Office& office,
                                           std::vector<std::filesystem::path>& files) {
  const std::string model = table.text("model");
  const auto folder = shared / "printers";
  if (!isPrinterModel(folder, model)) {
    table.refuse("model", '"' + model + '"', "a file of config/printers without .toml");
  }
  ReadProfile read = readPrinterProfile(folder, model);
  auto link = readLink(table, 38400);
  const auto* serial = std::get_if<SerialSettings>(&link);
  read.profile.softwareFlow = serial != nullptr && serial->flow == "xon_xoff";
  if (read.profile.softwareFlow) read.profile.graphics = false;  // dots hold XON and XOFF
  office.devices.pollEvery = readMillis(table, "poll_ms", 60000, office.devices.pollEvery);
  files.insert(files.end(), read.files.begin(), read.files.end());
  return {std::move(link), std::move(read.profile)};
}

constexpr std::array kPolarities{SensorPolarity::untaught, SensorPolarity::highIsOpen, SensorPolarity::lowIsOpen};
const std::vector<std::string> kPolarityNames{"untaught", "high_is_open", "low_is_open"};

constexpr std::size_t kLineTrigger = 2;     // as the DIP switches of the drawer say: "07", "1b 07"
constexpr std::size_t kReportTrigger = 65;  // a HID report and its number

// Bytes in hex.
std::vector<std::byte> readTrigger(TomlTable& table, const std::string& usual, std::size_t most) {
  const std::string text = table.text("trigger", usual);
  std::vector<std::byte> trigger;
  for (std::size_t at = 0; at < text.size() && trigger.size() < most; at += 3) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + std::min(at + 2, text.size()), value, 16);
    const bool parted = at == 0 || text[at - 1] == ' ';
    if (error != std::errc{} || end != text.data() + at + 2 || text[at] == '-' || !parted) break;
    trigger.push_back(static_cast<std::byte>(value));
  }
  if (trigger.empty() || text.size() != trigger.size() * 3 - 1) {
    table.refuse("trigger", '"' + text + '"',
                 most == kLineTrigger ? "one byte or two in hex, as \"07\" or \"1b 07\""
                                      : "the output report in hex, its number first, as \"00 01 01\"");
  }
  return trigger;
}

void readLineDrawer(TomlTable& table, drivers::drawer::StandaloneDrawerSettings& drawer) {
  constexpr std::array kLines{SenseLine::none, SenseLine::cts, SenseLine::dsr, SenseLine::dcd, SenseLine::ri};
  drawer.link = readSerial(table, 9600);
  drawer.trigger = readTrigger(table, "07", kLineTrigger);
  drawer.sense = kLines.at(table.oneOf("sense", {"none", "cts", "dsr", "dcd", "ri"}, 0));
  drawer.firstCharge = std::chrono::milliseconds(table.integer("first_charge_ms", 0, 15000, 0));
  drawer.nextCharge = std::chrono::milliseconds(table.integer("next_charge_ms", 0, 15000, 0));
}

void readHidDrawer(TomlTable& table, drivers::drawer::StandaloneDrawerSettings& drawer) {
  if (table.has("port")) table.refuse("port", "both port and usb", "one of them");
  drawer.link = UsbHidSettings{readUsb(table), HidUse::drawer};
  drawer.trigger = readTrigger(table, "00 01 01", kReportTrigger);
  for (const char* const key : {"sense_byte", "sense_bit", "sense_report"}) table.mention(key);
  if (!table.has("sense_byte")) return;
  const bool numbered = table.has("sense_report");
  drivers::drawer::SenseBit sense{static_cast<std::size_t>(table.integer("sense_byte", numbered ? 1 : 0, 63)),
                                  static_cast<std::uint8_t>(1U << table.integer("sense_bit", 0, 7, 0))};
  if (numbered) sense.report = static_cast<std::uint8_t>(table.integer("sense_report", 1, 255));
  drawer.senseBit = sense;
}

drivers::drawer::StandaloneDrawerSettings readStandaloneDrawer(TomlTable& table) {
  drivers::drawer::StandaloneDrawerSettings drawer;
  table.has("usb") ? readHidDrawer(table, drawer) : readLineDrawer(table, drawer);
  drawer.polarity = kPolarities.at(table.oneOf("sensor", kPolarityNames, 0));
  drawer.openDeadline = readMillis(table, "open_ms", 10000, drawer.openDeadline);
  return drawer;
}

drivers::drawer::DrawerSettings readPrinterDrawer(TomlTable& table, const std::vector<std::string>& sensors) {
  drivers::drawer::DrawerSettings drawer;
  const auto pin = table.integer("pin", 2, 5, 2);
  if (pin != 2 && pin != 5) table.refuse("pin", std::to_string(pin), "2 or 5");
  drawer.pin = pin == 5 ? DrawerPin::pin5 : DrawerPin::pin2;
  const std::size_t sensor = table.oneOf("sensor", sensors);
  drawer.sensorless = sensor == kPolarities.size();
  drawer.polarity = drawer.sensorless ? SensorPolarity::untaught : kPolarities.at(sensor);
  drawer.openDeadline = readMillis(table, "open_ms", 10000, drawer.openDeadline);
  return drawer;
}

// --- several of a kind, with names ------------------------------------------------------------------------------

constexpr std::size_t kMostOfAKind = 9;  // each is a choice of one digit
constexpr std::size_t kLongestName = 20;
// Of two drawers on one port, one has no sensor line.
const std::vector<std::string> kSharedPortSensors{"untaught", "high_is_open", "low_is_open", "none"};

// As it stands on the device; it goes into the journal, and people type it.
std::string readName(TomlTable& table, const std::vector<std::string>& taken) {
  std::string name = table.text("name");
  const bool sound =
      name.size() <= kLongestName && name.front() != ' ' && name.back() != ' ' && std::ranges::all_of(name, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || std::isalnum(byte) != 0 || c == ' ' || c == '-' || c == '_';
      });
  if (!sound) table.refuse("name", '"' + name + '"', "up to 20 letters, digits, blanks, - and _");
  if (std::ranges::find(taken, name) != taken.end()) table.refuse("name", '"' + name + "\" twice", "a name of its own");
  return name;
}

std::vector<TomlTable> listOf(TomlTable& file, const std::string& key) {
  std::vector<TomlTable> all;
  if (file.hasList(key)) {
    all = file.tables(key);
  } else if (auto one = file.maybeTable(key)) {
    all.push_back(std::move(*one));
  }
  if (all.size() > kMostOfAKind) file.refuse(key, std::to_string(all.size()), "nine at the most");
  return all;
}

struct PrinterList {
  std::vector<std::string> names;
  std::vector<bool> printsReceipts;
};

PrinterList readPrinters(TomlTable& file, const std::filesystem::path& shared, Office& office,
                         std::vector<std::filesystem::path>& files) {
  PrinterList list;
  std::optional<std::size_t> forReports, forBoth;
  for (auto& table : listOf(file, "printer")) {
    const bool named = file.hasList("printer") || table.has("name");
    std::string name = named ? readName(table, list.names) : "";
    const auto prints = table.oneOf("prints", {"both", "receipts", "reports"}, 0);
    auto printer = readPrinter(table, shared, office, files);
    if (std::ranges::find(office.devices.printers, printer.link, &drivers::rack::PrinterSettings::link) !=
        office.devices.printers.end())
      table.refuse("name", '"' + name + "\" on the cable of another printer", "a port or usb of its own");
    table.finish();
    printer.name = name;
    if (prints == 2 && !forReports) forReports = list.names.size();
    if (prints == 0 && !forBoth) forBoth = list.names.size();
    list.names.push_back(std::move(name));
    list.printsReceipts.push_back(prints != 2);
    office.devices.printers.push_back(std::move(printer));
  }
  office.station.reportPrinter = forReports ? *forReports : forBoth.value_or(0);
  if (!list.names.empty() && std::ranges::find(list.printsReceipts, true) == list.printsReceipts.end())
    file.refuse("printer", "none that prints receipts", "one with prints = \"receipts\" or \"both\"");
  return list;
}

// Which printer the drawer's table names; nullopt: none, and there is no telling.
std::optional<std::size_t> printerNamed(TomlTable& table, const PrinterList& list) {
  if (!table.has("printer")) return list.names.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
  const std::string name = table.text("printer");
  const auto found = std::ranges::find(list.names, name);
  if (found == list.names.end()) table.refuse("printer", '"' + name + '"', "the name of a [[printer]]");
  return static_cast<std::size_t>(found - list.names.begin());
}

void refuseSharing(const TomlTable& table, const Office& office, const drivers::rack::DrawerPlace::OnPort& port) {
  for (const auto& place : office.devices.drawers) {
    const auto* other = std::get_if<drivers::rack::DrawerPlace::OnPort>(&place.how);
    if (other == nullptr || other->printer != port.printer) continue;
    if (other->settings.pin == port.settings.pin)
      table.refuse("pin", "that of drawer \"" + place.name + '"', "the other of the two pins");
    const bool both =
        other->settings.polarity != SensorPolarity::untaught && port.settings.polarity != SensorPolarity::untaught;
    if (both)
      table.refuse("sensor", "a sensor, as drawer \"" + place.name + "\" has",
                   "\"none\" for one of them: a port has one sensor line");
  }
}

void refuseSameLine(const TomlTable& table, const Office& office,
                    const drivers::drawer::StandaloneDrawerSettings& drawer) {
  for (const auto& place : office.devices.drawers) {
    const auto* other = std::get_if<drivers::drawer::StandaloneDrawerSettings>(&place.how);
    if (other != nullptr && other->link == drawer.link)
      table.refuse("name", "a second drawer on the line of \"" + place.name + '"', "a port or usb of its own");
  }
}

void readDrawers(TomlTable& file, const PrinterList& printers, Office& office) {
  std::vector<std::string> names;
  const auto receipts = std::ranges::find(printers.printsReceipts, true) - printers.printsReceipts.begin();
  for (auto& table : listOf(file, "drawer")) {
    drivers::rack::DrawerPlace place;
    place.name = file.hasList("drawer") ? readName(table, names) : office.station.funds.drawer;
    const auto printer = printerNamed(table, printers);
    if (table.has("port") || table.has("usb")) {
      auto own = readStandaloneDrawer(table);
      refuseSameLine(table, office, own);
      place.how = std::move(own);
    } else {
      if (!printer)
        table.refuse("printer", "nothing",
                     "the name of the [[printer]] whose port it is on; or a port or usb of its own");
      drivers::rack::DrawerPlace::OnPort port{*printer, readPrinterDrawer(table, kSharedPortSensors)};
      refuseSharing(table, office, port);
      place.how = port;
    }
    table.finish();
    names.push_back(place.name);
    const bool itself = printer && printers.printsReceipts.at(*printer);
    office.station.drawers.push_back({place.name, itself ? *printer : static_cast<std::size_t>(receipts)});
    office.devices.drawers.push_back(std::move(place));
  }
}

void readNamedDevices(TomlTable& file, const std::filesystem::path& shared, Office& office,
                      std::vector<std::filesystem::path>& files) {
  const PrinterList printers = readPrinters(file, shared, office, files);
  readDrawers(file, printers, office);
  if (printers.names.size() > 1) office.station.printers = printers.names;
}

void readOneOfEach(TomlTable& file, const std::filesystem::path& shared, Office& office,
                   std::vector<std::filesystem::path>& files) {
  if (auto printer = file.maybeTable("printer")) {
    office.devices.printer = readPrinter(*printer, shared, office, files);
    printer->finish();
  }
  auto drawer = file.maybeTable("drawer");
  if (!drawer) return;
  const bool own = drawer->has("port") || drawer->has("usb");
  if (!own && !office.devices.printer) {
    file.refuse("drawer", "a drawer without a printer",
                "a [printer], whose port the drawer is on, or a port or usb of its own");
  }
  if (own) office.devices.standaloneDrawer = readStandaloneDrawer(*drawer);
  if (!own) office.devices.drawer = readPrinterDrawer(*drawer, kPolarityNames);
  drawer->finish();
}

// On USB a scanner is HID; one that is a serial port over USB has a port.
drivers::rack::Link readScannerLink(TomlTable& table) {
  constexpr std::array kUses{HidUse::pos, HidUse::keyboard};
  auto link = readLink(table, 9600);
  if (const auto* usb = std::get_if<UsbSettings>(&link)) {
    return UsbHidSettings{*usb, kUses.at(table.oneOf("mode", {"hid_pos", "keyboard"}, 0))};
  }
  if (table.has("mode")) table.refuse("mode", "a mode with a port", "no mode: only a usb scanner has one");
  return link;
}

void readKeyboard(TomlTable& table, drivers::rack::ScannerSettings& scanner) {
  const std::vector<std::string> layouts{"us", "de", "es", "fr"};
  const auto* const hid = std::get_if<UsbHidSettings>(&scanner.link);
  if (hid != nullptr && hid->use == HidUse::keyboard) {
    scanner.keyboardLayout = layouts.at(table.oneOf("keyboard_layout", layouts, 0));
    scanner.prefix = table.text("prefix", "");
    return;
  }
  for (const char* const key : {"keyboard_layout", "prefix"}) {
    if (table.has(key))
      table.refuse(key, "a key of keyboard scanners", "mode = \"keyboard\" beside it, or leave it out");
  }
}

void readScanner(TomlTable table, Office& office) {
  constexpr std::array kSuffixes{"\r", "\r\n", "\n", "\t", ""};
  drivers::rack::ScannerSettings scanner{readScannerLink(table)};
  readKeyboard(table, scanner);
  scanner.suffix = kSuffixes.at(table.oneOf("suffix", {"cr", "crlf", "lf", "tab", "none"}, 0));
  scanner.idleEnd = readMillis(table, "idle_end_ms", 5000, scanner.idleEnd);
  table.finish();
  office.devices.scanner = scanner;
}

// What the display's table is called on its self-test page; the wrong one shows other letters.
void readDisplay(TomlTable table, Office& office) {
  using drivers::display::DisplayLanguage;
  constexpr std::array kLanguages{DisplayLanguage::cd5220, DisplayLanguage::epsonDmD};
  drivers::rack::DisplaySettings display{readSerial(table, 9600), {}};
  auto& profile = display.profile;
  if (std::get<SerialSettings>(display.link).flow == "xon_xoff") {
    table.refuse("flow", "\"xon_xoff\"", "none or rts_cts: what a display is told holds XON");
  }
  profile.language = kLanguages.at(table.oneOf("language", {"cd5220", "epson_dm_d"}));
  profile.columns = static_cast<int>(table.integer("columns", 16, 40, profile.columns));
  profile.writeDeadline = readMillis(table, "write_ms", 10000, profile.writeDeadline);
  const std::string page = table.text("code_page", "cp437");
  if (!drivers::printer::isKnownCodePage(page)) {
    table.refuse("code_page", '"' + page + '"', "a name as cp437, cp858, cp1252, iso8859-15");
  }
  profile.codePages = {{page, static_cast<int>(table.integer("code_page_number", 0, 255, 0))}};
  profile.codePageOrder = {page};
  profile.selectsCodePage = table.has("code_page_number");
  table.finish();
  office.station.customerColumns = static_cast<std::size_t>(profile.columns);
  office.devices.display = std::move(display);
}

// As the reader writes the four symbols, one character each.
void readSymbols(TomlTable& table, drivers::micr::SymbolMap& symbols) {
  const std::string text = table.text("symbols", "toa-");
  if (text.size() == 4) symbols = {text[0], text[1], text[2], text[3]};
  if (text.size() != 4 || !drivers::micr::isUsable(symbols)) {
    table.refuse("symbols", '"' + text + '"',
                 "the reader's characters for transit, on-us, amount and dash, four different ones, as \"toa-\"");
  }
}

// Without a link of its own it is in the receipt printer's housing, and has that one's code pages.
void readCheckReader(TomlTable table, Office& office) {
  drivers::rack::SheetSettings sheets;
  const bool own = table.has("port") || table.has("usb");
  const auto printers = drivers::rack::printersOf(office.devices);
  if (!own && printers.empty()) {
    table.refuse("port", "neither a port nor a printer",
                 "a port or usb of its own, or a [printer] whose housing it is in");
  }
  if (own) sheets.link = readLink(table, 9600);
  if (!own) sheets.profile = printers.front().profile;
  if (own) sheets.profile.codePages = {{"cp437", 0}}, sheets.profile.codePageOrder = {"cp437"};
  sheets.readsChecks = table.flag("reads_checks", true);
  sheets.printsSlips = table.flag("prints_slips", true);
  sheets.profile.columns = static_cast<int>(table.integer("columns", 20, 88, 35));
  sheets.reader.font =
      table.oneOf("font", {"e13b", "cmc7"}, 0) == 0 ? drivers::micr::Font::e13b : drivers::micr::Font::cmc7;
  readSymbols(table, sheets.reader.symbols);
  sheets.reader.unreadableAllowed = static_cast<int>(table.integer("unreadable_allowed", 0, 20, 3));
  auto& deadlines = sheets.reader.deadlines;
  deadlines.insert = readMillis(table, "insert_ms", 300000, deadlines.insert);
  deadlines.finish = readMillis(table, "finish_ms", 60000, deadlines.finish);
  deadlines.status = readMillis(table, "status_ms", 10000, deadlines.status);
  deadlines.write = readMillis(table, "write_ms", 60000, deadlines.write);
  table.finish();
  office.station.readsChecks = sheets.readsChecks;
  office.devices.sheets = std::move(sheets);
}

}  // namespace

std::vector<std::filesystem::path> readDevices(TomlTable file, const std::filesystem::path& shared, Office& office) {
  std::vector<std::filesystem::path> profile;
  const bool several = file.hasList("printer") || file.hasList("drawer");
  several ? readNamedDevices(file, shared, office, profile) : readOneOfEach(file, shared, office, profile);
  if (auto scanner = file.maybeTable("scanner")) readScanner(std::move(*scanner), office);
  if (auto display = file.maybeTable("display")) readDisplay(std::move(*display), office);
  if (auto reader = file.maybeTable("check_reader")) readCheckReader(std::move(*reader), office);
  refuseSharedLinks(file, office);
  office.devices.reopenEvery = readMillis(file, "reopen_ms", 60000, office.devices.reopenEvery);
  file.finish();
  return profile;
}

}  // namespace till::config
