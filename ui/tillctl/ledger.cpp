// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ledger/journal/hash.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

Outcome verify(const Given&, const Options& options) {
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

Outcome rebuildAll(const Given&, const Options& options) {
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

Group ledgerCommands() {
  return {.name = "ledger",
          .help = "The ledger itself.",
          .commands = {{.name = "verify",
                        .help = "Checks every link of the chain; prints the count and the head.",
                        .run = verify},
                       {.name = "rebuild",
                        .help = "Makes every table anew from the events. The station must not be running.",
                        .run = rebuildAll},
                       {.name = "export",
                        .help = "The journal, to standard output; report journal says the same.",
                        .run = sayJournal,
                        .arguments = {{"--format", "FORMAT", "How.", true, {"json"}}}}},
          .footer = "Example: tillctl --data build/demo/data ledger verify"};
}

}  // namespace till::ui::tillctl
