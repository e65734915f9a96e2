// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <iostream>

#include "pos/stub/stub.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

// What was read is said; what was refused is not said again: it may be a card number.
Outcome readStub(const Given& given, const Options& options) {
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  const pos::stub::StubReader reader(settings->station.layouts);
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto reading = reader.read("", given.at("line"), std::chrono::year_month_day(today));
  if (!reading) {
    const auto& error = reading.error();
    return tl::unexpected(Failure{kBadData, std::string(pos::stub::name(error.code)) +
                                                (error.layout.empty() ? "" : " (layout " + error.layout + ")")});
  }
  const std::string amount = reading->amountDue ? ledger::money::toPlainText(*reading->amountDue) : "";
  if (options.json) {
    std::cout << "{\"layout\":" << jsonText(reading->layout) << ",\"account\":" << jsonText(reading->account)
              << ",\"amount_due\":" << (reading->amountDue ? std::to_string(reading->amountDue->minor()) : "null")
              << "}\n";
  } else {
    std::cout << "layout   " << reading->layout << "\naccount  " << reading->account << "\namount   " << amount << "\n";
  }
  return {};
}

}  // namespace

Group stubCommands() {
  return {
      .name = "stub",
      .help = "Bill stubs.",
      .commands = {
          {.name = "read",
           .help = "Reads one scanned line by the office's layouts.",
           .run = readStub,
           .arguments = {{"line", "TEXT", "What the scanner sent.", true}},
           .footer = "Example: tillctl --office config/offices/sample-city stub read 004512873007000084271215268"}}};
}

}  // namespace till::ui::tillctl
