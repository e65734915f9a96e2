// SPDX-License-Identifier: Apache-2.0
#include "pos/books/pieces.h"

#include <charconv>
#include <optional>
#include <sstream>

namespace till::pos::books {
namespace {

struct Word {
  std::string form;  // empty: not said
  std::int64_t unitMinor = 0;
  std::int64_t pieces = 0;
};

std::optional<std::int64_t> numberOf(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
  return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

// "20" is 2000, "0.25" is 25.
std::optional<std::int64_t> unitOf(std::string_view text) {
  const auto point = text.find('.');
  if (point == std::string_view::npos) {
    const auto whole = numberOf(text);
    return whole && *whole < 1'000'000 ? std::optional(*whole * 100) : std::nullopt;
  }
  const auto whole = numberOf(text.substr(0, point));
  const auto cents = numberOf(text.substr(point + 1));
  if (!whole || !cents || text.size() - point != 3 || *whole >= 1'000'000) return std::nullopt;
  return *whole * 100 + *cents;
}

std::optional<Word> wordOf(std::string_view text) {
  const auto colon = text.find(':');
  const auto equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const auto begin = colon == std::string_view::npos ? 0 : colon + 1;
  if (begin > equals) return std::nullopt;
  const auto unit = unitOf(text.substr(begin, equals - begin));
  const auto pieces = numberOf(text.substr(equals + 1));
  if (!unit || !pieces) return std::nullopt;
  return Word{std::string(text.substr(0, begin == 0 ? 0 : begin - 1)), *unit, *pieces};
}

// Units stand largest first and notes before coins, so the first of that value is the note.
std::optional<std::size_t> lineOf(const std::vector<shift::CountUnit>& units, const Word& word) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    const bool single = units[i].form == "note" || units[i].form == "coin";
    const bool form = word.form.empty() ? single : units[i].form == word.form;
    if (form && units[i].valueMinor == word.unitMinor) return i;
  }
  return std::nullopt;
}

}  // namespace

tl::expected<shift::CashCount, std::string> countFromText(const std::string& text,
                                                          const std::vector<shift::CountUnit>& units) {
  shift::CashCount count(units);
  std::istringstream words(text);
  for (std::string one; words >> one;) {
    const auto word = wordOf(one);
    if (!word) return tl::unexpected("\"" + one + "\": pieces are said as 20=15, 0.25=40 or roll:0.25=2");
    const auto line = lineOf(units, *word);
    if (!line) return tl::unexpected("\"" + one + "\": the office has no such note, coin or roll");
    if (count.pieces(*line)) return tl::unexpected("\"" + one + "\": said twice");
    if (!count.set(*line, word->pieces)) return tl::unexpected("\"" + one + "\": no drawer holds as many");
  }
  return count;
}

}  // namespace till::pos::books
