// SPDX-License-Identifier: Apache-2.0
// Prints on a sheet that a person puts into the station: the face or the back (endorsement) of a slip or a check, or a
// stub in the validation slot. Belongs to the thread of its link; print() is cancelled from any thread.
#pragma once

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/printer/profile.h"
#include "drivers/printer/receipt_printer.h"
#include "drivers/slip/sheet_watch.h"
#include "drivers/slip/slip_commands.h"

namespace till::drivers::slip {

struct SlipJob {
  Sheet sheet = Sheet::slip;  // slip or validation
  Side side = Side::face;     // of a slip
  std::vector<std::string> lines;
};

class SlipPrinter {
 public:
  // `profile` is that of the slip station: its columns and code pages.
  SlipPrinter(StationLink& link, printer::PrinterProfile profile, StationDeadlines deadlines = {});

  // Waits for the sheet, prints, drives it out. Blocks at most for twice `insert` (the earlier sheet taken out, this
  // one put in), `finish`, and some questions; a cancellation ends the waits for a person. A sheet that is in the
  // station already, such as a check that was just read, is printed on at once.
  //  confirmed: the station said that it is done with all of the lines
  //  failed: nothing is on the sheet
  //  unconfirmed: something, perhaps all, is on the sheet: look at it
  // In each case the station has been told to let go of the sheet and to select the roll.
  [[nodiscard]] printer::JobResult print(const SlipJob& job, const std::stop_token& cancelled);

 private:
  [[nodiscard]] std::string_view waitForSheet(const SlipJob& job, const std::stop_token& cancelled);
  [[nodiscard]] printer::JobResult printOnSheet(const SlipJob& job);
  void letGo();

  SheetWatch watch_;
  StationLink& link_;
  const printer::PrinterProfile profile_;
  const StationDeadlines deadlines_;
};

}  // namespace till::drivers::slip
