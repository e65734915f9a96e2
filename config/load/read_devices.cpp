// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "config/load/parts.h"
#include "drivers/printer/code_pages.h"

namespace till::config {
namespace {

using drivers::drawer::DrawerPin;
using drivers::drawer::SensorPolarity;
using drivers::printer::Confirmation;
using drivers::printer::PrinterProfile;
using drivers::transport::SerialSettings;
using drivers::transport::UsbSettings;

std::chrono::milliseconds millis(TomlTable& table, const std::string& key, std::int64_t most,
                                 std::chrono::milliseconds otherwise) {
  return std::chrono::milliseconds(table.integer(key, 1, most, otherwise.count()));
}

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
  if (table.has("usb") && table.has("port")) table.refuse("port", "both port and usb", "one of them");
  if (table.has("usb")) return readUsb(table);
  return readSerial(table, usualBaud);
}

void readCodePages(TomlTable& file, PrinterProfile& profile) {
  auto pages = file.table("code_pages");
  for (const auto& name : pages.keys()) {
    if (!drivers::printer::isKnownCodePage(name)) {
      pages.refuse(name, "an unknown code page", "a name as cp437, cp858, cp1252, iso8859-15");
    }
    profile.codePages[name] = static_cast<int>(pages.integer(name, 0, 255));
  }
  profile.codePageOrder = file.texts("code_page_order");
  for (const auto& name : profile.codePageOrder) {
    if (!profile.codePages.contains(name)) file.refuse("code_page_order", '"' + name + '"', "a name of [code_pages]");
  }
  if (profile.codePageOrder.empty()) file.refuse("code_page_order", "an empty list", "at least one code page");
}

// ESC p takes units of 2 ms up to 255; no solenoid may be driven longer than a fifth of the time
// (hardware-docs/cash-drawers.md).
void readPulse(TomlTable table, PrinterProfile& profile) {
  profile.pulseOn = millis(table, "on_ms", 510, profile.pulseOn);
  profile.pulseOff = millis(table, "off_ms", 2000, profile.pulseOff);
  if (profile.pulseOff < 4 * profile.pulseOn && profile.pulseOff < std::chrono::milliseconds(510)) {
    table.refuse("off_ms", std::to_string(profile.pulseOff.count()), "at least four times on_ms, or 510");
  }
  table.finish();
}

PrinterProfile readProfile(TomlTable file) {
  constexpr std::array kConfirmations{Confirmation::processId, Confirmation::gsR, Confirmation::none};
  PrinterProfile profile;
  profile.model = file.text("model");
  profile.dots = static_cast<int>(file.integer("dots", 128, 2400));
  profile.columns = static_cast<int>(file.integer("columns", 16, 96));
  profile.cutter = file.flag("cutter", true);
  profile.feedLinesBeforeCut = static_cast<int>(file.integer("feed_lines_before_cut", 0, 20));
  profile.confirmation = kConfirmations.at(file.oneOf("confirmation", {"process_id", "gs_r", "none"}));
  profile.asb = file.flag("asb", true);
  profile.realTimeStatus = file.flag("real_time_status", true);
  profile.realTimeClear = file.flag("real_time_clear", false);
  profile.kanjiOff = file.flag("kanji_off", true);
  profile.nativeQr = file.flag("native_qr", true);
  profile.nativeCode128 = file.flag("native_code128", true);
  readCodePages(file, profile);
  readPulse(file.table("pulse"), profile);
  auto deadlines = file.table("deadlines");
  profile.writeDeadline = millis(deadlines, "write_ms", 60000, profile.writeDeadline);
  profile.statusDeadline = millis(deadlines, "status_ms", 60000, profile.statusDeadline);
  profile.confirmDeadline = millis(deadlines, "confirm_ms", 300000, profile.confirmDeadline);
  deadlines.finish();
  profile.pieceBytes = static_cast<std::size_t>(file.integer("piece_bytes", 16, 65536, 512));
  file.finish();
  return profile;
}

std::filesystem::path readPrinter(TomlTable table, const std::filesystem::path& shared, Office& office) {
  const std::string model = table.text("model");
  const auto file = shared / "printers" / (model + ".toml");
  if (model.find('/') != std::string::npos || !std::filesystem::exists(file)) {
    table.refuse("model", '"' + model + '"', "a file of config/printers without .toml");
  }
  office.devices.printer = {readLink(table, 38400), readProfile(TomlTable::parse(file))};
  office.devices.pollEvery = millis(table, "poll_ms", 60000, office.devices.pollEvery);
  table.finish();
  return file;
}

void readDrawer(TomlTable table, Office& office) {
  constexpr std::array kPolarities{SensorPolarity::untaught, SensorPolarity::highIsOpen, SensorPolarity::lowIsOpen};
  drivers::drawer::DrawerSettings drawer;
  const auto pin = table.integer("pin", 2, 5, 2);
  if (pin != 2 && pin != 5) table.refuse("pin", std::to_string(pin), "2 or 5");
  drawer.pin = pin == 5 ? DrawerPin::pin5 : DrawerPin::pin2;
  drawer.polarity = kPolarities.at(table.oneOf("sensor", {"untaught", "high_is_open", "low_is_open"}));
  drawer.openDeadline = millis(table, "open_ms", 10000, drawer.openDeadline);
  table.finish();
  office.devices.drawer = drawer;
}

void readScanner(TomlTable table, Office& office) {
  constexpr std::array kSuffixes{"\r", "\r\n", "\n", "\t", ""};
  drivers::rack::ScannerSettings scanner{readLink(table, 9600)};
  scanner.suffix = kSuffixes.at(table.oneOf("suffix", {"cr", "crlf", "lf", "tab", "none"}, 0));
  scanner.idleEnd = millis(table, "idle_end_ms", 5000, scanner.idleEnd);
  table.finish();
  office.devices.scanner = scanner;
}

}  // namespace

std::optional<std::filesystem::path> readDevices(TomlTable file, const std::filesystem::path& shared, Office& office) {
  std::optional<std::filesystem::path> profile;
  if (auto printer = file.maybeTable("printer")) profile = readPrinter(std::move(*printer), shared, office);
  if (auto drawer = file.maybeTable("drawer")) {
    if (!profile) file.refuse("drawer", "a drawer without a printer", "a [printer], whose port the drawer is on");
    readDrawer(std::move(*drawer), office);
  }
  if (auto scanner = file.maybeTable("scanner")) readScanner(std::move(*scanner), office);
  office.devices.reopenEvery = millis(file, "reopen_ms", 60000, office.devices.reopenEvery);
  file.finish();
  return profile;
}

}  // namespace till::config
