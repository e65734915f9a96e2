// SPDX-License-Identifier: Apache-2.0
#include "pos/books/bag.h"

#include <map>
#include <utility>

namespace till::pos::books {
namespace {

using namespace ledger::journal;
using ledger::store::StoredEvent;

using Place = std::pair<int, std::int64_t>;  // epoch, seq

bool isPaper(TenderKind kind) { return kind == TenderKind::check || kind == TenderKind::moneyOrder; }

// The payments of one session, each with how it was paid in the end.
class Papers {
 public:
  void see(const StoredEvent& event) {
    const int epoch = event.key.epoch;
    if (const auto* paid = std::get_if<PaymentTaken>(&event.body)) {
      standing_[{epoch, event.key.seq}] = {toText(ReceiptNumber{event.key.station, epoch, paid->receipt}),
                                           paid->tenders};
    }
    if (const auto* undone = std::get_if<PaymentReversed>(&event.body)) {
      standing_.erase({undone->reversesEpoch > 0 ? undone->reversesEpoch : epoch, undone->reverses});
    }
    if (const auto* change = std::get_if<PaymentRetendered>(&event.body)) {
      const auto found = standing_.find({epoch, change->payment});
      if (found != standing_.end()) found->second.tenders = change->in;
    }
  }
  void into(BagContent& content) const {
    for (const auto& [place, payment] : standing_) {
      for (const auto& tender : payment.tenders) {
        if (!isPaper(tender.kind)) continue;
        content.checks.push_back({place.second, tender.reference, tender.amount});
        content.receipts.push_back(payment.receipt);
      }
    }
  }

 private:
  struct Payment {
    std::string receipt;
    std::vector<TenderTaken> tenders;
  };
  std::map<Place, Payment> standing_;
};

void addClosing(BagContent& content, const SessionClosed& closed) {
  for (const auto& line : closed.lines) {
    if (isPaper(line.kind)) content.checksCounted += line.counted;
  }
  content.cash += closed.cashToDeposit;
}

void addMove(BagContent& content, const CashMoved& moved) {
  if (moved.from != kSafeFund && moved.to != kSafeFund) return;
  content.cash -= moved.amount;
  content.dropped -= moved.amount;
}

}  // namespace

BagContent bagContentOf(const ledger::store::Books& books, const std::vector<std::int64_t>& sessions) {
  BagContent content;
  for (const auto session : sessions) {
    Papers papers;
    books.eachEventOf(session, [&](const StoredEvent& event) {
      papers.see(event);
      if (const auto* closed = std::get_if<SessionClosed>(&event.body)) addClosing(content, *closed);
      if (const auto* moved = std::get_if<CashMoved>(&event.body)) addMove(content, *moved);
    });
    papers.into(content);
  }
  return content;
}

}  // namespace till::pos::books
