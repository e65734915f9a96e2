// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "ledger/journal/entry.h"
#include "ledger/report/gl_export.h"
#include "ledger/report/reading.h"
#include "ledger/report/session_report.h"

namespace till::ledger::report {
namespace {

using Place = std::pair<int, std::int64_t>;  // epoch, sequence
using Sums = std::map<std::string, Money>;

std::string withoutDashes(std::string day) {
  std::erase(day, '-');
  return day;
}

// A session, or a business day.
struct Scope {
  std::int64_t session = 0;
  std::string day;
  friend bool operator==(const Scope&, const Scope&) = default;

  [[nodiscard]] std::string name() const { return session > 0 ? "session " + std::to_string(session) : day; }
  [[nodiscard]] std::string id() const { return session > 0 ? "S" + std::to_string(session) : withoutDashes(day); }
};
Scope scopeOf(const journal::GlExported& batch) { return {batch.session, batch.day}; }

struct Recorded {
  Place at;
  journal::GlExported batch;
};

// What one event posts, and where it belongs.
struct Posted {
  Place at;
  Scope in;  // both: its session, if it has one, and its day
  std::string glDate, description;
  std::vector<journal::EntryLine> entry;
};

bool isOf(const Posted& posted, const Scope& scope) {
  return scope.session > 0 ? posted.in.session == scope.session : posted.in.day == scope.day;
}

std::string describe(const store::StoredEvent& event) {
  const auto receipt = [&event](std::int64_t number) { return "Receipt " + receiptOf(event, number); };
  if (const auto* payment = std::get_if<journal::PaymentTaken>(&event.body)) return receipt(payment->receipt);
  if (const auto* reversal = std::get_if<journal::PaymentReversed>(&event.body)) return receipt(reversal->receipt);
  return event.kind + " " + std::to_string(event.key.seq);
}

Place placeOf(const store::StoredEvent& event) { return {event.key.epoch, event.key.seq}; }

// The events' own story of a scope: its postings, the batches there are, what the charts call the accounts.
class Replay {
 public:
  Replay(const store::Reader& reader, const Scope& scope) : reading_(reader), scope_(scope) {
    std::vector<std::string> naming{R"("kind":"gl_exported")", R"("kind":"settings")",
                                    R"("business_date":")" + scope.day + '"'};
    for (const auto& [id, session] : reading_.sessions()) {
      if (id == scope.session || session.businessDate == scope.day)
        naming.push_back(R"("session":)" + std::to_string(id) + ",");
    }
    reading_.naming(naming, [this](const store::StoredEvent& event) { take(event); });
  }

  [[nodiscard]] tl::expected<void, ReportError> proven() const {
    const auto made = reading_.proven({}, "");
    if (!made) return tl::unexpected(made.error());
    return {};
  }
  [[nodiscard]] const std::vector<Posted>& postings() const { return postings_; }
  [[nodiscard]] const std::vector<Recorded>& batches() const { return batches_; }
  [[nodiscard]] const Reading& reading() const { return reading_; }
  [[nodiscard]] int station() const { return station_; }

  // The first batch that took it; null: none has it.
  [[nodiscard]] const Recorded* ownerOf(const Posted& posted) const {
    const auto found = std::ranges::find_if(batches_, [&](const Recorded& one) {
      return isOf(posted, scopeOf(one.batch)) && posted.at <= Place{one.batch.throughEpoch, one.batch.through};
    });
    return found == batches_.end() ? nullptr : &*found;
  }
  // Whatever the charts up to then called each account last.
  [[nodiscard]] std::map<std::string, std::string> namesAt(const Place& place) const {
    std::map<std::string, std::string> names;
    for (const auto& [at, chart] : charts_) {
      if (at > place) break;
      for (const auto& account : chart) names[account.code] = account.name;
    }
    return names;
  }

 private:
  void take(const store::StoredEvent& event) {
    if (const auto* batch = std::get_if<journal::GlExported>(&event.body)) batches_.push_back({placeOf(event), *batch});
    if (const auto* settings = std::get_if<journal::SettingsInForce>(&event.body))
      charts_.emplace_back(placeOf(event), settings->chart);
    const auto entry = journal::entryOf(event.body);
    station_ = event.key.station;
    if (entry.empty()) return;
    Posted posted{placeOf(event), {sessionOf(event), {}}, {}, describe(event), {entry.begin(), entry.end()}};
    posted.in.day = reading_.dayOf(event);
    posted.glDate = journal::glDateOf(event.context, event.body);
    const auto session = reading_.sessions().find(posted.in.session);
    if (posted.glDate.empty() && session != reading_.sessions().end()) posted.glDate = session->second.glDate;
    if (isOf(posted, scope_)) postings_.push_back(std::move(posted));
  }
  static std::int64_t sessionOf(const store::StoredEvent& event) {
    const auto* closed = std::get_if<journal::SessionClosed>(&event.body);
    return closed != nullptr ? closed->session : event.context.session.value_or(0);
  }

  Reading reading_;
  Scope scope_;
  std::vector<Posted> postings_;
  std::vector<Recorded> batches_;
  std::vector<std::pair<Place, std::vector<journal::ChartAccount>>> charts_;
  int station_ = 0;
};

Sums sumsOf(const std::vector<Posted>& postings) {
  Sums sums;
  for (const auto& posted : postings) {
    for (const auto& line : posted.entry) sums[line.account] += line.amount;
  }
  return sums;
}

// The whole of the scope against what is stored.
tl::expected<void, ReportError> asStored(const store::Reader& reader, const Replay& replay, const Scope& scope) {
  const Sums sums = sumsOf(replay.postings());
  if (scope.session > 0) {
    // The Z proves itself against the events; what its accounts come to must be what this replay comes to.
    const auto z = zReport(reader, *replay.reading().sessions().at(scope.session).z);
    if (!z) return tl::unexpected(z.error());
    if (sums != z->byAccount) return unproven("the Z of " + scope.name());
    return {};
  }
  Sums stored;
  for (const auto& posting : reader.postings(scope.day, scope.day)) stored[posting.account] += posting.amount;
  if (stored != sums) return unproven("the sums of " + scope.day);
  return {};
}

tl::expected<void, ReportError> isClosed(const store::Reader& reader, const Scope& scope) {
  if (scope.session == 0) return onlyClosed(reader, {scope.day, scope.day});
  const auto session = closedSession(Reading(reader), scope.session);
  if (!session) return tl::unexpected(session.error());
  return {};
}

std::vector<GlLine> linesOf(const std::vector<Posted>& postings, const std::map<std::string, std::string>& names,
                            bool detail, const std::string& description) {
  const auto nameOf = [&names](const std::string& account) {
    const auto found = names.find(account);
    return found == names.end() ? std::string() : found->second;
  };
  std::vector<GlLine> lines;
  if (!detail) {
    for (const auto& [account, amount] : sumsOf(postings)) {
      if (!amount.isZero()) lines.push_back({account, nameOf(account), description, amount});
    }
    return lines;
  }
  for (const auto& posted : postings) {
    for (const auto& line : posted.entry)
      lines.push_back({line.account, nameOf(line.account), posted.description, line.amount});
  }
  return lines;
}

// `record` says all but what it holds: that is `postings`.
GlBatch batchOf(const Replay& replay, const std::vector<Posted>& postings, journal::GlExported record) {
  const auto names = replay.namesAt({record.throughEpoch, record.through});
  GlBatch batch{record.batch, record.date, record.movedFrom, {}, {}, false};
  batch.lines = linesOf(postings, names, record.detail, "CityTill " + scopeOf(record).name());
  record.lines = static_cast<std::int64_t>(batch.lines.size());
  record.total = Money();
  for (const auto& line : batch.lines) record.total += line.amount.isPositive() ? line.amount : Money();
  batch.record = std::move(record);
  return batch;
}

std::vector<Posted> ownedBy(const Replay& replay, const Recorded* owner) {
  std::vector<Posted> owned;
  for (const auto& posted : replay.postings()) {
    const auto* by = replay.ownerOf(posted);
    if ((by == nullptr) == (owner == nullptr) && (by == nullptr || by->at == owner->at)) owned.push_back(posted);
  }
  return owned;
}

GlBatch newBatch(const Replay& replay, const std::vector<Posted>& postings, const Scope& scope,
                 const GlWanted& wanted) {
  journal::GlExported record;
  const auto before =
      std::ranges::count_if(replay.batches(), [&](const auto& one) { return scopeOf(one.batch) == scope; });
  record.batch =
      std::to_string(replay.station()) + "-" + scope.id() + (before > 0 ? "-" + std::to_string(before + 1) : "");
  if (!replay.batches().empty()) std::tie(record.previousEpoch, record.previous) = replay.batches().back().at;
  record.session = scope.session;
  record.day = scope.day;
  std::tie(record.throughEpoch, record.through) = postings.back().at;
  for (const auto& posted : postings) record.date = std::max(record.date, posted.glDate);
  if (!wanted.closedThrough.empty() && record.date <= wanted.closedThrough) {
    record.movedFrom = record.date;
    record.date = dayAfter(wanted.closedThrough);
  }
  record.layout = wanted.layout;
  record.detail = wanted.detail;
  return batchOf(replay, postings, std::move(record));
}

tl::expected<GlBatch, ReportError> madeAgain(const Replay& replay, const Recorded& recorded, const GlWanted& wanted) {
  const auto& record = recorded.batch;
  const bool alike = record.layout == wanted.layout && record.detail == wanted.detail;
  if (wanted.batch.empty() && !alike) {
    return refused(ReportErrorCode::handedOver, "batch " + record.batch + " has all of " + scopeOf(record).name() +
                                                    " and was handed over in layout " + record.layout +
                                                    (record.detail ? " with --detail" : "") +
                                                    "; tillctl gl export --batch " + record.batch + " makes it again");
  }
  auto batch = batchOf(replay, ownedBy(replay, &recorded), record);
  if (batch.record.lines != record.lines || batch.record.total != record.total) {
    return unproven("batch " + record.batch + " and what its event says");
  }
  batch.again = true;
  return batch;
}

std::string namesOfOwners(const Replay& replay) {
  std::vector<std::string> names;
  for (const auto& posted : replay.postings()) {
    const auto* owner = replay.ownerOf(posted);
    if (owner != nullptr && std::ranges::find(names, owner->batch.batch) == names.end())
      names.push_back(owner->batch.batch);
  }
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

tl::expected<GlBatch, ReportError> ofScope(const store::Reader& reader, const Scope& scope, const GlWanted& wanted) {
  if (const auto closed = isClosed(reader, scope); !closed) return tl::unexpected(closed.error());
  const Replay replay(reader, scope);
  if (const auto proven = replay.proven(); !proven) return tl::unexpected(proven.error());
  if (replay.postings().empty())
    return refused(ReportErrorCode::noSuchSession, "nothing was posted on " + scope.name());
  if (const auto stored = asStored(reader, replay, scope); !stored) return tl::unexpected(stored.error());
  const auto& batches = replay.batches();
  if (!wanted.batch.empty()) {
    const auto named = std::ranges::find_if(batches, [&](const auto& one) { return one.batch.batch == wanted.batch; });
    return madeAgain(replay, *named, wanted);
  }
  const auto left = ownedBy(replay, nullptr);
  if (!left.empty()) return newBatch(replay, left, scope, wanted);
  const auto last =
      std::find_if(batches.rbegin(), batches.rend(), [&](const auto& one) { return scopeOf(one.batch) == scope; });
  if (last != batches.rend()) return madeAgain(replay, *last, wanted);
  return refused(ReportErrorCode::handedOver,
                 "every posting of " + scope.name() + " was handed over before, in batch " + namesOfOwners(replay));
}

tl::expected<GlBatch, ReportError> made(const store::Reader& reader, const GlWanted& wanted) {
  if (wanted.batch.empty()) return ofScope(reader, {wanted.session, wanted.day}, wanted);
  const auto all = glBatches(reader);
  if (!all) return tl::unexpected(all.error());
  const auto named = std::ranges::find(*all, wanted.batch, &journal::GlExported::batch);
  if (named != all->end()) return ofScope(reader, scopeOf(*named), wanted);
  return refused(ReportErrorCode::noSuchSession, "no batch " + wanted.batch + " was handed over; tillctl gl list");
}

}  // namespace

tl::expected<std::vector<journal::GlExported>, ReportError> glBatches(const store::Reader& reader) {
  std::vector<journal::GlExported> all;
  Reading reading(reader);
  reading.kinds({"gl_exported"}, [&](const store::StoredEvent& event) {
    if (const auto* batch = std::get_if<journal::GlExported>(&event.body)) all.push_back(*batch);
  });
  if (const auto proven = reading.proven({}, ""); !proven) return tl::unexpected(proven.error());
  return all;
}

tl::expected<GlBatch, ReportError> glBatch(const store::Reader& reader, const GlWanted& wanted) {
  tl::expected<GlBatch, ReportError> batch;
  reader.atOneMoment([&] { batch = made(reader, wanted); });
  if (!batch) return batch;
  Money total;
  for (const auto& line : batch->lines) total += line.amount;
  if (!total.isZero()) return refused(ReportErrorCode::unproven, "the batch does not sum to zero");
  return batch;
}

}  // namespace till::ledger::report
