// SPDX-License-Identifier: Apache-2.0
// Reports for programs: CSV and JSON.
#include <nlohmann/json.hpp>

#include "ledger/report/report.h"

namespace till::ledger::report {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kIndent = 2;

struct CsvCell {
  const Look& look;
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return csvCell(text); }
  std::string operator()(const Person& person) const { return csvCell(person.id); }
  std::string operator()(std::int64_t count) const { return std::to_string(count); }
  std::string operator()(Money amount) const { return money::toPlainText(amount); }
  std::string operator()(store::WallTime at) const { return csvCell(look.moment(at)); }
  std::string operator()(Duration duration) const {
    std::string millis = std::to_string(duration.millis);
    if (millis.size() < 4) millis.insert(0, 4 - millis.size(), '0');
    return millis.insert(millis.size() - 3, ".");
  }
};

std::string csvRow(const std::vector<Cell>& cells, const Look& look) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? "," : "") + std::visit(CsvCell{look}, cells[i]);
  return text + "\r\n";
}

std::string csvTable(const Table& table, const Look& look) {
  std::string text;
  for (const Column& column : table.columns) text += (text.empty() ? "" : ",") + column.key;
  text += "\r\n";
  for (const auto& row : table.rows) text += csvRow(row, look);
  return text;
}

struct JsonCell {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(const Person& person) const { return person.id; }
  Json operator()(std::int64_t count) const { return count; }
  Json operator()(Money amount) const { return amount.minor(); }
  Json operator()(store::WallTime at) const { return at.unixMillis; }
  Json operator()(Duration duration) const { return duration.millis; }
};

Json tableJson(const Table& table) {
  Json rows = Json::array();
  for (const auto& cells : table.rows) {
    Json row = Json::object();
    for (std::size_t i = 0; i < cells.size(); ++i) row[table.columns[i].key] = std::visit(JsonCell{}, cells[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}

// "payments.count" is {"payments": {"count": ...}}.
void setFact(Json& json, const std::string& key, const Cell& value) {
  const auto point = key.find('.');
  if (point == std::string::npos) {
    json[key] = std::visit(JsonCell{}, value);
    return;
  }
  setFact(json[key.substr(0, point)], key.substr(point + 1), value);
}

Json chartsJson(const std::vector<Chart>& charts) {
  Json all = Json::array();
  for (const Chart& chart : charts) {
    Json series = Json::array();
    for (const auto& one : chart.series) series.push_back({{"name", one.name}, {"values", one.values}});
    all.push_back({{"key", chart.key}, {"title", chart.title}, {"labels", chart.labels}, {"series", series}});
  }
  return all;
}

}  // namespace

std::string csvCell(const std::string& text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
  std::string safe = formula ? "'" + text : text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string toCsv(const Report& report, const Look& look) {
  if (report.facts.empty() && report.tables.size() == 1) return csvTable(report.tables.front(), look);
  std::string text;
  if (!report.facts.empty()) text += "facts\r\nfact,value\r\n";
  for (const Fact& fact : report.facts) text += csvCell(fact.key) + "," + csvRow({fact.value}, look);
  for (const Table& table : report.tables) {
    text += (text.empty() ? "" : "\r\n") + table.key + "\r\n" + csvTable(table, look);
  }
  return text;
}

std::string toJson(const Report& report) {
  Json json{{"report", report.name}, {"title", report.title}};
  if (!report.office.empty()) json["office"] = report.office;
  json["from"] = report.days.from == store::kFirstDay ? Json(nullptr) : Json(report.days.from);
  json["to"] = report.days.to == store::kLastDay ? Json(nullptr) : Json(report.days.to);
  for (const Fact& fact : report.facts) setFact(json, fact.key, fact.value);
  for (const Table& table : report.tables) json[table.key] = tableJson(table);
  if (!report.charts.empty()) json["charts"] = chartsJson(report.charts);
  if (!report.notes.empty()) json["notes"] = report.notes;
  const Proof& proof = report.proof;
  json["proof"] = {
      {"proven", proof.proven}, {"events", proof.events}, {"head", proof.head}, {"compared", proof.compared}};
  return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace till::ledger::report
