// SPDX-License-Identifier: Apache-2.0
// Blind: of an open session nobody is told a sum over more than one payment, nor a list with the amounts of more than
// one. Whoever stands at the counter presses whatever keys there are, on every page, and everything that is drawn or
// printed is read; then the public calls of the ledger and the reports are asked.
#include <map>
#include <random>
#include <set>

#include "counter_desk.h"
#include "pos/report/reports.h"
#include "pos/station/documents.h"

namespace till::pos::station {

namespace {

using ledger::journal::PaymentRetendered;
using ledger::journal::PaymentReversed;
using ledger::journal::PaymentTaken;
using ledger::journal::TenderKind;

void add(std::string& all, std::initializer_list<std::string> texts) {
  for (const auto& text : texts) all += text + "\n";
}

// Every text of a view.
std::string allOf(const StationView& view) {
  std::string all;
  add(all, {view.title, view.entry.label, view.entry.text, view.hints, view.stillToPayLabel, view.stillToPay});
  add(all, {view.header.till, view.header.person});
  for (const auto& notice : view.notices) add(all, {notice.what, notice.text});
  for (const auto& choice : view.choices) add(all, {choice.text, choice.detail});
  for (const auto& total : view.totals) add(all, {total.label, total.amount});
  for (const auto& quick : view.quickCash) add(all, {quick.amount, quick.caption});
  for (const auto& aside : view.parked) add(all, {aside});
  for (const auto& bill : view.bills) {
    add(all, {bill.name, bill.paying, bill.notice ? bill.notice->what + bill.notice->text : ""});
    for (const auto& line : bill.lines) add(all, {line.pastDue, line.current, line.amount});
  }
  if (view.change) add(all, {view.change->change, view.change->paid, view.change->tenders, view.change->breakdown});
  if (view.resume)
    for (const auto& fact : view.resume->facts) add(all, {fact.what, fact.text});
  if (view.count) {
    add(all, {view.count->title, view.count->hint, view.count->counted, view.count->notesTotal, view.count->coinTotal});
    for (const auto& tape : view.count->tapes) add(all, {tape.title, tape.summary});
  }
  if (view.closing) {
    for (const auto& row : view.closing->rows) add(all, {row.label, row.expected, row.counted, row.overShort});
    for (const auto& note : view.closing->notes) add(all, {note.what, note.text});
  }
  return all;
}

// What must not be told, kept up to date with what is posted.
class Secrets {
 public:
  void learn(const ledger::store::Ledger& ledger) {
    while (const auto event = ledger.event(next_)) {
      ++next_;
      if (const auto* fact = std::get_if<PaymentTaken>(&event->body)) take(*fact);
      if (const auto* fact = std::get_if<PaymentReversed>(&event->body)) count(fact->tenders, -1);
      if (const auto* fact = std::get_if<PaymentRetendered>(&event->body)) {
        count(fact->out, -1);
        count(fact->in, 1);
      }
    }
  }
  // The first secret that the text tells; empty: none.
  [[nodiscard]] std::string toldIn(const std::string& text) const {
    for (const Money sum : sums())
      if (tells(text, sum) && !singles_.contains(sum)) return "a sum: " + toText(sum);
    int told = 0;
    for (const Money amount : singles_) told += tells(text, amount) ? 1 : 0;
    return told > 1 ? "the amounts of several payments" : "";
  }
  [[nodiscard]] std::vector<Money> sums() const {
    std::vector<Money> all;
    if (payments_ < 2) return all;
    Money every;
    for (const auto& [kind, sum] : byKind_) {
      every += sum;
      if (sum.isPositive()) all.push_back(sum);
    }
    all.push_back(every);
    all.push_back(byKind_.at(TenderKind::cash) + Money::fromMinor(30000));  // expected
    return all;
  }

 private:
  static bool tells(const std::string& text, Money amount) {
    return shows(text, toText(amount)) || shows(text, ":" + std::to_string(amount.minor()));  // JSON has cents
  }
  static bool shows(const std::string& text, const std::string& shown) {
    for (auto at = text.find(shown); at != std::string::npos; at = text.find(shown, at + 1)) {
      const bool longer =
          at > 0 && (std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0 || text[at - 1] == ',');
      const auto end = at + shown.size();
      const bool goesOn =
          shown.front() == ':' && end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0;
      if (!longer && !goesOn) return true;
    }
    return false;
  }
  void take(const PaymentTaken& fact) {
    ++payments_;
    singles_.insert(fact.total);
    count(fact.tenders, 1);
  }
  void count(const std::vector<ledger::journal::TenderTaken>& tenders, std::int64_t sign) {
    for (const auto& tender : tenders) byKind_[tender.kind] += tender.amount.times(sign);
  }

  std::int64_t next_ = 1;
  int payments_ = 0;
  std::set<Money> singles_;
  std::map<TenderKind, Money> byKind_{{TenderKind::cash, Money()}};
};

// Amounts that no bill, denomination or count comes to by itself.
constexpr std::int64_t kOddAmounts[] = {1319, 2741, 3907, 4673};
constexpr auto kStubs = std::to_array({kDelgado, kAcme, kSmith, kNothingDue});

void payOddly(Desk& desk) {
  const std::string ways[] = {"*", "/ 1042 Enter *", "F4 2099 Enter *", "F3 052117 Enter 4242 Enter *"};
  for (std::size_t i = 0; i < std::size(kOddAmounts); ++i) {
    for (const bool cash : {true, false}) {
      desk.scan(kStubs.at(i % 3));
      if (desk.state().counter.asking != Asking::nothing) desk.type("Enter");  // same customer
      desk.type(std::to_string(kOddAmounts[i] + (cash ? 10'000 : 0)) + " + " + (cash ? ways[0] : ways[i]));
      desk.drawerSaysShut();
    }
  }
}

constexpr auto kHands = std::to_array<std::string_view>({"1",     "2",   "3",   "4",  "5",   "6",   "7",      "Enter",
                                                         "Enter", "Esc", "Esc", "+",  "-",   "/",   "F5",     "F6",
                                                         "F7",    "F7",  "F8",  "F9", "F11", "F12", "314159", "scan"});

// Seals nothing: the cash key is not among the hands, nor does anybody close.
void pressAround(Desk& desk, Secrets& secrets, std::uint32_t seed, int steps, std::size_t pages) {
  std::mt19937 dice(seed);
  std::set<Page> seen;
  for (int step = 0; step < steps; ++step) {
    const auto hand = kHands[dice() % kHands.size()];
    if (hand == "scan") {
      desk.scan(kStubs[dice() % kStubs.size()]);
    } else {
      desk.type(std::string(hand));
    }
    secrets.learn(desk.ledger());
    seen.insert(desk.view().page);
    ASSERT_EQ(secrets.toldIn(allOf(desk.view())), "") << "seed " << seed << ", step " << step << "\n"
                                                      << allOf(desk.view());
    ASSERT_EQ(secrets.toldIn(desk.lastPaper), "") << desk.lastPaper;
    if (step % 25 == 0) desk.type("Esc Esc Esc Esc");
  }
  EXPECT_GE(seen.size(), pages) << "it went nowhere";
}

}  // namespace

TEST(Blind, whatIsReadWouldNoticeAFigure) {
  Desk desk;
  desk.openTill();
  payOddly(desk);
  Secrets secrets;
  secrets.learn(desk.ledger());
  ASSERT_GE(secrets.sums().size(), 4U);
  EXPECT_NE(secrets.toldIn("Expected " + toText(secrets.sums()[0]) + " in cash"), "");
  EXPECT_NE(secrets.toldIn("113.19\n127.41"), "");
  EXPECT_NE(secrets.toldIn(R"({"expected":)" + std::to_string(secrets.sums()[0].minor()) + "}"), "") << "in cents";
  EXPECT_EQ(secrets.toldIn(R"({"expected":)" + std::to_string(secrets.sums()[0].minor()) + "0}"), "")
      << "another number";
  EXPECT_EQ(secrets.toldIn("113.19"), "") << "one payment is no secret of its customer's";
  desk.type("F8 Enter 3 Enter * * * *");
  ASSERT_EQ(desk.view().page, Page::closing) << desk.said();
  EXPECT_NE(secrets.toldIn(allOf(desk.view())), "") << "after the seal all is told";
}

struct Role {
  std::string name, number;
  std::size_t pages;  // that they come to at the least: who has no till here is kept from most
};

TEST(Blind, noPageMenuPrintOrReadTellsWhoeverStandsThere) {
  const std::vector<Role> roles{{"the custodian", "", 4}, {"a supervisor", "2", 2}, {"another clerk", "3", 1}};
  for (const auto& role : roles) {
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
      SCOPED_TRACE(role.name);
      Desk desk;
      desk.openTill();
      payOddly(desk);
      Secrets secrets;
      secrets.learn(desk.ledger());
      ASSERT_GE(desk.count("payment"), 8U) << desk.said();
      if (!role.number.empty()) desk.type("F12 / " + role.number), desk.type("314159 Enter");
      pressAround(desk, secrets, seed, 250, role.pages);
      if (HasFatalFailure()) return;
      EXPECT_EQ(desk.count("count_sealed"), 0U);
      desk.restart();
      desk.signIn(role.number.empty() ? "1" : role.number);
      EXPECT_EQ(secrets.toldIn(allOf(desk.view())), "") << allOf(desk.view());
    }
  }
}

TEST(Blind, aFirstCountBeyondTheLimitTellsNothing) {
  for (const auto* who : {"", "2"}) {
    Desk desk;
    desk.openTill();
    payOddly(desk);
    Secrets secrets;
    secrets.learn(desk.ledger());
    if (*who != '\0') {
      desk.type(std::string("F12 / ") + who);
      desk.type("314159 Enter 1 3 314159 Enter");  // closes it with a witness
    } else {
      desk.type("F8 Enter");
    }
    ASSERT_EQ(desk.view().page, Page::countDown) << desk.said();
    desk.type("3 Enter / 100 Enter * *");
    ASSERT_EQ(desk.count("count_kept"), 1U);
    EXPECT_EQ(secrets.toldIn(allOf(desk.view())), "") << allOf(desk.view());
    EXPECT_FALSE(desk.ledger().figures(1).has_value());
  }
}

TEST(Blind, noPublicCallOfTheLedgerNorAReportTellsIt) {
  Desk desk;
  desk.openTill();
  payOddly(desk);
  Secrets secrets;
  secrets.learn(desk.ledger());
  const auto& ledger = desk.ledger();
  EXPECT_FALSE(ledger.figures(1).has_value());
  EXPECT_FALSE(ledger.firstCountWithin(1, {}).has_value());
  ledger.eachEventOfSealed(1, [](const auto&) { ADD_FAILURE() << "the session is not sealed"; });
  for (const auto& fund : ledger.funds()) {
    const auto sums = secrets.sums();
    EXPECT_EQ(std::ranges::count(sums, fund.amount), 0) << fund.id;
  }
  EXPECT_TRUE(ledger.undepositedSessions().empty());
  const auto reader = ledger::store::openReader(desk.directory());
  ASSERT_TRUE(reader.has_value());
  EXPECT_FALSE((*reader)->figures(1).has_value());
  for (const auto& kind : report::kinds()) {
    for (const std::string person : {"jortiz", "mchen"}) {
      const auto made = report::make(kind, **reader, {.days = {}, .number = {}, .person = person}, {});
      if (!made) continue;  // refused while the session is open
      EXPECT_EQ(secrets.toldIn(toText(*made) + toCsv(*made) + toJson(*made)), "") << kind.name;
    }
  }
  for (const std::string_view refused :
       {"z", "tape", "stubs", "hours", "balances", "postings", "services", "difference"}) {
    EXPECT_FALSE(report::make(*report::kindNamed(refused), **reader, {}, {})) << refused;
    EXPECT_FALSE(report::make(*report::kindNamed(refused), **reader, {.days = {}, .number = 1, .person = ""}, {}))
        << refused;
  }
}

}  // namespace till::pos::station
