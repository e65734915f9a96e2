// SPDX-License-Identifier: Apache-2.0
// The way to the bank: what is in a bag, through whose hands it went, and what the bank says it got.
#include <algorithm>
#include <set>

#include "ledger/report/makers.h"
#include "ledger/report/reading.h"
#include "ledger/report/session_report.h"

namespace till::ledger::report {
namespace {

using namespace journal;

struct Bag {
  store::StoredEvent sealed;
  std::vector<store::StoredEvent> moves;
  std::optional<store::StoredEvent> confirmed;
  [[nodiscard]] const DepositMade& made() const { return std::get<DepositMade>(sealed.body); }
};

std::map<std::int64_t, Bag> bagsOf(Reading& reading) {
  std::map<std::int64_t, Bag> bags;
  reading.kinds({"deposit_made", "bag_moved", "deposit_confirmed"}, [&](const store::StoredEvent& event) {
    if (const auto* made = std::get_if<DepositMade>(&event.body)) bags[made->deposit].sealed = event;
    if (const auto* moved = std::get_if<BagMoved>(&event.body)) bags[moved->deposit].moves.push_back(event);
    if (const auto* bank = std::get_if<DepositConfirmed>(&event.body)) bags[bank->deposit].confirmed = event;
  });
  return bags;
}

struct Place {
  std::string at, holder;
};
Place placeOf(const Bag& bag) {
  if (bag.moves.empty()) return {"safe", bag.sealed.context.actor};
  const auto& last = std::get<BagMoved>(bag.moves.back().body);
  return {last.to, last.takenBy};
}

// The stored deposits are what the events come to.
bool agrees(const std::map<std::int64_t, Bag>& bags, const std::vector<store::DepositRow>& rows) {
  return bags.size() == rows.size() && std::all_of(rows.begin(), rows.end(), [&](const store::DepositRow& row) {
           const auto bag = bags.find(row.number);
           if (bag == bags.end()) return false;
           const Place place = placeOf(bag->second);
           return row.total == bag->second.made().total && row.bag == bag->second.made().bag && row.place == place.at &&
                  row.holder == place.holder && row.confirmed == bag->second.confirmed.has_value();
         });
}

// A check as paper: its number and amount.
using Paper = std::pair<std::string, Money>;

bool isPaper(TenderKind kind) { return kind == TenderKind::check || kind == TenderKind::moneyOrder; }

void put(std::multiset<Paper>& papers, const std::vector<TenderTaken>& tenders) {
  for (const auto& tender : tenders) {
    if (isPaper(tender.kind)) papers.insert({tender.reference, tender.amount});
  }
}
void take(std::multiset<Paper>& papers, const std::vector<TenderTaken>& tenders) {
  for (const auto& tender : tenders) {
    const auto found = papers.find({tender.reference, tender.amount});
    if (isPaper(tender.kind) && found != papers.end()) papers.erase(found);
  }
}

// What the closed sessions of a bag gave for it, by their receipts and their counts.
struct Given {
  std::multiset<Paper> papers;  // checks and money orders that were taken and not given back
  Money cash, papersCounted;

  void add(const store::StoredEvent& event) {
    if (const auto* payment = std::get_if<PaymentTaken>(&event.body)) put(papers, payment->tenders);
    if (const auto* reversal = std::get_if<PaymentReversed>(&event.body)) take(papers, reversal->tenders);
    if (const auto* change = std::get_if<PaymentRetendered>(&event.body)) {
      take(papers, change->out);
      put(papers, change->in);
    }
    if (const auto* closed = std::get_if<SessionClosed>(&event.body)) close(*closed);
    // What was dropped into the safe was received like the rest, and is deposited with it.
    const auto* moved = std::get_if<CashMoved>(&event.body);
    if (moved != nullptr && (moved->from == kSafeFund || moved->to == kSafeFund)) cash -= moved->amount;
  }

 private:
  void close(const SessionClosed& closed) {
    const bool said = !closed.floatLeft.isZero() || !closed.cashToDeposit.isZero();
    for (const auto& line : closed.lines) {
      if (line.kind == TenderKind::cash) cash += said ? closed.cashToDeposit : line.counted - closed.floatAmount;
      if (isPaper(line.kind)) papersCounted += line.counted;
    }
  }
};

std::string named(const Paper& paper) {
  return "check " + (paper.first.empty() ? std::string("without a number") : paper.first) + " of " +
         money::toText(paper.second);
}

// What of a bag is not as its receipts say, though somebody approved that it goes so: their counts say the same.
struct Noted {
  std::vector<Paper> missing;  // taken, and not there when it was counted
  std::vector<Paper> foreign;  // there, and named by no receipt
  Money cash;                  // in it beyond what its sessions gave

  [[nodiscard]] bool intact() const { return missing.empty() && foreign.empty() && cash.isZero(); }
};

bool approvedBag(const store::StoredEvent& sealed) {
  return sealed.context.approval && !sealed.context.approval->approver.empty();
}

// Why a bag is not what its sessions gave; empty: it is intact.
std::string notIntact(const Bag& bag, const Given& given, Noted& noted) {
  const DepositMade& made = bag.made();
  Money pieces, listed;
  for (const auto& line : made.cash) pieces += line.amount;
  std::multiset<Paper> left = given.papers;
  for (const auto& check : made.checks) {
    const Paper paper{check.number, check.amount};
    listed += check.amount;
    const auto found = left.find(paper);
    if (found == left.end() && check.payment > 0) return named(paper) + " was taken in none of its sessions";
    if (found == left.end()) noted.foreign.push_back(paper);
    if (found != left.end()) left.erase(found);
  }
  noted.missing.assign(left.begin(), left.end());
  if (pieces != made.cashTotal) {
    return "its cash by denomination is " + money::toText(pieces) + ", not " + money::toText(made.cashTotal);
  }
  noted.cash = made.cashTotal - given.cash;
  if (!noted.cash.isZero() && !approvedBag(bag.sealed)) {
    return "its sessions gave " + money::toText(given.cash) + " in cash, the bag holds " +
           money::toText(made.cashTotal);
  }
  if (listed != given.papersCounted) {
    return "its sessions counted checks of " + money::toText(given.papersCounted) + ", the bag holds " +
           money::toText(listed) + (noted.missing.empty() ? "" : "; not in it: " + named(noted.missing.front())) +
           (noted.foreign.empty() ? "" : "; of no receipt: " + named(noted.foreign.front()));
  }
  if (made.cashTotal + listed != made.total) return "its total is not the sum of what is in it";
  return {};
}

Table cashTable(const DepositMade& made) {
  Table table{"cash",
              "Cash",
              {{"unit", "Piece", Type::money},
               {"form", "Form"},
               {"pieces", "Pieces", Type::count},
               {"amount", "Amount", Type::money}},
              {}};
  for (const auto& line : made.cash) {
    if (line.pieces != 0) {
      table.rows.push_back({Money::fromMinor(line.unitMinor), line.form, line.pieces, line.amount});
    }
  }
  table.totals = {std::string("Total"), Cell(), Cell(), made.cashTotal};
  return table;
}

Table checksTable(const DepositMade& made) {
  Table table{"checks",
              "Checks, " + std::to_string(made.checks.size()),
              {{"no", "No.", Type::count}, {"number", "Check"}, {"amount", "Amount", Type::money}},
              {}};
  for (const auto& check : made.checks) {
    table.rows.push_back({static_cast<std::int64_t>(table.rows.size() + 1), textCell(check.number), check.amount});
  }
  addTotals(table);
  return table;
}

Report slipOf(const Bag& bag, const Noted& noted) {
  const DepositMade& made = bag.made();
  Report report{"deposit", "Deposit slip " + std::to_string(made.deposit)};
  std::string sessions;
  for (const auto session : made.sessions) sessions += (sessions.empty() ? "" : ", ") + std::to_string(session);
  report.facts = {{"deposit", "Deposit", made.deposit},
                  {"bag", "Bag", made.bag},
                  {"business_date", "Business day", textCell(made.businessDate)},
                  {"sealed_ms", "Sealed", bag.sealed.at},
                  {"sealed_by", "Sealed by", personCell(bag.sealed.context.actor)},
                  {"witness", "Witness", personCell(made.witness)},
                  {"sessions", "Sessions", textCell(sessions)},
                  {"intact", "Intact", std::string(noted.intact() ? "yes" : "NO")},
                  {"total", "TOTAL", made.total}};
  report.tables = {cashTable(made), checksTable(made)};
  if (const auto& approval = bag.sealed.context.approval; approval && !approval->approver.empty()) {
    report.notes.push_back("Approved by " + approval->approver + ": " + approval->reason + ".");
  }
  for (const auto& paper : noted.missing) {
    report.notes.push_back("Taken, but not there when it was counted: " + named(paper) + ".");
  }
  for (const auto& paper : noted.foreign) {
    report.notes.push_back("In the bag, and named by no receipt: " + named(paper) + ".");
  }
  return report;
}

void custodyRows(const Bag& bag, Table& table) {
  const DepositMade& made = bag.made();
  table.rows.push_back({made.deposit, made.bag, bag.sealed.at, std::string("sealed"), std::string("safe"),
                        personCell(bag.sealed.context.actor), personCell(made.witness), Cell()});
  for (const auto& event : bag.moves) {
    const auto& moved = std::get<BagMoved>(event.body);
    table.rows.push_back({made.deposit, moved.bag, event.at, moved.from, moved.to, personCell(moved.givenBy),
                          personCell(moved.takenBy), textCell(moved.reference)});
  }
  if (!bag.confirmed) return;
  const auto& bank = std::get<DepositConfirmed>(bag.confirmed->body);
  table.rows.push_back({made.deposit, made.bag, bag.confirmed->at, std::string("bank"), std::string("confirmed"),
                        personCell(bag.confirmed->context.actor), Cell(), textCell(bank.reference)});
}

// A bag that was given on by somebody, or from somewhere, that nobody had said it was.
void custodyGaps(const Bag& bag, std::vector<std::string>& notes) {
  Place place{"safe", bag.sealed.context.actor};
  for (const auto& event : bag.moves) {
    const auto& moved = std::get<BagMoved>(event.body);
    const std::string name = "Deposit " + std::to_string(bag.made().deposit) + ": ";
    if (moved.from != place.at) notes.push_back(name + "was at " + place.at + ", then left from " + moved.from + ".");
    if (moved.bag != bag.made().bag)
      notes.push_back(name + "sealed as bag " + bag.made().bag + ", moved as " + moved.bag + ".");
    place = {moved.to, moved.takenBy};
  }
}

constexpr const char* kAgainstDeposits = "Each bag's events, replayed, come to what is stored of it.";

}  // namespace

Made makeDeposit(const store::Reader& reader, const Asked& asked) {
  Reading reading(reader);
  const auto bags = bagsOf(reading);
  if (bags.empty()) return refused(ReportErrorCode::noSuchSession, "no deposit has been made yet");
  const auto bag = asked.number ? bags.find(*asked.number) : std::prev(bags.end());
  if (bag == bags.end()) {
    return refused(ReportErrorCode::noSuchSession, "there is no deposit " + std::to_string(*asked.number));
  }
  if (!agrees(bags, reader.books().deposits())) return unproven("the deposits");
  Given given;
  for (const auto session : bag->second.made().sessions) {
    const auto found = reading.sessions().find(session);
    if (found == reading.sessions().end() || found->second.deposit != bag->first) return unproven("the bag's sessions");
    if (const auto z = zReport(reader, found->second.z.value_or(0)); !z) return tl::unexpected(z.error());
    reading.session(session, [&](const store::StoredEvent& event) { given.add(event); });
  }
  Noted noted;
  if (const auto why = notIntact(bag->second, given, noted); !why.empty()) {
    return refused(ReportErrorCode::notIntact, "deposit " + std::to_string(bag->first) + " is not intact: " + why);
  }
  return reading.proven(slipOf(bag->second, noted),
                        noted.intact() ? "Intact: cash and checks are what its sessions' receipts and counts come to."
                                       : "Not intact: cash or checks are not what its sessions' receipts come to.");
}

Made makeCustody(const store::Reader& reader, const Asked& asked) {
  Reading reading(reader);
  const auto bags = bagsOf(reading);
  if (!agrees(bags, reader.books().deposits())) return unproven("the deposits");
  Report report{"custody", "Custody of the bags", "", asked.days};
  Table table{"moves",
              "",
              {{"deposit", "Deposit", Type::count},
               {"bag", "Bag"},
               {"at", "Time", Type::time},
               {"from", "From"},
               {"to", "To"},
               {"given_by", "Given by", Type::person},
               {"taken_by", "Taken by", Type::person},
               {"reference", "Slip"}},
              {}};
  for (const auto& [number, bag] : bags) {
    if (asked.number ? number != *asked.number : !within(asked.days, bag.made().businessDate)) continue;
    custodyRows(bag, table);
    custodyGaps(bag, report.notes);
  }
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report), kAgainstDeposits);
}

Made makeBank(const store::Reader& reader, const Asked& asked) {
  Reading reading(reader);
  const auto bags = bagsOf(reading);
  if (!agrees(bags, reader.books().deposits())) return unproven("the deposits");
  Report report{"bank", "Deposits and what the bank got", "", asked.days};
  Table table{"deposits",
              "",
              {{"deposit", "Deposit", Type::count},
               {"bag", "Bag"},
               {"date", "Business day"},
               {"total", "In the bag", Type::money},
               {"bank", "The bank got", Type::money},
               {"difference", "Difference", Type::money},
               {"bank_date", "Bank's day"},
               {"reference", "Reference"},
               {"reason", "Reason"}},
              {}};
  for (const auto& [number, bag] : bags) {
    const DepositMade& made = bag.made();
    if (!within(asked.days, made.businessDate)) continue;
    std::vector<Cell> row{number, made.bag, made.businessDate, made.total, Cell(), Cell(), Cell(), Cell(), Cell()};
    if (bag.confirmed) {
      const auto& bank = std::get<DepositConfirmed>(bag.confirmed->body);
      if (bank.difference != bank.bank - bank.expected || bank.expected != made.total)
        return unproven("a bank's difference");
      row[4] = bank.bank;
      row[5] = bank.difference;
      row[6] = textCell(bank.bankDate);
      row[7] = textCell(bank.reference);
      row[8] = textCell(bank.reason);
    } else {
      row[8] = std::string("not confirmed yet");
    }
    table.rows.push_back(std::move(row));
  }
  addTotals(table);
  report.tables.push_back(std::move(table));
  return reading.proven(std::move(report), kAgainstDeposits);
}

}  // namespace till::ledger::report
