// SPDX-License-Identifier: Apache-2.0
// What the events of a session say of its money, act by act, to compare with what was counted. Pure. Only ever of a
// session whose count is sealed: it is the caller who asks the ledger, and the ledger tells nothing before.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ledger/journal/events.h"
#include "ledger/store/ledger.h"

namespace till::pos::shift {

struct MoneyAct {
  enum class Kind { payment, reversal, movement } kind = Kind::payment;
  std::int64_t wallMillis = 0;
  std::string name;  // the receipt's number; of a movement its kind: "drop"
  std::vector<std::string> accounts;
  // As they stand after corrections; of a reversal what went back; of a movement its cash, as a positive amount.
  std::vector<ledger::journal::TenderTaken> tenders;
  bool undone = false;  // a payment that was reversed
};

struct SessionMoney {
  std::vector<MoneyAct> acts;
  ledger::journal::CountSealed sealed;
};

[[nodiscard]] SessionMoney moneyOf(std::span<const ledger::store::StoredEvent> events);

}  // namespace till::pos::shift
