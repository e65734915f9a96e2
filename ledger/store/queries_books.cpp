// SPDX-License-Identifier: Apache-2.0
// What the accounts were posted, day by day: as the rollups have it, and summed anew from the entries.
#include <algorithm>
#include <map>

#include "ledger/journal/canonical.h"
#include "ledger/journal/entry.h"
#include "ledger/store/queries.h"
#include "ledger/store/schema.h"

namespace till::ledger::store {
namespace {

constexpr std::int64_t kNoRow = std::int64_t{1} << 62;

struct Rows {
  std::int64_t above = 0, below = kNoRow;  // both excluded
};

struct Sum {
  std::int64_t lines = 0, cents = 0;
};
using Day = std::map<std::string, Sum, std::less<>>;
using Days = std::map<std::string, Day>;

// From the last closing before the first of these days' sessions to the first opening after their last: whatever was
// posted beside a session stands there too, unless it was posted late.
Rows around(const Database& database, const std::string& from, const std::string& to) {
  Statement sessions(database,
                     "SELECT min(first_row), max(coalesce(closed_row, ?)) FROM session WHERE business_date BETWEEN ? "
                     "AND ?");
  sessions.bind(kNoRow).bind(from).bind(to);
  if (!sessions.step() || sessions.isNull(0)) return {};
  Statement before(database, "SELECT max(closed_row) FROM session WHERE closed_row<?");
  before.bind(sessions.integer(0));
  Statement after(database, "SELECT min(first_row) FROM session WHERE first_row>?");
  after.bind(sessions.integer(1));
  Rows rows;
  if (before.step()) rows.above = before.integer(0);
  if (after.step() && !after.isNull(0)) rows.below = after.integer(0);
  return rows;
}

// Payments say their day in their own table; the few other entries are asked themselves.
class Calendar {
 public:
  Calendar(const Database& database, const Rows& rows)
      : database_(database),
        payments_(database, "SELECT row, business_date FROM payment WHERE row>? AND row<? ORDER BY row") {
    payments_.bind(rows.above).bind(rows.below);
    more_ = payments_.step();
    for (const auto& session : sessionRows(database, SessionFilter::all)) days_[session.id] = session.businessDate;
  }

  // Rows are asked for in rising order.
  std::string dayOf(std::int64_t row) {
    while (more_ && payments_.integer(0) < row) more_ = payments_.step();
    if (more_ && payments_.integer(0) == row) return payments_.text(1);
    const auto raw = rawEvent(database_, row);
    const auto event = raw ? journal::decode(raw->payload) : tl::unexpected<std::string>("gone");
    if (!event || !event->body) return {};
    const auto& context = event->envelope.context;
    std::string day = journal::businessDateOf(context, *event->body);
    return day.empty() ? days_[sessionOf(context, *event->body)] : day;
  }

 private:
  static std::int64_t sessionOf(const Context& context, const Body& body) {
    const auto* closed = std::get_if<journal::SessionClosed>(&body);
    return closed != nullptr ? closed->session : context.session.value_or(0);
  }

  const Database& database_;
  Statement payments_;
  bool more_ = false;
  std::map<std::int64_t, std::string> days_;
};

std::vector<Posting> flat(const Days& days, const std::string& from, const std::string& to) {
  std::vector<Posting> postings;
  for (auto day = days.lower_bound(from); day != days.end() && day->first <= to; ++day) {
    for (const auto& [account, sum] : day->second) {
      postings.push_back({day->first, account, sum.lines, Money::fromMinor(sum.cents)});
    }
  }
  return postings;
}

std::vector<Posting> summed(const Database& database, const Rows& rows, const std::string& from,
                            const std::string& to) {
  Statement lines(database, "SELECT row, account, cents FROM entry_line WHERE row>? AND row<? ORDER BY row, line");
  lines.bind(rows.above).bind(rows.below);
  Calendar calendar(database, rows);
  Days days;
  Day* day = nullptr;
  std::string dayName;
  std::int64_t row = -1;
  while (lines.step()) {
    if (lines.integer(0) != row) {
      row = lines.integer(0);
      const std::string name = calendar.dayOf(row);
      if (day == nullptr || name != dayName) day = &days[name];
      dayName = name;
    }
    const std::string_view account = lines.blob(1);
    auto sum = day->find(account);
    if (sum == day->end()) sum = day->emplace(std::string(account), Sum{}).first;
    ++sum->second.lines;
    sum->second.cents += lines.integer(2);
  }
  return flat(days, from, to);
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

// What was posted late stands elsewhere; only when the near rows do not agree with the rollups are all of them read.
std::vector<Posting> summedAnew(const Database& database, const std::string& from, const std::string& to) {
  auto near = summed(database, around(database, from, to), from, to);
  return near == rolledUp(database, from, to) ? near : summed(database, {}, from, to);
}

}  // namespace till::ledger::store
