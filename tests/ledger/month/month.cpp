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
constexpr auto kBank = "601-0000-10010";
constexpr std::array<const char*, 3> kClerks{"jortiz", "mchen", "asingh"};
constexpr std::int64_t kFloat = 30000;
constexpr std::int64_t kDayMillis = 86'400'000;
constexpr std::int64_t kFirstMorning = 1796112000000;  // 2026-12-01 08:00 UTC

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
  add(kDeposit, "Deposits in transit", "asset");
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
    post(context, reversal);
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
  }

  void drop() {
    CashMoved moved;
    moved.kind = "drop";
    moved.from = tillFund(3);
    moved.to = kSafeFund;
    moved.moved = cents(any(1000, 5000));
    moved.amount = -moved.moved;
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
    session_ = *post({who, {}, {}, {}}, opened).session();
    for (int i = 0; i < plan_.payments; ++i) {
      payment();
      if (oneIn(25)) drop();
      if (oneIn(30)) post(clerk(), DrawerOpened{"no_sale", "kick", "Change for a customer", 0});
    }
    close();
  }

  // What should be there is not to be had before the seal, so it is counted as found after a look at the seal's
  // figures: the count itself is any number, and the difference is what the day comes to.
  void close() {
    CountSealed sealed;
    sealed.session = *session_;
    const Money found = cents(any(kFloat, kFloat + 200000));
    sealed.cash = {{1, "coin", found.minor(), found}};
    sealed.cashCounted = found;
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
      closed.entry.push_back({account, kept - line.expected});
      closed.entry.push_back({kDeposit, line.counted - kept});
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
    made.cashTotal = made.total = closed.cashToDeposit;
    made.cash = {{1, "coin", made.total.minor(), made.total}};
    made.witness = "supervisor";
    made.entry = {{kBank, made.total}, {kDeposit, -made.total}};
    post({who_, {}, {}, {}}, made);
  }

  // Beside any session, in the office.
  void afterwards() {
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
};

}  // namespace

void work(const std::filesystem::path& directory, const Plan& plan) { Month(directory, plan).work(); }

}  // namespace till::ledger::month
