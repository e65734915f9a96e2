// SPDX-License-Identifier: Apache-2.0
#include "ledger/report/reading.h"

#include <algorithm>

#include "ledger/journal/entry.h"
#include "ledger/journal/hash.h"

namespace till::ledger::report {

tl::unexpected<ReportError> refused(ReportErrorCode code, std::string why) {
  return tl::unexpected(ReportError{code, std::move(why)});
}

tl::unexpected<ReportError> unproven(const std::string& where) {
  return refused(ReportErrorCode::unproven, "the events and the stored figures differ in " + where +
                                                "; run tillctl ledger verify, then tillctl ledger rebuild");
}

tl::unexpected<ReportError> brokenChain(const store::Verification& read) {
  return refused(ReportErrorCode::unproven, "the chain does not hold: " + read.fault + "; run tillctl ledger verify");
}

Reading::Reading(const store::Reader& reader) : reader_(reader) {
  for (auto& session : reader.sessions()) sessions_[session.id] = session;
}

Reading::Visit Reading::remembering(const Visit& visit) {
  return [this, &visit](const store::StoredEvent& event) {
    office_ = event.key.office;
    visit(event);
  };
}

void Reading::read(const store::Verification& part) {
  all_.events += part.events;
  all_.head = part.head;
  if (all_.fault.empty()) all_.fault = part.fault;
}

void Reading::session(std::int64_t id, const Visit& visit) { read(reader_.eachEventOf(id, remembering(visit))); }

void Reading::naming(const std::vector<std::string>& texts, const Visit& visit) {
  read(reader_.eachEventNaming(texts, remembering(visit)));
}

void Reading::kinds(std::initializer_list<const char*> names, const Visit& visit) {
  std::vector<std::string> texts;
  for (const std::string name : names) texts.push_back(R"("kind":")" + name + '"');
  naming(texts, [&](const store::StoredEvent& event) {
    if (std::find(names.begin(), names.end(), event.kind) != names.end()) visit(event);
  });
}

const store::SessionRow* Reading::sessionOf(const store::StoredEvent& event) const {
  const auto found = sessions_.find(event.context.session.value_or(0));
  return found == sessions_.end() ? nullptr : &found->second;
}

std::string Reading::dayOf(const store::StoredEvent& event,
                           const std::function<std::string(store::WallTime)>& moment) const {
  constexpr std::size_t kDay = 10;
  std::string day = journal::businessDateOf(event.context, event.body);
  if (!day.empty()) return day;
  const auto* session = sessionOf(event);
  return session != nullptr ? session->businessDate : moment(event.at).substr(0, kDay);
}

std::vector<store::SessionRow> Reading::closedOf(const Days& days) const {
  std::vector<store::SessionRow> closed;
  for (const auto& [id, session] : sessions_) {
    if (session.closed && within(days, session.businessDate)) closed.push_back(session);
  }
  return closed;
}

Made Reading::proven(Report report, const std::string& compared) const {
  if (!all_.fault.empty()) return brokenChain(all_);
  report.office = office_;
  report.proof = {true, all_.events, all_.events > 0 ? journal::toHex(all_.head) : "", compared};
  return report;
}

bool within(const Days& days, const std::string& day) { return day >= days.from && day <= days.to; }

tl::expected<store::SessionRow, ReportError> closedSession(const Reading& reading,
                                                           std::optional<std::int64_t> session) {
  const auto& all = reading.sessions();
  if (!session) {
    const auto last = std::ranges::max_element(
        all, {}, [](const auto& one) { return one.second.closed ? one.second.z.value_or(0) : 0; });
    if (last == all.end() || !last->second.closed)
      return refused(ReportErrorCode::noSuchSession, "no session has been closed yet");
    return last->second;
  }
  const std::string name = "session " + std::to_string(*session);
  const auto found = all.find(*session);
  if (found == all.end()) return refused(ReportErrorCode::noSuchSession, "there is no " + name);
  if (!found->second.closed) {
    return refused(ReportErrorCode::notClosed, name + " is open: this can be had when it is closed");
  }
  return found->second;
}

}  // namespace till::ledger::report
