// SPDX-License-Identifier: Apache-2.0
#include "config/load/gl.h"

#include <algorithm>

#include "config/load/toml_table.h"

namespace till::config {
namespace {

using ledger::report::GlColumn;
using ledger::report::GlField;
using ledger::report::GlTemplate;

constexpr int kWidest = 500;
constexpr int kMostSegments = 20;

// In the order of GlField.
const std::vector<std::string> kFields{"constant", "account", "segment", "account_name", "description",  "date",
                                       "debit",    "credit",  "amount",  "side",         "batch",        "line",
                                       "month",    "year",    "lines",   "total_debit",  "total_credit", "difference"};

bool isOfALine(GlField field) {
  return field >= GlField::account && field <= GlField::line && field != GlField::date && field != GlField::batch;
}

GlColumn readColumn(TomlTable& table, bool fixed, bool ofLine) {
  GlColumn column;
  column.field = static_cast<GlField>(table.oneOf("field", kFields, 0));
  if (!ofLine && isOfALine(column.field)) {
    table.refuse("field", '"' + table.text("field") + '"', "a field of the whole batch in a header or trailer");
  }
  if (column.field == GlField::constant) column.text = table.text("text", "");
  if (column.field == GlField::date) column.dateFormat = table.text("date", "YYYY-MM-DD");
  if (column.field == GlField::segment) column.segment = static_cast<int>(table.integer("segment", 1, kMostSegments));
  column.width = static_cast<int>(fixed ? table.integer("width", 1, kWidest) : table.integer("width", 0, kWidest, 0));
  column.right = table.oneOf("align", {"left", "right"}, 0) == 1;
  const std::string pad = table.text("pad", " ");
  if (pad != " " && pad != "0") table.refuse("pad", '"' + pad + '"', "a blank or \"0\"");
  column.pad = pad.front();
  column.point = table.flag("point", true);
  column.zero = table.flag("zero", false);
  column.negated = table.flag("negated", false);
  table.finish();
  return column;
}

std::vector<std::vector<GlColumn>> readRecords(TomlTable& file, const std::string& name, bool fixed, bool ofLine) {
  std::vector<std::vector<GlColumn>> records;
  if (!file.has(name)) return records;
  for (auto& record : file.tables(name)) {
    auto& columns = records.emplace_back();
    for (auto& column : record.tables("columns")) columns.push_back(readColumn(column, fixed, ofLine));
    record.finish();
  }
  return records;
}

void readAccount(TomlTable table, GlTemplate& shape) {
  shape.separator = table.text("separator", "-");
  if (shape.separator.empty()) table.refuse("separator", "\"\"", "what stands between an account's segments");
  if (table.has("mask")) {
    for (const auto length : table.integers("mask", 1, kWidest)) shape.mask.push_back(static_cast<int>(length));
  }
  shape.segments = static_cast<int>(table.integer("most_segments", 0, kMostSegments, 0));
  table.finish();
}

GlTemplate readTemplate(TomlTable file, const std::string& name) {
  static const std::vector<std::string> kForms{"comma", "semicolon", "tab", "fixed"};
  static const std::vector<std::string> kDelimiters{",", ";", "\t", ""};
  GlTemplate shape;
  shape.name = name;
  shape.delimiter = kDelimiters.at(file.oneOf("form", kForms));
  const bool fixed = shape.delimiter.empty();
  shape.quoted = !fixed && file.flag("quoted", false);
  shape.lineEnd = file.oneOf("line_end", {"crlf", "lf"}, 0) == 0 ? "\r\n" : "\n";
  if (auto account = file.maybeTable("account")) readAccount(std::move(*account), shape);
  shape.header = readRecords(file, "header", fixed, false);
  shape.trailer = readRecords(file, "trailer", fixed, false);
  const auto lines = readRecords(file, "line", fixed, true);
  if (lines.size() != 1) file.refuse("line", std::to_string(lines.size()) + " of them", "exactly one");
  shape.columns = lines.front();
  file.finish();
  return shape;
}

bool isPlainName(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

tl::expected<GlTemplate, ConfigError> loadGlTemplate(const std::filesystem::path& office,
                                                     const std::filesystem::path& shared, const std::string& name) {
  if (!isPlainName(name)) {
    return tl::unexpected(ConfigError{"gl", 0, "template", '"' + name + '"', "small letters, digits, - and _"});
  }
  const auto own = office / "gl" / (name + ".toml");
  try {
    return readTemplate(TomlTable::parse(std::filesystem::exists(own) ? own : shared / "gl" / (name + ".toml")), name);
  } catch (const Refusal& refusal) {
    return tl::unexpected(refusal.error);
  }
}

tl::expected<std::string, ConfigError> loadClosedThrough(const std::filesystem::path& office) {
  const auto file = office / "gl.toml";
  if (!std::filesystem::exists(file)) return std::string();
  try {
    auto table = TomlTable::parse(file);
    std::string day = table.text("closed_through", "");
    if (!day.empty() && !ledger::report::isDay(day))
      table.refuse("closed_through", '"' + day + '"', "a day, 2026-10-31");
    table.finish();
    return day;
  } catch (const Refusal& refusal) {
    return tl::unexpected(refusal.error);
  }
}

}  // namespace till::config
