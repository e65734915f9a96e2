// SPDX-License-Identifier: Apache-2.0
// What the counter prints, made from posted facts alone: a reprint years later shows the same. Pure; any thread.
// Amounts, accounts and names come from the journal and its private values; a name that was erased prints as nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/printer/print_document.h"
#include "ledger/journal/events.h"
#include "pos/bill/bill.h"
#include "pos/words/words.h"

namespace till::pos::receipt {

using drivers::printer::PrintDocument;
using ledger::journal::PrivateValue;

// What stands on every slip of an office.
struct Letterhead {
  std::string officeName;
  std::string officeAddress;
  std::string windowName;           // "Window 2"
  std::vector<std::string> header;  // further lines, as configured
  std::vector<std::string> footer;
  std::string timeZone;                 // IANA; an unknown one prints UTC
  std::vector<bill::Service> services;  // ids to names; an id that is gone prints as itself
};

// The posting behind a slip.
struct Posting {
  std::optional<ledger::journal::ReceiptNumber> number;  // payments and reversals have one
  ledger::journal::Hash hash{};
  std::int64_t wallMillis = 0;
  std::string person;         // as people are called: "J. Ortiz"
  std::string approver;       // the second person, where the act took one
  std::string receiver = {};  // of cash that changes hands
  std::string witness = {};
  bool pending = false;  // its approval is left to somebody who looks at it later
  std::optional<int> till;
  bool duplicate = false;  // printed before, or perhaps printed before
};

// What the closing report says beside the closing fact.
struct SessionFacts {
  std::string businessDate;  // ISO
  std::vector<ledger::journal::CountLine> cash;
  std::int64_t payments = 0;
  std::int64_t reversals = 0;
  std::int64_t noSales = 0;
  std::int64_t withoutCause = 0;  // openings of the drawer that nothing led to
  std::int64_t pending = 0;       // acts that were posted without the second person they ask for
  std::vector<ledger::journal::PaymentRetendered> retenders;
};

[[nodiscard]] PrintDocument receipt(const words::Words& words, const Letterhead& head,
                                    const ledger::journal::PaymentTaken& payment,
                                    const std::vector<PrivateValue>& personal, const Posting& posting);

[[nodiscard]] PrintDocument voidSlip(const words::Words& words, const Letterhead& head,
                                     const ledger::journal::PaymentReversed& reversal,
                                     const std::vector<PrivateValue>& personal, const Posting& posting);

// How a payment was paid, changed. The number is the payment's own.
[[nodiscard]] PrintDocument changedSlip(const words::Words& words, const Letterhead& head,
                                        const ledger::journal::PaymentRetendered& change, const Posting& posting);

[[nodiscard]] PrintDocument noSaleSlip(const words::Words& words, const Letterhead& head,
                                       const ledger::journal::DrawerOpened& opened, const Posting& posting);

[[nodiscard]] PrintDocument zReport(const words::Words& words, const Letterhead& head,
                                    const ledger::journal::SessionClosed& closed, const SessionFacts& facts,
                                    const Posting& posting);

// Cash that is no payment. Two signature lines; none of them says what should be in a till.
[[nodiscard]] PrintDocument cashSlip(const words::Words& words, const Letterhead& head,
                                     const ledger::journal::CashMoved& moved, const Posting& posting);
[[nodiscard]] PrintDocument acceptedSlip(const words::Words& words, const Letterhead& head,
                                         const ledger::journal::HandOverAccepted& accepted, const Posting& posting);
[[nodiscard]] PrintDocument surpriseCountSlip(const words::Words& words, const Letterhead& head,
                                              const ledger::journal::CountKept& kept, const Posting& posting);

// What a printer shows of itself when it is tried out: letters of several code pages, the styles, a barcode, the cut.
[[nodiscard]] PrintDocument testPage(const words::Words& words, const std::string& officeName,
                                     const std::string& windowName);

// "R1|2A-000418|" and the first 16 hex digits of the event's hash.
[[nodiscard]] std::string barcodeText(const ledger::journal::ReceiptNumber& number, const ledger::journal::Hash& hash);

}  // namespace till::pos::receipt
