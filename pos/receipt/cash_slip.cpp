// SPDX-License-Identifier: Apache-2.0
// Slips of cash that is no payment: who gave, who took, how much in which pieces, and room for two signatures.
#include "pos/receipt/receipt.h"
#include "pos/receipt/slip.h"

namespace till::pos::receipt {

namespace {

using ledger::journal::CashMoved;
using ledger::journal::CountLine;

std::string fundWord(const words::Words& words, const std::string& fund) {
  constexpr std::string_view kTill = "till.";
  if (fund.empty()) return words.text("receipt.fund.outside");
  if (fund.starts_with(kTill)) return words.text("receipt.fund.till", {fund.substr(kTill.size())});
  for (const char* known : {"safe", "petty", "transit", "deposit"})
    if (fund == known) return words.text("receipt.fund." + fund);
  return fund;
}

void people(Slip& slip, const words::Words& words, const Posting& posting) {
  if (!posting.receiver.empty()) slip.columns(words.text("receipt.cash.receiver"), posting.receiver);
  if (!posting.witness.empty() && posting.witness != posting.approver)
    slip.columns(words.text("receipt.cash.witness"), posting.witness);
  slip.approvedBy();
}

// Two people sign; where the second is not known by name, there is room all the same.
void signatures(Slip& slip, const Posting& posting, const std::string& second) {
  slip.signature(posting.person);
  slip.signature(second);
}

std::string secondOf(const Posting& posting) {
  if (!posting.receiver.empty() && posting.receiver != posting.person) return posting.receiver;
  return posting.witness.empty() ? posting.approver : posting.witness;
}

}  // namespace

PrintDocument cashSlip(const words::Words& words, const Letterhead& head, const CashMoved& moved,
                       const Posting& posting) {
  Slip slip(words, head, posting, "slip of cash: " + moved.kind);
  slip.begin(words.text("receipt.cash.title." + moved.kind));
  slip.columns(words.text("receipt.cash.from"), fundWord(words, moved.from));
  slip.columns(words.text("receipt.cash.to"), fundWord(words, moved.to));
  slip.columns(words.text("receipt.cash.amount"), moved.moved, true);
  if (!moved.reference.empty())
    slip.columns(words.text(moved.kind == "drop" ? "receipt.cash.envelope" : "receipt.cash.voucher"), moved.reference,
                 true);
  people(slip, words, posting);
  if (!moved.back.empty()) slip.line(words.text("receipt.cash.out"), true);
  slip.pieces(moved.pieces);
  if (!moved.back.empty()) slip.line(words.text("receipt.cash.back"), true);
  slip.pieces(moved.back);
  signatures(slip, posting, secondOf(posting));
  return slip.finish();
}

PrintDocument acceptedSlip(const words::Words& words, const Letterhead& head,
                           const ledger::journal::HandOverAccepted& accepted, const Posting& posting) {
  Slip slip(words, head, posting, "slip of an accepted hand-over");
  slip.begin(words.text("receipt.cash.title.accepted"));
  slip.columns(words.text("receipt.cash.to"), fundWord(words, accepted.to));
  slip.columns(words.text("receipt.cash.handed_over"), accepted.handedOver);
  slip.columns(words.text("receipt.counted"), accepted.counted, true);
  if (!accepted.difference.isZero()) slip.columns(words.text("receipt.cash.difference"), accepted.difference, true);
  people(slip, words, posting);
  slip.pieces(accepted.pieces);
  signatures(slip, posting, secondOf(posting));
  return slip.finish();
}

PrintDocument surpriseCountSlip(const words::Words& words, const Letterhead& head,
                                const ledger::journal::CountKept& kept, const Posting& posting) {
  Slip slip(words, head, posting, "slip of a surprise count");
  slip.begin(words.text("receipt.cash.title.surprise"));
  slip.pieces(kept.cash);
  slip.columns(words.text("receipt.counted"), kept.cashCounted, true);
  const auto tape = [&](std::string_view key, const std::vector<Money>& amounts) {
    if (!amounts.empty()) slip.columns(words.text(key, {std::to_string(amounts.size())}), ledger::money::sum(amounts));
  };
  tape("receipt.cash.checks", kept.checks);
  tape("receipt.cash.money_orders", kept.moneyOrders);
  tape("receipt.cash.cards", kept.cards);
  people(slip, words, posting);
  signatures(slip, posting, secondOf(posting));
  return slip.finish();
}

}  // namespace till::pos::receipt
