// SPDX-License-Identifier: Apache-2.0
// Published and made-up stubs, each read by its own layout; vectors.json says what must come out.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "pos/stub/stub.h"

namespace till::pos::stub {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr Date kToday = 2026y / 11 / 23;

Field fieldFrom(const json& value) {
  static const std::map<std::string, Field::Type> kTypes{{"text", Field::Type::text},
                                                         {"digits", Field::Type::digits},
                                                         {"money", Field::Type::money},
                                                         {"date", Field::Type::date}};
  Field field;
  field.name = value.at("name");
  field.type = kTypes.at(value.value("type", "text"));
  field.position = value.value("position", 0);
  field.length = value.value("length", 0);
  field.stripZeros = value.value("strip_zeros", false);
  field.explicitPoint = value.value("explicit_point", false);
  field.dateFormat = value.value("date_format", "");
  field.required = value.value("required", true);
  return field;
}

Check checkFrom(const json& value) {
  Check check;
  check.algorithm = value.at("algorithm");
  check.weights = value.value("weights", std::vector<int>());
  check.fromLeft = value.value("from_left", false);
  check.digitSum = value.value("digit_sum", false);
  check.field = value.value("field", "");
  check.at = value.value("at", 0);
  if (value.contains("span")) {
    check.spanFirst = value["span"][0];
    check.spanLast = value["span"][1];
  }
  return check;
}

Layout layoutFrom(const std::string& id, const json& value) {
  Layout layout;
  layout.id = id;
  layout.mode = value.at("mode") == "fixed" ? Layout::Mode::fixed : Layout::Mode::regex;
  layout.length = value.value("length", 0);
  layout.match = value.value("match", "");
  layout.aim = value.value("aim", std::vector<std::string>());
  layout.strip = value.value("strip", "");
  layout.upper = value.value("upper", false);
  if (value.contains("map")) {
    for (const auto& [from, to] : value["map"].items()) layout.map[from[0]] = to.get<std::string>()[0];
  }
  for (const json& field : value.at("fields")) layout.fields.push_back(fieldFrom(field));
  for (const json& check : value.at("checks")) layout.checks.push_back(checkFrom(check));
  return layout;
}

std::string isoText(Date date) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

// The reading in the words of the vectors: amounts in minor units.
json inWords(const StubReading& reading, const json& expected) {
  json words{{"account", reading.account}};
  if (reading.amountDue) words["amount_due"] = reading.amountDue->minor();
  if (reading.dueDate) words["due_date"] = isoText(*reading.dueDate);
  for (const auto& [name, value] : reading.other) {
    const bool amount = expected.contains(name) && expected[name].is_number();
    if (amount) {
      words[name] = ledger::money::fromPlainText(value).value().minor();
    } else {
      words[name] = value;
    }
  }
  return words;
}

TEST(StubVectorsTest, eachStubReadsAsItsVectorSays) {
  std::ifstream in(TILL_SOURCE_DIR "/tests/pos/stub/vectors.json");
  const json all = json::parse(in);
  ASSERT_GE(all.at("vectors").size(), 20U);
  for (const json& vector : all.at("vectors")) {
    const std::string id = vector.at("layout");
    const Layout layout = layoutFrom(id, all.at("layouts").at(id));
    const auto sound = checkLayout(layout);
    ASSERT_TRUE(sound) << sound.error();
    const StubReader reader({layout});
    const auto reading =
        reader.read(vector.at("symbology").get<std::string>(), vector.at("input").get<std::string>(), kToday);
    const json got =
        reading ? inWords(*reading, vector.at("expect")) : json{{"error", std::string(name(reading.error().code))}};
    EXPECT_EQ(got, vector.at("expect")) << vector.at("n") << ": " << vector.at("note");
  }
}

}  // namespace
}  // namespace till::pos::stub
