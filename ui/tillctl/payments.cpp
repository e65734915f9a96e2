// SPDX-License-Identifier: Apache-2.0
// Payments whose session is closed: shown, taken back, moved, and checks that came back.
#include <array>
#include <iostream>

#include "pos/books/standing.h"
#include "ui/tillctl/office_desk.h"

namespace till::ui::tillctl {
namespace {

namespace books = pos::books;
using ledger::journal::TenderKind;

// --- show -----------------------------------------------------------------------------------------------------------

const std::array<std::string, 4> kTenders{"cash", "check", "money order", "card"};

std::string tenderText(const ledger::journal::TenderTaken& tender) {
  const std::string number = tender.reference.empty() ? "" : " " + tender.reference;
  const std::string last4 = tender.last4.empty() ? "" : " ****" + tender.last4;
  return kTenders.at(static_cast<std::size_t>(tender.kind)) + number + last4;
}

std::string billText(const books::Standing& payment, std::size_t index) {
  const auto& bill = payment.bills[index];
  return bill.account + " " + toText(books::paidOn(bill)) +
         (payment.moved.contains(static_cast<int>(index)) ? ", moved here" : "");
}

std::string paidText(const books::Standing& payment, std::size_t index) {
  const auto& tender = payment.tenders[index];
  return tenderText(tender) + " " + toText(tender.amount) +
         (payment.returned.contains(static_cast<int>(index)) ? ", returned" : "");
}

void sayPayment(const books::Standing& payment, const std::string& receipt, const Options& options) {
  std::string bills;
  std::string tenders;
  for (std::size_t i = 0; i < payment.bills.size(); ++i) {
    const std::string text = billText(payment, i);
    bills +=
        options.json ? (i > 0 ? "," : "") + jsonText(text) : "  bill " + std::to_string(i + 1) + ": " + text + "\n";
  }
  for (std::size_t i = 0; i < payment.tenders.size(); ++i) {
    const std::string text = paidText(payment, i);
    tenders += options.json ? (i > 0 ? "," : "") + jsonText(text) : "  " + text + "\n";
  }
  const std::string undone = payment.reversedBy ? "taken back by event " + std::to_string(payment.reversedBy->seq) : "";
  if (options.json) {
    std::cout << "{\"receipt\":" << jsonText(receipt) << ",\"date\":" << jsonText(payment.posted.businessDate)
              << ",\"total\":" << payment.posted.total.minor() << ",\"bills\":[" << bills << "],\"tenders\":["
              << tenders << "],\"taken_back\":" << jsonText(undone) << "}\n";
    return;
  }
  std::cout << receipt << " of " << payment.posted.businessDate << ": " << toText(payment.posted.total)
            << (undone.empty() ? "" : ", " + undone) << "\n"
            << bills << tenders;
}

Outcome showPayment(const Given& given, const Options& options) {
  const auto receipt = receiptFrom(given.at("receipt"));
  if (!receipt) return tl::unexpected(receipt.error());
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  if (const auto chain = (*source)->verifyChain(); !chain.fault.empty()) {
    return tl::unexpected(Failure{kBadData, "the chain does not verify: " + chain.fault + "; nothing of it is shown"});
  }
  const auto payment = books::standing((*source)->books(), *receipt);
  if (!payment) return tl::unexpected(Failure{kNoInput, "no payment has the number " + toText(*receipt)});
  sayPayment(*payment, toText(*receipt), options);
  return {};
}

// --- acts -----------------------------------------------------------------------------------------------------------

Outcome reversePayment(const Given& given, const Options& options) {
  const auto receipt = receiptFrom(given.at("receipt"));
  if (!receipt) return tl::unexpected(receipt.error());
  const std::string returned = given.at("--receipt-returned").empty() ? "no" : "yes";
  return signAndDo(books::ReversePayment{*receipt, given.at("--reason"), returned}, {"", given.at("--approver")},
                   options);
}

Outcome movePayment(const Given& given, const Options& options) {
  const auto receipt = receiptFrom(given.at("receipt"));
  if (!receipt) return tl::unexpected(receipt.error());
  const auto bill = numberFrom(given.at("--bill").empty() ? "1" : given.at("--bill"), "--bill");
  if (!bill) return tl::unexpected(bill.error());
  if (*bill > 1000) return tl::unexpected(Failure{kUsage, "--bill: no payment has as many"});
  return signAndDo(books::MovePayment{*receipt, static_cast<int>(*bill), given.at("--to"), given.at("--reason")},
                   {"", given.at("--approver")}, options);
}

// The receipt itself, or the one that was paid with that check.
tl::expected<ledger::journal::ReceiptNumber, Failure> receiptOf(const Given& given, const Options& options) {
  if (!given.at("receipt").empty()) return receiptFrom(given.at("receipt"));
  const std::string& check = given.at("--check");
  if (check.empty()) return tl::unexpected(Failure{kUsage, "say a receipt's number, or --check NUMBER"});
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  const auto found = (*source)->books().papers(check);
  if (found.empty()) return tl::unexpected(Failure{kNoInput, "no payment was taken with check " + check});
  if (found.size() == 1) return found.front().receipt;
  std::string receipts;
  for (const auto& paper : found) receipts += " " + toText(paper.receipt);
  return tl::unexpected(Failure{kUsage, "several payments were taken with check " + check + ": say one of" + receipts});
}

Outcome returnCheck(const Given& given, const Options& options) {
  const auto receipt = receiptOf(given, options);
  if (!receipt) return tl::unexpected(receipt.error());
  return signAndDo(books::ReturnCheck{*receipt, given.at("--check"), given.at("--reason"), !given.at("--fee").empty()},
                   {"", given.at("--approver")}, options);
}

const Argument kReceipt{"receipt", "RECEIPT", "Its number, as 2A-000418.", true};
const Argument kReason{"--reason", "TEXT", "Why, as the journal will say.", true};

}  // namespace

Group paymentCommands() {
  return {.name = "payment",
          .help = "One payment: how it stands, and what the office corrects after its session is closed.",
          .commands = {
              {.name = "show",
               .help = "What it paid, how it was paid, and what was done to it since.",
               .run = showPayment,
               .arguments = {kReceipt},
               .footer = "Example: tillctl --data build/demo/data payment show 2A-000418"},
              {.name = "reverse",
               .help = "Takes it back, dated today, under a receipt number of its own; nothing is printed.",
               .run = reversePayment,
               .arguments = {kReceipt,
                             kReason,
                             {"--receipt-returned", "", "The customer brought the receipt back."},
                             approverArgument()},
               .footer = "The recorded allocation is undone; the money is booked as a refund to be paid out. PINs are\n"
                         "read from standard input, a line each: who acts, then who approves.\n"
                         "Example: tillctl --office DIR --data DIR --as rhall payment reverse 2A-000418 --reason 'Paid "
                         "twice' --approver mchen"},
              {.name = "move",
               .help = "Moves what it paid on one bill to another account.",
               .run = movePayment,
               .arguments = {kReceipt,
                             {"--bill", "N", "Which of its bills; the first one without it."},
                             {"--to", "ACCOUNT", "The right account.", true},
                             kReason,
                             approverArgument()},
               .footer = "Example: tillctl --office DIR --data DIR --as rhall payment move 2A-000418 --bill 1 --to "
                         "0000731942 --reason 'Wrong account' --approver mchen"}}};
}

Group checkCommands() {
  return {
      .name = "check",
      .help = "Checks that the bank sent back.",
      .commands = {
          {.name = "returned",
           .help = "Owes again exactly what that check paid, and flags the accounts for a while: no checks.",
           .run = returnCheck,
           .arguments =
               {{"receipt", "RECEIPT", "Of the payment, as 2A-000418."},
                {"--check", "NUMBER", "The check's number; alone, it finds the payment."},
                {"--reason", "REASON", "What the bank says.", true, {"nsf", "account_closed", "stop_payment", "other"}},
                {"--fee", "", "Charges the office's fee."},
                approverArgument()},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall check returned --check 1042 --reason nsf "
                     "--fee"}}};
}

}  // namespace till::ui::tillctl
