// SPDX-License-Identifier: Apache-2.0
// What the office asks of the books when it corrects, reviews and takes money to the bank: of every epoch, by receipt
// numbers and accounts. Asked of the writer and of readers alike, on their owner's thread; short reads.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledger/journal/events.h"

namespace till::ledger::store {

struct StoredEvent;
struct SessionRow;
struct FundRow;
struct DepositRow;

// A check or money order that a payment was taken with, as it was first posted.
struct PaperTaken {
  journal::ReceiptNumber receipt;
  int tender = 0;
  Money amount;
};

class Books {
 public:
  virtual ~Books() = default;
  [[nodiscard]] virtual int epoch() const = 0;  // in which events are written now
  [[nodiscard]] virtual std::optional<StoredEvent> event(int epoch, std::int64_t seq) const = 0;
  // The payment or reversal that has this number.
  [[nodiscard]] virtual std::optional<StoredEvent> receipt(const journal::ReceiptNumber& number) const = 0;
  // What was done to a payment since, in the order in which it was done: how it was paid, a check returned, a bill
  // moved, a reversal.
  [[nodiscard]] virtual std::vector<StoredEvent> corrections(int epoch, std::int64_t payment) const = 0;
  // Checks and money orders of that number; reads all that were ever taken.
  [[nodiscard]] virtual std::vector<PaperTaken> papers(const std::string& number) const = 0;
  // The last day on which the account pays by no check; nullopt: it has no flag that lasts until `today`.
  [[nodiscard]] virtual std::optional<std::string> cashOnlyUntil(const std::string& account,
                                                                 const std::string& today) const = 0;
  [[nodiscard]] virtual std::optional<SessionRow> session(std::int64_t id) const = 0;
  [[nodiscard]] virtual std::vector<SessionRow> undepositedSessions() const = 0;  // closed, in no bag yet
  // Those posted in a session, from its opening to its closing.
  virtual void eachEventOf(std::int64_t session, const std::function<void(const StoredEvent&)>& visit) const = 0;
  [[nodiscard]] virtual std::vector<FundRow> funds() const = 0;
  [[nodiscard]] virtual std::vector<DepositRow> deposits() const = 0;            // all there ever were
  [[nodiscard]] virtual std::vector<journal::EventKey> pendingActs() const = 0;  // not reviewed yet
  [[nodiscard]] virtual bool heldATillOn(const std::string& person, const std::string& businessDate) const = 0;
  // Personal values that an erasure like this one would find now, counted up to `most`.
  [[nodiscard]] virtual std::int64_t privateValues(const journal::PrivateErased& like, std::int64_t most) const = 0;
};

}  // namespace till::ledger::store
