// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/review.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace till::ledger::report {
namespace {

using namespace journal;

struct Paid {
  std::int64_t wallMillis = 0;
  std::pair<int, std::int64_t> place;  // epoch, seq: the order
};
struct Undone {
  VoidToReview row;
  std::vector<std::string> accounts;
};
struct Found {
  std::unordered_map<std::string, std::vector<Paid>> payments;  // by account
  std::vector<Undone> voids;
};

std::vector<std::string> accountsOf(const std::vector<BillPaid>& bills) {
  std::vector<std::string> accounts;
  for (const auto& bill : bills) accounts.push_back(bill.account);
  return accounts;
}

Money cashOf(const std::vector<TenderTaken>& tenders) {
  Money sum;
  for (const auto& tender : tenders)
    if (tender.kind == TenderKind::cash) sum += tender.amount;
  return sum;
}

std::string approverOf(const Context& context) {
  if (!context.approval) return {};
  return context.approval->method == kPending ? kPending : context.approval->approver;
}

void take(Found& found, const store::StoredEvent& event, const PaymentTaken& paid) {
  for (const auto& account : accountsOf(paid.bills)) {
    found.payments[account].push_back({.wallMillis = event.at.unixMillis, .place = {event.key.epoch, event.key.seq}});
  }
}

void take(Found& found, const store::StoredEvent& event, const PaymentReversed& back) {
  const Money cash = cashOf(back.tenders);
  if (!cash.isPositive()) return;
  VoidToReview row;
  row.key = event.key;
  row.session = event.context.session.value_or(0);
  row.businessDate = back.businessDate;
  row.receipt = toText(ReceiptNumber{event.key.station, event.key.epoch, back.receipt});
  const int epoch = back.reversesEpoch > 0 ? back.reversesEpoch : event.key.epoch;
  row.reversed = toText(ReceiptNumber{event.key.station, epoch, back.reversedReceipt});
  auto accounts = accountsOf(back.bills);
  if (!accounts.empty()) row.account = accounts.front();
  row.cash = cash;
  row.how = back.how;
  row.reason = back.reason;
  row.receiptReturned = back.receiptReturned;
  row.actor = event.context.actor;
  row.approver = approverOf(event.context);
  row.at = event.at;
  found.voids.push_back({.row = std::move(row), .accounts = std::move(accounts)});
}

void take(Found&, const store::StoredEvent&, const auto&) {}

// The next payment on one of its accounts. A clock that was set back between proves nothing.
void lookForPayment(Undone& undone, const Found& found) {
  auto& row = undone.row;
  for (const auto& account : undone.accounts) {
    const auto payments = found.payments.find(account);
    if (payments == found.payments.end()) continue;
    for (const auto& paid : payments->second) {
      const auto after = paid.wallMillis - row.at.unixMillis;
      if (paid.place < std::pair(row.key.epoch, row.key.seq) || after < 0) continue;
      if (!row.paidAgainAfterMillis || after < *row.paidAgainAfterMillis) row.paidAgainAfterMillis = after;
    }
  }
  row.notPaidAgain = !row.paidAgainAfterMillis || *row.paidAgainAfterMillis > kPaidAgainWithinMillis;
}

bool looksWorse(const VoidToReview& a, const VoidToReview& b) {
  if (a.notPaidAgain != b.notPaidAgain) return a.notPaidAgain;
  if (a.cash != b.cash) return a.cash > b.cash;
  return std::pair(a.key.epoch, a.key.seq) < std::pair(b.key.epoch, b.key.seq);
}

}  // namespace

tl::expected<std::vector<VoidToReview>, ReportError> voidsToReview(const store::Reader& reader, const Days& days) {
  if (auto closed = onlyClosed(reader, days); !closed) return tl::unexpected(closed.error());
  Found found;
  for (const auto& session : reader.sessions()) {
    if (session.businessDate < days.from || session.businessDate > days.to) continue;
    reader.eachEventOf(session.id, [&](const store::StoredEvent& event) {
      std::visit([&](const auto& fact) { take(found, event, fact); }, event.body);
    });
  }
  std::vector<VoidToReview> rows;
  for (auto& undone : found.voids) {
    lookForPayment(undone, found);
    rows.push_back(std::move(undone.row));
  }
  std::ranges::sort(rows, looksWorse);
  return rows;
}

}  // namespace till::ledger::report
