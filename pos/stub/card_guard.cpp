// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>

#include "pos/stub/check_digit.h"
#include "pos/stub/stub.h"

namespace till::pos::stub {

namespace {

constexpr std::size_t kShortestCard = 13;
constexpr std::size_t kLongestCard = 19;

// First four digits of the card schemes in use (ISO/IEC 7812 issuer ranges).
struct Range {
  int first;
  int last;
};
constexpr auto kSchemes = std::to_array<Range>({{3000, 3059},
                                                {3095, 3095},
                                                {3400, 3499},
                                                {3528, 3589},
                                                {3600, 3999},
                                                {4000, 4999},
                                                {5000, 5099},
                                                {5100, 5599},
                                                {5600, 5899},
                                                {2221, 2720},
                                                {6011, 6011},
                                                {6200, 6299},
                                                {6360, 6399},
                                                {6440, 6599},
                                                {6700, 6799}});

bool isCard(const std::string& digits) {
  if (digits.size() < kShortestCard || digits.size() > kLongestCard) return false;
  const int prefix = std::stoi(digits.substr(0, 4));
  const bool known = std::any_of(kSchemes.begin(), kSchemes.end(),
                                 [prefix](Range range) { return range.first <= prefix && prefix <= range.last; });
  return known && luhnHolds(digits);
}

}  // namespace

// Each run of digits is looked at by itself, so that the track of a card ("%B4111...^NAME^...") is found too.
bool looksLikeCard(std::string_view text) {
  std::string run;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      run += c;
    } else if (c != ' ' && c != '-') {
      if (isCard(run)) return true;
      run.clear();
    }
  }
  return isCard(run);
}

}  // namespace till::pos::stub
