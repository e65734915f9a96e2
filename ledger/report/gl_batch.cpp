// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "ledger/journal/entry.h"
#include "ledger/report/gl_export.h"
#include "ledger/report/reading.h"
#include "ledger/report/session_report.h"

namespace till::ledger::report {
namespace {

std::string withoutDashes(std::string day) {
  std::erase(day, '-');
  return day;
}

// The events' own story: what each account came to.
class Replay {
 public:
  explicit Replay(const store::Reader& reader) {
    for (const auto& session : reader.sessions()) sessions_[session.id] = session;
    for (const auto& account : reader.chart()) names_[account.code] = account.name;
  }

  void take(const store::StoredEvent& event) {
    for (const auto& line : journal::entryOf(event.body)) {
      sums_[line.account] += line.amount;
      detail_.push_back({line.account, names_[line.account], describe(event), line.amount});
    }
    if (station_ == 0) station_ = event.key.station;
    if (!journal::entryOf(event.body).empty()) glDate_ = std::max(glDate_, glDate(event));
  }

  [[nodiscard]] std::string dayOf(const store::StoredEvent& event) const {
    const std::string day = journal::businessDateOf(event.context, event.body);
    return day.empty() ? sessionOf(event).businessDate : day;
  }

  [[nodiscard]] std::vector<GlLine> lines(bool detail, const std::string& description) const {
    if (detail) return detail_;
    std::vector<GlLine> summary;
    for (const auto& [account, amount] : sums_) {
      if (!amount.isZero()) summary.push_back({account, names_.at(account), description, amount});
    }
    return summary;
  }
  [[nodiscard]] const std::map<std::string, Money>& sums() const { return sums_; }
  [[nodiscard]] const std::string& glDate() const { return glDate_; }
  [[nodiscard]] int station() const { return station_; }
  [[nodiscard]] const std::map<std::int64_t, store::SessionRow>& sessions() const { return sessions_; }

 private:
  [[nodiscard]] store::SessionRow sessionOf(const store::StoredEvent& event) const {
    const auto found = sessions_.find(event.context.session.value_or(0));
    return found == sessions_.end() ? store::SessionRow{} : found->second;
  }
  [[nodiscard]] std::string glDate(const store::StoredEvent& event) const {
    const std::string day = journal::glDateOf(event.context, event.body);
    return day.empty() ? sessionOf(event).glDate : day;
  }
  static std::string describe(const store::StoredEvent& event) {
    const auto receipt = [&event](std::int64_t number) {
      return "Receipt " + toText(journal::ReceiptNumber{event.key.station, event.key.epoch, number});
    };
    if (const auto* payment = std::get_if<journal::PaymentTaken>(&event.body)) return receipt(payment->receipt);
    if (const auto* reversal = std::get_if<journal::PaymentReversed>(&event.body)) return receipt(reversal->receipt);
    return event.kind + " " + std::to_string(event.key.seq);
  }

  std::map<std::int64_t, store::SessionRow> sessions_;
  std::map<std::string, std::string> names_;
  std::map<std::string, Money> sums_;
  std::vector<GlLine> detail_;
  std::string glDate_;
  int station_ = 0;
};

GlBatch batchOf(const Replay& replay, const GlWanted& wanted, const std::string& id, const std::string& description) {
  GlBatch batch{std::to_string(replay.station()) + "-" + id, replay.glDate(), {}, {}};
  if (!wanted.closedThrough.empty() && batch.date <= wanted.closedThrough) {
    batch.movedFrom = batch.date;
    batch.date = dayAfter(wanted.closedThrough);
  }
  batch.lines = replay.lines(wanted.detail, description);
  return batch;
}

tl::expected<GlBatch, ReportError> ofSession(const store::Reader& reader, const GlWanted& wanted) {
  Replay replay(reader);
  const auto session = replay.sessions().find(wanted.session);
  const std::string name = "session " + std::to_string(wanted.session);
  if (session == replay.sessions().end()) return refused(ReportErrorCode::noSuchSession, "there is no " + name);
  if (!session->second.closed) return refused(ReportErrorCode::notClosed, name + " is not closed yet");
  // The Z proves itself against the events; what its accounts come to must be what this replay comes to.
  const auto z = zReport(reader, *session->second.z);
  if (!z) return tl::unexpected(z.error());
  reader.eachEventOf(wanted.session, [&](const store::StoredEvent& event) { replay.take(event); });
  if (replay.sums() != z->byAccount) return unproven("the Z of " + name);
  return batchOf(replay, wanted, "S" + std::to_string(wanted.session), "CityTill " + name);
}

tl::expected<GlBatch, ReportError> ofDay(const store::Reader& reader, const GlWanted& wanted) {
  const Days day{wanted.day, wanted.day};
  if (const auto closed = onlyClosed(reader, day); !closed) return tl::unexpected(closed.error());
  Replay replay(reader);
  std::vector<std::string> naming{R"("business_date":")" + wanted.day + '"'};
  for (const auto& [id, session] : replay.sessions()) {
    if (session.businessDate == wanted.day) naming.push_back(R"("session":)" + std::to_string(id) + ",");
  }
  reader.eachEventNaming(naming, [&](const store::StoredEvent& event) {
    if (replay.dayOf(event) == wanted.day) replay.take(event);
  });
  if (replay.sums().empty()) {
    return refused(ReportErrorCode::noSuchSession, "nothing was posted on " + wanted.day);
  }
  std::map<std::string, Money> stored;
  for (const auto& posting : reader.postings(day.from, day.to)) stored[posting.account] += posting.amount;
  if (stored != replay.sums()) {
    return unproven("the sums of " + wanted.day);
  }
  return batchOf(replay, wanted, withoutDashes(wanted.day), "CityTill " + wanted.day);
}

}  // namespace

tl::expected<GlBatch, ReportError> glBatch(const store::Reader& reader, const GlWanted& wanted) {
  auto batch = wanted.session > 0 ? ofSession(reader, wanted) : ofDay(reader, wanted);
  if (!batch) return batch;
  Money total;
  for (const auto& line : batch->lines) total += line.amount;
  if (!total.isZero()) return refused(ReportErrorCode::unproven, "the batch does not sum to zero");
  return batch;
}

}  // namespace till::ledger::report
