// SPDX-License-Identifier: Apache-2.0
// Runs effects against a ledger and answers each write before anything else: the loop that the station's thread and the
// tests share.
#pragma once

#include <functional>

#include "drivers/printer/print_document.h"
#include "pos/station/step.h"

namespace till::pos::station {

// Everything a step may want done besides writing to the ledger. None of it blocks.
struct Hands {
  std::function<void(std::int64_t job, drivers::printer::PrintDocument, std::size_t printer)> print;
  std::function<void(const Kick&)> kick;
  std::function<void(const CheckPin&)> checkPin;
  std::function<void(const ReadCheck&)> readCheck;
  std::function<void(const PrintSheet&)> printSheet;
  std::function<void(const CancelSheet&)> cancelSheet;
  std::function<void(const TellTest&)> tellTest;
  std::function<void()> keepCopy;
  std::function<void(const MakeReport&)> makeReport = {};
  std::function<void(const TellOffice&)> tellOffice = {};
};

// Takes a step's outcome and runs it dry; the state that is left. Blocks on the disk.
[[nodiscard]] State runEffects(Stepped stepped, const World& world, ledger::store::Ledger& ledger, const Hands& hands,
                               const std::function<Now()>& now);

}  // namespace till::pos::station
