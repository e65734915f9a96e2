// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "ledger/journal/hash.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

Outcome verify(const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  const auto result = (*source)->verifyAll();
  if (!result.fault.empty()) return tl::unexpected(Failure{kBadData, "the chain does not verify: " + result.fault});
  const std::string head = ledger::journal::toHex(result.head);
  if (options.json) {
    std::cout << "{\"events\":" << result.events << ",\"head\":\"" << head << "\"}\n";
  } else {
    std::cout << result.events << " events verify; head " << head << "\n";
  }
  return {};
}

Outcome rebuildAll(const Options& options) {
  if (options.data.empty()) return tl::unexpected(Failure{kUsage, "--data DIR is needed"});
  const auto replayed = ledger::store::rebuild(options.data, ledger::store::systemSurroundings());
  if (!replayed) return tl::unexpected(toFailure(replayed.error()));
  if (options.json) {
    std::cout << "{\"events\":" << *replayed << "}\n";
  } else {
    std::cout << "rebuilt from " << *replayed << " events\n";
  }
  return {};
}

}  // namespace

void addLedger(CLI::App& app, Chosen& chosen) {
  auto* group = app.add_subcommand("ledger", "The ledger itself.");
  group->require_subcommand(1);
  group->footer("Example: tillctl --data build/demo/data ledger verify");
  group->add_subcommand("verify", "Checks every link of the chain; prints the count and the head.")
      ->callback([&chosen] { chosen.run = verify; });
  group->add_subcommand("rebuild", "Makes every table anew from the events. The station must not be running.")
      ->callback([&chosen] { chosen.run = rebuildAll; });
  auto* out = group->add_subcommand("export", "The journal, to standard output; report journal says the same.");
  auto format = std::make_shared<std::string>();
  out->add_option("--format", *format, "How.")->required()->check(CLI::IsMember({"json"}));
  out->callback([format, &chosen] { chosen.run = sayJournal; });
}

}  // namespace till::ui::tillctl
