// SPDX-License-Identifier: Apache-2.0
#include "drivers/slip/sheet_watch.h"

#include <algorithm>
#include <utility>

#include "drivers/printer/receipt_printer_device.h"

namespace till::drivers::slip {

using transport::Clock;
using transport::Deadline;
using transport::FaultCode;

SheetWatch::SheetWatch(StationLink& link, Bytes question, StationDeadlines deadlines)
    : link_(link), question_(std::move(question)), deadlines_(deadlines) {}

std::string_view SheetWatch::begin() {
  if (link_.owed().realTime > 0 || link_.babbles()) link_.settle();
  if (!link_.isOpen()) return printer::reason::kGone;
  if (link_.babbles()) return printer::reason::kBabbling;
  askedAt_.reset();
  const bool behind = link_.owed().inTurn || link_.owed().block;  // what comes during the questions may not be all
  if (const auto why = notReady(); !why.empty()) return why;
  if (behind) {
    if (const auto why = catchUp(); !why.empty()) return why;
  }
  forget();
  return {};
}

std::string_view SheetWatch::notReady() {
  printer::PrinterStatus status;
  for (const auto what : {printer::StatusOf::offlineCause, printer::StatusOf::errorCause}) {
    const auto answer = ask(printer::encodeAskStatus(what));
    if (!link_.isOpen()) return printer::reason::kGone;
    if (link_.babbles()) return printer::reason::kBabbling;
    if (!answer) return printer::reason::kSilent;
    printer::apply(what, printer::RealTimeStatus{*answer}, status);
  }
  if (status.coverOpen) return printer::reason::kCoverOpen;
  const bool error = status.cutterError || status.unrecoverable || status.recoverable;
  return error ? printer::reason::kError : std::string_view();
}

// The station answers in turn: once it has answered a later question, what it owed from before has come.
std::string_view SheetWatch::catchUp() {
  cancelWait();
  const auto slip = ask(encodeAskSlipStatus());
  if (!slip) return link_.isOpen() ? printer::reason::kSilent : printer::reason::kGone;
  if (sheetStatusOf(*slip).selected) return reason::kSheetLeft;
  if (const auto why = send(encodeAskInTurn()); !why.empty()) return why;
  forget();
  const auto why =
      listen([](const Heard& heard) { return heard.inTurn; }, Deadline::in(deadlines_.status), {}, Asking::no);
  if (!why.empty()) return why == kTooLate ? printer::reason::kSilent : why;
  link_.settle();
  link_.owed() = {};
  return {};
}

std::string_view SheetWatch::listen(const std::function<bool(const Heard&)>& done, Deadline deadline,
                                    const std::stop_token& cancelled, Asking asking) {
  heard_.sheet.reset();  // what is waited for must be said from now on
  Clock::time_point nextAsk = Clock::now();
  while (!done(heard_)) {
    if (const auto why = interrupted(deadline, cancelled); !why.empty()) return why;
    const bool late = askedAt_ && Clock::now() - *askedAt_ >= deadlines_.status;
    if (asking == Asking::yes && late) return printer::reason::kSilent;
    if (asking == Asking::yes && !askedAt_ && Clock::now() >= nextAsk) {
      if (const auto why = send(question_); !why.empty()) return why;
      ++link_.owed().realTime;
      askedAt_ = Clock::now();
      nextAsk = *askedAt_ + deadlines_.askEvery;
    }
    const auto slice = std::max(nextAsk, Clock::now() + std::chrono::milliseconds(1));
    const bool paced = asking == Asking::yes && !askedAt_;
    const auto until = paced ? slice : Clock::now() + deadlines_.askEvery;
    if (const auto reply = link_.receive(Deadline::at(std::min(deadline.when(), until)))) hear(*reply);
  }
  return {};
}

std::string_view SheetWatch::interrupted(Deadline deadline, const std::stop_token& cancelled) const {
  if (!link_.isOpen()) return printer::reason::kGone;
  if (link_.babbles()) return printer::reason::kBabbling;
  if (cancelled.stop_requested()) return reason::kCancelled;
  return deadline.passed() ? kTooLate : std::string_view();
}

std::optional<std::uint8_t> SheetWatch::ask(const Bytes& question) {
  if (!send(question).empty()) return std::nullopt;
  ++link_.owed().realTime;
  answer_.reset();
  askedAt_ = Clock::now();
  const Deadline deadline = Deadline::in(deadlines_.status);
  while (!answer_ && !deadline.passed()) {
    const auto reply = link_.receive(deadline);
    if (!reply) break;
    hear(*reply);
  }
  askedAt_.reset();
  return answer_;
}

std::string_view SheetWatch::send(const Bytes& bytes) {
  const auto sent = link_.send(bytes, Deadline::in(deadlines_.write));
  if (sent) return {};
  return sent.error().code == FaultCode::timedOut ? printer::reason::kBusy : printer::reason::kGone;
}

void SheetWatch::cancelWait() {
  if (send(encodeCancelWait()).empty()) (void)ask(question_);
}

void SheetWatch::hear(const StationReply& reply) {
  Owed& owed = link_.owed();
  if (const auto* block = std::get_if<CheckBlock>(&reply)) {
    heard_.block = *block;
    owed.block = false;
  }
  if (std::holds_alternative<printer::QueuedStatus>(reply)) {
    heard_.inTurn = true;
    owed.inTurn = false;
  }
  const auto* realTime = std::get_if<printer::RealTimeStatus>(&reply);
  if (realTime == nullptr) return;
  owed.realTime = std::max(0, owed.realTime - 1);
  if (!askedAt_) return;
  askedAt_.reset();
  answer_ = realTime->byte;
  heard_.sheet = sheetStatusOf(realTime->byte);
}

}  // namespace till::drivers::slip
