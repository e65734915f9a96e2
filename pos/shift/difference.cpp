// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/difference.h"

#include <algorithm>
#include <functional>

namespace till::pos::shift {

namespace {

using ledger::journal::CountLine;
using ledger::journal::TenderKind;

constexpr std::size_t kMostHints = 8;
constexpr std::size_t kMostNames = 4;
constexpr std::int64_t kSoonMillis = 15LL * 60 * 1000;
constexpr std::int64_t kMostBundles = 3;

constexpr int kRanks[] = {100, 95, 90, 85, 80, 75, 70, 60, 58, 55, 50, 45};

Money size(Money amount) { return amount.isNegative() ? -amount : amount; }

struct Looking {
  const SessionMoney& money;
  TenderKind kind;
  Money difference;
  std::vector<Hint>& hints;

  Hint& add(Clue clue, int less = 0) const {
    Hint hint;
    hint.clue = clue;
    hint.rank = kRanks[static_cast<std::size_t>(clue)] - less;
    hint.kind = kind;
    hint.difference = difference;
    hints.push_back(std::move(hint));
    return hints.back();
  }
  [[nodiscard]] bool isShort() const { return difference.isNegative(); }
};

// What one act moved of one kind of tender; a payment that was undone moved nothing in the end.
struct Moved {
  const MoneyAct* act;
  Money amount;
};
std::vector<Moved> movedOf(const Looking& at, MoneyAct::Kind kind) {
  std::vector<Moved> all;
  for (const auto& act : at.money.acts) {
    if (act.kind != kind || act.undone) continue;
    for (const auto& tender : act.tenders)
      if (tender.kind == at.kind) all.push_back({.act = &act, .amount = tender.amount});
  }
  return all;
}

bool sharesAccount(const MoneyAct& a, const MoneyAct& b) {
  return std::ranges::any_of(a.accounts,
                             [&](const auto& account) { return std::ranges::count(b.accounts, account) > 0; });
}

bool soonAfter(const MoneyAct& first, const MoneyAct& second) {
  const auto between = second.wallMillis - first.wallMillis;
  return between >= 0 && between <= kSoonMillis;
}

// --- a receipt ----------------------------------------------------------------------------------------------------

// Named by a stronger clue already: it is not said again as a mere equal.
bool namedBefore(const Looking& at, const std::string& name) {
  return std::ranges::any_of(
      at.hints, [&](const Hint& hint) { return hint.kind == at.kind && std::ranges::count(hint.names, name) > 0; });
}

void paidTwice(const Looking& at, const std::vector<Moved>& payments, std::size_t first) {
  for (std::size_t second = first + 1; second < payments.size(); ++second) {
    const auto& [a, amount] = payments[first];
    const auto& [b, again] = payments[second];
    if (a == b || !sharesAccount(*a, *b)) continue;
    const bool twice = again == amount && a->accounts == b->accounts;
    if (!twice && !soonAfter(*a, *b)) continue;
    Hint& hint = at.add(twice ? Clue::doubledEntry : Clue::missedVoid);
    hint.names = {a->name, b->name};
    hint.amount = amount;
  }
}

void lookForDoubles(const Looking& at) {
  if (!at.isShort()) return;
  const auto payments = movedOf(at, MoneyAct::Kind::payment);
  for (std::size_t i = 0; i < payments.size(); ++i)
    if (payments[i].amount == -at.difference) paidTwice(at, payments, i);
}

void lookForEquals(const Looking& at, MoneyAct::Kind kind, Clue clue) {
  std::vector<std::string> names;
  for (const auto& [act, amount] : movedOf(at, kind))
    if (amount == size(at.difference) && !namedBefore(at, act->name)) names.push_back(act->name);
  if (names.empty()) return;
  Hint& hint = at.add(clue, names.size() > kMostNames ? 10 : static_cast<int>(names.size()) - 1);
  names.resize(std::min(names.size(), kMostNames));
  hint.names = std::move(names);
  hint.amount = size(at.difference);
}

void lookForWrongSign(const Looking& at) {
  for (const auto kind : {MoneyAct::Kind::payment, MoneyAct::Kind::reversal, MoneyAct::Kind::movement}) {
    for (const auto& [act, amount] : movedOf(at, kind)) {
      if (amount + amount != size(at.difference)) continue;
      Hint& hint = at.add(Clue::wrongSign, kind == MoneyAct::Kind::payment ? 2 : 0);
      hint.names = {act->name};
      hint.amount = amount;
    }
  }
}

void lookForReceipts(const Looking& at) {
  lookForDoubles(at);
  if (!at.isShort()) lookForEquals(at, MoneyAct::Kind::reversal, Clue::voidNotPaidOut);
  lookForEquals(at, MoneyAct::Kind::payment, Clue::equalsReceipt);
  lookForEquals(at, MoneyAct::Kind::movement, Clue::equalsMovement);
  lookForWrongSign(at);
}

// --- two digits changed round -------------------------------------------------------------------------------------

struct Swapped {
  std::int64_t value;
  std::string digits;
  bool neighbours;
};

std::vector<Swapped> swapsOf(std::int64_t value) {
  std::vector<Swapped> all;
  const std::string digits = std::to_string(value);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    for (std::size_t j = i + 1; j < digits.size(); ++j) {
      if (digits[i] == digits[j]) continue;
      std::string other = digits;
      std::swap(other[i], other[j]);
      all.push_back({.value = std::stoll(other),
                     .digits = std::string(1, digits[i]) + " " + digits[j],
                     .neighbours = j == i + 1});
    }
  }
  return all;
}

// `wanted`: what the value would have to change by.
std::optional<Swapped> swapBy(std::int64_t value, std::int64_t wanted) {
  std::optional<Swapped> found;
  for (auto& swapped : swapsOf(value))
    if (swapped.value - value == wanted && (!found || swapped.neighbours)) found = std::move(swapped);
  return found;
}

constexpr int lessFor(bool neighbours) { return neighbours ? 0 : 12; }

void transposedAmount(const Looking& at, Clue clue, Money amount, std::int64_t wanted,
                      const std::function<void(Hint&)>& name) {
  const auto swapped = swapBy(amount.minor(), wanted);
  if (!swapped) return;
  Hint& hint = at.add(clue, lessFor(swapped->neighbours));
  hint.amount = amount;
  hint.rather = Money::fromMinor(swapped->value);
  hint.digits = swapped->digits;
  name(hint);
}

const AddingTape* tapeOf(const SessionMoney& money, TenderKind kind) {
  if (kind == TenderKind::check) return &money.sealed.checks;
  if (kind == TenderKind::moneyOrder) return &money.sealed.moneyOrders;
  if (kind == TenderKind::card) return &money.sealed.cards;
  return nullptr;
}

void transposedPieces(const Looking& at, const CountLine& line) {
  if (line.pieces == 0) return;
  const std::int64_t worth = line.amount.minor() / line.pieces;
  if (worth == 0 || at.difference.minor() % worth != 0) return;
  const auto swapped = swapBy(line.pieces, -at.difference.minor() / worth);
  if (!swapped) return;
  Hint& hint = at.add(Clue::transposedCount, lessFor(swapped->neighbours));
  hint.line = CountUnit{.valueMinor = line.unitMinor, .form = line.form, .bundle = 1};
  hint.pieces = line.pieces;
  hint.piecesRather = swapped->value;
  hint.digits = swapped->digits;
}

// Two digits changed round make a difference that nine divides; nothing else is looked at where it does not.
void lookForTranspositions(const Looking& at) {
  if (at.difference.minor() % 9 != 0) return;
  const auto named = [](const std::string& name) { return [name](Hint& hint) { hint.names = {name}; }; };
  for (const auto& [act, amount] : movedOf(at, MoneyAct::Kind::payment))
    transposedAmount(at, Clue::transposedEntry, amount, at.difference.minor(), named(act->name));
  if (const AddingTape* tape = tapeOf(at.money, at.kind))
    for (std::size_t i = 0; i < tape->size(); ++i)
      transposedAmount(at, Clue::transposedTape, (*tape)[i], -at.difference.minor(),
                       [i](Hint& hint) { hint.place = i + 1; });
  if (at.kind != TenderKind::cash) return;
  for (const auto& line : at.money.sealed.cash) transposedPieces(at, line);
}

// --- rolls and straps ---------------------------------------------------------------------------------------------

std::int64_t countedOf(const SessionMoney& money, const CountUnit& unit) {
  for (const auto& line : money.sealed.cash)
    if (line.unitMinor == unit.valueMinor && line.form == unit.form) return line.pieces;
  return 0;
}

bool isBundle(const CountUnit& unit) { return unit.form == "roll" || unit.form == "strap"; }

void lookForBundles(const Looking& at, const std::vector<CountUnit>& units) {
  for (const auto& unit : units) {
    const std::int64_t worth = unit.valueMinor * unit.bundle;
    if (!isBundle(unit) || worth == 0 || at.difference.minor() % worth != 0) continue;
    const std::int64_t many = at.difference.minor() / worth;
    const std::int64_t counted = countedOf(at.money, unit);
    if (many > counted || many > kMostBundles || many < -kMostBundles) continue;
    Hint& hint = at.add(Clue::bundle, static_cast<int>(many < 0 ? -many : many) * 3 - 3 + (counted == 0 ? 5 : 0));
    hint.line = unit;
    hint.pieces = counted;
    hint.piecesRather = counted - many;
  }
}

// Pieces typed on the line beside: seven rolls as seven coins.
void wrongLine(const Looking& at, const CountUnit& single, const CountUnit& bundle) {
  const std::int64_t apart = single.valueMinor * (bundle.bundle - 1);
  for (const auto* line : {&single, &bundle}) {
    const std::int64_t pieces = countedOf(at.money, *line);
    const std::int64_t off = (line == &single ? -apart : apart) * pieces;
    if (pieces == 0 || off != at.difference.minor()) continue;
    Hint& hint = at.add(Clue::wrongLine);
    hint.line = *line;
    hint.pieces = pieces;
  }
}

void lookForWrongLines(const Looking& at, const std::vector<CountUnit>& units) {
  for (const auto& bundle : units)
    for (const auto& single : units)
      if (isBundle(bundle) && !isBundle(single) && single.valueMinor == bundle.valueMinor &&
          (single.form == "coin") == (bundle.form == "roll"))
        wrongLine(at, single, bundle);
}

// --- one kind for another -----------------------------------------------------------------------------------------

void lookForSwaps(const std::vector<ClosingLine>& lines, const SessionMoney& money, std::vector<Hint>& hints) {
  for (const auto& missing : lines) {
    if (!missing.overShort.isNegative()) continue;
    for (const auto& there : lines) {
      if (there.overShort != -missing.overShort) continue;
      const Looking at{.money = money, .kind = missing.kind, .difference = missing.overShort, .hints = hints};
      Hint& hint = at.add(Clue::swappedKinds);
      hint.other = there.kind;
      hint.amount = there.overShort;
      for (const auto& [act, amount] : movedOf(at, MoneyAct::Kind::payment))
        if (amount == there.overShort && hint.names.size() < kMostNames) hint.names.push_back(act->name);
    }
  }
}

}  // namespace

std::vector<Hint> differenceHints(const std::vector<ClosingLine>& lines, const SessionMoney& money,
                                  const std::vector<CountUnit>& units) {
  std::vector<Hint> hints;
  lookForSwaps(lines, money, hints);
  for (const auto& line : lines) {
    if (line.overShort.isZero()) continue;
    const Looking at{.money = money, .kind = line.kind, .difference = line.overShort, .hints = hints};
    lookForReceipts(at);
    lookForTranspositions(at);
    if (line.kind != TenderKind::cash) continue;
    lookForBundles(at, units);
    lookForWrongLines(at, units);
  }
  std::ranges::stable_sort(hints, std::greater(), &Hint::rank);
  hints.resize(std::min(hints.size(), kMostHints));
  return hints;
}

Explanation explain(const std::vector<ClosingLine>& lines, const SessionMoney& money,
                    const std::vector<CountUnit>& units) {
  return {
      .papers = compareTapes(money), .batches = compareBatches(money), .hints = differenceHints(lines, money, units)};
}

std::optional<Explanation> explain(const ledger::store::Reader& reader, std::int64_t session,
                                   const std::vector<CountUnit>& units) {
  const auto figures = reader.figures(session);
  if (!figures) return std::nullopt;
  std::vector<ledger::store::StoredEvent> events;
  reader.eachEventOf(session, [&](const auto& event) { events.push_back(event); });
  return explain(figures->lines, moneyOf(events), units);
}

}  // namespace till::pos::shift
