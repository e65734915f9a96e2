// SPDX-License-Identifier: Apache-2.0
// The register of funds: safe, petty cash, tills.
#include <algorithm>
#include <iostream>

#include "pos/funds/funds.h"
#include "ui/tillctl/office_desk.h"

namespace till::ui::tillctl {
namespace {

namespace books = pos::books;

std::string dayOf(const ledger::store::Books& all, std::optional<std::int64_t> seq) {
  const auto event = seq ? all.event(all.epoch(), *seq) : std::nullopt;
  const auto* counted = event ? std::get_if<ledger::journal::FundCounted>(&event->body) : nullptr;
  return counted != nullptr ? counted->businessDate : "";
}

// Of a till in an open session only what it began with is in the register.
void tellFund(const ledger::store::Books& all, const ledger::store::FundRow& fund, bool amounts) {
  const std::string counted = dayOf(all, fund.counted);
  const std::string independently = dayOf(all, fund.independentlyCounted);
  std::cout << fund.id << "  " << (amounts ? toText(fund.amount) + "  " : "")
            << (fund.custodian.empty() ? "-" : fund.custodian) << "  "
            << (counted.empty() ? "never counted" : "counted " + counted)
            << (independently.empty() ? "" : ", independently " + independently) << "\n";
}

std::string jsonOf(const ledger::store::Books& all, const ledger::store::FundRow& fund, bool amounts) {
  return "{\"fund\":" + jsonText(fund.id) +
         (amounts ? ",\"amount\":" + std::to_string(fund.amount.minor()) : std::string()) +
         ",\"custodian\":" + jsonText(fund.custodian) + ",\"counted\":" + jsonText(dayOf(all, fund.counted)) +
         ",\"independently\":" + jsonText(dayOf(all, fund.independentlyCounted)) + "}";
}

// What a fund should hold is told to a supervisor, by PIN: whoever is to count it counts blind.
Outcome listFunds(const Given& given, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  if (auto proven = isProven(**source); !proven) return proven;
  const bool amounts = !given.at("--amounts").empty();
  if (amounts) {
    if (auto may = signSupervisor(options); !may) return may;
  }
  const auto& all = (*source)->books();
  std::string json;
  for (const auto& fund : all.funds()) {
    if (!options.json) tellFund(all, fund, amounts);
    json += (json.empty() ? "" : ",") + jsonOf(all, fund, amounts);
  }
  if (options.json) std::cout << "[" << json << "]\n";
  return {};
}

// A till is one of the office's.
Outcome isOurs(const std::string& fund, const Options& options) {
  const auto till = pos::funds::tillOf(fund);
  if (!till) return {};
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  const auto& tills = settings->station.tills;
  if (std::ranges::find(tills, *till) != tills.end()) return {};
  return tl::unexpected(Failure{kNoInput, fund + ": the office has no such till; station.toml lists them"});
}

Outcome assignFund(const Given& given, const Options& options) {
  if (auto ours = isOurs(given.at("fund"), options); !ours) return ours;
  const std::string& said = given.at("--amount");
  const auto amount = amountFrom(said.empty() ? "0.00" : said, "--amount");
  if (!amount) return tl::unexpected(amount.error());
  return signAndDo(books::AssignFund{given.at("fund"), given.at("--custodian"), *amount}, {"", given.at("--approver")},
                   options);
}

Outcome countFund(const Given& given, const Options& options) {
  return signAndDo(books::CountFund{given.at("fund"), given.at("--cash"), given.at("--witness"), given.at("--reason")},
                   {given.at("--witness"), given.at("--approver")}, options);
}

Outcome moveFunds(const Given& given, const Options& options) {
  return signAndDo(books::MoveCash{given.at("--from"), given.at("--to"), given.at("--cash"), given.at("--back"),
                                   given.at("--receiver"), given.at("--witness"), given.at("--reference")},
                   {given.at("--witness"), given.at("--approver")}, options);
}

// Off unless funds.toml says otherwise.
Outcome payOut(const Given& given, const Options& options) {
  return signAndDo(books::PayOut{given.at("--cash"), given.at("--voucher"), given.at("--purpose"),
                                 given.at("--receiver"), given.at("--witness")},
                   {given.at("--witness"), given.at("--approver")}, options);
}

// A till's float out of the safe, or back into it, while nobody works with the till.
Outcome moveFloat(const Given& given, const Options& options) {
  const auto till = numberFrom(given.at("till"), "till");
  if (!till) return tl::unexpected(till.error());
  const std::string fund = ledger::journal::tillFund(static_cast<int>(*till));
  if (auto ours = isOurs(fund, options); !ours) return ours;
  const bool back = !given.at("--back-to-safe").empty();
  return signAndDo(books::MoveCash{back ? fund : ledger::journal::kSafeFund, back ? ledger::journal::kSafeFund : fund,
                                   given.at("--cash"), "", given.at("--receiver"), given.at("--witness"), ""},
                   {given.at("--witness"), given.at("--approver")}, options);
}

Argument fundArgument() { return {"fund", "FUND", "safe, petty or till.3.", true}; }
Argument cashArgument() { return {"--cash", "PIECES", "By pieces: '20=15 1=7 0.25=40 roll:0.25=2'.", true}; }

}  // namespace

Group fundCommands() {
  return {
      .name = "funds",
      .help = "Who holds how much cash: the safe, petty cash, tills.",
      .commands = {
          {.name = "list",
           .help = "Each fund, who holds it, and when it was counted last.",
           .run = listFunds,
           .arguments = {{"--amounts", "", "What each should hold: a supervisor's PIN is asked for (--as)."}},
           .footer = "Example: tillctl --data build/demo/data funds list"},
          {.name = "assign",
           .help = "Puts a fund into somebody's hands; the first time with what it holds.",
           .run = assignFund,
           .arguments = {fundArgument(),
                         {"--custodian", "PERSON", "Who holds it from now on.", true},
                         {"--amount", "AMOUNT", "What it holds when it is new, as 2000.00."},
                         approverArgument()},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall funds assign safe --custodian rhall --amount "
                     "2000.00 --approver mchen"},
          {.name = "count",
           .help = "A count by two people; independent where neither holds the fund. What differs is counted twice.",
           .run = countFund,
           .arguments = {fundArgument(),
                         cashArgument(),
                         witnessArgument(),
                         {"--reason", "TEXT", "Of a difference, which is booked over or short."},
                         approverArgument()},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall funds count safe --cash '100=19 20=5' "
                     "--witness mchen"},
          {.name = "move",
           .help = "Cash from one fund to another; with --back an equal exchange, with the bank too.",
           .run = moveFunds,
           .arguments = {{"--from", "FUND", "safe, petty ...", true},
                         {"--to", "FUND", "safe, petty, deposit; bank with --back.", true},
                         cashArgument(),
                         {"--back", "PIECES", "What came back for it: coins for notes."},
                         {"--receiver", "NAME", "Who takes it."},
                         {"--reference", "TEXT", "The number of an envelope or slip."},
                         witnessArgument(),
                         approverArgument()},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall funds move --from safe --to bank --cash "
                     "'100=1' --back 'roll:0.25=10' --witness mchen"},
          {.name = "paid-out",
           .help = "Out of petty cash, against a voucher; where the office allows it (funds.toml, paid_out).",
           .run = payOut,
           .arguments = {cashArgument(),
                         {"--voucher", "TEXT", "The voucher's number.", true},
                         {"--purpose", "NAME", "One of funds.toml: it says where it is booked.", true},
                         {"--receiver", "NAME", "Who gets it.", true},
                         witnessArgument(),
                         approverArgument()},
           .footer =
               "Example: tillctl --office DIR --data DIR --as rhall funds paid-out --cash '5=1 1=3' --voucher V-12 "
               "--purpose Postage --receiver 'Post office' --witness lpark --approver mchen"},
          {.name = "float",
           .help = "A till's float out of the safe, or back into it.",
           .run = moveFloat,
           .arguments = {{"till", "NUMBER", "The till, as 3; nobody works with it.", true},
                         cashArgument(),
                         {"--back-to-safe", "", "The other way."},
                         {"--receiver", "PERSON", "Who takes it.", true},
                         witnessArgument(),
                         approverArgument()},
           .footer = "Example: tillctl --office DIR --data DIR --as rhall funds float 3 --cash '20=15' --receiver "
                     "jortiz --witness mchen --approver mchen"}}};
}

}  // namespace till::ui::tillctl
