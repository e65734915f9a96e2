// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "config/load/parts.h"
#include "drivers/printer/code_pages.h"

namespace till::config {
namespace {

namespace fs = std::filesystem;
using drivers::printer::Confirmation;
using drivers::printer::PrinterProfile;
using drivers::printer::PulseCommand;

constexpr std::array kConfirmations{Confirmation::processId, Confirmation::gsR, Confirmation::none};
const std::vector<std::string> kConfirmationNames{"process_id", "gs_r", "none"};
constexpr std::size_t kLongestLineage = 4;
constexpr std::chrono::milliseconds kLongestEscP{127};

fs::path fileOf(const fs::path& folder, const std::string& name) { return folder / (name + ".toml"); }

// A list of pages replaces the inherited one: page numbers of two makers must not mix.
void readCodePages(TomlTable& file, PrinterProfile& profile, bool inherited) {
  file.mention("code_pages");
  file.mention("code_page_order");
  if (inherited && !file.has("code_pages") && !file.has("code_page_order")) return;
  auto pages = file.table("code_pages");
  profile.codePages.clear();
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
  const auto before = static_cast<std::size_t>(profile.pulseCommand);
  profile.pulseCommand = static_cast<PulseCommand>(table.oneOf("command", {"esc_p", "star_bel"}, before));
  profile.pulseOn = readMillis(table, "on_ms", 510, profile.pulseOn);
  profile.pulseOff = readMillis(table, "off_ms", 2000, profile.pulseOff);
  if (profile.pulseCommand == PulseCommand::escP && profile.pulseOn > kLongestEscP) {
    table.refuse("on_ms", std::to_string(profile.pulseOn.count()),
                 "at most 127: ESC p cannot say more than 510 ms off, and a coil is on for a fifth of the time");
  }
  if (profile.pulseOff < 4 * profile.pulseOn) {
    table.refuse("off_ms", std::to_string(profile.pulseOff.count()), "at least four times on_ms");
  }
  table.finish();
}

void readDeadlines(TomlTable table, PrinterProfile& profile) {
  profile.writeDeadline = readMillis(table, "write_ms", 60000, profile.writeDeadline);
  profile.statusDeadline = readMillis(table, "status_ms", 60000, profile.statusDeadline);
  profile.confirmDeadline = readMillis(table, "confirm_ms", 300000, profile.confirmDeadline);
  table.finish();
}

int number(TomlTable& file, const std::string& key, std::int64_t least, std::int64_t most, bool inherited,
           int otherwise) {
  return static_cast<int>(inherited ? file.integer(key, least, most, otherwise) : file.integer(key, least, most));
}

void readConfirmation(TomlTable& file, PrinterProfile& profile, bool inherited) {
  const auto before = std::find(kConfirmations.begin(), kConfirmations.end(), profile.confirmation);
  const auto otherwise = static_cast<std::size_t>(before - kConfirmations.begin());
  profile.confirmation = kConfirmations.at(inherited ? file.oneOf("confirmation", kConfirmationNames, otherwise)
                                                     : file.oneOf("confirmation", kConfirmationNames));
}

// What the file says goes over `profile`; without a parent it must say the widths, what confirms, and the pages.
void readOver(TomlTable& file, PrinterProfile& profile, bool inherited) {
  profile.model = file.text("model");
  profile.dots = number(file, "dots", 128, 2400, inherited, profile.dots);
  profile.columns = number(file, "columns", 16, 96, inherited, profile.columns);
  profile.cutter = file.flag("cutter", profile.cutter);
  profile.feedLinesBeforeCut = number(file, "feed_lines_before_cut", 0, 20, inherited, profile.feedLinesBeforeCut);
  readConfirmation(file, profile, inherited);
  profile.asb = file.flag("asb", profile.asb);
  profile.realTimeStatus = file.flag("real_time_status", profile.realTimeStatus);
  profile.realTimeClear = file.flag("real_time_clear", profile.realTimeClear);
  profile.kanjiOff = file.flag("kanji_off", profile.kanjiOff);
  profile.nativeQr = file.flag("native_qr", profile.nativeQr);
  profile.nativeCode128 = file.flag("native_code128", profile.nativeCode128);
  profile.graphics = file.flag("graphics", profile.graphics);
  profile.imageRows = number(file, "image_rows", 1, 255, true, profile.imageRows);
  profile.avoidRowsMultiple = number(file, "avoid_rows_multiple", 0, 255, true, profile.avoidRowsMultiple);
  readCodePages(file, profile, inherited);
  if (auto pulse = file.maybeTable("pulse")) readPulse(std::move(*pulse), profile);
  if (auto deadlines = file.maybeTable("deadlines")) readDeadlines(std::move(*deadlines), profile);
  profile.pieceBytes =
      static_cast<std::size_t>(file.integer("piece_bytes", 16, 65536, static_cast<std::int64_t>(profile.pieceBytes)));
  file.finish();
}

}  // namespace

std::chrono::milliseconds readMillis(TomlTable& table, const std::string& key, std::int64_t most,
                                     std::chrono::milliseconds otherwise) {
  return std::chrono::milliseconds(table.integer(key, 1, most, otherwise.count()));
}

bool isPrinterModel(const fs::path& folder, const std::string& name) {
  return name.find('/') == std::string::npos && fs::exists(fileOf(folder, name));
}

ReadProfile readPrinterProfile(const fs::path& folder, const std::string& name) {
  ReadProfile read;
  std::vector<TomlTable> lineage;  // the model first, its eldest last
  for (std::string next = name; !next.empty();) {
    read.files.push_back(fileOf(folder, next));
    lineage.push_back(TomlTable::parse(read.files.back()));
    TomlTable& file = lineage.back();
    const std::string parent = file.text("inherits", "");
    const bool seen = std::find(read.files.begin(), read.files.end(), fileOf(folder, parent)) != read.files.end();
    if (!parent.empty() && (seen || !isPrinterModel(folder, parent) || lineage.size() == kLongestLineage)) {
      file.refuse("inherits", '"' + parent + '"',
                  "another file of config/printers without .toml, no circle, at most " +
                      std::to_string(kLongestLineage) + " in a row");
    }
    next = parent;
  }
  for (auto file = lineage.rbegin(); file != lineage.rend(); ++file) {
    readOver(*file, read.profile, file != lineage.rbegin());
  }
  return read;
}

}  // namespace till::config
