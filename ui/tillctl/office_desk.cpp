// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/office_desk.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <sstream>

#include "pos/bill/bill_files.h"
#include "pos/books/request.h"
#include "pos/books/said.h"
#include "pos/station/office_books.h"
#include "ui/control/client.h"

namespace till::ui::tillctl {
namespace {

namespace books = pos::books;
namespace store = ledger::store;

constexpr std::chrono::seconds kStationsTime{60};

// --- who ------------------------------------------------------------------------------------------------------------

std::int64_t nowMillis() { return store::systemSurroundings().wallClock().unixMillis; }

Outcome pinIsRight(pos::people::PeopleBook& book, const std::string& person, const char* argument,
                   const Options& options) {
  const auto all = book.people();
  if (std::ranges::find(all, person, &pos::people::Person::id) == all.end()) {
    return tl::unexpected(Failure{kNotAllowed, std::string(argument) +
                                                   ": somebody of people list must answer for it by name; \"" + person +
                                                   "\" is nobody's"});
  }
  if (const int wait = book.secondsToWait(person, nowMillis()); wait > 0) {
    return tl::unexpected(Failure{
        kNotAllowed, "the PIN of " + person + " was wrong too often; wait " + std::to_string(wait) + " seconds"});
  }
  if (::isatty(STDIN_FILENO) == 1) std::cerr << person << ": ";
  const bool right = book.verify(person, readPin()) == pos::people::PinVerdict::right;
  const int tries = book.noteTry(person, right, nowMillis());
  if (right) return {};
  // It is refused whether or not it could be recorded.
  const auto recorded = doAct(books::RecordRefusal{{person, tries}}, "", options);
  return tl::unexpected(
      Failure{kNotAllowed, "that is not the PIN of " + person + "; nothing was done" +
                               (recorded ? "" : "; it could not be recorded: " + recorded.error().text)});
}

// --- through the station --------------------------------------------------------------------------------------------

Done doneFrom(const control::Texts& texts) {
  const auto text = [&texts](const std::string& name) {
    const auto found = texts.find(name);
    return found == texts.end() ? std::string() : found->second;
  };
  Done done{text("text"), text("receipt"), 0};
  const std::string seq = text("seq");
  std::from_chars(seq.data(), seq.data() + seq.size(), done.seq);
  return done;
}

// --- alone ----------------------------------------------------------------------------------------------------------

Failure toFailure(const books::Refusal& refusal) {
  constexpr std::array kExits{kNoInput, kUsage, kNotAllowed, kBadData};
  return {kExits.at(static_cast<std::size_t>(refusal.kind)), refusal.text};
}

Failure toFailure(const store::PostError& error) {
  using Code = store::PostErrorCode;
  const bool rules =
      error.code == Code::alreadyReversed || error.code == Code::sessionClosed || error.code == Code::notAllowed;
  if (rules) return {kNotAllowed, error.what};
  if (error.code == Code::unbalanced) {
    return {kConfig, error.what + "; the chart in force is that of the station's last start: start it once"};
  }
  return {kIo, error.what};
}

tl::expected<std::unique_ptr<pos::bill::BillBook>, Failure> newestBills(const Options& options) {
  const auto file = pos::bill::newestBills(options.data);
  if (!file) return nullptr;
  auto book = pos::bill::openBillBook(*file);
  if (!book) return tl::unexpected(Failure{kIo, book.error().what});
  return std::move(*book);
}

tl::expected<Done, Failure> doAlone(const books::Request& request, const Options& options) {
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  const auto bills = newestBills(options);
  if (!bills) return tl::unexpected(bills.error());
  const auto surroundings = store::systemSurroundings();
  const auto ledger = store::openLedger(options.data, settings->identity, surroundings);
  if (!ledger) return tl::unexpected(tillctl::toFailure(ledger.error()));
  auto planned = books::plan(request.act, request.hands,
                             pos::station::booksWorld(settings->station, settings->words, **ledger, bills->get(),
                                                      (*book)->people(), surroundings.wallClock().unixMillis));
  if (!planned) return tl::unexpected(toFailure(planned.error()));
  const auto posted = (*ledger)->post(planned->context, planned->body, planned->options);
  if (!posted) return tl::unexpected(toFailure(posted.error()));
  const auto event = (*ledger)->event(posted->seq());
  return Done{event ? books::said(event->body, planned->said) : planned->said,
              posted->receipt() ? toText(*posted->receipt()) : "", posted->seq()};
}

}  // namespace

Outcome signAct(const Signers& signers, const Options& options) {
  if (const auto there = reader(options); !there) return tl::unexpected(there.error());
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  if (auto right = pinIsRight(**book, options.actor, "--as", options); !right) return right;
  if (!signers.witness.empty()) {
    if (auto right = pinIsRight(**book, signers.witness, "--witness", options); !right) return right;
  }
  if (!signers.approver.empty()) return pinIsRight(**book, signers.approver, "--approver", options);
  return {};
}

Outcome signSupervisor(const Options& options) {
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  const auto all = (*book)->people();
  const auto found = std::ranges::find(all, options.actor, &pos::people::Person::id);
  if (found == all.end() || found->role != pos::people::Role::supervisor) {
    return tl::unexpected(Failure{kNotAllowed, "--as: that is for a supervisor of people list"});
  }
  return pinIsRight(**book, options.actor, "--as", options);
}

tl::expected<Done, Failure> doAct(const books::OfficeAct& act, const std::string& approver, const Options& options) {
  const books::Request request{act, {options.actor, approver}};
  const auto answer = control::ask(options.data, {"office", books::toTexts(request)}, kStationsTime);
  if (answer) return doneFrom(control::fromObject(*answer));
  if (answer.error().fault == control::AskFault::nobody) return doAlone(request, options);
  return tl::unexpected(tillctl::toFailure(answer.error()));
}

void say(const Done& done, const Options& options) {
  if (options.json) {
    std::cout << "{\"seq\":" << done.seq << ",\"receipt\":" << jsonText(done.receipt)
              << ",\"text\":" << jsonText(done.text) << "}\n";
    return;
  }
  std::cout << done.text << " (event " << done.seq << (done.receipt.empty() ? "" : ", receipt " + done.receipt)
            << ")\n";
}

Outcome signAndDo(const books::OfficeAct& act, const Signers& signers, const Options& options) {
  if (auto signedNow = signAct(signers, options); !signedNow) return signedNow;
  const auto done = doAct(act, signers.approver, options);
  if (!done) return tl::unexpected(done.error());
  say(*done, options);
  return {};
}

tl::expected<ledger::journal::ReceiptNumber, Failure> receiptFrom(const std::string& text) {
  const auto number = ledger::journal::receiptNumberFromText(text);
  if (number) return *number;
  return tl::unexpected(Failure{kUsage, "a receipt's number is as 2A-000418, not \"" + text + "\""});
}

tl::expected<std::int64_t, Failure> numberFrom(const std::string& text, const std::string& name) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  if (whole && number > 0 && number < 1'000'000'000'000) return number;
  return tl::unexpected(Failure{kUsage, name + ": a number, 1 or more"});
}

tl::expected<Money, Failure> amountFrom(const std::string& text, const std::string& name) {
  const auto amount = ledger::money::fromPlainText(text);
  const bool sound = amount && !amount->isNegative() && amount->minor() <= ledger::money::kLargestAmountMinor;
  if (sound) return *amount;
  return tl::unexpected(Failure{kUsage, name + ": an amount with two decimals, as 294.38"});
}

std::vector<std::string> listFrom(const std::string& text) {
  std::vector<std::string> items;
  std::istringstream in(text);
  for (std::string item; std::getline(in, item, ',');) items.push_back(item);
  return items;
}

Argument approverArgument() {
  return {"--approver", "PERSON", "A supervisor who approves, by PIN; not who acts, and holding no till today."};
}
Argument witnessArgument() { return {"--witness", "PERSON", "The second person, who signs by PIN too.", true}; }

}  // namespace till::ui::tillctl
