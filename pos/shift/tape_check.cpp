// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/tape_check.h"

#include <map>

namespace till::pos::shift {

namespace {

using ledger::journal::TenderKind;

struct Of {
  std::vector<TakenPaper> taken;
  std::vector<std::size_t> places;
};

PaperFinding missing(TenderKind kind, Money amount, const Of& of) {
  return {.kind = kind,
          .missing = true,
          .amount = amount,
          .pieces = of.taken.size() - of.places.size(),
          .taken = of.taken,
          .places = {}};
}

PaperFinding foreign(TenderKind kind, Money amount, const Of& of) {
  return {.kind = kind,
          .missing = false,
          .amount = amount,
          .pieces = of.places.size() - of.taken.size(),
          .taken = {},
          .places = of.places};
}

}  // namespace

std::vector<TakenPaper> papersTaken(const SessionMoney& money, TenderKind kind) {
  std::vector<TakenPaper> papers;
  for (const auto& act : money.acts) {
    if (act.kind != MoneyAct::Kind::payment || act.undone) continue;
    for (const auto& tender : act.tenders)
      if (tender.kind == kind)
        papers.push_back({.number = tender.reference, .receipt = act.name, .amount = tender.amount});
  }
  return papers;
}

std::vector<PaperFinding> compareTape(TenderKind kind, const AddingTape& typed, const std::vector<TakenPaper>& taken) {
  std::map<Money, Of> byAmount;
  for (const auto& paper : taken) byAmount[paper.amount].taken.push_back(paper);
  for (std::size_t place = 0; place < typed.size(); ++place) byAmount[typed[place]].places.push_back(place + 1);
  std::vector<PaperFinding> findings;
  for (const auto& [amount, of] : byAmount)
    if (of.taken.size() > of.places.size()) findings.push_back(missing(kind, amount, of));
  for (const auto& [amount, of] : byAmount)
    if (of.places.size() > of.taken.size()) findings.push_back(foreign(kind, amount, of));
  return findings;
}

std::vector<PaperFinding> compareTapes(const SessionMoney& money) {
  std::vector<PaperFinding> all;
  const auto add = [&](TenderKind kind, const AddingTape& typed) {
    for (auto& finding : compareTape(kind, typed, papersTaken(money, kind))) all.push_back(std::move(finding));
  };
  add(TenderKind::check, money.sealed.checks);
  add(TenderKind::moneyOrder, money.sealed.moneyOrders);
  add(TenderKind::card, money.sealed.cards);
  return all;
}

std::optional<BatchFinding> compareBatches(const SessionMoney& money) {
  if (money.sealed.cardBatches.empty()) return std::nullopt;
  BatchFinding found{.batches = ledger::money::sum(money.sealed.cardBatches),
                     .slips = ledger::money::sum(money.sealed.cards),
                     .taken = {}};
  for (const auto& paper : papersTaken(money, TenderKind::card)) found.taken += paper.amount;
  if (found.batches == found.slips && found.batches == found.taken) return std::nullopt;
  return found;
}

}  // namespace till::pos::shift
