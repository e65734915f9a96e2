// SPDX-License-Identifier: Apache-2.0
#include "pos/receipt/slip.h"

#include <algorithm>
#include <array>

#include "ledger/journal/hash.h"
#include "pos/sale/sale.h"
#include "pos/shift/office_time.h"

namespace till::pos::receipt {

namespace {

using drivers::printer::Align;
using drivers::printer::Style;
using ledger::journal::BillPaid;
using ledger::journal::TenderKind;

std::string valueOf(const std::vector<PrivateValue>& personal, const std::string& name) {
  const auto named = [&name](const PrivateValue& value) { return value.name == name; };
  const auto found = std::find_if(personal.begin(), personal.end(), named);
  return found == personal.end() ? std::string() : found->value;
}

Money paidOn(const BillPaid& bill) {
  Money sum = bill.credit;
  for (const auto& line : bill.lines) sum += line.amount;
  return sum;
}

Style styled(bool bold, Align align = Align::left) {
  Style style;
  style.bold = bold;
  style.align = align;
  return style;
}

}  // namespace

std::string titleOf(const std::string& what, const Posting& posting) {
  return posting.number ? what + " " + toText(*posting.number) : what;
}

std::string tenderWord(const words::Words& words, TenderKind kind) {
  constexpr std::array kKeys{"receipt.tender.cash", "receipt.tender.check", "receipt.tender.money_order",
                             "receipt.tender.card"};
  return words.text(kKeys.at(static_cast<std::size_t>(kind)));
}

Slip::Slip(const words::Words& words, const Letterhead& head, const Posting& posting, std::string title)
    : words_(words), head_(head), posting_(posting) {
  document_.title = std::move(title);
}

void Slip::begin(const std::string& heading) {
  centered(head_.officeName, true);
  if (!head_.officeAddress.empty()) centered(head_.officeAddress);
  for (const std::string& text : head_.header) centered(text);
  rule();
  Style large = styled(true, Align::center);
  large.height = 2;
  document_.elements.emplace_back(drivers::printer::TextLine{heading, large});
  if (posting_.duplicate) {
    large.inverse = true;
    document_.elements.emplace_back(drivers::printer::TextLine{words_.text("receipt.duplicate"), large});
  }
  const auto time = shift::officeTime(posting_.wallMillis, head_.timeZone);
  const std::string moment = shift::isoDate(time) + " " + shift::clockText(time);
  if (posting_.number) {
    columns(words_.text("receipt.number", {toText(*posting_.number)}), moment, true);
  } else {
    line(moment);
  }
  const std::string till = posting_.till ? words_.text("receipt.till", {std::to_string(*posting_.till)}) : "";
  columns(words_.text("receipt.clerk", {posting_.person}),
          head_.windowName + (till.empty() || head_.windowName.empty() ? "" : ", ") + till);
  rule();
}

void Slip::bills(const std::vector<BillPaid>& bills, const std::vector<PrivateValue>& personal) {
  for (std::size_t i = 0; i < bills.size(); ++i) {
    bill(bills[i], valueOf(personal, "name." + std::to_string(i)),
         valueOf(personal, "service_address." + std::to_string(i)));
  }
}

void Slip::bill(const BillPaid& bill, const std::string& name, const std::string& street) {
  line(words_.text("receipt.account", {bill.account}), true);
  if (!name.empty()) line(name);
  if (!street.empty()) line(street);
  for (const auto& part : bill.lines) {
    const bool unapplied = part.service == sale::kUnappliedService;
    const std::string age = unapplied ? "" : ", " + words_.text("receipt.age." + part.age);
    columns("  " + serviceName(part.service) + age, part.amount);
  }
  if (!bill.credit.isZero()) columns("  " + words_.text("receipt.credit"), bill.credit);
  const Money paid = paidOn(bill);
  columns(words_.text("receipt.paid"), paid, true);
  if (bill.unknownAccount) {
    line(words_.text("receipt.unknown_account"));
  } else if (!paid.isNegative()) {
    columns(words_.text("receipt.balance_left"), bill.due - paid);
  }
  if (bill.entered == "keyed") line("(" + words_.text("receipt.entered.keyed") + ")");
  rule();
}

std::string Slip::serviceName(const std::string& id) const {
  if (id == sale::kUnappliedService) return words_.text("receipt.service.unapplied");
  const auto named = [&id](const bill::Service& service) { return service.id == id; };
  const auto found = std::find_if(head_.services.begin(), head_.services.end(), named);
  return found == head_.services.end() ? id : found->name;
}

void Slip::tender(const ledger::journal::TenderTaken& tender, const std::string& cashLabel, Money amount) {
  if (tender.kind == TenderKind::cash) return columns(cashLabel, amount);
  std::string label = tenderWord(words_, tender.kind);
  if (tender.kind == TenderKind::card) {
    label += ", " + words_.text("receipt.card_detail", {tender.reference, tender.last4});
  } else if (!tender.reference.empty()) {
    label += " " + words_.text("receipt.reference", {tender.reference});
  }
  columns(label, amount);
}

void Slip::line(const std::string& text, bool bold) {
  document_.elements.emplace_back(drivers::printer::TextLine{text, styled(bold)});
}

void Slip::columns(const std::string& left, Money amount, bool bold) { columns(left, toText(amount), bold); }

void Slip::columns(const std::string& left, const std::string& right, bool bold) {
  document_.elements.emplace_back(drivers::printer::TwoColumns{left, right, styled(bold)});
}

void Slip::centered(const std::string& text, bool bold) {
  document_.elements.emplace_back(drivers::printer::TextLine{text, styled(bold, Align::center)});
}

void Slip::rule() { document_.elements.emplace_back(drivers::printer::Rule{}); }

void Slip::pieces(const std::vector<ledger::journal::CountLine>& lines) {
  for (const auto& line : lines) {
    if (line.pieces == 0) continue;
    const std::string unit = toText(Money::fromMinor(line.unitMinor));
    columns(words_.text("receipt.denomination." + line.form, {unit, std::to_string(line.pieces)}), line.amount);
  }
}

void Slip::signature(const std::string& who) {
  document_.elements.emplace_back(drivers::printer::Feed{2});
  document_.elements.emplace_back(drivers::printer::Rule{'_'});
  line(who.empty() ? words_.text("receipt.signature") : words_.text("receipt.signature_of", {who}));
}

// Code 128; the encoder prints it as a QR code where the paper is too narrow for it.
void Slip::barcode() {
  if (!posting_.number) return;
  document_.elements.emplace_back(drivers::printer::Barcode{barcodeText(*posting_.number, posting_.hash), true});
}

void Slip::approvedBy() {
  if (!posting_.approver.empty()) columns(words_.text("receipt.approved_by"), posting_.approver);
  if (posting_.pending) line(words_.text("receipt.approval_pending"), true);
}

void Slip::footer() {
  for (const std::string& text : head_.footer) centered(text);
}

PrintDocument Slip::finish() {
  document_.elements.emplace_back(drivers::printer::Feed{2});
  document_.elements.emplace_back(drivers::printer::Cut{});
  return std::move(document_);
}

std::string barcodeText(const ledger::journal::ReceiptNumber& number, const ledger::journal::Hash& hash) {
  return "R1|" + toText(number) + "|" + ledger::journal::toHex(hash).substr(0, 16);
}

}  // namespace till::pos::receipt
