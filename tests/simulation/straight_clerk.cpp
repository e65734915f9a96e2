// SPDX-License-Identifier: Apache-2.0
// Posts straight to the ledger, as the station's runner would: a draft, a payment that settles it, voids, corrections,
// drops, counts, two tills that change places, money handed over, and a bag for the bank.
#include <array>

#include "tests/simulation/worker.h"

namespace till::simulation {
namespace {

using namespace ledger::journal;
using ledger::money::Money;
using ledger::store::Ledger;
using ledger::store::Posted;
using ledger::store::PostErrorCode;

constexpr std::array<const char*, 4> kTenderAccounts{"cash", "check", "money_order", "card"};
constexpr auto kDay = "2026-12-15";

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

struct Sold {
  PaymentTaken paid;
  Posted posted;
};

class Straight final : public Worker {
 public:
  explicit Straight(const Workplace& place) : place_(place) {}

  bool start() override {
    auto surroundings = place_.surroundings;
    surroundings.wallClock = [this] { return ledger::store::WallTime{now_ += 1000}; };
    auto opened = ledger::store::openLedger(place_.folder, {"sample-city", 2, "USD"}, surroundings);
    if (!opened) {
      why_ = opened.error().what;
      return false;
    }
    ledger_ = std::move(*opened);
    stopped_ = ledger_->readOnly();
    why_ = ledger_->readOnlyReason();
    sold_.clear();
    settings();
    return true;
  }
  void end() override { ledger_.reset(); }
  [[nodiscard]] bool stopped() const override { return stopped_; }
  [[nodiscard]] std::string why() const override { return why_; }

  void act() override {
    if (place_.swarm.clockJumps && any(20) == 0) now_ += (static_cast<std::int64_t>(any(200)) - 100) * 86'400'000;
    const auto session = ledger_->openSession();
    if (!session) return open();
    if (session->sealed) return close(*session);
    const auto what = any(100);
    if (what < 60) return pay(*session);
    if (what < 68) return undo(*session);
    if (what < 73) return retender(*session);
    if (what < 79) return drop(*session);
    if (what < 82) return exchange(*session);
    if (what < 85) return handOver(*session);
    if (what < 88) post({"jortiz", {}, session->id, {}}, DrawerOpened{"no_sale", "kick", "Change", 0});
    if (what < 94) return idle();
    if (what < 97) return seal(*session);
    bank();
  }

 private:
  std::uint64_t any(std::uint64_t n) { return below(place_.random, n); }

  std::optional<Posted> post(const Context& context, const Body& body, const ledger::store::PostOptions& options = {}) {
    auto posted = ledger_->post(context, body, options);
    if (posted) {
      place_.books.posted(body, *posted);
      return *posted;
    }
    heard(posted.error());
    return std::nullopt;
  }
  void heard(const ledger::store::PostError& error) {
    why_ = error.what;
    if (error.code == PostErrorCode::stopped || error.code == PostErrorCode::readOnly) stopped_ = true;
  }
  [[nodiscard]] static Context by(const ledger::store::SessionRow& session) {
    return {session.custodian, {}, session.id, {}};
  }

  void settings() {
    if (ledger_->lastOfKind("settings")) return;
    SettingsInForce in;
    for (const char* code : {"cash", "check", "money_order", "card", "water", "sewer", "credit", "safe", "deposit",
                             "over_short", "transit", "bank"}) {
      in.chart.push_back({code, code, "asset"});
    }
    post({"station", {}, {}, {}}, in);
  }

  // In the drawer of the window; a till that was set aside is put back now and then instead.
  void open() {
    const auto aside = ledger_->openSessions();
    if (!aside.empty() && any(2) == 0) {
      post({aside.front().custodian, {}, aside.front().id, {}}, TillPlaced{aside.front().id, "1"});
      return;
    }
    SessionOpened opened;
    opened.custodian = aside.empty() || aside.front().custodian == "mchen" ? "jortiz" : "mchen";
    opened.till = opened.custodian == "jortiz" ? 3 : 4;
    opened.drawer = "1";
    opened.businessDate = opened.glDate = kDay;
    opened.floatExpected = opened.floatAmount = cents(30000);
    opened.floatCounted = {{100, "note", 300, cents(30000)}};
    post({opened.custodian, {}, {}, {}}, opened);
  }

  PaymentTaken sale(std::int64_t id) {
    PaymentTaken paid;
    paid.sale = id;
    paid.businessDate = paid.glDate = kDay;
    for (auto bills = 1 + any(2); bills > 0; --bills) {
      BillPaid bill;
      bill.account = "00" + std::to_string(10000000 + any(90000000));
      bill.lines = {{"water", "current", cents(static_cast<std::int64_t>(1 + any(9000))), "water"},
                    {"sewer", "current", cents(static_cast<std::int64_t>(1 + any(9000))), "sewer"}};
      for (const auto& line : bill.lines) {
        bill.due += line.amount;
        paid.entry.push_back({line.glAccount, -line.amount});
      }
      if (any(5) == 0) bill.credit = cents(500);
      if (!bill.credit.isZero()) paid.entry.push_back({"credit", -bill.credit});
      paid.total += bill.due + bill.credit;
      bill.billAsOf = "2026-11-28";
      bill.entered = "scan";
      paid.bills.push_back(std::move(bill));
    }
    tender(paid);
    return paid;
  }

  void tender(PaymentTaken& paid) {
    Money left = paid.total;
    if (any(3) == 0) {
      const auto kind = static_cast<TenderKind>(1 + any(3));
      const Money part = cents(1 + static_cast<std::int64_t>(any(static_cast<std::uint64_t>(left.minor()))));
      paid.tenders.push_back({kind, part, part, "1042", kind == TenderKind::card ? "4242" : ""});
      left -= part;
    }
    if (left.isPositive()) {
      paid.change = any(2) == 0 ? cents(static_cast<std::int64_t>(any(2000))) : Money();
      paid.tenders.push_back({TenderKind::cash, left, left + paid.change, "", ""});
    }
    for (const auto& tender : paid.tenders) {
      paid.entry.push_back({kTenderAccounts.at(static_cast<std::size_t>(tender.kind)), tender.amount});
    }
  }

  void pay(const ledger::store::SessionRow& session) {
    const auto id = ledger_->takeSaleId();
    if (!id) return heard(id.error());
    auto paid = sale(*id);
    if (any(2) == 0) {
      if (auto saved = ledger_->saveDraft({"note", std::string(200 + any(3000), 'x')}); !saved) heard(saved.error());
    }
    const auto posted = post(by(session), paid, {{{"name.0", "Maria Delgado"}}, "note"});
    if (!posted) return;
    if (any(20) == 0) post(by(session), paid);  // once more: the same answer
    if (any(2) == 0)
      post({session.custodian, {}, session.id, posted->seq()},
           PrintFinished{posted->seq(), "receipt", PrintOutcome::confirmed, false});
    sold_.push_back({std::move(paid), *posted});
  }

  void undo(const ledger::store::SessionRow& session) {
    if (sold_.empty()) return;
    const Sold& sold = sold_.at(any(sold_.size()));
    if (sold.posted.session() != session.id) return;
    PaymentReversed reversal;
    reversal.reverses = sold.posted.seq();
    reversal.reversedReceipt = sold.posted.receipt()->number;
    reversal.how = "void";
    reversal.reason = "Wrong amount";
    reversal.businessDate = reversal.glDate = kDay;
    reversal.bills = sold.paid.bills;
    for (auto& bill : reversal.bills) {
      for (auto& line : bill.lines) line.amount = -line.amount;
      bill.credit = -bill.credit;
    }
    reversal.tenders = sold.paid.tenders;
    for (const auto& line : sold.paid.entry) reversal.entry.push_back({line.account, -line.amount});
    Context context = by(session);
    context.approval = Approval{"slane", "pin", "Wrong amount"};
    post(context, reversal);
  }

  void retender(const ledger::store::SessionRow& session) {
    if (sold_.empty()) return;
    const Sold& sold = sold_.back();
    if (sold.posted.session() != session.id || ledger_->lastRetender(sold.posted.seq())) return;
    PaymentRetendered change;
    change.of = change.payment = sold.posted.seq();
    change.receipt = toText(*sold.posted.receipt());
    change.businessDate = change.glDate = kDay;
    change.out = sold.paid.tenders;
    change.in = {{TenderKind::check, sold.paid.total, sold.paid.total, "1044", ""}};
    for (const auto& tender : change.out) {
      change.entry.push_back({kTenderAccounts.at(static_cast<std::size_t>(tender.kind)), -tender.amount});
    }
    change.entry.push_back({"check", sold.paid.total});
    post(by(session), change);
  }

  CashMoved moved(const ledger::store::SessionRow& session, const char* kind, const char* to, Money amount) {
    CashMoved moved;
    moved.kind = kind;
    moved.from = tillFund(session.till.value_or(0));
    moved.to = to;
    moved.moved = amount;
    moved.amount = -amount;
    moved.businessDate = kDay;
    moved.entry = {{to, amount}, {"cash", -amount}};
    return moved;
  }
  void drop(const ledger::store::SessionRow& session) {
    post(by(session), moved(session, "drop", kSafeFund, cents(static_cast<std::int64_t>(100 + any(5000)))));
  }

  // Lunch relief: this till out of the drawer; the next act opens another, or puts one back.
  void exchange(const ledger::store::SessionRow& session) { post(by(session), TillPlaced{session.id, ""}); }

  void handOver(const ledger::store::SessionRow& session) {
    const auto waiting = ledger_->handOvers();
    if (waiting.empty()) {
      auto over = moved(session, "hand_over", kTransitFund, cents(2000));
      over.receiver = "slane";
      post(by(session), over);
      return;
    }
    HandOverAccepted accepted;
    accepted.of = waiting.front().seq;
    accepted.to = kSafeFund;
    accepted.handedOver = accepted.counted = waiting.front().amount;
    accepted.businessDate = kDay;
    accepted.entry = {{"safe", accepted.counted}, {"transit", -accepted.counted}};
    post({"slane", {}, {}, {}}, accepted);
  }

  void idle() {
    if (auto done = ledger_->idle(); !done) heard(done.error());
  }

  void seal(const ledger::store::SessionRow& session) {
    CountSealed sealed;
    sealed.session = session.id;
    const Money counted = cents(static_cast<std::int64_t>(any(90000)));
    sealed.cash = {{1, "coin", counted.minor(), counted}};
    sealed.cashCounted = counted;
    post(by(session), sealed, {{}, "count"});
  }

  void close(const ledger::store::SessionRow& session) {
    const auto figures = ledger_->figures(session.id);
    if (!figures) return;
    SessionClosed closed;
    closed.session = session.id;
    closed.lines = figures->lines;
    closed.floatAmount = closed.floatLeft = cents(30000);
    for (const auto& line : closed.lines) {
      closed.entry.push_back({kTenderAccounts.at(static_cast<std::size_t>(line.kind)), -line.expected});
      closed.entry.push_back({"deposit", line.counted});
      closed.entry.push_back({"over_short", -line.overShort});
      if (line.kind == TenderKind::cash) closed.cashToDeposit = line.counted - closed.floatLeft;
    }
    closed.reason = "Not found";
    post(by(session), closed);
  }

  void bank() {
    const auto closed = ledger_->undepositedSessions();
    if (closed.empty()) return;
    DepositMade made;
    made.bag = "B-1";
    made.businessDate = kDay;
    for (const auto& session : closed) made.sessions.push_back(session.id);
    made.cashTotal = made.total = cents(1000);
    made.entry = {{"bank", made.total}, {"deposit", -made.total}};
    post({"slane", {}, {}, {}}, made);
  }

  Workplace place_;
  std::unique_ptr<Ledger> ledger_;
  std::int64_t now_ = 1'797'350'400'000;
  std::vector<Sold> sold_;
  bool stopped_ = false;
  std::string why_;
};

}  // namespace

std::unique_ptr<Worker> straightToTheLedger(const Workplace& place) { return std::make_unique<Straight>(place); }

}  // namespace till::simulation
