// SPDX-License-Identifier: Apache-2.0
// A receipt printer at work. Belongs to one thread, but for cancel().
//
// What is known after an error: the rest of the job is not sent. Where the model has DLE DC4 8 (profile
// realTimeClear), what it had taken is dropped too, so that nothing comes out later by itself. Where it has not, the
// lines in its buffer (up to some 4 KB) may still come out when the paper is back: then no cut and no proof follow
// them. What still waits in the host (a serial port's queue) is dropped in any case. In all cases the next job starts
// after a cut, so that a torn receipt never hangs on a whole one.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/printer/escpos.h"
#include "drivers/printer/print_document.h"
#include "drivers/printer/printer_link.h"
#include "drivers/printer/profile.h"
#include "drivers/printer/receipt_printer.h"

namespace till::drivers::printer {

// JobResult::reason.
namespace reason {
inline constexpr std::string_view kOutOfPaper = "out_of_paper";
inline constexpr std::string_view kCoverOpen = "cover_open";
inline constexpr std::string_view kCutter = "cutter";      // free the cutter; the next job tries it again
inline constexpr std::string_view kError = "error";        // another that the printer reports: switch it off and on
inline constexpr std::string_view kOffline = "offline";    // it says so, and not why
inline constexpr std::string_view kGone = "gone";          // unplugged, switched off (USB), not found
inline constexpr std::string_view kSilent = "silent";      // the link is there, answers are not
inline constexpr std::string_view kBabbling = "babbling";  // bytes that mean nothing: wrong baud rate or device
inline constexpr std::string_view kBusy = "busy";          // takes no more bytes and reports no error
inline constexpr std::string_view kUnconfirmable = "unconfirmable";  // sent whole; this model cannot tell more
inline constexpr std::string_view kStopping = "stopping";            // the program ended while it waited
}  // namespace reason

class ReceiptPrinter {
 public:
  // `wake` is called on the transport's thread when something came in; digest() then. Process IDs count on from
  // `lastId`, 0 to 9999; from the clock without it, so that a printer's late answer to an earlier program proves
  // nothing.
  explicit ReceiptPrinter(PrinterProfile profile, std::function<void()> wake = {}, std::optional<int> lastId = {});

  // Opens, asks how it is, and sets it up (ESC @, automatic status). Blocks at most for some statusDeadlines. The
  // faults are the transport's; a printer that is there and silent is no fault, see status().
  [[nodiscard]] tl::expected<void, transport::Fault> open(const OpenTransport& openTransport);
  [[nodiscard]] bool isOpen() const { return link_.isOpen(); }

  // As last heard. `fault` keeps why the link is not open.
  [[nodiscard]] const PrinterStatus& status() const { return status_; }

  void digest();  // takes in what has come; does not block
  void poll();    // asks (DLE EOT 1 to 4); blocks at most one statusDeadline a question, one in all when it is silent

  // Blocks at most for the confirmDeadline and the questions before it.
  //  confirmed: the printer said, after the cut, that all of it is done
  //  failed: it is not on paper whole, and what was not printed will not be (see the top for models without a clear)
  //  unconfirmed: all of it was sent; whether it is on paper nobody knows
  [[nodiscard]] JobResult print(const PrintDocument& document);

  // A drawer pulse, sent at once. Blocks at most one writeDeadline. Refused (failed) while the printer is silent or
  // reports that it is off-line, after it was asked once more: it would keep the pulse and open the drawer later.
  [[nodiscard]] tl::expected<void, transport::Fault> sendPulse(PulseLine line);
  // Asks for the drawer pin and listens until the deadline or the pin's next news. Blocks until then.
  void watchDrawerPin(transport::Deadline deadline);

  // The line, between two calls of the above, for the sheet station that is in the same housing (drivers/slip). Giving
  // it back asks how the printer is; blocks as poll() does.
  [[nodiscard]] transport::Line lend() { return link_.lend(); }
  void takeBack(transport::Line line);

  void cancel();  // from any thread: waits for answers end at once, now and later

 private:
  struct Sent {
    std::size_t taken = 0;
    bool perhapsMore = false;    // as in Fault
    std::string_view stoppedBy;  // empty: all was taken
  };
  struct Heard {
    std::optional<RealTimeStatus> realTime;
    std::optional<QueuedStatus> queued;
    std::optional<ProcessId> processId;
    bool cleared = false;
    bool surplus = false;  // an answer to GS r that nobody asked for
  };

  [[nodiscard]] std::string_view notReady() const;
  [[nodiscard]] std::string_view makeReady();
  [[nodiscard]] Bytes jobBytes(const PrintDocument& document) const;
  [[nodiscard]] std::string_view askForProof(const ProcessId& id, transport::Deadline deadline);
  [[nodiscard]] Sent sendWatching(const Bytes& job, transport::Deadline deadline);
  [[nodiscard]] JobResult confirm(const ProcessId& id, transport::Deadline deadline);
  [[nodiscard]] bool proofHeard(const ProcessId& id) const;
  [[nodiscard]] bool moreThanAsked();
  void catchUp(std::chrono::milliseconds patience);
  [[nodiscard]] int mayOwe() const;
  void askAll();
  void endHalfCommand();
  void hearInTurn(const QueuedStatus& queued);
  [[nodiscard]] JobResult giveUp(JobOutcome outcome, std::string_view why);
  void clearBuffers();
  void resynchronise();
  [[nodiscard]] bool ask(StatusOf what);
  bool listenUntil(transport::Deadline deadline, const std::function<bool()>& done);
  void handle(const Reply& reply);
  bool send(const Bytes& bytes);
  void noteLink();
  [[nodiscard]] ProcessId nextId();

  const PrinterProfile profile_;
  PrinterLink link_;
  PrinterStatus status_;
  Heard heard_;
  bool asking_ = false;          // an answer to DLE EOT is due
  bool answersAreLate_ = false;  // one was not given in time and may still come
  int owedInTurn_ = 0;           // answers to GS r, at most
  bool mayHoldBytes_ = false;    // of a job that was given up: not cleared for certain
  bool halfCommand_ = false;  // may be the last that it has: of that job, or of what an unplugging or another cut off
  bool tornPaper_ = false;    // part of a job hangs out of it
  int lastId_;
};

}  // namespace till::drivers::printer
