// SPDX-License-Identifier: Apache-2.0
#include "drivers/printer/receipt_printer_device.h"

#include <algorithm>
#include <array>
#include <utility>

namespace till::drivers::printer {
namespace {

using transport::Clock;
using transport::Deadline;
using transport::Fault;
using transport::FaultCode;

constexpr std::chrono::milliseconds kAskEvery{500};  // while a job's proof is awaited
constexpr std::chrono::milliseconds kQuiet{50};  // then no late answer comes: at 9600 baud one of four bytes takes 4 ms
constexpr std::chrono::milliseconds kTogether{200};  // answers to questions that stand one behind the other
constexpr int kRepliesAtOnce = 256;
constexpr int kIds = 9999;
constexpr std::array kQuestions{StatusOf::printer, StatusOf::offlineCause, StatusOf::errorCause, StatusOf::paperRoll};

void append(Bytes& bytes, const Bytes& more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

Deadline sooner(Deadline one, std::chrono::milliseconds wait) {
  return Deadline::at(std::min(one.when(), Clock::now() + wait));
}

}  // namespace

// The ids start anywhere, so that a late proof of an earlier run is not taken for one of ours.
ReceiptPrinter::ReceiptPrinter(PrinterProfile profile, std::function<void()> wake, std::optional<int> lastId)
    : profile_(std::move(profile)),
      link_(std::move(wake)),
      lastId_(
          lastId.value_or(static_cast<int>(Clock::now().time_since_epoch() / std::chrono::milliseconds(1) % kIds))) {}

tl::expected<void, Fault> ReceiptPrinter::open(const OpenTransport& openTransport) {
  status_ = {};
  answersAreLate_ = asking_ = false;
  halfCommand_ = true;
  owedInTurn_ = mayOwe();  // an earlier program may have asked
  if (auto opened = link_.open(openTransport); !opened) {
    noteLink();
    return opened;
  }
  poll();
  // A printer that waits for paper or its cover may hold a job of an earlier run: nobody wants that any more.
  if (status_.reachable && !notReady().empty()) {
    mayHoldBytes_ = true;
    clearBuffers();
  }
  catchUp(profile_.statusDeadline);
  return {};
}

void ReceiptPrinter::takeBack(transport::Line line) {
  link_.takeBack(std::move(line));
  answersAreLate_ = true;  // the other one's may still come
  owedInTurn_ = std::max(owedInTurn_, mayOwe());
  poll();
}

void ReceiptPrinter::cancel() { link_.interrupt(); }

void ReceiptPrinter::digest() {
  for (int i = 0; i < kRepliesAtOnce; ++i) {
    const auto reply = link_.receive(Deadline::in({}));
    if (!reply) break;
    handle(*reply);
  }
  noteLink();
}

void ReceiptPrinter::poll() {
  askAll();
  if (status_.reachable && mayHoldBytes_) clearBuffers();
  noteLink();
}

void ReceiptPrinter::askAll() {
  digest();
  if (!link_.isOpen()) return;
  endHalfCommand();
  const bool wasReachable = status_.reachable;
  if (!profile_.realTimeStatus) {
    status_.reachable = status_.online = true;
  } else {
    resynchronise();
    status_.reachable = std::all_of(kQuestions.begin(), kQuestions.end(), [this](StatusOf what) { return ask(what); });
  }
  status_.fault = link_.babbles() ? "it sends bytes that mean nothing: check the baud rate" : "";
  if (link_.babbles()) status_.reachable = false;
  if (status_.reachable && !wasReachable) send(encodeInitialise(profile_));
  noteLink();
}

// Half a command takes what comes next for its own. As a length's high byte zero makes it end; the DLE of a question
// would make it swallow 4,096 bytes. Where the printer cannot be told to forget, zeros go before any question.
void ReceiptPrinter::endHalfCommand() {
  if (!halfCommand_) return;
  if (profile_.realTimeClear || send(encodePadding(profile_))) halfCommand_ = false;
}

JobResult ReceiptPrinter::print(const PrintDocument& document) {
  if (const auto why = makeReady(); !why.empty()) return {JobOutcome::failed, false, std::string(why)};
  const ProcessId id = nextId();
  const Bytes job = jobBytes(document);  // drawing letters takes its time, and not the printer's
  const Deadline deadline = Deadline::in(profile_.confirmDeadline);
  heard_ = {};
  Sent sent = sendWatching(job, deadline);
  const bool whole = sent.taken == job.size();
  if (whole && sent.stoppedBy.empty()) sent.stoppedBy = askForProof(id, deadline);
  if (!sent.stoppedBy.empty() && sent.taken == 0 && !sent.perhapsMore)
    return {JobOutcome::failed, false, std::string(sent.stoppedBy)};
  tornPaper_ = true;
  if (!sent.stoppedBy.empty())
    return giveUp(whole || sent.perhapsMore ? JobOutcome::unconfirmed : JobOutcome::failed, sent.stoppedBy);
  return confirm(id, deadline);
}

tl::expected<void, Fault> ReceiptPrinter::sendPulse(PulseLine line) {
  digest();
  if (link_.isOpen() && !(status_.reachable && status_.online)) poll();
  if (!link_.isOpen()) return tl::unexpected(Fault{FaultCode::gone, status_.fault});
  if (!status_.reachable || !status_.online) {
    return tl::unexpected(Fault{FaultCode::failed, "the printer is silent or off-line"});
  }
  const auto sent = link_.send(encodePulse(line, profile_), Deadline::in(profile_.writeDeadline));
  if (!sent && (sent.error().taken > 0 || sent.error().perhapsMore)) mayHoldBytes_ = halfCommand_ = true;
  if (!sent) link_.dropUnsent();
  noteLink();
  return sent;
}

void ReceiptPrinter::watchDrawerPin(Deadline deadline) {
  const auto before = status_.drawerPinHigh;
  if (profile_.realTimeStatus && !ask(StatusOf::printer)) status_.drawerPinHigh.reset();
  if (status_.drawerPinHigh == before) {
    listenUntil(deadline, [&] { return status_.drawerPinHigh != before; });
  }
  noteLink();
}

// Why a job cannot be printed now; empty: it can.
std::string_view ReceiptPrinter::notReady() const {
  const std::array<std::pair<bool, std::string_view>, 8> rows{{
      {!link_.isOpen(), reason::kGone},
      {link_.babbles(), reason::kBabbling},
      {!status_.reachable, reason::kSilent},
      {status_.coverOpen, reason::kCoverOpen},
      {status_.paper == PaperState::out, reason::kOutOfPaper},
      {status_.cutterError, reason::kCutter},
      {status_.unrecoverable || status_.recoverable, reason::kError},
      {!status_.online, reason::kOffline},
  }};
  const auto found = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.first; });
  return found == rows.end() ? std::string_view() : found->second;
}

std::string_view ReceiptPrinter::makeReady() {
  poll();
  // A cutter stays in error until it is told to try again; this job is the occasion
  // (hardware-docs/receipt-printers.md).
  if (notReady() == reason::kCutter && send(encodeRecover())) poll();
  catchUp(profile_.confirmDeadline);  // what an earlier job left in it is worked off first
  return notReady();
}

Bytes ReceiptPrinter::jobBytes(const PrintDocument& document) const {
  Bytes job;
  if (mayHoldBytes_) append(job, encodePadding(profile_));
  if (tornPaper_) append(job, encode(PrintDocument{"", {Cut{}}}, profile_));
  append(job, encode(document, profile_));
  return job;
}

// By itself behind the job: an answer that comes before it is asked for is another one's. Empty: it was sent.
std::string_view ReceiptPrinter::askForProof(const ProcessId& id, Deadline deadline) {
  if (profile_.confirmation == Confirmation::none) return {};
  const bool byId = profile_.confirmation == Confirmation::processId;
  if (!byId) ++owedInTurn_;
  heard_.surplus = false;
  return sendWatching(byId ? encodeAskProcessId(id) : encodeAskPaper(), deadline).stoppedBy;
}

// A piece that is not taken in its time is gone on with where it stopped, as long as the printer reports no error:
// a slow printer is not a broken one, and what is sent again is printed again.
ReceiptPrinter::Sent ReceiptPrinter::sendWatching(const Bytes& job, Deadline deadline) {
  Sent sent;
  const std::span<const std::byte> all(job);
  while (sent.taken < job.size()) {
    const auto rest = all.subspan(sent.taken);
    const auto piece = rest.first(std::min(rest.size(), std::max<std::size_t>(profile_.pieceBytes, 1)));
    const auto written = link_.send(piece, sooner(deadline, profile_.writeDeadline));
    sent.taken += written ? piece.size() : written.error().taken;
    sent.perhapsMore = !written && written.error().perhapsMore;
    digest();
    sent.stoppedBy = notReady();
    if (sent.stoppedBy.empty() && !written && (deadline.passed() || link_.interrupted()))
      sent.stoppedBy = reason::kBusy;
    if (!sent.stoppedBy.empty()) return sent;
  }
  return sent;
}

JobResult ReceiptPrinter::confirm(const ProcessId& id, Deadline deadline) {
  if (profile_.confirmation == Confirmation::none) {
    tornPaper_ = mayHoldBytes_ = false;
    return {JobOutcome::unconfirmed, true, std::string(reason::kUnconfirmable)};
  }
  while (!deadline.passed()) {
    listenUntil(sooner(deadline, kAskEvery), [&] { return proofHeard(id) || !notReady().empty(); });
    if (proofHeard(id) && !moreThanAsked()) {
      tornPaper_ = mayHoldBytes_ = false;
      return {JobOutcome::confirmed, true, ""};
    }
    if (link_.interrupted()) return {JobOutcome::unconfirmed, true, std::string(reason::kStopping)};
    const auto why = notReady();
    if (!why.empty() && why != reason::kSilent) return giveUp(JobOutcome::unconfirmed, why);
    askAll();  // and no more: what clears its buffers would wipe the job
  }
  return giveUp(JobOutcome::unconfirmed, reason::kSilent);
}

// GS r 1 comes in its turn, the last one for this job; if it says "no paper", the paper ran out before the end.
bool ReceiptPrinter::proofHeard(const ProcessId& id) const {
  if (profile_.confirmation == Confirmation::processId) return heard_.processId == id;
  return owedInTurn_ == 0 && heard_.queued && (heard_.queued->byte & 0x0C) == 0 && notReady().empty();
}

// An automatic status that lost its first byte looks like three answers to GS r: where there are more than questions,
// none is believed, and it is asked anew.
bool ReceiptPrinter::moreThanAsked() {
  if (profile_.confirmation != Confirmation::gsR) return false;
  listenUntil(Deadline::in(kQuiet), [this] { return heard_.surplus; });
  if (!std::exchange(heard_.surplus, false)) return false;
  listenUntil(Deadline::in(kQuiet), [] { return false; });
  owedInTurn_ = 1;  // ours may be among them, or not
  catchUp(profile_.statusDeadline);
  return true;
}

// GS r does not say which one it answers. So they are counted, and before a job those of earlier ones are waited for.
// A printer that was switched off owes nothing any more: when it has answered one and then is quiet, that was all.
void ReceiptPrinter::catchUp(std::chrono::milliseconds patience) {
  if (owedInTurn_ == 0 || !notReady().empty()) return;
  heard_.queued.reset();
  ++owedInTurn_;
  Bytes question;
  if (mayHoldBytes_) append(question, encodePadding(profile_));  // half a command would swallow it
  append(question, encodeAskPaper());
  if (!send(question)) return;
  Deadline deadline = Deadline::in(patience);
  for (int before = owedInTurn_; before > 0; before = owedInTurn_) {
    if (!listenUntil(deadline, [&] { return owedInTurn_ < before; })) break;
    deadline = Deadline::in(std::min(kTogether, profile_.statusDeadline));
  }
  if (heard_.queued && notReady().empty() && !link_.interrupted()) owedInTurn_ = 0;
}

int ReceiptPrinter::mayOwe() const { return profile_.confirmation == Confirmation::gsR ? 1 : 0; }

// Of a job that was sent whole, only a printer that says it dropped the rest makes it certain that it is not whole.
JobResult ReceiptPrinter::giveUp(JobOutcome outcome, std::string_view why) {
  mayHoldBytes_ = halfCommand_ = true;
  link_.dropUnsent();
  clearBuffers();
  if (!mayHoldBytes_) outcome = JobOutcome::failed;
  return {outcome, true, std::string(why)};
}

void ReceiptPrinter::clearBuffers() {
  if (!profile_.realTimeClear || !link_.isOpen()) return;
  heard_.cleared = false;
  if (!send(encodeClearBuffers())) return;
  if (listenUntil(Deadline::in(profile_.statusDeadline), [this] { return heard_.cleared; })) mayHoldBytes_ = false;
}

// After a question that was not answered in time its answer may still come, and would be taken for that to another
// question: so one is asked for nothing, and all that comes until it is quiet is dropped.
void ReceiptPrinter::resynchronise() {
  if (!answersAreLate_) return;
  link_.dropPartial();
  if (!ask(StatusOf::printer)) return;
  listenUntil(Deadline::in(kQuiet), [] { return false; });
}

bool ReceiptPrinter::ask(StatusOf what) {
  heard_.realTime.reset();
  asking_ = true;
  const bool answered = send(encodeAskStatus(what)) && listenUntil(Deadline::in(profile_.statusDeadline),
                                                                   [this] { return heard_.realTime.has_value(); });
  asking_ = false;
  answersAreLate_ = !answered;
  if (answered) apply(what, *heard_.realTime, status_);
  return answered;
}

// True when `done` came true before the deadline.
bool ReceiptPrinter::listenUntil(Deadline deadline, const std::function<bool()>& done) {
  while (!done()) {
    const auto reply = link_.receive(deadline);
    if (!reply) return false;
    handle(*reply);
    if (deadline.passed()) return done();
  }
  return true;
}

void ReceiptPrinter::handle(const Reply& reply) {
  if (const auto* automatic = std::get_if<AutomaticStatus>(&reply)) apply(*automatic, status_);
  if (const auto* queued = std::get_if<QueuedStatus>(&reply)) hearInTurn(*queued);
  if (const auto* processId = std::get_if<ProcessIdReply>(&reply)) heard_.processId = processId->id;
  if (std::holds_alternative<BufferCleared>(reply)) {
    heard_.cleared = true;
    owedInTurn_ = 0;  // the questions that waited in them are gone too
  }
  const auto* realTime = std::get_if<RealTimeStatus>(&reply);
  if (realTime != nullptr && asking_) heard_.realTime = *realTime;
  const bool nobodyAsked = realTime != nullptr && !asking_ && !answersAreLate_;
  if (nobodyAsked || std::holds_alternative<OtherBlock>(reply)) link_.noteStray();
}

void ReceiptPrinter::hearInTurn(const QueuedStatus& queued) {
  if (owedInTurn_ == 0) {
    heard_.surplus = true;
    return link_.noteStray();
  }
  --owedInTurn_;
  heard_.queued = queued;
}

// What was cut off is gone on with: half a command would take the next one's bytes for its own.
bool ReceiptPrinter::send(const Bytes& bytes) {
  const Deadline whole = Deadline::in(std::max(profile_.writeDeadline, profile_.statusDeadline));
  std::span<const std::byte> rest(bytes);
  while (!rest.empty()) {
    const auto written = link_.send(rest, sooner(whole, profile_.writeDeadline));
    if (written) return true;
    rest = rest.subspan(std::min(written.error().taken, rest.size()));
    if (written.error().code != FaultCode::timedOut || whole.passed() || link_.interrupted()) return rest.empty();
  }
  return true;
}

// A lost link makes all else unknown.
void ReceiptPrinter::noteLink() {
  if (link_.isOpen()) return;
  status_ = {};
  status_.fault = link_.fault();
}

ProcessId ReceiptPrinter::nextId() {
  lastId_ = lastId_ % kIds + 1;
  ProcessId id{};
  int rest = lastId_;
  for (auto digit = id.rbegin(); digit != id.rend(); ++digit, rest /= 10) *digit = static_cast<char>('0' + rest % 10);
  return id;
}

}  // namespace till::drivers::printer
