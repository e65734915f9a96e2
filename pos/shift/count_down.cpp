// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/count_down.h"

#include <algorithm>

namespace till::pos::shift {

namespace {

using namespace ledger::journal;

// Card slips and the terminal's batches both change with a card.
void markTender(CountDown& count, TenderKind kind) {
  const auto tapes = tapesOf(count);
  const auto mark = [&](std::size_t tape) {
    if (!tapes.at(tape)->empty()) count.again.tapes.at(tape) = true;
  };
  if (kind == TenderKind::check) mark(0);
  if (kind == TenderKind::moneyOrder) mark(1);
  if (kind == TenderKind::card) mark(2), mark(3);
}

void markCash(CountDown& count) {
  for (std::size_t line = 0; line < count.cash.size(); ++line)
    if (count.cash.pieces(line)) count.again.cash.insert(line);
}

void markTenders(CountDown& count, const std::vector<TenderTaken>& tenders) {
  for (const auto& tender : tenders) tender.kind == TenderKind::cash ? markCash(count) : markTender(count, tender.kind);
}

void markPieces(CountDown& count, const std::vector<CountLine>& pieces) {
  const auto& units = count.cash.units();
  for (std::size_t line = 0; line < units.size(); ++line) {
    const bool named = std::ranges::any_of(
        pieces, [&](const auto& of) { return of.unitMinor == units[line].valueMinor && of.form == units[line].form; });
    if (named && count.cash.pieces(line)) count.again.cash.insert(line);
  }
}

struct Touch {
  CountDown& count;
  void operator()(const PaymentTaken& fact) const { markTenders(count, fact.tenders); }
  void operator()(const PaymentReversed& fact) const { markTenders(count, fact.tenders); }
  void operator()(const PaymentRetendered& fact) const {
    markTenders(count, fact.out);
    markTenders(count, fact.in);
  }
  void operator()(const CashMoved& fact) const {
    if (fact.pieces.empty()) return markCash(count);
    markPieces(count, fact.pieces);
    markPieces(count, fact.back);
  }
  void operator()(const HandOverAccepted& fact) const {
    fact.pieces.empty() ? markCash(count) : markPieces(count, fact.pieces);
  }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

bool CountAgain::any() const { return size() > 0; }

std::size_t CountAgain::size() const { return cash.size() + static_cast<std::size_t>(std::ranges::count(tapes, true)); }

std::array<AddingTape*, kTapes> tapesOf(CountDown& count) {
  return {&count.checks, &count.moneyOrders, &count.cards, &count.cardBatches};
}
std::array<const AddingTape*, kTapes> tapesOf(const CountDown& count) {
  return {&count.checks, &count.moneyOrders, &count.cards, &count.cardBatches};
}

CountSealed seal(const CountDown& count, std::int64_t session) {
  return {.session = session,
          .cash = count.cash.lines(),
          .checks = count.checks,
          .moneyOrders = count.moneyOrders,
          .cards = count.cards,
          .cashCounted = count.cash.total(),
          .cardBatches = count.cardBatches};
}

CountKept keep(const CountDown& count, std::int64_t session, const std::string& purpose) {
  return {.session = session,
          .purpose = purpose,
          .cash = count.cash.lines(),
          .checks = count.checks,
          .moneyOrders = count.moneyOrders,
          .cards = count.cards,
          .cashCounted = count.cash.total(),
          .witness = "",
          .lines = {},
          .cardBatches = count.cardBatches};
}

void markTouched(CountDown& count, const Body& fact) { std::visit(Touch{count}, fact); }

void markAll(CountDown& count) {
  markCash(count);
  const auto tapes = tapesOf(count);
  for (std::size_t tape = 0; tape < kTapes; ++tape) count.again.tapes.at(tape) = !tapes.at(tape)->empty();
}

}  // namespace till::pos::shift
