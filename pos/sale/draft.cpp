// SPDX-License-Identifier: Apache-2.0
// Drafts are read by this program only, but from a disk: every value is checked as if it came from outside.
#include <nlohmann/json.hpp>

#include "pos/sale/sale.h"
#include "pos/sale/tender_rules.h"

namespace till::pos::sale {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;
constexpr std::size_t kLongestDraft = 1UL << 20;

json optionalMoney(const std::optional<Money>& amount) { return amount ? json(amount->minor()) : json(nullptr); }

Money money(const json& value) { return Money::fromMinor(value.get<std::int64_t>()); }

std::optional<Money> optionalMoney(const json& value) {
  return value.is_null() ? std::nullopt : std::optional(money(value));
}

json toJson(const bill::Bill& bill) {
  json lines = json::array();
  for (const auto& line : bill.lines) lines.push_back({line.service, line.pastDue.minor(), line.current.minor()});
  return {{"account", bill.account}, {"name", bill.name},
          {"street", bill.street},   {"lines", lines},
          {"due", bill.due.minor()}, {"due_date", bill.dueDate},
          {"as_of", bill.asOf},      {"keeps_water_on", optionalMoney(bill.keepsWaterOn)}};
}

bill::Bill billFrom(const json& value) {
  bill::Bill bill;
  bill.account = value.at("account").get<std::string>();
  bill.name = value.at("name").get<std::string>();
  bill.street = value.at("street").get<std::string>();
  for (const json& line : value.at("lines")) {
    bill.lines.push_back({line.at(0).get<std::string>(), money(line.at(1)), money(line.at(2))});
  }
  bill.due = money(value.at("due"));
  bill.dueDate = value.at("due_date").get<std::string>();
  bill.asOf = value.at("as_of").get<std::string>();
  bill.keepsWaterOn = optionalMoney(value.at("keeps_water_on"));
  return bill;
}

json toJson(const std::optional<stub::Date>& date) {
  if (!date) return nullptr;
  return json::array(
      {static_cast<int>(date->year()), static_cast<unsigned>(date->month()), static_cast<unsigned>(date->day())});
}

std::optional<stub::Date> dateFrom(const json& value) {
  if (value.is_null()) return std::nullopt;
  return stub::Date(std::chrono::year(value.at(0).get<int>()), std::chrono::month(value.at(1).get<unsigned>()),
                    std::chrono::day(value.at(2).get<unsigned>()));
}

json toJson(const stub::StubReading& stub) {
  return {{"layout", stub.layout}, {"account", stub.account},          {"amount_due", optionalMoney(stub.amountDue)},
          {"other", stub.other},   {"due_date", toJson(stub.dueDate)}, {"keyed", stub.keyed}};
}

stub::StubReading stubFrom(const json& value) {
  stub::StubReading stub;
  stub.layout = value.at("layout").get<std::string>();
  stub.account = value.at("account").get<std::string>();
  stub.amountDue = optionalMoney(value.at("amount_due"));
  stub.dueDate = dateFrom(value.at("due_date"));
  stub.other = value.at("other").get<std::map<std::string, std::string>>();
  stub.keyed = value.at("keyed").get<bool>();
  return stub;
}

BasketLine lineFrom(const json& value) {
  BasketLine line;
  line.bill = billFrom(value.at("bill"));
  line.stub = stubFrom(value.at("stub"));
  line.unknownAccount = value.at("unknown_account").get<bool>();
  line.paying = optionalMoney(value.at("paying"));
  return line;
}

std::optional<Tender> tenderFrom(const json& value) {
  const int kind = value.at("kind").get<int>();
  if (kind < static_cast<int>(TenderKind::cash) || kind > static_cast<int>(TenderKind::card)) return std::nullopt;
  return Tender{static_cast<TenderKind>(kind), money(value.at("given")), value.at("reference").get<std::string>(),
                value.at("last4").get<std::string>()};
}

// The acts of the sale are done again, so that a draft cannot be what a sale could not become. A check over the bills
// was allowed by the rules of its day; cash and card are held to what always holds.
std::optional<Sale> replay(const json& draft) {
  Sale sale(draft.at("sale").get<std::int64_t>());
  for (const json& line : draft.at("lines")) {
    if (!sale.addLine(lineFrom(line))) return std::nullopt;
  }
  SaleRules rules;
  rules.checkOverBillIsCredit = true;
  for (const json& tender : draft.at("tenders")) {
    auto taken = tenderFrom(tender);
    if (!taken || !sale.addTender(std::move(*taken), rules)) return std::nullopt;
  }
  return sale;
}

}  // namespace

std::string toDraft(const Sale& sale) {
  json lines = json::array();
  for (const BasketLine& line : sale.lines()) {
    lines.push_back({{"bill", toJson(line.bill)},
                     {"stub", toJson(line.stub)},
                     {"unknown_account", line.unknownAccount},
                     {"paying", optionalMoney(line.paying)}});
  }
  json tenders = json::array();
  for (const Tender& tender : sale.tenders()) {
    tenders.push_back({{"kind", static_cast<int>(tender.kind)},
                       {"given", tender.given.minor()},
                       {"reference", tender.reference},
                       {"last4", tender.last4}});
  }
  const json draft{{"v", kVersion}, {"sale", sale.id()}, {"lines", lines}, {"tenders", tenders}};
  return draft.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Sale> fromDraft(std::string_view text) {
  if (text.size() > kLongestDraft) return std::nullopt;
  try {
    const json draft = json::parse(text);
    if (draft.at("v").get<int>() != kVersion) return std::nullopt;
    auto sale = replay(draft);
    // What this program writes is one text for one sale; anything else in it was not written by it.
    if (!sale || toDraft(*sale) != text) return std::nullopt;
    return sale;
  } catch (const json::exception&) {
    return std::nullopt;
  } catch (const ledger::money::MoneyOverflow&) {
    return std::nullopt;
  }
}

}  // namespace till::pos::sale
