// SPDX-License-Identifier: Apache-2.0
#include "ledger/journal/hash.h"
#include "pos/receipt/receipt.h"
#include "pos/receipt/slip.h"

namespace till::pos::receipt {

namespace {

using ledger::journal::SessionClosed;

// What an event of before format 2 does not say: there the whole float stayed.
Money floatLeft(const SessionClosed& closed) {
  const bool said = !closed.floatLeft.isZero() || !closed.cashToDeposit.isZero();
  return said ? closed.floatLeft : closed.floatAmount;
}

void figures(Slip& slip, const words::Words& words, const SessionClosed& closed) {
  Money overShort;
  for (const SessionClosed::Line& line : closed.lines) {
    slip.line(words.text("receipt.z.pieces", {tenderWord(words, line.kind), std::to_string(line.pieces)}), true);
    slip.columns("  " + words.text("receipt.expected"), line.expected);
    slip.columns("  " + words.text("receipt.counted"), line.counted);
    if (!line.overShort.isZero()) slip.columns("  " + words.text("receipt.over_short"), line.overShort);
    overShort += line.overShort;
  }
  slip.rule();
  slip.columns(words.text("receipt.over_short"), overShort, true);
  if (!closed.reason.empty()) slip.columns(words.text("receipt.reason"), closed.reason);
  slip.columns(words.text("receipt.float"), floatLeft(closed));
}

void counts(Slip& slip, const words::Words& words, const SessionFacts& facts) {
  slip.columns(words.text("receipt.count.payments"), std::to_string(facts.payments));
  slip.columns(words.text("receipt.count.reversals"), std::to_string(facts.reversals));
  slip.columns(words.text("receipt.count.no_sales"), std::to_string(facts.noSales));
  slip.columns(words.text("receipt.count.without_cause"), std::to_string(facts.withoutCause), facts.withoutCause > 0);
  if (facts.pending > 0) slip.columns(words.text("receipt.count.pending"), std::to_string(facts.pending), true);
}

// Both directions: what was taken out, and what was put in for it.
void retenders(Slip& slip, const words::Words& words, const SessionFacts& facts) {
  if (facts.retenders.empty()) return;
  slip.line(words.text("receipt.z.retenders"), true);
  for (const auto& change : facts.retenders) {
    slip.columns(change.receipt, change.reason);
    for (const auto& tender : change.out) slip.tender(tender, tenderWord(words, tender.kind), -tender.amount);
    for (const auto& tender : change.in) slip.tender(tender, tenderWord(words, tender.kind), tender.amount);
  }
  slip.rule();
}

// The closing's hash, whole: typed in from this paper, it is what `ledger verify --witness` looks for. In groups, as
// people read and type them, three to a line of the narrowest paper.
void chainHead(Slip& slip, const words::Words& words, const ledger::journal::Hash& hash) {
  constexpr std::size_t kGroup = 8;
  constexpr std::size_t kGroupsOnALine = 3;
  const std::string digits = ledger::journal::toHex(hash);
  slip.line(words.text("receipt.z.head"));
  std::string line;
  for (std::size_t at = 0; at < digits.size(); at += kGroup) {
    line += (line.empty() ? "" : " ") + digits.substr(at, kGroup);
    const bool full = (at / kGroup + 1) % kGroupsOnALine == 0;
    if (!full && at + kGroup < digits.size()) continue;
    slip.line(line);
    line.clear();
  }
}

}  // namespace

PrintDocument zReport(const words::Words& words, const Letterhead& head, const SessionClosed& closed,
                      const SessionFacts& facts, const Posting& posting) {
  const std::string z = std::to_string(closed.z);
  Slip slip(words, head, posting, "Z report " + z);
  slip.begin(words.text("receipt.z.title", {z}));
  slip.columns(words.text("receipt.session", {std::to_string(closed.session)}), facts.businessDate);
  counts(slip, words, facts);
  slip.rule();
  figures(slip, words, closed);
  slip.approvedBy();
  slip.rule();
  retenders(slip, words, facts);
  slip.pieces(facts.cash);
  slip.rule();
  chainHead(slip, words, posting.hash);
  slip.signature();
  return slip.finish();
}

}  // namespace till::pos::receipt
