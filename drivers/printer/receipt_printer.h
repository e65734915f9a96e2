// SPDX-License-Identifier: Apache-2.0
// A receipt printer on a transport. The truth about a job is confirmed, failed or unconfirmed; never derived from a
// finished write. All calls belong to one thread (the rack's worker for this device); print() blocks at most for the
// profile's confirmDeadline.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "drivers/printer/print_document.h"
#include "drivers/printer/profile.h"
#include "drivers/transport/transport.h"

namespace till::drivers::printer {

enum class PaperState { present, nearEnd, out, unknown };

// What the printer says of itself, as last heard.
struct PrinterStatus {
  bool reachable = false;  // the link is open and the printer answered within its deadline
  bool online = false;
  PaperState paper = PaperState::unknown;
  bool coverOpen = false;
  bool cutterError = false;
  bool unrecoverable = false;
  bool recoverable = false;           // head hot, or another that clears itself
  std::optional<bool> drawerPinHigh;  // DK connector pin 3; which level is "open" must be taught
  std::string fault;                  // words of the link's fault, empty if none
  friend bool operator==(const PrinterStatus&, const PrinterStatus&) = default;
};

enum class JobOutcome { confirmed, failed, unconfirmed };

struct JobResult {
  JobOutcome outcome = JobOutcome::unconfirmed;
  bool anyByteTaken = false;  // false: nothing reached the printer, printing it again cannot double it
  std::string reason;         // empty when confirmed; else "out_of_paper", "cover_open", "gone", "silent", ...
};

}  // namespace till::drivers::printer
