// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "ledger/report/postings.h"

namespace till::ledger::report {
namespace {

using Json = nlohmann::ordered_json;
constexpr int kIndent = 2;
constexpr std::size_t kPeriodWidth = 12;
constexpr std::size_t kNameWidth = 46;
constexpr std::size_t kAmountWidth = 18;

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text + " ";
}

std::string row(const std::string& period, const std::string& name, Money amount) {
  const std::string figure = money::toText(amount);
  const std::string room(figure.size() < kAmountWidth ? kAmountWidth - figure.size() : 0, ' ');
  return (period.empty() ? "" : padded(period, kPeriodWidth)) + padded(name, kNameWidth) + room + figure + "\n";
}

Json daysJson(const Days& days) {
  Json json = Json::object();
  json["from"] = days.from == store::kFirstDay ? Json(nullptr) : Json(days.from);
  json["to"] = days.to == store::kLastDay ? Json(nullptr) : Json(days.to);
  return json;
}

}  // namespace

std::string csvCell(const std::string& text) {
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const std::string safe = formula ? "'" + text : text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string toText(const PostingsReport& report) {
  std::string text;
  for (const auto& one : report.rows) text += row(one.period, one.account + " " + one.name, one.amount);
  return text + (report.proof == Proof::entries ? "Compared with every entry of these days: they agree.\n" : "");
}

std::string toText(const ServicesReport& report) {
  std::string text;
  for (const auto& one : report.rows) text += row(one.period, one.service, one.amount);
  return text;
}

std::string toCsv(const PostingsReport& report) {
  std::string text = "period,account,name,lines,amount\r\n";
  for (const auto& one : report.rows) {
    text += one.period + "," + csvCell(one.account) + "," + csvCell(one.name) + "," + std::to_string(one.lines) + "," +
            money::toPlainText(one.amount) + "\r\n";
  }
  return text;
}

std::string toCsv(const ServicesReport& report) {
  std::string text = "period,service,lines,amount\r\n";
  for (const auto& one : report.rows) {
    text += one.period + "," + csvCell(one.service) + "," + std::to_string(one.lines) + "," +
            money::toPlainText(one.amount) + "\r\n";
  }
  return text;
}

std::string toJson(const PostingsReport& report) {
  Json json = daysJson(report.days);
  json["proven"] = report.proof == Proof::entries;
  json["rows"] = Json::array();
  for (const auto& one : report.rows) {
    json["rows"].push_back({{"period", one.period},
                            {"account", one.account},
                            {"name", one.name},
                            {"lines", one.lines},
                            {"amount", one.amount.minor()}});
  }
  return json.dump(kIndent) + "\n";
}

std::string toJson(const ServicesReport& report) {
  Json json = daysJson(report.days);
  json["rows"] = Json::array();
  for (const auto& one : report.rows) {
    json["rows"].push_back(
        {{"period", one.period}, {"service", one.service}, {"lines", one.lines}, {"amount", one.amount.minor()}});
  }
  return json.dump(kIndent) + "\n";
}

}  // namespace till::ledger::report
