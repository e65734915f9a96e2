// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/slip_printer.h"

#include <utility>

#include "drivers/printer/receipt_printer_device.h"

namespace till::drivers::slip {
namespace {

using printer::JobOutcome;
using printer::JobResult;
using transport::Deadline;
using transport::FaultCode;
using Heard = SheetWatch::Heard;

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

JobResult nothingPrinted(std::string_view why) { return {JobOutcome::failed, false, std::string(why)}; }

// A deadline that passes means another thing in each wait.
std::string_view named(std::string_view why, std::string_view late) { return why == kTooLate ? late : why; }

}  // namespace

SlipPrinter::SlipPrinter(StationLink& link, printer::PrinterProfile profile, StationDeadlines deadlines)
    : watch_(link, encodeAskSlipStatus(), deadlines),
      link_(link),
      profile_(std::move(profile)),
      deadlines_(deadlines) {}

JobResult SlipPrinter::print(const SlipJob& job, const std::stop_token& cancelled) {
  if (const auto why = watch_.begin(); !why.empty()) return nothingPrinted(why);
  // After a sheet was driven out the station waits until it is taken, and takes no command before.
  const auto left = watch_.listen([](const Heard& heard) { return heard.sheet && !heard.sheet->selected; },
                                  Deadline::in(deadlines_.insert), cancelled);
  if (!left.empty()) return nothingPrinted(named(left, reason::kSheetLeft));
  if (const auto why = waitForSheet(job, cancelled); !why.empty()) {
    letGo();
    return nothingPrinted(why);
  }
  return printOnSheet(job);
}

std::string_view SlipPrinter::waitForSheet(const SlipJob& job, const std::stop_token& cancelled) {
  Bytes select = encodeInsertionWait(deadlines_.insert);
  append(select, encodeSelect(job.sheet));
  if (job.sheet == Sheet::slip) append(select, encodeSide(job.side));
  if (const auto why = watch_.send(select); !why.empty()) return why;
  bool taken = false;  // the station has come to the selection
  bool over = false;   // and gave it up by itself
  const auto why = watch_.listen(
      [&](const Heard& heard) {
        if (!heard.sheet) return false;
        over = taken && !heard.sheet->selected;
        taken = taken || heard.sheet->selected;
        return over || (heard.sheet->selected && !heard.sheet->waiting && heard.sheet->atTop);
      },
      Deadline::in(deadlines_.insert), cancelled);
  if (over) return reason::kNotInserted;
  return named(why, reason::kNotInserted);
}

JobResult SlipPrinter::printOnSheet(const SlipJob& job) {
  Bytes bytes = encodeText(job.lines, profile_);
  append(bytes, encodeAskInTurn());
  const Deadline deadline = Deadline::in(deadlines_.finish);
  link_.owed().inTurn = true;
  const auto sent = link_.send(bytes, deadline);
  if (!sent) {
    letGo();
    const bool any = sent.error().taken > 0;
    const auto why = sent.error().code == FaultCode::timedOut ? printer::reason::kBusy : printer::reason::kGone;
    return {any ? JobOutcome::unconfirmed : JobOutcome::failed, any, std::string(why)};
  }
  const auto why = watch_.listen([](const Heard& heard) { return heard.inTurn; }, deadline, {});
  if (why.empty()) {
    (void)watch_.send(encodeEject());  // the lines are on it, also where it must be pulled out by hand
    return {JobOutcome::confirmed, true, ""};
  }
  const auto cause = watch_.notReady();
  letGo();
  return {JobOutcome::unconfirmed, true, std::string(cause.empty() ? named(why, printer::reason::kSilent) : cause)};
}

// The cancellation in real time is heard only while the station waits for a sheet; where one was put in at that very
// moment, the release lets it go. What cannot be sent any more cannot be mended here: the station's own wait ends too.
void SlipPrinter::letGo() {
  watch_.cancelWait();
  Bytes bytes = encodeRelease();
  append(bytes, encodeSelect(Sheet::roll));
  (void)watch_.send(bytes);
}

}  // namespace till::drivers::slip
