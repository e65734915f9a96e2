// SPDX-License-Identifier: Apache-2.0
// Pending acts are looked at; personal values are erased.
#include <iostream>

#include "ui/tillctl/office_desk.h"

namespace till::ui::tillctl {
namespace {

namespace books = pos::books;

// Who did what, and why; amounts would tell of more than one payment of an open session.
Outcome listPending(const Given&, const Options& options) {
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  if (auto proven = isProven(**source); !proven) return proven;
  const auto& all = (*source)->books();
  std::string json;
  for (const auto& key : all.pendingActs()) {
    const auto event = all.event(key.epoch, key.seq);
    if (!event) continue;
    const auto& approval = event->context.approval;
    const std::string reason = approval ? approval->reason : "";
    if (!options.json)
      std::cout << key.seq << "  " << event->kind << "  " << event->context.actor << "  " << reason << "\n";
    json += (json.empty() ? "" : ",") + ("{\"epoch\":" + std::to_string(key.epoch)) +
            ",\"act\":" + std::to_string(key.seq) + ",\"kind\":" + jsonText(event->kind) +
            ",\"actor\":" + jsonText(event->context.actor) + ",\"reason\":" + jsonText(reason) + "}";
  }
  if (options.json) std::cout << "[" << json << "]\n";
  if (!options.json && json.empty()) std::cout << "nothing waits\n";
  return {};
}

Outcome review(const Given& given, const Options& options, const char* verdict, const std::string& note) {
  const auto seq = numberFrom(given.at("act"), "act");
  if (!seq) return tl::unexpected(seq.error());
  const auto source = reader(options);
  if (!source) return tl::unexpected(source.error());
  int epoch = (*source)->books().epoch();
  if (!given.at("--epoch").empty()) {
    const auto named = numberFrom(given.at("--epoch"), "--epoch");
    if (!named || *named > epoch) return tl::unexpected(Failure{kUsage, "--epoch: 1 to " + std::to_string(epoch)});
    epoch = static_cast<int>(*named);
  }
  return signAndDo(books::ReviewAct{epoch, *seq, verdict, note}, {}, options);
}

Outcome approve(const Given& given, const Options& options) {
  return review(given, options, "approved", given.at("--note"));
}
Outcome objectTo(const Given& given, const Options& options) {
  return review(given, options, "objected", given.at("--note"));
}

// In several events where there is much, each between customers.
Outcome erasePrivate(const Given& given, const Options& options) {
  const books::ErasePrivate act{given.at("--account"), given.at("--before"), given.at("--reason")};
  const std::string approver = given.at("--approver");
  if (auto signedNow = signAct({"", approver}, options); !signedNow) return signedNow;
  for (bool first = true;; first = false) {
    const auto done = doAct(act, approver, options);
    if (!done && !first && done.error().exit == kNoInput) return {};
    if (!done) return tl::unexpected(done.error());
    say(*done, options);
  }
}

Argument actArgument() { return {"act", "NUMBER", "As review list says.", true}; }
Argument epochArgument() { return {"--epoch", "N", "Of an act of before a loss; the present one without it."}; }

}  // namespace

Group reviewCommands() {
  return {.name = "review",
          .help = "What was done without a second person, to be looked at by a supervisor who held no till that day.",
          .commands = {{.name = "list",
                        .help = "What waits: number, kind, who, why.",
                        .run = listPending,
                        .footer = "Example: tillctl --data build/demo/data review list"},
                       {.name = "approve",
                        .help = "It was right.",
                        .run = approve,
                        .arguments = {actArgument(), {"--note", "TEXT", "What there is to say."}, epochArgument()},
                        .footer = "Example: tillctl --office DIR --data DIR --as mchen review approve 412"},
                       {.name = "object",
                        .help = "It was not, and why.",
                        .run = objectTo,
                        .arguments = {actArgument(), {"--note", "TEXT", "What is wrong.", true}, epochArgument()},
                        .footer = "Example: tillctl --office DIR --data DIR --as mchen review object 412 --note 'No "
                                  "slip'"}}};
}

Group privateCommands() {
  return {
      .name = "private",
      .help = "Names and streets beside the journal; the chain verifies without them.",
      .commands = {{.name = "erase",
                    .help = "Erases them for good: of an account, of all sessions before a day, or both.",
                    .run = erasePrivate,
                    .arguments = {{"--account", "ACCOUNT", "Whose."},
                                  {"--before", "DATE", "The first day whose values stay, as 2026-01-01."},
                                  {"--reason", "TEXT", "Why, as the journal will say.", true},
                                  approverArgument()},
                    .footer = "Copies and paper keep what they have.\n"
                              "Example: tillctl --office DIR --data DIR --as rhall private erase --before 2024-01-01 "
                              "--reason 'Kept for two years' --approver mchen"}}};
}

}  // namespace till::ui::tillctl
