// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iostream>

#include "ledger/journal/hash.h"
#include "ledger/report/witness.h"
#include "ui/tillctl/books.h"

namespace till::ui::tillctl {
namespace {

Outcome compareWithPaper(const ledger::store::Reader& source, const std::string& file) {
  std::ifstream paper(file);
  if (!paper) return tl::unexpected(Failure{kNoInput, file + " cannot be read"});
  const auto lines = ledger::report::compare(source, paper);
  if (!lines) return tl::unexpected(Failure{kBadData, file + ", " + lines.error()});
  std::string against;
  for (const auto& line : *lines) {
    if (!line.agrees) against += "\n" + file + ":" + std::to_string(line.line) + ": " + line.said + ": " + line.what;
  }
  if (!against.empty()) return tl::unexpected(Failure{kBadData, "the paper contradicts the ledger:" + against});
  return {};
}

Outcome tablesProven(const ledger::store::Reader& source) {
  const std::string fault = source.tablesFault();
  if (fault.empty()) return {};
  return tl::unexpected(Failure{kBadData, "the chain verifies, but " + fault +
                                              "; tillctl ledger rebuild makes "
                                              "the tables anew, and somebody should ask who changed them"});
}

Outcome verify(const Given& given, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  const auto result = (*source)->verifyAll();
  if (!result.fault.empty()) return tl::unexpected(Failure{kBadData, "the chain does not verify: " + result.fault});
  if (given.at("--chain").empty()) {
    if (auto proven = tablesProven(**source); !proven) return proven;
  }
  const std::string& paper = given.at("--witness");
  if (!paper.empty()) {
    if (auto compared = compareWithPaper(**source, paper); !compared) return compared;
  }
  const std::string head = ledger::journal::toHex(result.head);
  if (options.json) {
    std::cout << "{\"events\":" << result.events << ",\"head\":\"" << head << "\",\"closings\":" << result.closings
              << ",\"signed\":" << result.signedClosings << "}\n";
  } else {
    std::cout << result.events << " events verify; head " << head << "\n"
              << result.closings << " closings, " << result.signedClosings << " signed by the station's key\n";
    if (!paper.empty()) std::cout << "every line of " << paper << " was found\n";
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

Outcome isProven(const ledger::store::Reader& source) {
  const auto chain = source.verifyChain();
  if (chain.fault.empty()) return tablesProven(source);
  return tl::unexpected(Failure{kBadData, "the chain does not verify: " + chain.fault + "; nothing of it is shown"});
}

Group ledgerCommands() {
  Group group{
      .name = "ledger",
      .help = "The ledger itself.",
      .commands =
          {{.name = "verify",
            .help =
                "Checks every link of the chain, and every table against the events; prints the count and the head.",
            .run = verify,
            .arguments = {{"--chain", "", "The chain alone: on a large ledger the tables take longer."},
                          {"--witness", "FILE",
                           "Paper in other hands: a line a receipt (R1|2A-000418|0123456789abcdef) or a "
                           "Z slip's head; each is found or named."}}},
           {.name = "rebuild",
            .help = "Makes every table anew from the events. The station must not be running.",
            .run = rebuildAll},
           exportLedger()},
      .footer =
          "Examples:\n"
          "  tillctl --data build/demo/data ledger verify --witness receipts.txt\n"
          "  tillctl --data build/demo/data ledger export --format hledger --from 2026-12-01 --out dec.journal"};
  for (auto& command : keepingCommands()) group.commands.push_back(std::move(command));
  return group;
}

}  // namespace till::ui::tillctl
