// SPDX-License-Identifier: Apache-2.0
// What somebody ought to look at: corrections, acts that wait, what a person did, the drawer, the receipts' numbers.
#include <algorithm>
#include <set>

#include "ledger/report/makers.h"
#include "ledger/report/reading.h"
#include "ledger/report/review.h"

namespace till::ledger::report {
namespace {

using namespace journal;

const std::vector<Column> kActColumns{{"at", "Time", Type::time},
                                      {"what", "What"},
                                      {"detail", "Detail"},
                                      {"actor", "By", Type::person},
                                      {"approver", "Approved by", Type::person},
                                      {"amount", "Amount", Type::money}};

// Blind: an amount of a session that is still open is not told.
Cell amountCell(const Reading& reading, const store::StoredEvent& event, const Act& act) {
  const auto* session = reading.sessionOf(event);
  const bool open = session != nullptr && !session->closed;
  return act.amount && !open ? Cell(*act.amount) : Cell();
}

std::vector<Cell> actRow(const Reading& reading, const store::StoredEvent& event) {
  const Act act = actOf(event);
  return {event.at,
          act.what,
          textCell(act.detail),
          personCell(event.context.actor),
          personCell(approverOf(event)),
          amountCell(reading, event, act)};
}

Table actTable(const std::string& key, const std::string& title) { return {key, title, kActColumns, {}}; }

struct Corrections {
  Table voids = actTable("voids", "Voids");
  Table retenders = actTable("retenders", "How it was paid, changed");
  Table returned = actTable("returned_checks", "Returned checks");
  Table moved = actTable("moved", "Moved to another account");
  std::map<std::int64_t, std::pair<std::int64_t, Money>> bySession;  // voids: how many, how much

  Table& tableOf(const std::string& kind) {
    if (kind == "reversal") return voids;
    return kind == "retendered" ? retenders : kind == "check_returned" ? returned : moved;
  }
  void take(const Reading& reading, const store::StoredEvent& event) {
    tableOf(event.kind).rows.push_back(actRow(reading, event));
    const auto* reversal = std::get_if<PaymentReversed>(&event.body);
    if (reversal == nullptr) return;
    auto& [count, amount] = bySession[event.context.session.value_or(0)];
    ++count;
    amount += totalOf(reversal->tenders);
  }
};

Table reviewTable(const std::vector<VoidToReview>& voids) {
  Table table{"review",
              "To be looked at first: cash voided, and no new payment on the account within 15 minutes",
              {{"receipt", "Receipt"},
               {"undoes", "Undoes"},
               {"at", "Time", Type::time},
               {"account", "Account"},
               {"actor", "By", Type::person},
               {"approver", "Approved by", Type::person},
               {"reason", "Reason"},
               {"cash", "Cash back", Type::money}},
              {}};
  for (const auto& one : voids) {
    if (!one.notPaidAgain) continue;
    table.rows.push_back({one.receipt, one.reversed, one.at, textCell(one.account), personCell(one.actor),
                          personCell(one.approver), textCell(one.reason), one.cash});
  }
  addTotals(table);
  return table;
}

// An opening of the drawer is told twice, when it is allowed or seen and when it is shut; here it is one row.
class Openings {
 public:
  explicit Openings(Table& table) : table_(table) {}

  void take(const store::StoredEvent& event) {
    const auto& drawer = std::get<DrawerOpened>(event.body);
    const auto first = rowOf_.find({event.key.epoch, event.context.cause.value_or(0)});
    if (drawer.openMillis > 0 && first != rowOf_.end()) {
      table_.rows[first->second].back() = Duration{drawer.openMillis};
      return;
    }
    rowOf_[{event.key.epoch, event.key.seq}] = table_.rows.size();
    table_.rows.push_back({event.at, drawer.cause, drawer.how, textCell(drawer.reason), personCell(event.context.actor),
                           personCell(approverOf(event)),
                           drawer.openMillis > 0 ? Cell(Duration{drawer.openMillis}) : Cell()});
  }

 private:
  Table& table_;
  std::map<std::pair<int, std::int64_t>, std::size_t> rowOf_;
};

struct Opened {
  std::int64_t noSales = 0, withoutCause = 0;
};

// The numbers of one epoch: which there are, which are missing, which stand twice.
struct Numbers {
  std::map<std::int64_t, std::int64_t> times;
  int station = 0;
  [[nodiscard]] std::int64_t last() const { return times.empty() ? 0 : times.rbegin()->first; }
};

std::string rangeText(int station, int epoch, std::int64_t from, std::int64_t to) {
  const std::string first = toText(ReceiptNumber{station, epoch, from});
  return from == to ? first : first + " to " + toText(ReceiptNumber{station, epoch, to});
}

std::string gapsOf(const Numbers& numbers, int epoch) {
  std::string text;
  std::int64_t next = 1;
  for (const auto& [number, times] : numbers.times) {
    if (number > next) text += (text.empty() ? "" : ", ") + rangeText(numbers.station, epoch, next, number - 1);
    next = number + 1;
  }
  return text.empty() ? "none" : text;
}

std::string doubledOf(const Numbers& numbers, int epoch) {
  std::string text;
  for (const auto& [number, times] : numbers.times) {
    if (times > 1) text += (text.empty() ? "" : ", ") + rangeText(numbers.station, epoch, number, number);
  }
  return text.empty() ? "none" : text;
}

}  // namespace

Made makeCorrections(const store::Reader& reader, const Asked& asked) {
  if (const auto closed = onlyClosed(reader, asked.days); !closed) return tl::unexpected(closed.error());
  Reading reading(reader);
  Corrections all;
  reading.kinds({"reversal", "retendered", "check_returned", "payment_moved"}, [&](const store::StoredEvent& event) {
    if (within(asked.days, reading.dayOf(event, asked.moment))) all.take(reading, event);
  });
  for (const auto& session : reading.closedOf(asked.days)) {
    const auto figures = reader.figures(session.id);
    const auto& [count, amount] = all.bySession[session.id];
    if (!figures || figures->reversals != count || figures->reversalsTotal != amount) return unproven("voids");
  }
  Report report{"corrections", "Voids and corrections", "", asked.days};
  const auto voids = voidsToReview(reader, asked.days);
  if (!voids) return tl::unexpected(voids.error());
  report.tables.push_back(reviewTable(*voids));
  for (Table* table : {&all.voids, &all.retenders, &all.returned, &all.moved}) {
    addTotals(*table);
    report.tables.push_back(std::move(*table));
  }
  return reading.proven(std::move(report), "The voids of each session come to its stored count and amount.");
}

Made makePending(const store::Reader& reader, const Asked& /*asked*/) {
  Reading reading(reader);
  std::map<std::pair<int, std::int64_t>, std::vector<Cell>> waiting;
  reading.naming({R"("method":"pending")", R"("kind":"act_reviewed")"}, [&](const store::StoredEvent& event) {
    if (const auto* act = std::get_if<ActReviewed>(&event.body)) waiting.erase({act->epoch, act->of});
    if (!event.context.approval || event.context.approval->method != kPending) return;
    waiting[{event.key.epoch, event.key.seq}] = actRow(reading, event);
  });
  const auto stored = reader.books().pendingActs();
  const bool agrees =
      std::equal(stored.begin(), stored.end(), waiting.begin(), waiting.end(),
                 [](const EventKey& key, const auto& row) { return std::pair(key.epoch, key.seq) == row.first; });
  if (!agrees) return unproven("which acts are pending");
  Report report{"pending", "Acts that wait for a second look"};
  Table table = actTable("acts", "");
  for (auto& [key, row] : waiting) table.rows.push_back(std::move(row));
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report), "The acts posted as pending, less those reviewed, are the stored ones.");
}

Made makePerson(const store::Reader& reader, const Asked& asked) {
  if (asked.person.empty()) return refused(ReportErrorCode::noSuchSession, "whose activity? A person is to be named");
  Reading reading(reader);
  Table acts = actTable("acts", "All acts");
  std::map<std::string, std::int64_t> counts;
  std::int64_t all = 0;
  // The name stands in the bytes as JSON has it; an id that needs escaping is nobody's.
  const std::string id = '"' + asked.person + '"';
  reading.naming({"\"actor\":" + id, "\"approver\":" + id}, [&](const store::StoredEvent& event) {
    const bool own = event.context.actor == asked.person;
    if (!own && approverOf(event) != asked.person) return;
    ++all;
    if (!within(asked.days, reading.dayOf(event, asked.moment))) return;
    ++counts[own ? event.kind : "approved"];
    acts.rows.push_back(actRow(reading, event));
  });
  if (all == 0) return refused(ReportErrorCode::noSuchSession, asked.person + " did nothing here");
  Report report{"person", "Activity of " + asked.person, "", asked.days};
  report.facts = {{"person", "Person", Person{asked.person}}};
  Table summary{"counts", "How often", {{"kind", "Act"}, {"count", "Times", Type::count}}, {}};
  for (const auto& [kind, count] : counts) summary.rows.push_back({kind, count});
  report.tables = {std::move(summary), std::move(acts)};
  return reading.proven(std::move(report), "Every event that names this person as who acted or approved.");
}

Made makeDrawer(const store::Reader& reader, const Asked& asked) {
  Reading reading(reader);
  Report report{"drawer", "Openings of the drawer", "", asked.days};
  Table table{"openings",
              "",
              {{"at", "Time", Type::time},
               {"cause", "Cause"},
               {"how", "How"},
               {"reason", "Reason"},
               {"person", "By", Type::person},
               {"approver", "Approved by", Type::person},
               {"stood_open", "Stood open", Type::duration}},
              {}};
  Openings openings(table);
  std::map<std::int64_t, Opened> bySession;
  reading.kinds({"drawer"}, [&](const store::StoredEvent& event) {
    if (!within(asked.days, reading.dayOf(event, asked.moment))) return;
    openings.take(event);
    const auto& drawer = std::get<DrawerOpened>(event.body);
    if (drawer.openMillis != 0) return;
    Opened& counted = bySession[event.context.session.value_or(0)];
    counted.noSales += drawer.cause == "no_sale" ? 1 : 0;
    counted.withoutCause += drawer.cause == "none" ? 1 : 0;
  });
  for (const auto& [id, session] : reading.sessions()) {
    if (!within(asked.days, session.businessDate)) continue;
    const auto counts = reader.counts(id);
    if (counts.noSales != bySession[id].noSales || counts.withoutCause != bySession[id].withoutCause) {
      return unproven("drawer openings");
    }
  }
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report),
                        "No-sales and openings without a cause are as many as the stored counts say.");
}

Made makeReceipts(const store::Reader& reader, const Asked& /*asked*/) {
  Reading reading(reader);
  std::map<int, Numbers> epochs;
  std::set<std::pair<ReceiptNumber, Hash>> told;
  reading.kinds({"payment", "reversal"}, [&](const store::StoredEvent& event) {
    const auto* payment = std::get_if<PaymentTaken>(&event.body);
    const auto* reversal = std::get_if<PaymentReversed>(&event.body);
    const std::int64_t number = payment != nullptr ? payment->receipt : reversal != nullptr ? reversal->receipt : 0;
    epochs[event.key.epoch].station = event.key.station;
    ++epochs[event.key.epoch].times[number];
    told.insert({{event.key.station, event.key.epoch, number}, event.hash});
  });
  std::set<std::pair<ReceiptNumber, Hash>> stored;
  reader.eachReceipt([&](const ReceiptNumber& number, const Hash& hash) { stored.insert({number, hash}); });
  if (stored != told) return unproven("the receipts' numbers");
  Report report{"receipts", "Receipt numbers"};
  Table table{"epochs",
              "",
              {{"first", "First"},
               {"last", "Last"},
               {"count", "Receipts", Type::count},
               {"missing", "Missing"},
               {"doubled", "Twice"}},
              {}};
  for (const auto& [epoch, numbers] : epochs) {
    table.rows.push_back(
        {rangeText(numbers.station, epoch, 1, 1), rangeText(numbers.station, epoch, numbers.last(), numbers.last()),
         static_cast<std::int64_t>(numbers.times.size()), gapsOf(numbers, epoch), doubledOf(numbers, epoch)});
  }
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report), "The numbers of all payments and voids are the stored ones.");
}

}  // namespace till::ledger::report
