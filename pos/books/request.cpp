// SPDX-License-Identifier: Apache-2.0
#include "pos/books/request.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <sstream>
#include <utility>

#include "pos/books/parts.h"
#include "pos/books/plain_text.h"

namespace till::pos::books {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<OfficeAct>> kActs{
    "reverse",       "return_check", "move_payment", "review",    "make_deposit", "move_bag",     "confirm_deposit",
    "erase_private", "assign_fund",  "count_fund",   "move_cash", "pay_out",      "record_batch", "record_refusal"};

// --- the fields of each act, told once; the writer and the reader both walk them ------------------------------------

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

void fields(auto& v, Is<ReversePayment> auto& x) {
  v("receipt", x.receipt), v("reason", x.reason), v("receipt_returned", x.receiptReturned);
}
void fields(auto& v, Is<ReturnCheck> auto& x) {
  v("receipt", x.receipt), v("check", x.check), v("reason", x.reason), v("fee", x.fee);
}
void fields(auto& v, Is<MovePayment> auto& x) {
  v("receipt", x.receipt), v("bill", x.bill), v("account", x.account), v("reason", x.reason);
}
void fields(auto& v, Is<ReviewAct> auto& x) {
  v("epoch", x.epoch), v("seq", x.seq), v("verdict", x.verdict), v("note", x.note);
}
void fields(auto& v, Is<MakeDeposit> auto& x) {
  v("bag", x.bag), v("sessions", x.sessions), v("cash", x.cash), v("missing", x.missing), v("found", x.found);
  v("witness", x.witness);
}
void fields(auto& v, Is<MoveBag> auto& x) {
  v("deposit", x.deposit), v("to", x.to), v("taken_by", x.takenBy), v("reference", x.reference);
}
void fields(auto& v, Is<ConfirmDeposit> auto& x) {
  v("deposit", x.deposit), v("bank", x.bank), v("bank_date", x.bankDate), v("reference", x.reference);
  v("reason", x.reason);
}
void fields(auto& v, Is<ErasePrivate> auto& x) {
  v("account", x.account), v("before", x.before), v("reason", x.reason);
}

void fields(auto& v, Is<AssignFund> auto& x) { v("fund", x.fund), v("custodian", x.custodian), v("amount", x.amount); }
void fields(auto& v, Is<CountFund> auto& x) {
  v("fund", x.fund), v("pieces", x.pieces), v("witness", x.witness), v("reason", x.reason);
}
void fields(auto& v, Is<MoveCash> auto& x) {
  v("from", x.from), v("to", x.to), v("pieces", x.pieces), v("back", x.back), v("receiver", x.receiver);
  v("witness", x.witness), v("reference", x.reference);
}
void fields(auto& v, Is<PayOut> auto& x) {
  v("pieces", x.pieces), v("voucher", x.voucher), v("purpose", x.purpose), v("receiver", x.receiver);
  v("witness", x.witness);
}

void fields(auto& v, Is<RecordBatch> auto& x) {
  auto& batch = x.batch;
  v("batch", batch.batch), v("previous_epoch", batch.previousEpoch), v("previous", batch.previous);
  v("session", batch.session), v("day", batch.day), v("through_epoch", batch.throughEpoch);
  v("through", batch.through), v("date", batch.date), v("moved_from", batch.movedFrom), v("layout", batch.layout);
  v("detail", batch.detail), v("lines", batch.lines), v("total", batch.total), v("sha256", batch.sha256);
}

void fields(auto& v, Is<RecordRefusal> auto& x) { v("person", x.refused.person), v("tries", x.refused.tries); }

// --- values and texts -----------------------------------------------------------------------------------------------
// A list's items stand on a line each: no item may hold a line end.

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

template <class Number>
bool take(const std::string& text, Number& number)
  requires std::integral<Number>
{
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool take(const std::string& text, std::string& value) {
  value = text;
  return text.find('\n') == std::string::npos;
}
bool take(const std::string& text, bool& value) {
  value = text == "yes";
  return value || text == "no";
}
bool take(const std::string& text, Money& value) {
  std::int64_t minor = 0;
  if (!take(text, minor) || minor > ledger::money::kLargestAmountMinor || minor < -ledger::money::kLargestAmountMinor)
    return false;
  value = Money::fromMinor(minor);
  return true;
}
bool take(const std::string& text, ReceiptNumber& value) {
  const auto number = ledger::journal::receiptNumberFromText(text);
  value = number.value_or(ReceiptNumber{});
  return number.has_value();
}
// "1042=3500"
bool take(const std::string& text, ledger::journal::DepositMade::Check& value) {
  const auto equals = text.find('=');
  value.number = text.substr(0, equals);
  return equals != std::string::npos && take(text.substr(equals + 1), value.amount);
}
template <class Item>
bool take(const std::string& text, std::vector<Item>& list) {
  return std::ranges::all_of(linesOf(text), [&](const auto& line) { return take(line, list.emplace_back()); });
}

std::string textOf(const std::string& value) { return value; }
std::string textOf(bool value) { return value ? "yes" : "no"; }
std::string textOf(std::integral auto value) { return std::to_string(value); }
std::string textOf(Money value) { return std::to_string(value.minor()); }
std::string textOf(const ReceiptNumber& value) { return toText(value); }
std::string textOf(const ledger::journal::DepositMade::Check& value) {
  return value.number + "=" + textOf(value.amount);
}
template <class Item>
std::string textOf(const std::vector<Item>& list) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : "\n") + textOf(item);
  return text;
}

struct Writer {
  Texts& texts;
  void operator()(const char* name, const auto& value) { texts[name] = textOf(value); }
};

struct Reader {
  Texts left;
  std::string fault = {};
  void operator()(const char* name, auto& value) {
    const auto found = left.find(name);
    if (!fault.empty()) return;
    if (found == left.end()) fault = std::string(name) + " is missing";
    if (fault.empty() && !take(found->second, value)) fault = std::string(name) + " is not of its form";
    if (found != left.end()) left.erase(found);
  }
};

struct Plain {
  std::string fault = {};
  void operator()(const char* name, const std::string& text) {
    if (fault.empty() && !isPlainText(text)) fault = name;
  }
  void operator()(const char* name, const std::vector<std::string>& texts) {
    for (const auto& text : texts) (*this)(name, text);
  }
  void operator()(const char* name, const std::vector<ledger::journal::DepositMade::Check>& checks) {
    for (const auto& check : checks) (*this)(name, check.number);
  }
  void operator()(const char*, const auto&) {}
};

template <std::size_t... I>
std::optional<OfficeAct> actNamed(std::string_view name, std::index_sequence<I...>) {
  std::optional<OfficeAct> act;
  ((kActs.at(I) == name ? void(act.emplace(std::in_place_index<I>)) : void()), ...);
  return act;
}

}  // namespace

std::string notPlain(const OfficeAct& act) {
  Plain plain;
  std::visit([&](const auto& one) { fields(plain, one); }, act);
  return plain.fault;
}

Texts toTexts(const Request& request) {
  Texts texts{{"act", std::string(kActs.at(request.act.index()))},
              {"as", request.hands.actor},
              {"approver", request.hands.approver}};
  Writer writer{texts};
  std::visit([&](const auto& act) { fields(writer, act); }, request.act);
  return texts;
}

tl::expected<Request, std::string> fromTexts(const Texts& texts) {
  Reader reader{texts};
  std::string name;
  Request request;
  reader("act", name), reader("as", request.hands.actor), reader("approver", request.hands.approver);
  if (!reader.fault.empty()) return tl::unexpected(reader.fault);
  auto act = actNamed(name, std::make_index_sequence<std::variant_size_v<OfficeAct>>());
  if (!act) return tl::unexpected<std::string>("act: this station does not know such a one");
  std::visit([&](auto& one) { fields(reader, one); }, *act);
  if (!reader.fault.empty()) return tl::unexpected(reader.fault);
  if (!reader.left.empty()) return tl::unexpected(reader.left.begin()->first + " belongs to no such act");
  request.act = std::move(*act);
  return request;
}

}  // namespace till::pos::books
