// SPDX-License-Identifier: Apache-2.0
#include "pos/station/customer_lines.h"

#include <algorithm>

namespace till::pos::station {
namespace {

using drivers::rack::CustomerLines;

std::size_t lettersOf(const std::string& utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// The amount is never cut; the display cuts the word.
std::string apart(const std::string& word, const std::string& amount, std::size_t columns) {
  const std::size_t used = lettersOf(word) + lettersOf(amount);
  if (used < columns) return word + std::string(columns - used, ' ') + amount;
  return std::string(columns - std::min(columns, lettersOf(amount)), ' ') + amount;
}

std::string centred(const std::string& text, std::size_t columns) {
  return std::string((columns - std::min(columns, lettersOf(text))) / 2, ' ') + text;
}

}  // namespace

CustomerLines customerLines(const StationView& view, const words::Words& words, std::size_t columns) {
  if (view.displayTest) return {view.displayTest->front(), view.displayTest->back()};
  if (view.page == Page::change && view.change) {
    return {apart(words.text("display.paid"), view.change->paid, columns),
            apart(words.text("display.change"), view.change->change, columns)};
  }
  const bool paying = view.page == Page::counter && !view.bills.empty();
  if (!paying) return {centred(view.header.office, columns), ""};
  const std::string stubs = std::to_string(view.bills.size());
  return {words.text(view.bills.size() == 1 ? "display.stub" : "display.stubs", {stubs}),
          apart(words.text("display.to_pay"), view.stillToPay, columns)};
}

}  // namespace till::pos::station
