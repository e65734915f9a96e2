// SPDX-License-Identifier: Apache-2.0
#include "ledger/store/backup.h"

#include <charconv>
#include <iostream>

#include "ledger/journal/hash.h"
#include "ledger/store/seal.h"
#include "ui/tillctl/command.h"

namespace till::ui::tillctl {
namespace {

namespace store = ledger::store;

std::string standing(const ledger::journal::EventKey& head, const ledger::journal::Hash& hash) {
  return "event " + std::to_string(head.seq) + " of epoch " + std::to_string(head.epoch) + ", head " +
         ledger::journal::toHex(hash);
}

std::string standingJson(const ledger::journal::EventKey& head, const ledger::journal::Hash& hash,
                         std::int64_t events) {
  return "\"events\":" + std::to_string(events) + ",\"epoch\":" + std::to_string(head.epoch) +
         ",\"seq\":" + std::to_string(head.seq) + ",\"head\":\"" + ledger::journal::toHex(hash) + "\"";
}

tl::expected<int, Failure> keepOf(const std::string& text) {
  constexpr int kKeep = 30;
  if (text.empty()) return kKeep;
  int keep = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), keep);
  if (error == std::errc{} && end == text.data() + text.size() && keep >= 1) return keep;
  return tl::unexpected(Failure{kUsage, "--keep: a number of copies, at least 1"});
}

Outcome now(const Given& given, const Options& options) {
  const auto there = reader(options);
  if (!there) return tl::unexpected(there.error());
  const auto keep = keepOf(given.at("--keep"));
  if (!keep) return tl::unexpected(keep.error());
  const auto done = store::backUp(options.data, {given.at("--to"), *keep, given.at("--seal-to")});
  if (!done) return tl::unexpected(toFailure(done.error()));
  if (options.json) {
    std::cout << "{\"file\":" << jsonText(done->file.string()) << ","
              << standingJson(done->head, done->hash, done->events) << "}\n";
    return {};
  }
  std::cout << done->file.string() << "\n  verified: " << done->events << " events, "
            << standing(done->head, done->hash) << "\n";
  for (const auto& old : done->dropped) std::cout << "  an older copy went: " << old.filename().string() << "\n";
  return {};
}

Outcome restoreFile(const Given& given, const Options& options) {
  const auto done = store::restore({given.at("file"), given.at("--to"), given.at("--key"), given.at("--replace")});
  if (!done) return tl::unexpected(toFailure(done.error()));
  if (options.json) {
    std::cout << "{" << standingJson(done->head, done->hash, done->events) << "}\n";
    return {};
  }
  std::cout << "restored and verified: " << done->events << " events, " << standing(done->head, done->hash)
            << "\nIt posts nothing yet. Next, a supervisor: tillctl --data " << given.at("--to")
            << " --as PERSON ledger new-epoch --approver PERSON\n";
  return {};
}

Outcome keygen(const Given& given, const Options& options) {
  const auto key = store::makeOfficeKey(given.at("file"));
  if (!key) return tl::unexpected(toFailure(key.error()));
  if (options.json) {
    std::cout << "{\"seal_to\":\"" << *key << "\"}\n";
  } else {
    std::cout << "seal_to = \"" << *key << "\"\nKeep " << given.at("file")
              << " in the safe, never at the counter: whoever has it can open every copy, and without it none opens.\n";
  }
  return {};
}

}  // namespace

Failure toFailure(const store::KeepingError& error) {
  using enum store::KeepingErrorCode;
  const Exit exit = error.code == locked ? kRunning : error.code == io ? kIo : kBadData;
  return {exit, error.what};
}

Group backupCommands() {
  return {.name = "backup",
          .help = "Copies of the ledger, and the way back.",
          .commands = {{.name = "now",
                        .help = "A verified copy, beside a running station too.",
                        .run = now,
                        .arguments = {{"--to", "DIR", "Where to; best a second device.", true},
                                      {"--keep", "N", "So many of this station's copies stay; 30 by default."},
                                      {"--seal-to", "KEY", "The office's public key, of backup keygen."}},
                        .footer = "Example: tillctl --data build/demo/data backup now --to /media/usb/citytill"},
                       {.name = "restore",
                        .help = "Puts a copy in place. Refuses a folder whose ledger holds more than the copy.",
                        .run = restoreFile,
                        .arguments = {{"file", "FILE", "The copy.", true},
                                      {"--to", "DIR", "The data folder it goes to.", true},
                                      {"--key", "FILE", "The office's secret key, for a sealed copy."},
                                      {"--replace", "HEAD", "The head of the older ledger that may be overwritten."}},
                        .footer = "What is restored posts nothing until ledger new-epoch."},
                       {.name = "keygen",
                        .help = "A pair of keys for sealed copies: the secret one into FILE, the public one is said.",
                        .run = keygen,
                        .arguments = {{"file", "FILE", "A new file, for the safe.", true}}}},
          .footer = "When the disk dies: ledger/README.md has the page."};
}

}  // namespace till::ui::tillctl
