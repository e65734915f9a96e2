// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "pos/funds/checks.h"

namespace till::pos::funds {

namespace {

using ledger::journal::tillFund;

constexpr std::size_t kLongestReference = 32;

struct Way {
  std::string kind, from, to;
  bool session = false;  // the till on it has its session open
};

// The fact of cash on its way, its entry on the two accounts; what it adds to a session is left to the caller.
Built<CashMoved> moved(const Books& books, const Way& way, const Cash& cash) {
  if (const auto why = cashRefusal(cash)) return refused(*why);
  if (way.from == way.to) return refused(Refusal::sameFund);
  const std::string from = accountOf(books.accounts, way.from, way.session);
  const std::string to = accountOf(books.accounts, way.to, way.session);
  if (from.empty() || to.empty()) return refused(Refusal::unknownFund);
  CashMoved fact;
  fact.kind = way.kind;
  fact.from = way.from;
  fact.to = way.to;
  fact.moved = cash.amount;
  fact.pieces = cash.pieces;
  fact.businessDate = books.businessDate;
  if (from != to) fact.entry = {{.account = to, .amount = cash.amount}, {.account = from, .amount = -cash.amount}};
  return fact;
}

}  // namespace

std::optional<Refusal> cashRefusal(const Cash& cash) {
  if (!cash.amount.isPositive()) return Refusal::nothing;
  if (cash.amount.minor() > ledger::money::kLargestAmountMinor) return Refusal::tooLarge;
  Money sum;
  for (const auto& line : cash.pieces) sum += line.amount;
  if (!cash.pieces.empty() && sum != cash.amount) return Refusal::notEqual;
  return std::nullopt;
}

std::optional<Refusal> referenceRefusal(const std::string& reference) {
  if (reference.empty()) return Refusal::noReference;
  const bool plain = std::ranges::all_of(reference, [](char c) { return c > 32 && c < 127; });
  if (!plain || reference.size() > kLongestReference) return Refusal::badReference;
  return std::nullopt;
}

Cash cashOf(const shift::CashCount& counted) {
  Cash cash{.amount = counted.total(), .pieces = {}};
  for (auto& line : counted.lines())
    if (line.pieces > 0) cash.pieces.push_back(std::move(line));
  return cash;
}

Built<CashMoved> drop(const Books& books, int till, const Cash& cash, const std::string& envelope,
                      const std::string& witness) {
  if (const auto why = referenceRefusal(envelope)) return refused(*why);
  auto fact = moved(books, {"drop", tillFund(till), ledger::journal::kSafeFund, true}, cash);
  if (!fact) return fact;
  fact->amount = -cash.amount;
  fact->reference = envelope;
  fact->witness = witness;
  return fact;
}

Built<CashMoved> pickUp(const Books& books, int till, const Cash& cash, const std::string& witness) {
  auto fact = moved(books, {"pick_up", ledger::journal::kSafeFund, tillFund(till), true}, cash);
  if (!fact) return fact;
  fact->amount = cash.amount;
  fact->witness = witness;
  return fact;
}

Built<CashMoved> change(const Books& books, const std::string& from, const std::string& to, const Cash& out,
                        const Cash& back, const std::string& witness) {
  if (const auto why = cashRefusal(back)) return refused(*why);
  if (out.amount != back.amount) return refused(Refusal::notEqual);
  auto fact = moved(books, {"change", from, to, true}, out);
  if (!fact) return fact;
  fact->back = back.pieces;
  fact->witness = witness;
  fact->entry.clear();  // each account gives what it gets
  return fact;
}

Built<CashMoved> transfer(const Books& books, const std::string& from, const std::string& to, const Cash& cash,
                          const std::string& receiver, const std::string& witness) {
  const bool safeGives = from == ledger::journal::kSafeFund;
  auto fact = moved(books, {safeGives ? "float_out" : "float_back", from, to, false}, cash);
  if (!fact) return fact;
  fact->receiver = receiver;
  fact->witness = witness;
  return fact;
}

Built<CashMoved> floatOut(const Books& books, int till, const Cash& cash, const std::string& receiver,
                          const std::string& witness) {
  if (receiver.empty()) return refused(Refusal::noReceiver);
  return transfer(books, ledger::journal::kSafeFund, tillFund(till), cash, receiver, witness);
}

Built<CashMoved> floatBack(const Books& books, int till, const Cash& cash, const std::string& receiver,
                           const std::string& witness) {
  return transfer(books, tillFund(till), ledger::journal::kSafeFund, cash, receiver, witness);
}

Built<CashMoved> paidOut(const Books& books, const FundSettings& settings, const Cash& cash, const std::string& voucher,
                         const Purpose& purpose, const std::string& receiver) {
  if (!settings.paidOut) return refused(Refusal::notAllowed);
  if (const auto why = cashRefusal(cash)) return refused(*why);
  if (const auto why = referenceRefusal(voucher)) return refused(*why);
  if (receiver.empty()) return refused(Refusal::noReceiver);
  if (cash.amount > settings.paidOutLimit) return refused(Refusal::overLimit);
  const std::string petty = accountOf(books.accounts, kPettyFund, false);
  if (petty.empty() || purpose.account.empty()) return refused(Refusal::unknownFund);
  CashMoved fact;
  fact.kind = "paid_out";
  fact.reference = voucher;
  fact.from = kPettyFund;
  fact.moved = cash.amount;
  fact.pieces = cash.pieces;
  fact.receiver = receiver;
  fact.businessDate = books.businessDate;
  fact.entry = {{.account = purpose.account, .amount = cash.amount}, {.account = petty, .amount = -cash.amount}};
  return fact;
}

}  // namespace till::pos::funds
