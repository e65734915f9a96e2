// SPDX-License-Identifier: Apache-2.0
// The way to the bank.
#include <algorithm>
#include <iostream>

#include "ui/tillctl/office_desk.h"

namespace till::ui::tillctl {
namespace {

namespace books = pos::books;

tl::expected<books::MakeDeposit, Failure> depositFrom(const Given& given) {
  books::MakeDeposit act;
  act.bag = given.at("--bag");
  act.cash = given.at("--cash");
  act.missing = listFrom(given.at("--missing"));
  act.witness = given.at("--witness");
  for (const auto& text : listFrom(given.at("--sessions"))) {
    const auto session = numberFrom(text, "--sessions");
    if (!session) return tl::unexpected(session.error());
    act.sessions.push_back(*session);
  }
  for (const auto& text : listFrom(given.at("--found"))) {
    const auto equals = text.find('=');
    const auto amount = amountFrom(equals == std::string::npos ? "" : text.substr(equals + 1), "--found NUMBER=AMOUNT");
    if (!amount) return tl::unexpected(amount.error());
    act.found.push_back({0, text.substr(0, equals), *amount});
  }
  return act;
}

Outcome makeDeposit(const Given& given, const Options& options) {
  const auto act = depositFrom(given);
  if (!act) return tl::unexpected(act.error());
  return signAndDo(*act, {given.at("--witness"), given.at("--approver")}, options);
}

// Who is of the house signs for what they take.
tl::expected<std::string, Failure> signsFor(const std::string& takenBy, const Options& options) {
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  const auto all = (*book)->people();
  const bool ofTheHouse = std::ranges::find(all, takenBy, &pos::people::Person::id) != all.end();
  return ofTheHouse && takenBy != options.actor ? takenBy : std::string();
}

Outcome handOver(const Given& given, const Options& options) {
  const auto deposit = numberFrom(given.at("deposit"), "deposit");
  if (!deposit) return tl::unexpected(deposit.error());
  const auto taker = signsFor(given.at("--taken-by"), options);
  if (!taker) return tl::unexpected(taker.error());
  return signAndDo(books::MoveBag{*deposit, given.at("--to"), given.at("--taken-by"), given.at("--reference")},
                   {*taker, given.at("--approver")}, options);
}

Outcome confirm(const Given& given, const Options& options) {
  const auto deposit = numberFrom(given.at("deposit"), "deposit");
  if (!deposit) return tl::unexpected(deposit.error());
  const auto bank = amountFrom(given.at("--bank"), "--bank");
  if (!bank) return tl::unexpected(bank.error());
  return signAndDo(
      books::ConfirmDeposit{*deposit, *bank, given.at("--bank-date"), given.at("--reference"), given.at("--reason")},
      {"", given.at("--approver")}, options);
}

// What is sealed and what waits for a bag. Amounts are those of sealed bags only.
Outcome listDeposits(const Given&, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  if (auto proven = isProven(**source); !proven) return proven;
  std::string json;
  for (const auto& row : (*source)->books().deposits()) {
    const std::string place = row.confirmed ? "confirmed" : row.place;
    if (!options.json) {
      std::cout << row.number << "  bag " << row.bag << "  " << toText(row.total) << "  " << place << "  " << row.holder
                << "\n";
    }
    json += (json.empty() ? "" : ",") + ("{\"deposit\":" + std::to_string(row.number)) +
            ",\"bag\":" + jsonText(row.bag) + ",\"total\":" + std::to_string(row.total.minor()) +
            ",\"place\":" + jsonText(place) + ",\"holder\":" + jsonText(row.holder) + "}";
  }
  std::string waiting;
  for (const auto& session : (*source)->books().undepositedSessions()) {
    waiting += (waiting.empty() ? "" : ",") + std::to_string(session.id);
  }
  if (options.json) std::cout << "{\"deposits\":[" << json << "],\"sessions_in_no_bag\":[" << waiting << "]}\n";
  if (!options.json && !waiting.empty()) std::cout << "in no bag yet: sessions " << waiting << "\n";
  return {};
}

Argument depositArgument() { return {"deposit", "NUMBER", "Its number, as deposit list says.", true}; }

}  // namespace

Group depositCommands() {
  return {
      .name = "deposit",
      .help = "Bags for the bank: made intact, handed on by name, confirmed by the bank.",
      .commands = {
          {.name = "make",
           .help = "Seals a bag: its cash by pieces, its checks as the receipts say. Refused where they disagree.",
           .run = makeDeposit,
           .arguments = {{"--bag", "NUMBER", "As it stands on the bag.", true},
                         {"--cash", "PIECES", "As counted into it: '20=15 1=7 0.25=40 roll:0.25=2'.", true},
                         {"--sessions", "LIST", "Their numbers, as 3,4; all closed ones without it."},
                         {"--missing", "LIST", "Checks of receipts that are not there, by number or receipt."},
                         {"--found", "LIST", "Checks that no receipt names: 555=5.00,6=1.00."},
                         witnessArgument(),
                         {"--approver", "PERSON", "Who approves that it is not intact: a supervisor, by PIN."}},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall deposit make --bag B-100417 --cash '20=4 "
                     "5=1 0.25=14' --witness mchen"},
          {.name = "list",
           .help = "Every bag and where it is; which sessions are in none.",
           .run = listDeposits,
           .footer = "Example: tillctl --data build/demo/data deposit list"},
          {.name = "hand-over",
           .help = "Its holder gives the bag into other hands; who is of the house signs for it by PIN.",
           .run = handOver,
           .arguments = {depositArgument(),
                         {"--to", "PLACE", "Where it goes.", true, {"safe", "courier", "bank"}},
                         {"--taken-by", "NAME", "Who takes it.", true},
                         {"--reference", "TEXT", "Of the courier's or the bank's slip."},
                         {"--approver", "PERSON", "Where its holder is absent: a supervisor, by PIN."}},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall deposit hand-over 1 --to courier "
                     "--taken-by 'Armored Sample Co'"},
          {.name = "confirm",
           .help = "What the bank says it got; a difference is an entry of its own.",
           .run = confirm,
           .arguments = {depositArgument(),
                         {"--bank", "AMOUNT", "As 294.38.", true},
                         {"--bank-date", "DATE", "As 2026-12-01.", true},
                         {"--reference", "TEXT", "Of the bank's slip."},
                         {"--reason", "TEXT", "Of a difference."},
                         approverArgument()},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall deposit confirm 1 --bank 294.38 --bank-date "
                     "2026-12-01"}}};
}

}  // namespace till::ui::tillctl
