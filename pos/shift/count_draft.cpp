// SPDX-License-Identifier: Apache-2.0
// A half-done count as the text of a draft: a line each for what was counted, for when, and for what to count again.
#include <charconv>

#include "pos/shift/count_down.h"

namespace till::pos::shift {

namespace {

constexpr std::string_view kHead = "count 2";
constexpr std::size_t kLongestTape = 10'000;
constexpr std::array<std::string_view, kTapes> kTapeNames{"check", "money_order", "card", "card_batch"};

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

std::optional<std::size_t> lineOf(const CountDown& count, std::string_view form, std::int64_t unit) {
  const auto& units = count.cash.units();
  for (std::size_t line = 0; line < units.size(); ++line)
    if (units[line].form == form && units[line].valueMinor == unit) return line;
  return std::nullopt;
}

std::optional<std::size_t> tapeNamed(std::string_view name) {
  for (std::size_t tape = 0; tape < kTapes; ++tape)
    if (kTapeNames.at(tape) == name) return tape;
  return std::nullopt;
}

bool readCash(CountDown& count, std::string_view form, std::string_view rest) {
  const auto unit = wholeNumber(takeUpTo(rest, ' '));
  const auto pieces = wholeNumber(rest);
  const auto line = unit ? lineOf(count, form, *unit) : std::nullopt;
  return line && pieces && count.cash.set(*line, *pieces);
}

bool readTape(AddingTape& tape, std::string_view rest) {
  const auto minor = wholeNumber(rest);
  if (!minor || *minor > ledger::money::kLargestAmountMinor || tape.size() >= kLongestTape) return false;
  tape.push_back(Money::fromMinor(*minor));
  return true;
}

bool readAt(CountDown& count, std::string_view rest) {
  const auto epoch = wholeNumber(takeUpTo(rest, ' '));
  const auto seq = wholeNumber(rest);
  constexpr std::int64_t kMostEpochs = 1'000'000;
  if (!epoch || !seq || *epoch > kMostEpochs) return false;
  count.at = {.epoch = static_cast<int>(*epoch), .seq = *seq};
  return true;
}

bool readAgain(CountDown& count, std::string_view rest) {
  const auto name = takeUpTo(rest, ' ');
  if (const auto tape = tapeNamed(name)) {
    count.again.tapes.at(*tape) = true;
    return rest.empty();
  }
  const auto unit = wholeNumber(rest);
  const auto line = unit ? lineOf(count, name, *unit) : std::nullopt;
  if (line) count.again.cash.insert(*line);
  return line.has_value();
}

bool readLine(CountDown& count, std::string_view line) {
  const auto name = takeUpTo(line, ' ');
  if (name == "at") return readAt(count, line);
  if (name == "again") return readAgain(count, line);
  if (const auto tape = tapeNamed(name)) return readTape(*tapesOf(count).at(*tape), line);
  return readCash(count, name, line);
}

std::string againText(const CountDown& count) {
  std::string text;
  for (const auto line : count.again.cash) {
    const auto& unit = count.cash.units().at(line);
    text += "\nagain " + unit.form + " " + std::to_string(unit.valueMinor);
  }
  for (std::size_t tape = 0; tape < kTapes; ++tape)
    if (count.again.tapes.at(tape)) text += "\nagain " + std::string(kTapeNames.at(tape));
  return text;
}

}  // namespace

std::string countToDraft(const CountDown& count) {
  std::string text(kHead);
  text += "\nat " + std::to_string(count.at.epoch) + " " + std::to_string(count.at.seq);
  for (const auto& line : count.cash.lines())
    text += "\n" + line.form + " " + std::to_string(line.unitMinor) + " " + std::to_string(line.pieces);
  const auto tapes = tapesOf(count);
  for (std::size_t tape = 0; tape < kTapes; ++tape)
    for (const Money amount : *tapes.at(tape))
      text += "\n" + std::string(kTapeNames.at(tape)) + " " + std::to_string(amount.minor());
  return text + againText(count);
}

std::optional<CountDown> countFromDraft(std::string_view text, const std::vector<CountUnit>& units) {
  if (takeUpTo(text, '\n') != kHead) return std::nullopt;
  CountDown count;
  count.cash = CashCount(units);
  while (!text.empty())
    if (!readLine(count, takeUpTo(text, '\n'))) return std::nullopt;
  return count;
}

}  // namespace till::pos::shift
