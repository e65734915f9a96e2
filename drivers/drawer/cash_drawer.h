// SPDX-License-Identifier: Apache-2.0
// A cash drawer on a receipt printer's drawer connector. Belongs to the printer's thread.
#pragma once

#include "drivers/drawer/drawer_state.h"
#include "drivers/printer/receipt_printer_device.h"

namespace till::drivers::drawer {

// What the sensor line means; unknown while the printer is not heard, or nobody taught the polarity. (A drawer that is
// not plugged in reads as one of the two levels: hardware-docs/cash-drawers.md.)
[[nodiscard]] DrawerState stateOf(const printer::PrinterStatus& status, SensorPolarity polarity);

class CashDrawer {
 public:
  CashDrawer(printer::ReceiptPrinter& printer, DrawerSettings settings);

  [[nodiscard]] DrawerState state() const { return stateOf(printer_.status(), settings_.polarity); }

  // The pulse goes out before anything is asked. Blocks without a taught sensor only for the write; with one until the
  // sensor says open, at most twice the openDeadline (one retry: some printers ignore a single pulse,
  // hardware-docs/cash-drawers.md).
  [[nodiscard]] KickOutcome kick();

 private:
  [[nodiscard]] DrawerState watch();

  printer::ReceiptPrinter& printer_;
  const DrawerSettings settings_;
};

}  // namespace till::drivers::drawer
