// SPDX-License-Identifier: Apache-2.0
#include "tests/ledger/store/ledger_desk.h"

#include <unistd.h>

#include "ledger/store/files.h"
#include "ledger/store/sqlite.h"

namespace till::ledger::store {
namespace {

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

}  // namespace

LedgerDesk::LedgerDesk() {
  std::string name = (std::filesystem::temp_directory_path() / "ledger-XXXXXX").string();
  folder_ = ::mkdtemp(name.data());
  surroundings_ = systemSurroundings();
  surroundings_.wallClock = [this] { return WallTime{now_ += 1000}; };
  surroundings_.ballastBytes = 1024 * 1024;
  surroundings_.roomToOpenBytes = 0;
}

LedgerDesk::~LedgerDesk() {
  ledger_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void LedgerDesk::open() {
  auto opened = openLedger(folder_, identity_, surroundings_);
  ASSERT_TRUE(opened.has_value()) << opened.error().what;
  ledger_ = std::move(*opened);
}

void LedgerDesk::reopen() {
  close();
  open();
}

void LedgerDesk::openSession() {
  journal::SettingsInForce settings;
  for (const char* code : {"cash", "check", "water", "over_short", "deposit", "safe", "unassigned"})
    settings.chart.push_back({code, code, "asset"});
  ASSERT_TRUE(ledger_->post({"station", {}, {}, {}}, settings).has_value());
  journal::SessionOpened opened;
  opened.custodian = "jortiz";
  opened.till = 3;
  opened.businessDate = opened.glDate = "2026-12-15";
  opened.floatAmount = opened.floatExpected = cents(30000);
  const auto posted = ledger_->post({"jortiz", {}, {}, {}}, opened);
  ASSERT_TRUE(posted.has_value()) << posted.error().what;
}

Context LedgerDesk::clerk() const {
  const auto session = ledger_->openSession();
  return {"jortiz", {}, session ? std::optional(session->id) : std::nullopt, {}};
}

journal::PaymentTaken LedgerDesk::payment(std::int64_t sale, std::int64_t amount) {
  journal::PaymentTaken payment;
  payment.sale = sale;
  payment.businessDate = payment.glDate = "2026-12-15";
  journal::BillPaid bill;
  bill.account = "0045128730";
  bill.lines = {{"water", "current", cents(amount), "water"}};
  bill.due = cents(amount);
  payment.bills = {bill};
  payment.tenders = {{journal::TenderKind::cash, cents(amount), cents(amount), "", ""}};
  payment.applied = {{0, 0, cents(amount)}};
  payment.total = cents(amount);
  payment.entry = {{"cash", cents(amount)}, {"water", cents(-amount)}};
  return payment;
}

tl::expected<Posted, PostError> LedgerDesk::pay(std::int64_t sale, std::int64_t amount) {
  return ledger_->post(clerk(), payment(sale, amount), {{{"name.0", "Maria Delgado"}}, "basket"});
}

journal::PaymentReversed LedgerDesk::reversal(const Posted& posted, std::int64_t amount) {
  journal::PaymentReversed reversal;
  reversal.reverses = posted.seq();
  reversal.reversedReceipt = posted.receipt()->number;
  reversal.how = "void";
  reversal.businessDate = "2026-12-15";
  const auto paid = payment(0, amount);
  reversal.tenders = paid.tenders;
  reversal.entry = {{"cash", cents(-amount)}, {"water", cents(amount)}};
  return reversal;
}

journal::CountSealed LedgerDesk::count(std::int64_t cash) const {
  journal::CountSealed sealed;
  sealed.session = ledger_->openSession()->id;
  sealed.cash = {{1, "coin", cash, cents(cash)}};
  sealed.cashCounted = cents(cash);
  return sealed;
}

journal::SessionClosed LedgerDesk::closing() const {
  journal::SessionClosed closed;
  closed.session = ledger_->openSession()->id;
  closed.lines = ledger_->figures(closed.session)->lines;
  closed.floatAmount = cents(30000);
  return closed;
}

void LedgerDesk::tamper(const std::string& sql) const {
  const Database database(folder_ / kLedgerFile, Database::Access::readWrite);
  database.execute(sql);
}

std::string LedgerDesk::dump(const std::string& table) const {
  const Database database(folder_ / kLedgerFile, Database::Access::readOnly);
  Statement rows(database, "SELECT * FROM " + table + " ORDER BY 1, 2");
  Statement columns(database, "SELECT count(*) FROM pragma_table_info('" + table + "')");
  columns.step();
  const auto count = static_cast<int>(columns.integer(0));
  std::string text;
  while (rows.step()) {
    for (int i = 0; i < count; ++i) text += rows.text(i) + "|";
    text += "\n";
  }
  return text;
}

}  // namespace till::ledger::store
