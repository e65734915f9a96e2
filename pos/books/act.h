// SPDX-License-Identifier: Apache-2.0
// What the office does with the books, in the office's own words: receipt and account numbers, amounts, reasons. Each
// becomes one fact of the ledger (plan.h).
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "ledger/journal/events.h"

namespace till::pos::books {

using ledger::journal::ReceiptNumber;

// A payment whose session is closed is taken back, dated today. What was paid is to be paid out by the office.
struct ReversePayment {
  ReceiptNumber receipt;
  std::string reason;
  std::string receiptReturned;  // "yes" | "no"
};

// The bank sent a check or money order back.
struct ReturnCheck {
  ReceiptNumber receipt;
  std::string check;   // its number; empty: the only one of the payment
  std::string reason;  // "nsf" | "account_closed" | "stop_payment" | "other"
  bool fee = false;    // the office's returned-check fee is charged
};

// What was paid on a wrong account is moved to the right one.
struct MovePayment {
  ReceiptNumber receipt;
  int bill = 1;  // which of the payment's bills
  std::string account;
  std::string reason;
};

// A pending act was looked at.
struct ReviewAct {
  int epoch = 1;
  std::int64_t seq = 0;
  std::string verdict;  // "approved" | "objected"
  std::string note;
};

// A bag for the bank. Cash as counted into it ("20=15 0.25=40 roll:0.25=2"); the checks are those of the receipts.
struct MakeDeposit {
  std::string bag;
  std::vector<std::int64_t> sessions;  // empty: all that are closed and in no bag
  std::string cash;
  std::vector<std::string> missing;  // checks of receipts that are not there: their numbers or receipts
  std::vector<ledger::journal::DepositMade::Check> found;  // checks that no receipt names
  std::string witness;
};
struct MoveBag {
  std::int64_t deposit = 0;
  std::string to;  // "safe" | "courier" | "bank"
  std::string takenBy;
  std::string reference;
};
struct ConfirmDeposit {
  std::int64_t deposit = 0;
  ledger::money::Money bank;  // what the bank says it got
  std::string bankDate;
  std::string reference;
  std::string reason;  // of a difference
};

// Personal values: of an account, of all sessions before a day, or both.
struct ErasePrivate {
  std::string account;
  std::string before;  // ISO date
  std::string reason;
};

// A fund is put into somebody's hands; the first time with what it holds.
struct AssignFund {
  std::string fund;  // "safe" | "petty" | "till.3"
  std::string custodian;
  ledger::money::Money amount;
};
// A fund that is no open till is counted by two people.
struct CountFund {
  std::string fund;
  std::string pieces;
  std::string witness;
  std::string reason;  // of a difference
};
// Cash between funds that are no open tills; with `back` an equal exchange, with the bank too.
struct MoveCash {
  std::string from, to;
  std::string pieces, back;
  std::string receiver;
  std::string witness;
  std::string reference;
};

// Out of petty cash, against a voucher, for a purpose of funds.toml.
struct PayOut {
  std::string pieces;
  std::string voucher;
  std::string purpose;
  std::string receiver;  // whoever gets it
  std::string witness;
};

// A batch for the general ledger is handed over: made of what was read, it stands if no other one came in between.
struct RecordBatch {
  ledger::journal::GlExported batch;
};

// A PIN was wrong at a program of the office's: the journal says so, as it does of the counter.
struct RecordRefusal {
  ledger::journal::SignInRefused refused;
};

using OfficeAct =
    std::variant<ReversePayment, ReturnCheck, MovePayment, ReviewAct, MakeDeposit, MoveBag, ConfirmDeposit,
                 ErasePrivate, AssignFund, CountFund, MoveCash, PayOut, RecordBatch, RecordRefusal>;

}  // namespace till::pos::books
