// SPDX-License-Identifier: Apache-2.0
// What the accounts were posted, day by day: as the rollups have it, and summed anew from the entries.
#include <algorithm>
#include <map>
#include <span>

#include "ledger/journal/canonical.h"
#include "ledger/journal/entry.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

struct Sum {
  std::int64_t lines = 0, cents = 0;
};
using Day = std::map<std::string, Sum, std::less<>>;
using Days = std::map<std::string, Day>;

// The day an entry is posted under. Sessions say theirs in their own opening, which stands before all that is in them.
class Calendar {
 public:
  void learn(const journal::SessionOpened& opened) { days_[opened.session] = opened.businessDate; }
  [[nodiscard]] std::string dayOf(const Context& context, const Body& body) const {
    std::string day = journal::businessDateOf(context, body);
    if (!day.empty()) return day;
    const auto* closed = std::get_if<journal::SessionClosed>(&body);
    const auto found = days_.find(closed != nullptr ? closed->session : context.session.value_or(0));
    return found == days_.end() ? std::string() : found->second;
  }

 private:
  std::map<std::int64_t, std::string> days_;
};

void add(Day& day, std::span<const journal::EntryLine> entry) {
  for (const auto& line : entry) {
    auto& sum = day[line.account];
    ++sum.lines;
    sum.cents += line.amount.minor();
  }
}

std::vector<Posting> flat(const Days& days, const std::string& from, const std::string& to) {
  std::vector<Posting> postings;
  for (auto day = days.lower_bound(from); day != days.end() && day->first <= to; ++day) {
    for (const auto& [account, sum] : day->second) {
      postings.push_back({day->first, account, sum.lines, Money::fromMinor(sum.cents)});
    }
  }
  return postings;
}

}  // namespace

namespace {

Hash hashFrom(std::string_view bytes) {
  Hash hash{};
  if (bytes.size() == hash.size()) std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace

void eachReceipt(const Database& database, const std::function<void(const ReceiptNumber&, const Hash&)>& visit) {
  const auto last = lastEvent(database);
  const auto decoded = last ? journal::decode(last->payload) : tl::unexpected<std::string>("empty");
  if (!decoded) return;
  Statement receipts(database, "SELECT p.row, p.receipt, e.hash FROM payment p JOIN event e ON e.row=p.row");
  while (receipts.step()) {
    visit({decoded->envelope.key.station, epochOf(receipts.integer(0)), receipts.integer(1)},
          hashFrom(receipts.blob(2)));
  }
}

void eachHash(const Database& database, const std::function<void(std::int64_t, const Hash&)>& visit) {
  Statement hashes(database, "SELECT row, hash FROM event ORDER BY row");
  while (hashes.step()) visit(seqOf(hashes.integer(0)), hashFrom(hashes.blob(1)));
}

std::vector<journal::ChartAccount> lastChart(const Database& database) {
  Statement latest(database, "SELECT row FROM latest WHERE kind='settings'");
  const auto raw = latest.step() ? rawEvent(database, latest.integer(0)) : std::nullopt;
  const auto decoded = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("none");
  const auto* settings = decoded && decoded->body ? std::get_if<journal::SettingsInForce>(&*decoded->body) : nullptr;
  return settings != nullptr ? settings->chart : std::vector<journal::ChartAccount>();
}

std::vector<Posting> rolledUp(const Database& database, const std::string& from, const std::string& to) {
  Statement rollup(database,
                   "SELECT business_date, account, n, cents FROM rollup WHERE business_date BETWEEN ? AND ? ORDER BY "
                   "business_date, account");
  rollup.bind(from).bind(to);
  std::vector<Posting> postings;
  while (rollup.step()) {
    postings.push_back({rollup.text(0), rollup.text(1), rollup.integer(2), Money::fromMinor(rollup.integer(3))});
  }
  return postings;
}

// A few bytes tell what has no lines of an entry; decoding those too would take twice as long.
SummedAnew summedAnew(const Database& database, const std::string& from, const std::string& to) {
  Calendar calendar;
  Days days;
  SummedAnew summed;
  summed.chain = replay(database, {}, [&](const RawEvent& raw) {
    if (raw.payload.find(R"("entry":[)") == std::string::npos) return;
    const auto event = journal::decode(raw.payload);
    if (!event || !event->body) return;
    if (const auto* opened = std::get_if<journal::SessionOpened>(&*event->body)) calendar.learn(*opened);
    const auto entry = journal::entryOf(*event->body);
    if (!entry.empty()) add(days[calendar.dayOf(event->envelope.context, *event->body)], entry);
  });
  summed.postings = flat(days, from, to);
  return summed;
}

}  // namespace till::ledger::store
