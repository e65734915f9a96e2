// SPDX-License-Identifier: Apache-2.0
// What the makers of reports share: a replay that remembers what it read, refusals, and events as acts of people.
// Private to this room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ledger/report/report.h"

namespace till::ledger::report {

[[nodiscard]] tl::unexpected<ReportError> refused(ReportErrorCode code, std::string why);
// "the events and the stored figures differ in WHERE", and what to do.
[[nodiscard]] tl::unexpected<ReportError> unproven(const std::string& where);

// What was read does not follow from what stands before it.
[[nodiscard]] tl::unexpected<ReportError> brokenChain(const store::Verification& read);

// Events read for one report. Whatever the chain does not hold is found when the proof is asked for.
class Reading {
 public:
  using Visit = std::function<void(const store::StoredEvent&)>;
  explicit Reading(const store::Reader& reader);

  void session(std::int64_t id, const Visit& visit);
  // Of these kinds, from the whole journal.
  void kinds(std::initializer_list<const char*> names, const Visit& visit);
  void naming(const std::vector<std::string>& texts, const Visit& visit);

  // The business day of an event, by itself or by its session; else by the clock. `moment` is the office's.
  [[nodiscard]] std::string dayOf(const store::StoredEvent& event,
                                  const std::function<std::string(store::WallTime)>& moment = utc) const;
  [[nodiscard]] const store::SessionRow* sessionOf(const store::StoredEvent& event) const;
  [[nodiscard]] const std::map<std::int64_t, store::SessionRow>& sessions() const { return sessions_; }
  // Of the days: those that are closed, in order.
  [[nodiscard]] std::vector<store::SessionRow> closedOf(const Days& days) const;

  // The report with office and proof filled in, or unproven.
  [[nodiscard]] Made proven(Report report, const std::string& compared) const;

 private:
  void read(const store::Verification& part);
  [[nodiscard]] Visit remembering(const Visit& visit);

  const store::Reader& reader_;
  std::map<std::int64_t, store::SessionRow> sessions_;
  std::string office_;
  store::Verification all_;
};

[[nodiscard]] bool within(const Days& days, const std::string& day);
// The session asked for, or the last that was closed. Errors: noSuchSession, notClosed.
[[nodiscard]] tl::expected<store::SessionRow, ReportError> closedSession(const Reading& reading,
                                                                         std::optional<std::int64_t> session);

// An event as an act: what was done, the rest of it in a few words, the money it was about.
struct Act {
  std::string what, detail;
  std::optional<Money> amount;
};
[[nodiscard]] Act actOf(const store::StoredEvent& event);
// "2A-000418" of a number that the event's own epoch gave.
[[nodiscard]] std::string receiptOf(const store::StoredEvent& event, std::int64_t number);
[[nodiscard]] std::string approverOf(const store::StoredEvent& event);
[[nodiscard]] std::string tenderText(const journal::TenderTaken& tender);  // "Check 1042"
[[nodiscard]] Money totalOf(const std::vector<journal::TenderTaken>& tenders);
[[nodiscard]] Money totalOf(const journal::BillPaid& bill);
// "Cash", "Checks": as the Z has them.
[[nodiscard]] std::string kindTitle(journal::TenderKind kind);
// An empty id is nobody: no cell.
[[nodiscard]] Cell personCell(const std::string& id);
[[nodiscard]] Cell textCell(const std::string& text);

}  // namespace till::ledger::report
