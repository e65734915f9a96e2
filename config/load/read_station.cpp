// SPDX-License-Identifier: Apache-2.0
#include <date/tz.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "config/load/parts.h"
#include "ledger/store/seal.h"

namespace till::config {
namespace {

using pos::people::ApprovalRule;

std::string timeZone(TomlTable& office) {
  const std::string name = office.text("time_zone");
  try {
    (void)date::locate_zone(name);
  } catch (const std::exception&) {
    office.refuse("time_zone", '"' + name + '"', "a time zone's IANA name, as \"America/Los_Angeles\"");
  }
  return name;
}

std::string languageOf(TomlTable& office, const std::filesystem::path& shared) {
  const std::string name = office.text("language");
  if (name.find('/') != std::string::npos || !std::filesystem::exists(shared / "words" / (name + ".toml"))) {
    office.refuse("language", '"' + name + '"', "a file of config/words without .toml");
  }
  return name;
}

void readOfficeTable(TomlTable table, Office& office, const std::filesystem::path& shared, std::string& language) {
  office.identity.office = table.text("id");
  office.identity.currency = table.text("currency");
  if (office.identity.currency != "USD") table.refuse("currency", office.identity.currency, "USD");
  office.station.officeName = table.text("name");
  office.station.officeAddress = table.text("address");
  office.station.timeZone = timeZone(table);
  language = languageOf(table, shared);
  table.finish();
}

void readStationTable(TomlTable table, Office& office) {
  office.station.window = static_cast<int>(table.integer("window", 1, 99));
  office.identity.station = office.station.window;
  office.station.windowName = table.text("name");
  auto& tills = office.station.tills;
  for (const auto number : table.integers("tills", 1, 999)) {
    const bool twice = std::find(tills.begin(), tills.end(), number) != tills.end();
    if (twice) table.refuse("tills", std::to_string(number) + " twice", "each till once");
    tills.push_back(static_cast<int>(number));
  }
  if (tills.empty()) table.refuse("tills", "an empty list", "at least one till's number");
  table.finish();
}

void readRecount(TomlTable table, ledger::store::CountLimits& limits) {
  constexpr std::array kKinds{"cash", "check", "money_order", "card"};
  for (std::size_t kind = 0; kind < kKinds.size(); ++kind)
    if (table.has(kKinds.at(kind))) limits.at(kind) = table.money(kKinds.at(kind));
  table.finish();
}

void readRules(TomlTable table, Office& office) {
  auto& station = office.station;
  station.voidApproval = approvalRule(table, "void_approval");
  station.noSaleApproval = approvalRule(table, "no_sale_approval");
  station.retenderApproval = approvalRule(table, "retender_approval");
  station.overShortApproval = approvalRule(table, "over_short_approval");
  station.askReasonBeyond = table.money("over_short_reason_beyond");
  station.approveOverShortBeyond = table.money("over_short_approval_beyond");
  if (auto limits = table.maybeTable("recount_beyond")) readRecount(std::move(*limits), station.recountBeyond);
  station.sale.checkOverBillIsCredit = table.oneOf("check_over_bill", {"refuse", "credit"}) == 1;
  station.askChangeFrom = table.money("ask_change_from");
  station.quietSeconds = static_cast<int>(table.integer("quiet_seconds", 5, 3600));
  station.holdWhileDrawerOpen = table.flag("hold_while_drawer_open", false);
  station.drawerOpenSeconds = static_cast<int>(table.integer("drawer_open_seconds", 1, 3600));
  table.finish();
}

constexpr std::size_t kSlipLines = 12;

std::vector<std::string> slipLines(TomlTable& table, const std::string& key) {
  if (!table.has(key)) return {};
  auto lines = table.texts(key);
  if (lines.size() > kSlipLines) table.refuse(key, std::to_string(lines.size()) + " lines", "twelve at the most");
  return lines;
}

void readSlips(TomlTable table, Office& office) {
  office.station.endorseCheck = slipLines(table, "endorse_check");
  office.station.validateStub = slipLines(table, "validate_stub");
  table.finish();
}

// Reasons are numbered choices on a number pad: nine at the most.
std::vector<std::string> reasons(TomlTable& table, const std::string& key) {
  auto found = table.texts(key);
  if (found.empty() || found.size() > 9) table.refuse(key, std::to_string(found.size()) + " reasons", "one to nine");
  return found;
}

std::filesystem::path wholePath(TomlTable& table, const std::string& key) {
  const std::filesystem::path path = table.text(key, "");
  if (!path.empty() && !path.is_absolute())
    table.refuse(key, '"' + path.string() + '"', "a path from the root, as \"/media/usb/citytill\"");
  return path;
}

void readKeeping(TomlTable table, Office& office) {
  constexpr std::int64_t kMost = 10'000;
  ledger::store::BackupTarget copies{
      .directory = wholePath(table, "copies"), .keep = 30, .sealTo = table.text("seal_to", "")};
  copies.keep = static_cast<int>(table.integer("keep", 1, kMost, copies.keep));
  if (!copies.sealTo.empty() && !ledger::store::isOfficeKey(copies.sealTo)) {
    table.refuse("seal_to", '"' + copies.sealTo + '"', "the office's public key, 64 hex digits: tillctl backup keygen");
  }
  office.mirror = wholePath(table, "mirror");
  if (!copies.directory.empty()) office.copies = std::move(copies);
  table.finish();
}

}  // namespace

ApprovalRule approvalRule(TomlTable& rules, const std::string& key) {
  constexpr std::array kRules{ApprovalRule::none, ApprovalRule::atOnce, ApprovalRule::after};
  return kRules.at(rules.oneOf(key, {"none", "at_once", "after"}));
}

void readStation(TomlTable file, Office& office, const std::filesystem::path& shared, std::string& language) {
  readOfficeTable(file.table("office"), office, shared, language);
  readStationTable(file.table("station"), office);
  auto till = file.table("till");
  office.station.openingFloat = till.money("float");
  till.finish();
  readRules(file.table("rules"), office);
  if (auto slips = file.maybeTable("slips")) readSlips(std::move(*slips), office);
  auto why = file.table("reasons");
  office.station.voidReasons = reasons(why, "void");
  office.station.noSaleReasons = reasons(why, "no_sale");
  office.station.overShortReasons = reasons(why, "over_short");
  office.station.retenderReasons = reasons(why, "retender");
  why.finish();
  if (auto keeping = file.maybeTable("keeping")) readKeeping(std::move(*keeping), office);
  file.finish();
}

void readReceipt(TomlTable file, Office& office) {
  office.station.receiptHeader = file.texts("header");
  office.station.receiptFooter = file.texts("footer");
  file.finish();
}

void readDenominations(TomlTable file, Office& office) {
  std::set<std::tuple<std::int64_t, std::string>> seen;
  for (auto& row : file.tables("denomination")) {
    pos::station::Denomination denomination;
    denomination.unitMinor = row.money("unit").minor();
    if (denomination.unitMinor == 0) row.refuse("unit", "0.00", "the value of one piece");
    denomination.form = std::array{"note", "coin"}.at(row.oneOf("form", {"note", "coin"}));
    if (!seen.emplace(denomination.unitMinor, denomination.form).second) {
      row.refuse("unit", ledger::money::toPlainText(row.money("unit")) + " twice", "each note and coin once");
    }
    denomination.name = row.text("name");
    denomination.plural = row.text("plural");
    denomination.rollPieces = static_cast<int>(row.integer("roll", 2, 1000, 0));
    denomination.strapPieces = static_cast<int>(row.integer("strap", 2, 1000, 0));
    const bool coin = denomination.form == "coin";
    if (coin && denomination.strapPieces > 0)
      row.refuse("strap", "a strap of coins", "straps of notes, rolls of coins");
    denomination.givenAsChange = row.flag("change", true);
    row.finish();
    office.station.denominations.push_back(std::move(denomination));
  }
  if (office.station.denominations.empty()) file.refuse("denomination", "an empty list", "notes and coins");
  file.finish();
}

}  // namespace till::config
