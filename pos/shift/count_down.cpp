// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/count_down.h"

#include <array>
#include <charconv>
#include <utility>

namespace till::pos::shift {

namespace {

constexpr std::string_view kHead = "count 1";
constexpr std::size_t kLongestTape = 10'000;

using TapeName = std::pair<std::string_view, AddingTape CountDown::*>;
constexpr std::array<TapeName, 3> kTapes{
    {{"check", &CountDown::checks}, {"money_order", &CountDown::moneyOrders}, {"card", &CountDown::cards}}};

std::string_view takeUpTo(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto head = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return head;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

bool readCash(CountDown& count, std::string_view form, std::string_view rest) {
  const auto unit = wholeNumber(takeUpTo(rest, ' '));
  const auto pieces = wholeNumber(rest);
  if (!unit || !pieces) return false;
  const auto& units = count.cash.units();
  for (std::size_t line = 0; line < units.size(); ++line)
    if (units[line].form == form && units[line].valueMinor == *unit) return count.cash.set(line, *pieces);
  return false;
}

bool readTape(CountDown& count, std::string_view name, std::string_view rest) {
  const auto minor = wholeNumber(rest);
  if (!minor || *minor > ledger::money::kLargestAmountMinor) return false;
  for (const auto& [tapeName, tape] : kTapes) {
    if (tapeName != name) continue;
    if ((count.*tape).size() >= kLongestTape) return false;
    (count.*tape).push_back(Money::fromMinor(*minor));
    return true;
  }
  return false;
}

}  // namespace

ledger::journal::CountSealed seal(const CountDown& count, std::int64_t session) {
  return {.session = session,
          .cash = count.cash.lines(),
          .checks = count.checks,
          .moneyOrders = count.moneyOrders,
          .cards = count.cards,
          .cashCounted = count.cash.total(),
          .cardBatches = {}};
}

std::string countToDraft(const CountDown& count) {
  std::string text(kHead);
  for (const auto& line : count.cash.lines())
    text += "\n" + line.form + " " + std::to_string(line.unitMinor) + " " + std::to_string(line.pieces);
  for (const auto& [name, tape] : kTapes)
    for (const Money amount : count.*tape) text += "\n" + std::string(name) + " " + std::to_string(amount.minor());
  return text;
}

std::optional<CountDown> countFromDraft(std::string_view text, const std::vector<CountUnit>& units) {
  if (takeUpTo(text, '\n') != kHead) return std::nullopt;
  CountDown count{.cash = CashCount(units), .checks = {}, .moneyOrders = {}, .cards = {}};
  while (!text.empty()) {
    auto line = takeUpTo(text, '\n');
    const auto name = takeUpTo(line, ' ');
    const bool cash = name == "note" || name == "coin" || name == "roll";
    if (!(cash ? readCash(count, name, line) : readTape(count, name, line))) return std::nullopt;
  }
  return count;
}

}  // namespace till::pos::shift
