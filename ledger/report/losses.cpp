// SPDX-License-Identifier: Apache-2.0
// What happened to 2A-000413 and up: where an epoch ended with a disk, and which receipts are known from paper only.
#include <algorithm>
#include <map>

#include "ledger/journal/hash.h"
#include "ledger/report/makers.h"
#include "ledger/report/reading.h"

namespace till::ledger::report {
namespace {

using namespace journal;

Table lossesTable() {
  return {"losses",
          "",
          {{"last_known", "Last known"},
           {"lost_from", "From paper only"},
           {"goes_on_with", "Goes on with"},
           {"at", "Since", Type::time},
           {"actor", "By", Type::person},
           {"approver", "Approved by", Type::person},
           {"reason", "Reason"},
           {"parent", "After event", Type::count},
           {"parent_hash", "Whose hash is"}},
          {}};
}

// Numbers of receipts as the events gave them; an epoch without a payment has none.
class LastNumbers {
 public:
  void take(const store::StoredEvent& event) {
    const auto* payment = std::get_if<PaymentTaken>(&event.body);
    const auto* reversal = std::get_if<PaymentReversed>(&event.body);
    if (payment != nullptr) last_[event.key.epoch] = payment->receipt;
    if (reversal != nullptr) last_[event.key.epoch] = reversal->receipt;
  }
  [[nodiscard]] std::int64_t of(int epoch) const {
    const auto found = last_.find(epoch);
    return found == last_.end() ? 0 : found->second;
  }
  [[nodiscard]] bool agreesWith(const store::Reader& reader) const {
    std::map<int, std::int64_t> stored;
    reader.eachReceipt([&](const ReceiptNumber& number, const Hash&) {
      stored[number.epoch] = std::max(stored[number.epoch], number.number);
    });
    return stored == last_;
  }

 private:
  std::map<int, std::int64_t> last_;
};

std::vector<Cell> lossRow(const store::StoredEvent& event, const LastNumbers& numbers) {
  const auto& genesis = std::get<Genesis>(event.body);
  const int station = event.key.station, before = event.key.epoch - 1;
  const std::int64_t last = numbers.of(before);
  const std::string reason = event.context.approval ? event.context.approval->reason : "";
  return {last == 0 ? Cell() : Cell(toText(ReceiptNumber{station, before, last})),
          toText(ReceiptNumber{station, before, last + 1}) + " and up",
          toText(ReceiptNumber{station, event.key.epoch, 1}),
          event.at,
          personCell(event.context.actor),
          personCell(approverOf(event)),
          textCell(reason),
          genesis.parent ? Cell(genesis.parent->seq) : Cell(),
          genesis.parent ? Cell(toHex(genesis.parent->hash)) : Cell()};
}

}  // namespace

Made makeLosses(const store::Reader& reader, const Asked& /*asked*/) {
  Reading reading(reader);
  LastNumbers numbers;
  Table table = lossesTable();
  reading.kinds({"payment", "reversal", "genesis"}, [&](const store::StoredEvent& event) {
    if (event.kind != "genesis") return numbers.take(event);
    if (event.key.epoch > 1) table.rows.push_back(lossRow(event, numbers));
  });
  if (!numbers.agreesWith(reader)) return unproven("the last receipt of an epoch");
  Report report{"losses", "What was lost with a disk"};
  if (table.rows.empty()) {
    report.notes = {"Nothing: this ledger is in its first epoch."};
  } else {
    report.notes = {
        "Receipts that are known from paper only were given to customers after the copy that this ledger was made of. "
        "Collect them; tillctl ledger verify --witness FILE names those that this ledger does not have.",
        "Their money is in a drawer and shows as over when that is counted. Key each of them again from its paper, "
        "with "
        "the same tenders, and write the new number on it. The old numbers are never given again."};
  }
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report), "The last number of each epoch is the one that its events gave.");
}

}  // namespace till::ledger::report
