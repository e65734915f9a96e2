// SPDX-License-Identifier: Apache-2.0
// tillctl: the office's, IT's and the auditor's command line.
#include <CLI/CLI.hpp>
#include <iostream>

#include "ui/tillctl/command.h"
#include "ui/tillctl/pdf.h"

namespace {

constexpr auto kFooter =
    "Exit status:\n"
    "  0   done\n"
    "  64  the command line is not right\n"
    "  65  bad data: a file that does not read, a chain that does not verify, figures that cannot be proven\n"
    "  66  what was named is not there: a file, a ledger, a session\n"
    "  69  a device that was tried did not do what it was asked\n"
    "  74  the disk or a file could not be read or written\n"
    "  75  the station is running and will not do it now: its words say whether to ask again or to stop it first\n"
    "  77  the rules of the house or the books refuse it: who, when, twice; a PIN that is not right\n"
    "  78  an error in the office's configuration: file, line, key, what was found, what is allowed\n"
    "Examples:\n"
    "  tillctl --office config/offices/sample-city --data build/demo/data bills import bills.csv --as-of 2026-12-01\n"
    "  tillctl --data build/demo/data people add jortiz 'J. Ortiz' --role clerk\n"
    "  tillctl --data build/demo/data --json report z\n"
    "  tillctl --data build/demo/data ledger verify";

using namespace till::ui::tillctl;

struct Chosen {
  Outcome (*run)(const Given&, const Options&) = nullptr;
  Given given;
};

void addArgument(CLI::App& to, const Argument& argument, Chosen& chosen) {
  if (argument.type.empty()) {
    to.add_flag_callback(argument.name, [&given = chosen.given[argument.name]] { given = "yes"; }, argument.help);
    return;
  }
  auto* option = to.add_option(argument.name, chosen.given[argument.name], argument.help)->type_name(argument.type);
  option->required(argument.required);
  if (!argument.oneOf.empty()) option->check(CLI::IsMember(argument.oneOf));
}

void addGroup(CLI::App& app, const Group& group, Chosen& chosen) {
  auto* to = app.add_subcommand(group.name, group.help);
  to->require_subcommand(1);
  to->footer(group.footer);
  for (const Command& command : group.commands) {
    auto* added = to->add_subcommand(command.name, command.help);
    added->footer(command.footer);
    for (const Argument& argument : command.arguments) addArgument(*added, argument, chosen);
    added->callback([&chosen, run = command.run, name = command.name] {
      chosen.run = run;
      chosen.given[kCommand] = name;
    });
  }
}

void addOptions(CLI::App& app, Options& options) {
  app.add_option("--office", options.office, "The office's folder of settings.")->type_name("DIR");
  app.add_option("--data", options.data, "Where ledger, bills and people are.")->type_name("DIR");
  app.add_option("--devices", options.devices, "A devices.toml to read in place of the office's.")->type_name("FILE");
  app.add_option("--shared", options.shared, "Printer profiles and words; found by itself.")->type_name("DIR");
  app.add_option("--pepper", options.pepper, "The PINs' pepper; beside the data directory by default.")
      ->type_name("FILE");
  app.add_option("--as", options.actor, "Who acts, as the journal will name them: an id of people list.")
      ->capture_default_str()
      ->type_name("PERSON");
  app.add_flag("--json", options.json, "Answers as JSON.");
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("CityTill's command line: bills in, reports out, the ledger checked.", "tillctl");
  app.footer(kFooter);
  app.require_subcommand(1);
  app.fallthrough();
  Options options;
  options.writePdf = kWritePdf;
  addOptions(app, options);
  Chosen chosen;
  for (const auto commands : {billCommands, reportCommands, ledgerCommands, glCommands, backupCommands, stubCommands,
                              peopleCommands, deviceCommands, paymentCommands, checkCommands, depositCommands,
                              fundCommands, reviewCommands, privateCommands}) {
    addGroup(app, commands(), chosen);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  const auto outcome = chosen.run(chosen.given, options);
  if (outcome) return kOk;
  std::cerr << "tillctl: " << outcome.error().text << "\n";
  return outcome.error().exit;
}
