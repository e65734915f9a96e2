// SPDX-License-Identifier: Apache-2.0
// Acts of the office upon the ledger that somebody must answer for.
#include <algorithm>
#include <iostream>

#include "ledger/journal/hash.h"
#include "ledger/report/postings.h"
#include "ledger/store/mirror.h"
#include "ui/tillctl/office_desk.h"

namespace till::ui::tillctl {
namespace {

namespace store = ledger::store;

Outcome newEpoch(const Given& given, const Options& options) {
  if (const auto there = reader(options); !there) return tl::unexpected(there.error());
  const auto context = approved(given.at("--approver"), given.at("--reason"), options);
  if (!context) return tl::unexpected(context.error());
  const auto begun = store::beginNewEpoch(options.data, store::systemSurroundings(), *context);
  if (!begun) return tl::unexpected(toFailure(begun.error()));
  const std::string first = toText(ledger::journal::ReceiptNumber{begun->parent.station, begun->epoch, 1});
  if (options.json) {
    std::cout << "{\"epoch\":" << begun->epoch << ",\"lineage\":\"" << begun->lineage
              << "\",\"parent_seq\":" << begun->parent.seq << ",\"parent_hash\":\""
              << ledger::journal::toHex(begun->parentHash) << "\",\"first_receipt\":\"" << first << "\"}\n";
    return {};
  }
  std::cout << "epoch " << begun->epoch << " begins after event " << begun->parent.seq << " of epoch "
            << begun->parent.epoch << "; its first receipt will be " << first << "\n";
  for (const auto& custodian : begun->openSessions) {
    std::cout << "the session of " << custodian << " is open still: its money of before is counted with the rest\n";
  }
  return {};
}

// Blind: the file has every amount in plain text. What the station itself keeps up is on the office's second device.
Outcome mirrorNow(const Given& given, const Options& options) {
  const auto there = reader(options);
  if (!there) return tl::unexpected(there.error());
  if (const auto closed = ledger::report::onlyClosed(**there, {}); !closed) {
    return tl::unexpected(
        Failure{kBadData, closed.error().what + "; [keeping] mirror has the station keep one by itself"});
  }
  const auto done = store::mirror(options.data, given.at("file"));
  if (!done) return tl::unexpected(toFailure(done.error()));
  const std::string head = ledger::journal::toHex(done->hash);
  if (options.json) {
    std::cout << "{\"appended\":" << done->appended << ",\"head\":\"" << head << "\"}\n";
  } else {
    std::cout << done->appended << " events appended; head " << head << "\n";
  }
  return {};
}

Outcome makeFromMirror(const Given& given, const Options& options) {
  const auto done = store::fromMirror(given.at("file"), given.at("--to"));
  if (!done) return tl::unexpected(toFailure(done.error()));
  const std::string head = ledger::journal::toHex(done->hash);
  if (options.json) {
    std::cout << "{\"events\":" << done->events << ",\"head\":\"" << head << "\"}\n";
  } else {
    std::cout << "made and verified: " << done->events << " events, head " << head << "; next: ledger new-epoch\n";
  }
  return {};
}

}  // namespace

tl::expected<ledger::journal::Context, Failure> approved(const std::string& approver, const std::string& reason,
                                                         const Options& options) {
  const auto book = people(options);
  if (!book) return tl::unexpected(book.error());
  const auto all = (*book)->people();
  const auto found = std::ranges::find(all, approver, &pos::people::Person::id);
  if (found == all.end() || !pos::people::mayApprove(*found, options.actor)) {
    return tl::unexpected(Failure{kUsage, "--approver: a supervisor of people list, and not who acts (--as)"});
  }
  if (auto signedNow = signAct({"", approver}, options); !signedNow) return tl::unexpected(signedNow.error());
  return ledger::journal::Context{options.actor, ledger::journal::Approval{approver, "pin", reason}, {}, {}};
}

std::vector<Command> keepingCommands() {
  return {{.name = "new-epoch",
           .help = "After a loss or a restore: receipts count anew under the next letter. Both PINs are asked for.",
           .run = newEpoch,
           .arguments = {{"--approver", "PERSON", "The supervisor who approves.", true},
                         {"--reason", "TEXT", "Why, as the journal will say.", true}},
           .footer = "The station must not be running.\n"
                     "Example: tillctl --data build/demo/data --as jortiz ledger new-epoch --approver mchen --reason "
                     "'Disk lost'"},
          {.name = "mirror",
           .help = "Appends to a mirror file what it lacks, while no session is open. No names are in it.",
           .run = mirrorNow,
           .arguments = {{"file", "FILE", "On a second device; made if it is not there.", true}}},
          {.name = "from-mirror",
           .help = "Makes a ledger of a mirror file alone, proven before it is in place.",
           .run = makeFromMirror,
           .arguments = {{"file", "FILE", "The mirror file.", true},
                         {"--to", "DIR", "A data folder without a ledger.", true}}}};
}

}  // namespace till::ui::tillctl
