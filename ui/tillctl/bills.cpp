// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "pos/bill/bill.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

constexpr auto kImportFooter =
    "The CSV's first line: account,name,street,due_date,service,past_due,current[,keeps_water_on]; one line a bill's\n"
    "line, an account's lines together. An error names line and column; then nothing is imported.\n"
    "Example: tillctl --office config/offices/sample-city --data build/demo/data bills import bills.csv "
    "--as-of 2026-12-01";

void say(const pos::bill::ImportResult& result, bool json) {
  if (json) {
    std::cout << "{\"file\":" << jsonText(result.file.filename().string()) << ",\"sha256\":" << jsonText(result.sha256)
              << ",\"as_of\":" << jsonText(result.asOf) << ",\"accounts\":" << result.accounts << "}\n";
    return;
  }
  std::cout << result.accounts << " accounts as of " << result.asOf << " in " << result.file.filename().string()
            << "; in force from the station's next start\n";
}

// Under the ledger's lock: the event that switches to the new file is written with it, or the station is running.
Outcome import(const Given& given, const Options& options) {
  const std::filesystem::path csv = given.at("csv");
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  if (options.data.empty()) return tl::unexpected(Failure{kUsage, "--data DIR is needed"});
  std::error_code unreadable;
  if (!std::filesystem::exists(csv, unreadable))
    return tl::unexpected(Failure{kNoInput, csv.string() + " does not exist"});
  if (const auto known = checkActor(options); !known) return known;
  auto ledger = ledger::store::openLedger(options.data, settings->identity, ledger::store::systemSurroundings());
  if (!ledger) return tl::unexpected(toFailure(ledger.error()));
  const auto result = pos::bill::importBills(csv, options.data, settings->station.sale.services, given.at("--as-of"));
  if (!result) return tl::unexpected(Failure{kBadData, result.error().what});
  const ledger::journal::BillsSwitched fact{result->file.filename().string(), result->sha256, result->asOf,
                                            result->accounts};
  const auto posted = (*ledger)->post({options.actor, {}, {}, {}}, fact);
  if (!posted) return tl::unexpected(Failure{kIo, posted.error().what});
  say(*result, options.json);
  return {};
}

}  // namespace

Group billCommands() {
  return {.name = "bills",
          .help = "The bill book: what each account owes.",
          .commands = {{.name = "import",
                        .help = "Builds a new bill book from a CSV file and switches to it.",
                        .run = import,
                        .arguments = {{"csv", "FILE", "The file.", true},
                                      {"--as-of", "DATE", "The day these balances are of, as 2026-12-01.", true}},
                        .footer = kImportFooter}}};
}

}  // namespace till::ui::tillctl
