// SPDX-License-Identifier: Apache-2.0
// Copies of the ledger, and the way back. A copy is taken beside a running station through a connection that only
// reads; it is verified whole before it gets its name, and so is what is restored before it takes its place. All calls
// block for as long as reading and writing the whole ledger takes and belong on any thread but the station's.
#pragma once

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

#include "ledger/store/ledger.h"

namespace till::ledger::store {

enum class KeepingErrorCode {
  io,           // the disk or the directory: nothing was put in place
  notVerified,  // the bytes are not those of a whole ledger: nothing was put in place
  refused,      // it would lose or merge something; `what` says which and what to do
  locked,       // the station is running
  wrongKey,     // sealed, and not to this key
};
struct KeepingError {
  KeepingErrorCode code = KeepingErrorCode::io;
  std::string what;
};

struct BackupTarget {
  std::filesystem::path directory;  // made if it is not there; its parent must be, or a device is missing
  int keep = 30;                    // so many copies of this station stay, the newest; at least 1
  std::string sealTo;               // the office's public key in hex; empty: plain
};
struct BackupDone {
  std::filesystem::path file;
  EventKey head;
  Hash hash{};
  std::int64_t events = 0;
  std::vector<std::filesystem::path> dropped;  // older copies that went
};
[[nodiscard]] tl::expected<BackupDone, KeepingError> backUp(const std::filesystem::path& data,
                                                            const BackupTarget& target);

struct RestoreOrder {
  std::filesystem::path file;
  std::filesystem::path to;
  std::filesystem::path key;  // the office's secret key, for a sealed copy
  std::string replace;        // the head of the ledger that may be overwritten: its first 16 hex digits
};
struct RestoreDone {
  EventKey head;
  Hash hash{};
  std::int64_t events = 0;
};
// Refuses a target whose ledger holds anything that the copy lacks; overwrites an older one only when `replace` names
// its head. What is restored posts nothing until beginNewEpoch().
[[nodiscard]] tl::expected<RestoreDone, KeepingError> restore(const RestoreOrder& order);

struct NewEpoch {
  int epoch = 1;
  std::string lineage;
  EventKey parent;
  Hash parentHash{};
  std::vector<std::string> openSessions;  // custodians whose sessions go on in the new epoch
};
// Genesis of the next epoch, by `context` (who, and who approved). Needs the lock and a ledger that verifies. Receipts
// count anew under the next letter; half-done drafts go.
[[nodiscard]] tl::expected<NewEpoch, KeepingError> beginNewEpoch(const std::filesystem::path& data,
                                                                 const Surroundings& surroundings,
                                                                 const Context& context);

}  // namespace till::ledger::store
