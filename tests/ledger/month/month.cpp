// SPDX-License-Identifier: Apache-2.0
#include "tests/ledger/month/month.h"

#include <array>
#include <random>
#include <stdexcept>
#include <vector>

#include "ledger/store/ledger.h"

namespace till::ledger::month {
namespace {

using namespace journal;
using store::Ledger;
using store::Posted;

struct Service {
  const char *id, *account;
};
constexpr std::array<Service, 4> kServices{{{"water", "601-0000-11510"},
                                            {"sewer", "602-0000-11510"},
                                            {"garbage", "603-0000-11510"},
                                            {"late", "601-0000-11590"}}};
constexpr std::array<const char*, 4> kTenderAccounts{"601-0000-10110", "601-0000-10120", "601-0000-10130",
                                                     "601-0000-10140"};
constexpr auto kCash = "601-0000-10110";
constexpr auto kSafe = "601-0000-10115";
constexpr auto kCredit = "601-0000-22010";
constexpr auto kOverShort = "601-0000-57010";
constexpr auto kDeposit = "601-0000-10200";
constexpr auto kTransit = "601-0000-10210";
constexpr auto kBank = "601-0000-10010";
constexpr std::array<const char*, 3> kClerks{"jortiz", "mchen", "asingh"};
constexpr std::int64_t kFloat = 30000;
constexpr std::int64_t kDayMillis = 86'400'000;
constexpr std::int64_t kFirstMorning = 1796140800000;  // 2026-12-01 16:00 UTC, morning in the west of America

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

SettingsInForce settings() {
  SettingsInForce in;
  const auto add = [&in](const char* code, const char* name, const char* type) {
    in.chart.push_back({code, name, type});
  };
  add(kCash, "Cash in tills", "asset");
  add(kSafe, "Cash in the safe", "asset");
  add(kTenderAccounts[1], "Checks received", "asset");
  add(kTenderAccounts[2], "Money orders received", "asset");
  add(kTenderAccounts[3], "Card slips in clearing", "asset");
  add(kDeposit, "Cash and checks to deposit", "asset");
  add(kTransit, "Deposits in transit", "asset");
  add(kBank, "Bank", "asset");
  for (const auto& service : kServices)
    add(service.account, (std::string("Receivable, ") + service.id).c_str(), "asset");
  add(kCredit, "Customer credits", "liability");
  add(kOverShort, "Cash over and short", "expense");
  return in;
}

class Month {
 public:
  Month(const std::filesystem::path& directory, const Plan& plan) : plan_(plan), random_(plan.seed) {
    auto surroundings = store::systemSurroundings();
    surroundings.wallClock = [this] { return store::WallTime{now_ += 1000}; };
    surroundings.ballastBytes = 1024 * 1024;
    surroundings.roomToOpenBytes = 0;
    auto opened = store::openLedger(directory, {"sample-city", 2, "USD"}, surroundings);
    if (!opened) throw std::runtime_error(opened.error().what);
    ledger_ = std::move(*opened);
  }

  void work() {
    post({"station", {}, {}, {}}, settings());
    post({"supervisor", {}, {}, {}}, FundAssigned{kSafeFund, "supervisor", cents(200000)});
    for (int day = 0; day < plan_.days; ++day) {
      now_ = kFirstMorning + day * kDayMillis;
      day_ = (day < 9 ? "2026-12-0" : "2026-12-") + std::to_string(day + 1);
      session(kClerks.at(static_cast<std::size_t>(day) % kClerks.size()));
      afterwards();
    }
  }

 private:
  std::int64_t any(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }
  bool oneIn(int n) { return any(1, n) == 1; }

  Posted post(const Context& context, const Body& body, const store::PostOptions& options = {}) {
    auto posted = ledger_->post(context, body, options);
    if (!posted) throw std::runtime_error(day_ + ": " + posted.error().what);
    return *posted;
  }
  [[nodiscard]] Context clerk() const { return {who_, {}, session_, {}}; }

  BillPaid bill() {
    BillPaid paid;
    paid.account = "00" + std::to_string(any(10000000, 99999999));
    for (const auto& service : kServices) {
      if (oneIn(2))
        paid.lines.push_back({service.id, oneIn(3) ? "past_due" : "current", cents(any(1, 9000)), service.account});
    }
    if (paid.lines.empty() || oneIn(10)) paid.credit = cents(any(1, 5000));
    for (const auto& line : paid.lines) paid.due += line.amount;
    paid.billAsOf = "2026-11-28";
    paid.entered = oneIn(4) ? "keyed" : "scan";
    return paid;
  }

  static void addLines(std::vector<EntryLine>& entry, const std::vector<BillPaid>& bills) {
    for (const auto& bill : bills) {
      for (const auto& line : bill.lines) entry.push_back({line.glAccount, -line.amount});
      if (!bill.credit.isZero()) entry.push_back({kCredit, -bill.credit});
    }
  }
  static void addLines(std::vector<EntryLine>& entry, const std::vector<TenderTaken>& tenders, int sign) {
    for (const auto& tender : tenders) {
      entry.push_back({kTenderAccounts.at(static_cast<std::size_t>(tender.kind)), tender.amount.times(sign)});
    }
  }
  static Money totalOf(const BillPaid& bill) {
    Money total = bill.credit;
    for (const auto& line : bill.lines) total += line.amount;
    return total;
  }

  std::vector<TenderTaken> tendersFor(Money total, Money& change) {
    std::vector<TenderTaken> tenders;
    Money left = total;
    if (left.minor() > 100 && oneIn(3)) {
      const auto kind = static_cast<TenderKind>(any(1, 3));
      const Money part = cents(any(1, left.minor()));
      tenders.push_back({kind, part, part, std::to_string(any(100, 9999)), kind == TenderKind::card ? "4242" : ""});
      left -= part;
    }
    if (!left.isPositive()) return tenders;
    change = oneIn(2) ? cents(any(0, 1999)) : Money();
    tenders.push_back({TenderKind::cash, left, left + change, "", ""});
    return tenders;
  }

  static std::vector<Applied> apply(const std::vector<TenderTaken>& tenders, const std::vector<BillPaid>& bills) {
    std::vector<Applied> applied;
    std::size_t tender = 0;
    Money left = tenders.front().amount;
    for (std::size_t i = 0; i < bills.size(); ++i) {
      for (Money open = totalOf(bills[i]); open.isPositive();) {
        if (left.isZero()) left = tenders.at(++tender).amount;
        const Money part = std::min(open, left);
        applied.push_back({static_cast<int>(tender), static_cast<int>(i), part});
        open -= part;
        left -= part;
      }
    }
    return applied;
  }

  void payment() {
    PaymentTaken paid;
    const auto sale = ledger_->takeSaleId();
    if (!sale) throw std::runtime_error(sale.error().what);
    paid.sale = *sale;
    paid.businessDate = paid.glDate = day_;
    for (auto n = any(1, 3); n > 0; --n) paid.bills.push_back(bill());
    for (const auto& one : paid.bills) paid.total += totalOf(one);
    paid.tenders = tendersFor(paid.total, paid.change);
    paid.applied = apply(paid.tenders, paid.bills);
    addLines(paid.entry, paid.tenders, 1);
    addLines(paid.entry, paid.bills);
    const Posted posted = post(clerk(), paid, {{{"name.0", "Maria Delgado; assets:cash  1.00"}}, ""});
    put(paid.tenders, posted.seq());
    now_ += any(60, 1500) * 1000;
    post({who_, {}, session_, posted.seq()}, PrintFinished{posted.seq(), "receipt", PrintOutcome::confirmed, false});
    if (oneIn(12)) return undo(paid, posted);
    if (oneIn(15)) return payOtherwise(paid, posted);
    if (oneIn(20)) checks_.emplace_back(paid, posted);
  }

  void undo(const PaymentTaken& paid, const Posted& posted) {
    PaymentReversed reversal;
    reversal.reverses = posted.seq();
    reversal.reversedReceipt = posted.receipt()->number;
    reversal.reversesEpoch = posted.key().epoch;
    reversal.how = "void";
    reversal.reason = "Wrong amount";
    reversal.receiptReturned = "yes";
    reversal.businessDate = reversal.glDate = day_;
    reversal.bills = negated(paid.bills);
    reversal.tenders = paid.tenders;
    addLines(reversal.entry, paid.tenders, -1);
    addLines(reversal.entry, reversal.bills);
    Context context = clerk();
    context.approval = Approval{"supervisor", "pin", "Wrong amount"};
    if (oneIn(4)) context.approval = Approval{"", kPending, "Nobody was there"};
    const Posted undone = post(context, reversal);
    take(posted.seq());
    if (context.approval->approver.empty()) pending_.push_back(undone);
  }

  static std::vector<BillPaid> negated(std::vector<BillPaid> bills) {
    for (auto& bill : bills) {
      for (auto& line : bill.lines) line.amount = -line.amount;
      bill.credit = -bill.credit;
    }
    return bills;
  }

  void payOtherwise(const PaymentTaken& paid, const Posted& posted) {
    PaymentRetendered change;
    change.of = change.payment = posted.seq();
    change.receipt = toText(*posted.receipt());
    change.reason = "Cash was a check";
    change.businessDate = change.glDate = day_;
    change.out = paid.tenders;
    change.in = {{TenderKind::check, paid.total, paid.total, "1044", ""}};
    change.applied = apply(change.in, paid.bills);
    addLines(change.entry, change.out, -1);
    addLines(change.entry, change.in, 1);
    post(clerk(), change);
    take(posted.seq());
    put(change.in, posted.seq());
  }

  // What lies in the till, by the payment that it is of.
  struct Lying {
    std::int64_t payment = 0;
    TenderTaken tender;
  };
  void put(const std::vector<TenderTaken>& tenders, std::int64_t payment) {
    for (const auto& tender : tenders) lying_.push_back({payment, tender});
  }
  void take(std::int64_t payment) {
    std::erase_if(lying_, [payment](const Lying& lying) { return lying.payment == payment; });
  }
  [[nodiscard]] std::vector<Money> amountsOf(TenderKind kind) const {
    std::vector<Money> amounts;
    for (const auto& lying : lying_) {
      if (lying.tender.kind == kind) amounts.push_back(lying.tender.amount);
    }
    return amounts;
  }

  void noSale() {
    const Posted posted = post(clerk(), DrawerOpened{"no_sale", "kick", "Change for a customer", 0});
    post({who_, {}, session_, posted.seq()}, DrawerOpened{"no_sale", "kick", "", any(1000, 90000)});
  }

  void drop() {
    CashMoved moved;
    moved.kind = "drop";
    moved.from = tillFund(3);
    moved.to = kSafeFund;
    moved.moved = cents(any(1000, 5000));
    moved.amount = -moved.moved;
    dropped_ += moved.moved;
    moved.reference = "E-" + std::to_string(any(1, 99));
    moved.businessDate = day_;
    moved.entry = {{kSafe, moved.moved}, {kCash, -moved.moved}};
    post(clerk(), moved);
  }

  void session(const std::string& who) {
    who_ = who;
    SessionOpened opened;
    opened.custodian = who;
    opened.till = 3;
    opened.businessDate = opened.glDate = day_;
    opened.floatExpected = opened.floatAmount = cents(kFloat);
    opened.floatCounted = {{100, "note", kFloat / 100, cents(kFloat)}};
    session_ = post({who, {}, {}, {}}, opened).session();
    for (int i = 0; i < plan_.payments; ++i) {
      payment();
      if (oneIn(25)) drop();
      if (oneIn(30)) noSale();
    }
    close();
  }

  // Mostly what lies there, now and then a little more or less.
  void close() {
    CountSealed sealed;
    sealed.session = *session_;
    const auto cash = amountsOf(TenderKind::cash);
    const Money lying = cents(kFloat) + money::sum(cash) - dropped_;
    const Money found = std::max(cents(kFloat), lying + (oneIn(3) ? cents(any(-2000, 2000)) : Money()));
    sealed.cash = {{1, "coin", found.minor(), found}};
    sealed.cashCounted = found;
    sealed.checks = amountsOf(TenderKind::check);
    sealed.moneyOrders = amountsOf(TenderKind::moneyOrder);
    sealed.cards = amountsOf(TenderKind::card);
    post(clerk(), sealed);
    SessionClosed closed;
    closed.session = *session_;
    closed.lines = ledger_->figures(*session_)->lines;
    closed.floatAmount = closed.floatLeft = cents(kFloat);
    closed.reason = "Not found";
    for (const auto& line : closed.lines) {
      const auto* account = kTenderAccounts.at(static_cast<std::size_t>(line.kind));
      const Money kept = line.kind == TenderKind::cash ? closed.floatAmount : Money();
      // The float never was in the account of the till's cash: what is counted beyond it goes to the bank.
      const bool card = line.kind == TenderKind::card;  // settled by the terminal's batch, not by a bag
      closed.entry.push_back({account, card ? line.overShort : kept - line.expected});
      if (!card) closed.entry.push_back({kDeposit, line.counted - kept});
      closed.entry.push_back({kOverShort, -line.overShort});
    }
    closed.cashToDeposit = found - closed.floatLeft;
    post(clerk(), closed);
    toBank(closed);
  }

  void toBank(const SessionClosed& closed) {
    DepositMade made;
    made.bag = "B-" + std::to_string(*session_);
    made.businessDate = day_;
    made.sessions = {*session_};
    dropsToDeposit();
    made.cashTotal = made.total = closed.cashToDeposit + dropped_;
    made.cash = {{1, "coin", made.cashTotal.minor(), made.cashTotal}};
    for (const auto& [payment, tender] : lying_) {
      if (tender.kind == TenderKind::cash || tender.kind == TenderKind::card) continue;
      made.checks.push_back({payment, tender.reference, tender.amount});
      made.total += tender.amount;
    }
    lying_.clear();
    dropped_ = Money();
    made.witness = "supervisor";
    made.entry = {{kTransit, made.total}, {kDeposit, -made.total}};
    post({who_, {}, {}, {}}, made);
    ++deposits_;
    post({"supervisor", {}, {}, {}},
         BagMoved{deposits_, made.bag, "safe", "courier", "supervisor", "Armored Co", "S-9"});
    if (!oneIn(5)) confirm(made);
  }

  // What was dropped is deposited with the rest.
  void dropsToDeposit() {
    if (dropped_.isZero()) return;
    CashMoved moved;
    moved.kind = "pick_up";
    moved.from = kSafeFund;
    moved.to = kDepositFund;
    moved.moved = dropped_;
    moved.businessDate = day_;
    moved.entry = {{kDeposit, dropped_}, {kSafe, -dropped_}};
    post({"supervisor", {}, {}, {}}, moved);
  }

  void confirm(const DepositMade& made) {
    DepositConfirmed confirmed;
    confirmed.deposit = deposits_;
    confirmed.expected = made.total;
    confirmed.bank = oneIn(6) ? made.total - cents(100) : made.total;
    confirmed.difference = confirmed.bank - confirmed.expected;
    confirmed.bankDate = confirmed.businessDate = day_;
    confirmed.reference = "BK-" + std::to_string(deposits_);
    confirmed.entry = {{kBank, confirmed.bank}, {kOverShort, -confirmed.difference}, {kTransit, -made.total}};
    post({"supervisor", {}, {}, {}}, confirmed);
  }

  void countSafe() {
    FundCounted counted;
    counted.fund = kSafeFund;
    for (const auto& fund : ledger_->funds()) {
      if (fund.id == kSafeFund) counted.expected = fund.amount;
    }
    counted.counted = counted.expected;
    counted.witness = "rhall";
    counted.independent = oneIn(2);
    counted.businessDate = day_;
    post({"supervisor", {}, {}, {}}, counted);
  }

  // Beside any session, in the office.
  void afterwards() {
    if (oneIn(7)) countSafe();
    for (; !pending_.empty() && oneIn(2); pending_.pop_back()) {
      post({"supervisor", {}, {}, {}}, ActReviewed{1, pending_.back().seq(), "approved", "Seen"});
    }
    if (checks_.empty() || !oneIn(3)) return;
    const auto [paid, posted] = checks_.back();
    checks_.pop_back();
    PaymentMoved moved;
    moved.payment = posted.seq();
    moved.receipt = toText(*posted.receipt());
    moved.reason = "Wrong account";
    moved.businessDate = moved.glDate = day_;
    moved.bills = negated({paid.bills.front()});
    BillPaid right;
    right.account = "0099999999";
    right.credit = totalOf(paid.bills.front());
    moved.bills.push_back(right);
    addLines(moved.entry, moved.bills);
    post({"supervisor", {}, {}, {}}, moved);
  }

  Plan plan_;
  std::mt19937_64 random_;
  std::int64_t now_ = kFirstMorning;
  std::unique_ptr<Ledger> ledger_;
  std::string day_ = "2026-12-01", who_;
  std::optional<std::int64_t> session_;
  std::vector<std::pair<PaymentTaken, Posted>> checks_;
  std::vector<Lying> lying_;
  Money dropped_;
  std::vector<Posted> pending_;
  std::int64_t deposits_ = 0;
};

}  // namespace

void work(const std::filesystem::path& directory, const Plan& plan) { Month(directory, plan).work(); }

}  // namespace till::ledger::month
