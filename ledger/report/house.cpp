// SPDX-License-Identifier: Apache-2.0
// Money in the house and who holds it. Of an open till only what it began with is told, beside the sums: what was taken
// from it since stands elsewhere already.
#include <algorithm>

#include "ledger/report/makers.h"
#include "ledger/report/reading.h"

namespace till::ledger::report {
namespace {

using namespace journal;

struct Fund {
  std::string custodian;
  Money amount;
  std::optional<std::int64_t> countedSeq, independentSeq;
  std::optional<store::WallTime> counted, independent;
  bool known = false;
};

struct Over {
  std::string from, giver, receiver;
  Money amount;
};

struct Bag {
  DepositMade made;
  std::string place, holder;
};

// Checks and money orders of a session, as counted, and who counted them.
struct Papers {
  TenderKind kind;
  std::string holder;
  Money counted;
};

// The funds by the events alone, told here anew.
class House {
 public:
  void take(const store::StoredEvent& event) {
    std::visit([&](const auto& fact) { add(event, fact); }, event.body);
  }

  [[nodiscard]] const std::map<std::string, Fund>& funds() const { return funds_; }
  [[nodiscard]] const std::map<std::pair<int, std::int64_t>, Over>& overs() const { return overs_; }
  [[nodiscard]] const std::map<std::int64_t, Bag>& bags() const { return bags_; }
  // Of each session in no bag yet.
  [[nodiscard]] const std::map<std::int64_t, std::vector<Papers>>& papers() const { return papers_; }

 private:
  template <class T>
  void add(const store::StoredEvent&, const T&) {}

  void add(const store::StoredEvent&, const FundAssigned& assigned) {
    Fund& fund = funds_[assigned.fund];
    fund.custodian = assigned.custodian;
    if (!fund.known) fund.amount = assigned.amount;
    fund.known = true;
  }
  void add(const store::StoredEvent&, const SessionOpened& opened) {
    tillOf_[opened.session] = opened;
    if (opened.till) set(tillFund(*opened.till), opened.custodian, opened.floatAmount);
  }
  void add(const store::StoredEvent& event, const SessionClosed& closed) {
    for (const auto& line : closed.lines) {
      const bool paper = line.kind == TenderKind::check || line.kind == TenderKind::moneyOrder;
      if (paper && !line.counted.isZero())
        papers_[closed.session].push_back({line.kind, event.context.actor, line.counted});
    }
    const auto session = tillOf_.find(closed.session);
    if (session == tillOf_.end() || !session->second.till) return;
    const bool said = !closed.floatLeft.isZero() || !closed.cashToDeposit.isZero();
    set(tillFund(*session->second.till), session->second.custodian,
        said ? closed.floatLeft : session->second.floatAmount);
    move(kDepositFund, closed.cashToDeposit);
    funds_[kDepositFund].custodian = event.context.actor;
  }
  void add(const store::StoredEvent& event, const CashMoved& moved) {
    const bool exchange = moved.kind == "change";
    if (!exchange && !moved.amount.isNegative()) move(moved.from, -moved.moved);
    if (!exchange && !moved.amount.isPositive()) move(moved.to, moved.moved);
    if (moved.kind == "hand_over") {
      overs_[{event.key.epoch, event.key.seq}] = {moved.from, event.context.actor, moved.receiver, moved.moved};
    }
  }
  void add(const store::StoredEvent& event, const HandOverAccepted& accepted) {
    overs_.erase({event.key.epoch, accepted.of});
    move(kTransitFund, -accepted.handedOver);
    if (accepted.amount.isZero()) move(accepted.to, accepted.counted);
  }
  void add(const store::StoredEvent& event, const FundCounted& counted) {
    const auto found = funds_.find(counted.fund);
    if (found == funds_.end()) return;
    found->second.amount = counted.counted;
    found->second.counted = event.at;
    found->second.countedSeq = event.key.seq;
    if (!counted.independent) return;
    found->second.independent = event.at;
    found->second.independentSeq = event.key.seq;
  }
  void add(const store::StoredEvent& event, const DepositMade& made) {
    move(kDepositFund, -made.cashTotal);
    for (const auto session : made.sessions) papers_.erase(session);
    bags_[made.deposit] = {made, "safe", event.context.actor};
  }
  void add(const store::StoredEvent&, const BagMoved& moved) {
    bags_[moved.deposit].place = moved.to;
    bags_[moved.deposit].holder = moved.takenBy;
  }
  void add(const store::StoredEvent&, const DepositConfirmed& confirmed) { bags_.erase(confirmed.deposit); }

  void set(const std::string& fund, const std::string& custodian, Money amount) {
    funds_[fund].custodian = custodian;
    funds_[fund].amount = amount;
    funds_[fund].known = true;
  }
  void move(const std::string& fund, Money amount) {
    if (fund.empty()) return;
    funds_[fund].amount += amount;
    funds_[fund].known = true;
  }

  std::map<std::string, Fund> funds_;
  std::map<std::pair<int, std::int64_t>, Over> overs_;
  std::map<std::int64_t, Bag> bags_;
  std::map<std::int64_t, std::vector<Papers>> papers_;
  std::map<std::int64_t, SessionOpened> tillOf_;
};

std::string difference(const House& house, const store::Reader& reader) {
  const auto rows = reader.books().funds();
  if (rows.size() != house.funds().size()) return "which funds there are";
  for (const auto& row : rows) {
    const auto found = house.funds().find(row.id);
    if (found == house.funds().end() || found->second.amount != row.amount ||
        found->second.custodian != row.custodian || found->second.countedSeq != row.counted ||
        found->second.independentSeq != row.independentlyCounted) {
      return "the fund " + row.id;
    }
  }
  const auto overs = reader.handOvers();
  if (overs.size() != house.overs().size()) return "the hand-overs";
  auto expected = house.overs().begin();
  for (const auto& row : overs) {
    const Over& over = (expected++)->second;
    if (row.amount != over.amount || row.receiver != over.receiver || row.giver != over.giver) return "the hand-overs";
  }
  std::size_t open = 0;
  for (const auto& row : reader.books().deposits()) {
    if (row.confirmed) continue;
    ++open;
    const auto bag = house.bags().find(row.number);
    if (bag == house.bags().end() || bag->second.made.total != row.total || bag->second.holder != row.holder) {
      return "the bags";
    }
  }
  return open == house.bags().size() ? "" : "the bags";
}

bool openTill(const std::string& fund, const std::vector<store::SessionRow>& sessions) {
  return std::any_of(sessions.begin(), sessions.end(), [&](const store::SessionRow& session) {
    return !session.closed && session.till && tillFund(*session.till) == fund;
  });
}

std::string fundTitle(const std::string& fund) {
  if (fund == kSafeFund) return "Safe";
  if (fund == kTransitFund) return "Between two people";
  if (fund == kDepositFund) return "Counted, not in a bag yet";
  return fund.starts_with("till.") ? "Till " + fund.substr(5) : fund;
}

Table fundsTable(const House& house, const std::vector<store::SessionRow>& sessions) {
  Table table{"funds",
              "Funds",
              {{"fund", "Fund"},
               {"custodian", "Held by", Type::person},
               {"amount", "Amount", Type::money},
               {"counted", "Last counted", Type::time},
               {"independent", "Counted by others", Type::time},
               {"state", "State"}},
              {}};
  for (const auto& [id, fund] : house.funds()) {
    const bool open = openTill(id, sessions);
    table.rows.push_back({fundTitle(id), personCell(fund.custodian), open ? Cell() : Cell(fund.amount),
                          fund.counted ? Cell(*fund.counted) : Cell(),
                          fund.independent ? Cell(*fund.independent) : Cell(),
                          open ? Cell("open: it began with " + toText(fund.amount)) : Cell()});
  }
  addTotals(table);
  return table;
}

Table papersTable(const House& house) {
  Table table{"papers",
              "Checks and money orders, counted and in no bag yet",
              {{"session", "Session"},
               {"kind", "Kind"},
               {"holder", "Counted by", Type::person},
               {"amount", "Amount", Type::money}},
              {}};
  for (const auto& [session, all] : house.papers()) {
    for (const auto& one : all)
      table.rows.push_back({std::to_string(session), kindTitle(one.kind), personCell(one.holder), one.counted});
  }
  addTotals(table);
  return table;
}

}  // namespace

Made makeHouse(const store::Reader& reader, const Asked& /*asked*/) {
  Reading reading(reader);
  House house;
  reading.kinds({"session_opened", "session_closed", "cash_moved", "hand_over_accepted", "fund_assigned",
                 "fund_counted", "deposit_made", "bag_moved", "deposit_confirmed"},
                [&](const store::StoredEvent& event) { house.take(event); });
  if (const auto where = difference(house, reader); !where.empty()) return unproven(where);
  Report report{"house", "Money in the house"};
  report.tables.push_back(fundsTable(house, reader.sessions()));
  Table overs{"in_transit",
              "Handed over, not counted by the other yet",
              {{"from", "From"},
               {"giver", "Given by", Type::person},
               {"receiver", "For", Type::person},
               {"amount", "Amount", Type::money}},
              {}};
  for (const auto& [at, over] : house.overs()) {
    overs.rows.push_back({fundTitle(over.from), personCell(over.giver), personCell(over.receiver), over.amount});
  }
  Table bags{"bags",
             "Bags that the bank has not confirmed",
             {{"bag", "Bag"},
              {"place", "Where"},
              {"holder", "Held by", Type::person},
              {"cash", "Cash", Type::money},
              {"total", "In the bag", Type::money}},
             {}};
  for (const auto& [number, bag] : house.bags()) {
    bags.rows.push_back({bag.made.bag, bag.place, personCell(bag.holder), bag.made.cashTotal, bag.made.total});
  }
  addTotals(bags);
  report.tables.push_back(papersTable(house));
  report.tables.push_back(std::move(overs));
  report.tables.push_back(std::move(bags));
  return reading.proven(std::move(report), "All movements of funds and bags, replayed, come to what is stored.");
}

}  // namespace till::ledger::report
