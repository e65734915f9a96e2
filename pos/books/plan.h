// SPDX-License-Identifier: Apache-2.0
// An act of the office becomes the one fact that is posted, or is refused with a sentence: what, where, what to do.
// Pure: it looks at the books and changes nothing. The running station and a tillctl that holds the ledger's lock plan
// alike.
#pragma once

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <vector>

#include "ledger/store/ledger.h"
#include "pos/bill/bill.h"
#include "pos/books/act.h"
#include "pos/books/rules.h"
#include "pos/funds/settings.h"
#include "pos/people/people.h"
#include "pos/sale/sale.h"
#include "pos/shift/cash_count.h"
#include "pos/words/words.h"

namespace till::pos::books {

// What a plan may look at.
struct World {
  const Rules& rules;
  const sale::SaleRules& sale;
  const funds::FundSettings& funds;
  const words::Words& words;
  const ledger::store::Books& books;
  const bill::BillBook* bills = nullptr;  // null: none imported
  std::vector<people::Person> people;
  std::vector<shift::CountUnit> units;
  std::vector<int> openTills;  // in whose hands, at the counter
  std::string today;           // ISO date on the office's wall
};

// Who does it, and who approves: their PINs were right.
struct Hands {
  std::string actor;
  std::string approver;  // empty: nobody yet
};

enum class RefusalKind {
  notThere,    // no such receipt, deposit, act, account
  argument,    // what was said cannot be meant
  notAllowed,  // by the rules of the house or the books: who, when, once
  notIntact,   // the bag is not what the receipts say
};
struct Refusal {
  RefusalKind kind = RefusalKind::argument;
  std::string text;
};

struct Planned {
  ledger::store::Context context;
  ledger::store::Body body;
  ledger::store::PostOptions options;
  std::string said;  // for people, once it is posted: "84.27 of 2A-000418 is undone ..."
};
using Plan = tl::expected<Planned, Refusal>;

[[nodiscard]] Plan plan(const OfficeAct& act, const Hands& hands, const World& world);

}  // namespace till::pos::books
