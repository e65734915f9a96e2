// SPDX-License-Identifier: Apache-2.0
// What the plans have in common. Private to this room.
#pragma once

#include "pos/books/plan.h"

namespace till::pos::books {

using ledger::journal::BillPaid;
using ledger::journal::EntryLine;
using ledger::store::StoredEvent;
using Money = ledger::money::Money;

[[nodiscard]] inline tl::unexpected<Refusal> refused(RefusalKind kind, std::string text) {
  return tl::unexpected(Refusal{kind, std::move(text)});
}
using Checked = tl::expected<void, Refusal>;

// Signs the fact by the rule of its act: with the approver, pending, or neither. `tillHeldBy`: who held the till that
// it is about, and approves nothing of it; empty: it is about none.
[[nodiscard]] tl::expected<ledger::store::Context, Refusal> signedBy(const World& world, const Hands& hands,
                                                                     people::ApprovalRule rule,
                                                                     const std::string& reason,
                                                                     const std::string& tillHeldBy = {});
// Who has a part in it does not approve of it too.
[[nodiscard]] Checked approvedByOthers(const Hands& hands, std::initializer_list<std::string_view> parties);
// The name of a field of the act that holds what is no plain text (plain_text.h); empty: none does.
[[nodiscard]] std::string notPlain(const OfficeAct& act);
[[nodiscard]] Checked mustSay(const std::string& text, const char* what);
[[nodiscard]] bool isKnown(const World& world, const std::string& person);
[[nodiscard]] bool isDay(const std::string& text);  // "2026-11-30"
[[nodiscard]] std::string daysAfter(const std::string& day, int days);

// The sealing of a deposit's bag, in whatever epoch it was.
[[nodiscard]] std::optional<ledger::journal::DepositMade> sealedOf(const World& world,
                                                                   const ledger::store::DepositRow& deposit);

// Sums by account, without what comes to nothing.
class Entry {
 public:
  void add(const std::string& account, Money amount);
  [[nodiscard]] std::vector<EntryLine> lines() const;

 private:
  std::vector<EntryLine> sums_;
};

[[nodiscard]] Plan planned(const ReversePayment& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const ReturnCheck& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const MovePayment& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const ReviewAct& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const MakeDeposit& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const MoveBag& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const ConfirmDeposit& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const ErasePrivate& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const AssignFund& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const CountFund& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const MoveCash& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const PayOut& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const RecordBatch& act, const Hands& hands, const World& world);
[[nodiscard]] Plan planned(const RecordRefusal& act, const Hands& hands, const World& world);

// Today, or the first day after the last closed period of the general ledger.
[[nodiscard]] std::string glDateNow(const World& world);
// What people are told of it: empty where it is today.
[[nodiscard]] std::string glDateSaid(const World& world);

}  // namespace till::pos::books
