// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/review.h"

#include <algorithm>

#include "ledger/report/reading.h"

namespace till::ledger::report {
namespace {

using namespace journal;

Money cashOf(const std::vector<TenderTaken>& tenders) {
  Money cash;
  for (const auto& tender : tenders) cash += tender.kind == TenderKind::cash ? tender.amount : Money();
  return cash;
}

std::vector<std::string> accountsOf(const std::vector<BillPaid>& bills) {
  std::vector<std::string> accounts;
  for (const auto& bill : bills) accounts.push_back(bill.account);
  return accounts;
}

VoidToReview toReview(const store::StoredEvent& event, const PaymentReversed& reversal) {
  const int epoch = reversal.reversesEpoch > 0 ? reversal.reversesEpoch : event.key.epoch;
  return {receiptOf(event, reversal.receipt),
          toText(ReceiptNumber{event.key.station, epoch, reversal.reversedReceipt}),
          accountsOf(reversal.bills),
          cashOf(reversal.tenders),
          event.at,
          event.context.actor,
          approverOf(event),
          event.context.session.value_or(0)};
}

bool paysAgain(const store::StoredEvent& event, const VoidToReview& one) {
  const auto* payment = std::get_if<PaymentTaken>(&event.body);
  const std::int64_t after = event.at.unixMillis - one.at.unixMillis;
  if (payment == nullptr || after < 0 || after > kReviewMillis) return false;
  return std::any_of(payment->bills.begin(), payment->bills.end(), [&](const BillPaid& bill) {
    return std::find(one.accounts.begin(), one.accounts.end(), bill.account) != one.accounts.end();
  });
}

}  // namespace

// Who pays again may do so at another till: all sessions of a void's day are looked at, and no others.
std::vector<VoidToReview> voidsToReview(const store::Reader& reader, const Days& days) {
  Reading reading(reader);
  std::vector<VoidToReview> voids;
  std::set<std::string> dates;
  reading.kinds({"reversal"}, [&](const store::StoredEvent& event) {
    const auto* reversal = std::get_if<PaymentReversed>(&event.body);
    const std::string day = reading.dayOf(event);
    if (reversal == nullptr || !within(days, day) || !cashOf(reversal->tenders).isPositive()) return;
    voids.push_back(toReview(event, *reversal));
    dates.insert(day);
  });
  for (const auto& [id, session] : reading.sessions()) {
    if (!dates.contains(session.businessDate)) continue;
    reading.session(id, [&](const store::StoredEvent& event) {
      std::erase_if(voids, [&](const VoidToReview& one) { return paysAgain(event, one); });
    });
  }
  return voids;
}

}  // namespace till::ledger::report
