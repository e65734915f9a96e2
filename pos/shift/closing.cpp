// SPDX-License-Identifier: Apache-2.0
#include "pos/shift/closing.h"

#include <algorithm>
#include <map>

namespace till::pos::shift {

namespace {

using ledger::journal::EntryLine;
using ledger::journal::TenderKind;

class Entry {
 public:
  void add(const std::string& account, Money amount) { sums_[account] += amount; }
  [[nodiscard]] std::vector<EntryLine> lines() const {
    std::vector<EntryLine> out;
    for (const auto& [account, amount] : sums_)
      if (!amount.isZero()) out.push_back({.account = account, .amount = amount});
    return out;
  }

 private:
  std::map<std::string, Money> sums_;
};

void handOverCash(Entry& entry, const ClosingLine& line, const SealedFigures& figures, const ShiftAccounts& accounts) {
  entry.add(accounts.deposit, line.counted - figures.floatExpected);
  entry.add(accounts.floatFund, figures.floatExpected - figures.floatCounted);
  entry.add(accounts.cash, -(line.expected - figures.floatCounted));
  entry.add(accounts.overShort, -(line.counted - line.expected));
}

void handOverPaper(Entry& entry, const ClosingLine& line, const std::string& account, const ShiftAccounts& accounts) {
  entry.add(accounts.deposit, line.counted);
  entry.add(account, -line.expected);
  entry.add(accounts.overShort, -(line.counted - line.expected));
}

}  // namespace

Money overShort(const std::vector<ClosingLine>& lines) {
  Money sum;
  for (const auto& line : lines) sum += line.overShort;
  return sum;
}

bool differs(const std::vector<ClosingLine>& lines) {
  return std::ranges::any_of(lines, [](const auto& line) { return !line.overShort.isZero(); });
}

ledger::journal::SessionClosed close(const SealedFigures& figures, const std::string& reason,
                                     const ShiftAccounts& accounts) {
  Entry entry;
  for (const auto& line : figures.lines) {
    if (line.kind == TenderKind::cash) handOverCash(entry, line, figures, accounts);
    if (line.kind == TenderKind::check) handOverPaper(entry, line, accounts.check, accounts);
    if (line.kind == TenderKind::moneyOrder) handOverPaper(entry, line, accounts.moneyOrder, accounts);
    if (line.kind == TenderKind::card) {
      entry.add(accounts.card, line.counted - line.expected);
      entry.add(accounts.overShort, -(line.counted - line.expected));
    }
  }
  ledger::journal::SessionClosed fact;
  fact.session = figures.session;
  fact.lines = figures.lines;
  fact.floatAmount = figures.floatCounted;
  fact.reason = reason;
  fact.entry = entry.lines();
  for (const auto& line : figures.lines) {
    if (line.kind != TenderKind::cash) continue;
    fact.floatLeft = figures.floatExpected;
    fact.cashToDeposit = line.counted - figures.floatExpected;
  }
  return fact;
}

}  // namespace till::pos::shift
