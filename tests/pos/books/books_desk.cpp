// SPDX-License-Identifier: Apache-2.0
#include "tests/pos/books/books_desk.h"

#include <unistd.h>

#include "pos/books/bag.h"
#include "pos/shift/closing.h"
#include "pos/station/office_books.h"

namespace till::pos::books {
namespace {

using namespace ledger::journal;

const std::filesystem::path kConfig = std::filesystem::path(TILL_SOURCE_DIR) / "config";

}  // namespace

BooksDesk::BooksDesk() {
  std::string name = (std::filesystem::temp_directory_path() / "books-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
  office_ = *config::loadOffice(kConfig / "offices/sample-city", kConfig);
  const auto imported = bill::importBills(kConfig / "offices/sample-city/bills.csv", folder_,
                                          office_.station.sale.services, "2026-11-20");
  bills_ = *bill::openBillBook(imported->file);
  auto surroundings = ledger::store::systemSurroundings();
  surroundings.wallClock = [this] { return ledger::store::WallTime{now_ += 1000}; };
  surroundings.ballastBytes = 4096;
  surroundings.roomToOpenBytes = 0;
  ledger_ = *ledger::store::openLedger(folder_, office_.identity, surroundings);
  SettingsInForce settings;
  settings.chart = office_.station.chart;
  EXPECT_TRUE(ledger_->post({"station", {}, {}, {}}, settings).has_value());
}

BooksDesk::~BooksDesk() {
  ledger_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void BooksDesk::openTill(const std::string& custodian, int till, const std::string& day) {
  SessionOpened opened;
  opened.custodian = custodian;
  opened.till = till;
  opened.businessDate = opened.glDate = day;
  opened.floatAmount = opened.floatExpected = cents(30000);
  ASSERT_TRUE(ledger_->post({custodian, {}, {}, {}}, opened).has_value());
}

Posted BooksDesk::pay(const std::vector<PaidBill>& bills, const std::vector<sale::Tender>& tenders) {
  sale::Sale sale(++sales_);
  for (const auto& paid : bills) {
    sale::BasketLine line;
    line.bill = *bills_->find(paid.account);
    line.stub.account = paid.account;
    if (paid.minor > 0) line.paying = cents(paid.minor);
    EXPECT_TRUE(sale.addLine(line).has_value());
  }
  for (const auto& tender : tenders) EXPECT_TRUE(sale.addTender(tender, office_.station.sale).has_value());
  const auto settled = sale::SettledSale::settle(sale, office_.station.sale);
  EXPECT_TRUE(settled.has_value());
  PaymentTaken fact = settled->fact();
  const auto session = *ledger_->openSession();
  fact.businessDate = fact.glDate = session.businessDate;
  const auto posted = ledger_->post({session.custodian, {}, session.id, {}}, fact, {sale::privateValues(sale), ""});
  EXPECT_TRUE(posted.has_value()) << posted.error().what;
  return *posted;
}

void BooksDesk::closeTill(std::int64_t checksShort) {
  const auto session = *ledger_->openSession();
  const ledger::store::Context context{session.custodian, {}, session.id, {}};
  Money counted[4];
  for (const auto& event : [&] {
         std::vector<ledger::store::StoredEvent> all;
         ledger_->books().eachEventOf(session.id, [&](const auto& one) { all.push_back(one); });
         return all;
       }()) {
    const auto* paid = std::get_if<PaymentTaken>(&event.body);
    for (std::size_t i = 0; paid != nullptr && i < paid->tenders.size(); ++i) {
      counted[static_cast<std::size_t>(paid->tenders[i].kind)] += paid->tenders[i].amount;
    }
    if (const auto* moved = std::get_if<CashMoved>(&event.body)) counted[0] += moved->amount;
  }
  CountSealed sealed;
  sealed.session = session.id;
  sealed.cashCounted = counted[0] + cents(30000);
  sealed.checks = {counted[1] - cents(checksShort)};
  sealed.moneyOrders = {counted[2]};
  sealed.cards = {counted[3]};
  ASSERT_TRUE(ledger_->post(context, sealed).has_value());
  const auto& station = office_.station;
  const shift::ShiftAccounts accounts{
      station.overShortAccount,  station.floatAccount,           station.depositAccount,  station.sale.cashAccount,
      station.sale.checkAccount, station.sale.moneyOrderAccount, station.sale.cardAccount};
  const shift::SealedFigures figures{session.id, ledger_->figures(session.id)->lines, cents(30000), cents(30000)};
  const auto closed = ledger_->post(context, shift::close(figures, checksShort != 0 ? "Not found" : "", accounts));
  ASSERT_TRUE(closed.has_value()) << closed.error().what;
}

void BooksDesk::sendToTheBank() {
  std::vector<std::int64_t> sessions;
  for (const auto& session : ledger_->undepositedSessions()) sessions.push_back(session.id);
  const auto cash = bagContentOf(ledger_->books(), sessions).cash.minor();
  const std::string bag = "B-" + std::to_string(sessions.front());
  const std::string pieces = "1=" + std::to_string(cash / 100) + " 0.01=" + std::to_string(cash % 100);
  const auto deposit = fact<DepositMade>(done(MakeDeposit{bag, {}, pieces, {}, {}, "mchen"}, {"rhall", ""})).deposit;
  (void)done(MoveBag{deposit, "bank", "First Bank", ""}, {"rhall", ""});
}

World BooksDesk::world() const {
  std::vector<people::Person> people{{"jortiz", "J. Ortiz", people::Role::clerk},
                                     {"mchen", "M. Chen", people::Role::supervisor},
                                     {"rhall", "R. Hall", people::Role::supervisor},
                                     {"lpark", "L. Park", people::Role::clerk}};
  auto world = station::booksWorld(office_.station, office_.words, *ledger_, bills_.get(), std::move(people), now_);
  world.today = today_;
  return world;
}

Posted BooksDesk::done(const OfficeAct& act, const Hands& hands) {
  const auto what = planned(act, hands);
  EXPECT_TRUE(what.has_value()) << what.error().text;
  const auto posted = ledger_->post(what->context, what->body, what->options);
  EXPECT_TRUE(posted.has_value()) << posted.error().what;
  return *posted;
}

std::string BooksDesk::refusalOf(const OfficeAct& act, const Hands& hands) {
  const auto what = planned(act, hands);
  if (!what) return what.error().text;
  const auto posted = ledger_->post(what->context, what->body, what->options);
  return posted ? std::string() : posted.error().what;
}

std::map<std::string, Money> BooksDesk::balances() const {
  std::map<std::string, Money> sums;
  const auto reader = *ledger::store::openReader(folder_);
  reader->eachEvent([&](const auto& event) {
    std::visit(
        [&](const auto& body) {
          if constexpr (requires { body.entry; }) {
            for (const auto& line : body.entry) sums[line.account] += line.amount;
          }
        },
        event.body);
  });
  std::erase_if(sums, [](const auto& one) { return one.second.isZero(); });
  return sums;
}

std::map<std::string, Money> BooksDesk::paidOnAccount(const std::string& account) const {
  std::map<std::string, Money> sums;
  const auto reader = *ledger::store::openReader(folder_);
  reader->eachEvent([&](const auto& event) {
    std::visit(
        [&](const auto& body) {
          if constexpr (requires { body.bills; }) {
            for (const auto& bill : body.bills) {
              if (bill.account != account) continue;
              for (const auto& line : bill.lines) sums[line.service + " " + line.age] += line.amount;
              sums["credit"] += bill.credit;
            }
          }
        },
        event.body);
  });
  std::erase_if(sums, [](const auto& one) { return one.second.isZero(); });
  return sums;
}

}  // namespace till::pos::books
