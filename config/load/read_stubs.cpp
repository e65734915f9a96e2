// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "config/load/parts.h"

namespace till::config {
namespace {

using pos::stub::Check;
using pos::stub::Field;
using pos::stub::Layout;

constexpr int kLongestStub = 512;

int position(TomlTable& table, const std::string& key) {
  return static_cast<int>(table.integer(key, 1, kLongestStub, 0));
}

Field readField(TomlTable& row) {
  constexpr std::array kTypes{Field::Type::text, Field::Type::digits, Field::Type::money, Field::Type::date};
  Field field;
  field.name = row.text("name");
  field.type = kTypes.at(row.oneOf("type", {"text", "digits", "money", "date"}, 0));
  field.position = position(row, "position");
  field.length = position(row, "length");
  field.stripZeros = row.flag("strip_zeros", false);
  field.decimals = static_cast<int>(row.integer("decimals", 0, 2, 2));
  field.explicitPoint = row.flag("explicit_point", false);
  field.dateFormat = row.text("format", "");
  field.required = row.flag("required", true);
  row.finish();
  return field;
}

Check readCheck(TomlTable& row) {
  const std::vector<std::string> algorithms{"luhn", "weighted"};
  Check check;
  check.algorithm = algorithms.at(row.oneOf("algorithm", algorithms));
  if (row.has("weights")) {
    for (const auto weight : row.integers("weights", 1, 9)) check.weights.push_back(static_cast<int>(weight));
  }
  check.fromLeft = row.flag("from_left", false);
  check.digitSum = row.flag("digit_sum", false);
  check.complement = row.oneOf("finish", {"complement", "remainder"}, 0) == 0;
  if (row.has("span")) {
    const auto span = row.integers("span", 1, kLongestStub);
    if (span.size() != 2 || span[0] > span[1]) row.refuse("span", "another list", "[first, last]");
    check.spanFirst = static_cast<int>(span[0]);
    check.spanLast = static_cast<int>(span[1]);
  }
  check.at = position(row, "at");
  check.field = row.text("field", "");
  row.finish();
  return check;
}

std::map<char, char> readMap(TomlTable& row) {
  std::map<char, char> map;
  auto table = row.maybeTable("map");
  if (!table) return map;
  for (const auto& from : table->keys()) {
    const std::string to = table->text(from);
    if (from.size() != 1 || to.size() != 1) table->refuse(from, '"' + to + '"', "one character for one character");
    map[from[0]] = to[0];
  }
  return map;
}

Layout readLayout(TomlTable& row) {
  Layout layout;
  layout.id = row.text("id");
  layout.mode = row.oneOf("mode", {"fixed", "regex"}) == 0 ? Layout::Mode::fixed : Layout::Mode::regex;
  layout.length = position(row, "length");
  layout.match = row.text("match", "");
  if (row.has("aim")) layout.aim = row.texts("aim");
  layout.strip = row.text("strip", "");
  layout.upper = row.flag("upper", false);
  layout.map = readMap(row);
  for (auto& field : row.tables("field")) layout.fields.push_back(readField(field));
  if (row.has("check")) {
    for (auto& check : row.tables("check")) layout.checks.push_back(readCheck(check));
  }
  if (const auto sound = pos::stub::checkLayout(layout); !sound) {
    row.refuse("id", '"' + layout.id + '"', sound.error());
  }
  row.finish();
  return layout;
}

}  // namespace

void readStubs(TomlTable file, Office& office) {
  std::set<std::string> ids;
  for (auto& row : file.tables("layout")) {
    Layout layout = readLayout(row);
    if (!ids.insert(layout.id).second) row.refuse("id", '"' + layout.id + '"', "an id no other layout has");
    office.station.layouts.push_back(std::move(layout));
  }
  file.finish();
}

}  // namespace till::config
