// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>

#include "pos/sale/sale.h"

namespace till::pos::sale {

// Largest first; what the smallest unit cannot make is left out. Fewest pieces with the units of any real currency.
std::vector<Piece> breakDown(Money change, const std::vector<std::int64_t>& unitsMinor) {
  std::vector<std::int64_t> units = unitsMinor;
  std::sort(units.begin(), units.end(), std::greater<>());
  std::vector<Piece> pieces;
  std::int64_t rest = change.minor();
  for (const std::int64_t unit : units) {
    if (unit <= 0 || rest < unit) continue;
    pieces.push_back({unit, rest / unit});
    rest %= unit;
  }
  return pieces;
}

}  // namespace till::pos::sale
