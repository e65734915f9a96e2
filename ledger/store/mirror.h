// SPDX-License-Identifier: Apache-2.0
// The mirror file: a plain, append-only copy of the events' bytes on a second device. The ledger itself is the queue: a
// call appends whatever the file does not have yet, so a device that was slow or gone is caught up, and the station
// waits for none of it. Private values are not in it. Blocks on both disks; any thread but the station's.
#pragma once

#include "ledger/store/backup.h"

namespace till::ledger::store {

struct Mirrored {
  std::int64_t appended = 0;
  EventKey head;
  Hash hash{};
};
// Refused: the file holds an event that the ledger lacks, or is no mirror file; it is left as it is.
[[nodiscard]] tl::expected<Mirrored, KeepingError> mirror(const std::filesystem::path& data,
                                                          const std::filesystem::path& file);

// A ledger made of a mirror file alone, proven before it is in place, in a folder that has none. A last line that a
// power cut tore is left out; any other bad line refuses the file. What comes of it posts nothing until
// beginNewEpoch().
[[nodiscard]] tl::expected<RestoreDone, KeepingError> fromMirror(const std::filesystem::path& file,
                                                                 const std::filesystem::path& to);

}  // namespace till::ledger::store
