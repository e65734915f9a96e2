// SPDX-License-Identifier: Apache-2.0
// tillctl: the office's, IT's and the auditor's command line.
#include <CLI/CLI.hpp>
#include <iostream>

#include "ui/tillctl/command.h"

int main(int argc, char** argv) {
  namespace tillctl = till::ui::tillctl;
  CLI::App app("CityTill's command line: bills in, reports out, the ledger checked.", "tillctl");
  app.footer(
      "Exit status: 0 done; 64 usage; 65 bad data; 66 no such input; 74 a file or the disk;\n"
      "75 the station is running and holds the ledger; 78 an error in the office's configuration.\n"
      "Example: tillctl --office config/offices/sample-city --data build/demo/data report z");
  tillctl::Options options;
  tillctl::Chosen chosen;
  app.add_option("--office", options.office, "The office's folder of settings.");
  app.add_option("--data", options.data, "Where ledger, bills and people are.");
  app.add_option("--devices", options.devices, "A devices.toml to read in place of the office's.");
  app.add_option("--shared", options.shared, "Printer profiles and words; found by itself.");
  app.add_option("--pepper", options.pepper, "The PINs' pepper; beside the data directory by default.");
  app.add_option("--as", options.actor, "Who acts, as the journal will name them.")->capture_default_str();
  app.add_flag("--json", options.json, "Answers as JSON.");
  app.require_subcommand(1);
  app.fallthrough();
  for (const auto add :
       {tillctl::addBills, tillctl::addReports, tillctl::addLedger, tillctl::addStubs, tillctl::addPeople}) {
    add(app, chosen);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? tillctl::kOk : tillctl::kUsage;
  }
  const auto outcome = chosen.run(options);
  if (outcome) return tillctl::kOk;
  std::cerr << "tillctl: " << outcome.error().text << "\n";
  return outcome.error().exit;
}
