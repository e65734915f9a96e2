// SPDX-License-Identifier: Apache-2.0
// The facts of this room in a real ledger: each is taken, and cash that goes round comes out even.
#include <unistd.h>

#include <filesystem>
#include <random>

#include "ledger/store/ledger.h"
#include "pos/shift/closing.h"
#include "pos/shift/opening.h"
#include "tests/pos/funds/books.h"

namespace till::pos::funds {
namespace {

namespace fs = std::filesystem;
using ledger::journal::Context;

const shift::ShiftAccounts kShift{.overShort = "over",
                                  .floatFund = "floats",
                                  .deposit = "deposit",
                                  .cash = "tills",
                                  .check = "check",
                                  .moneyOrder = "mo",
                                  .card = "card"};

class FundsLedger : public ::testing::Test {
 protected:
  FundsLedger() {
    fs::create_directories(folder_);
    auto surroundings = ledger::store::systemSurroundings();
    surroundings.ballastBytes = 4096;
    surroundings.roomToOpenBytes = 0;
    auto opened = ledger::store::openLedger(folder_, {.office = "o", .station = 2, .currency = "USD"}, surroundings);
    if (!opened) throw std::runtime_error(opened.error().what);
    ledger_ = std::move(*opened);
    ledger::journal::SettingsInForce settings;
    for (const char* code :
         {"tills", "floats", "safe", "petty", "transit", "deposit", "over", "unassigned", "check", "mo", "card"})
      settings.chart.push_back({code, code, "asset"});
    post("station", {}, settings);
    post("slane", {}, *assign(kAccounts, "safe", "slane", cents(200000)));
  }
  ~FundsLedger() override {
    ledger_.reset();
    fs::remove_all(folder_);
  }

  std::int64_t post(const std::string& who, std::optional<std::int64_t> session, const ledger::journal::Body& body) {
    const auto posted = ledger_->post(Context{.actor = who, .approval = {}, .session = session, .cause = {}}, body);
    EXPECT_TRUE(posted.has_value()) << posted.error().what;
    if (!posted) return 0;
    for (const auto& line : ledger::journal::entryOf(body)) sums_[line.account] += line.amount;
    return posted->seq();
  }
  std::int64_t openTill(const std::string& who, int till, std::int64_t counted, std::int64_t expected) {
    shift::CashCount count({{.valueMinor = 1, .form = "coin"}});
    EXPECT_TRUE(count.set(0, counted));
    const shift::Opening opening{
        .custodian = who, .till = till, .businessDate = "2026-12-15", .floatExpected = cents(expected)};
    post(who, {}, shift::open(opening, count, kShift));
    return ledger_->openSession()->id;
  }
  void close(const std::string& who, std::int64_t session, std::int64_t counted, std::int64_t floatLeft) {
    ledger::journal::CountSealed sealed;
    sealed.session = session;
    sealed.cashCounted = cents(counted);
    post(who, session, sealed);
    const auto figures = ledger_->figures(session);
    ASSERT_TRUE(figures);
    EXPECT_FALSE(shift::differs(figures->lines)) << toText(shift::overShort(figures->lines));
    post(who, session, shift::close({session, figures->lines, figures->floatAmount, cents(floatLeft)}, "", kShift));
  }
  Money fund(const std::string& id) {
    for (const auto& row : ledger_->funds())
      if (row.id == id) return row.amount;
    return {};
  }

  fs::path folder_ = fs::temp_directory_path() / ("funds-" + std::to_string(::getpid()));
  std::unique_ptr<ledger::store::Ledger> ledger_;
  Booked sums_;
};

TEST_F(FundsLedger, aDayWithEveryMovementComesOutEven) {
  post("slane", {}, *floatOut(kBooks, 3, cash(30000), "jortiz", "slane"));
  EXPECT_EQ(fund("safe"), cents(170000));
  EXPECT_EQ(fund("till.3"), cents(30000));
  const auto first = openTill("jortiz", 3, 30000, 30000);
  post("jortiz", first, *pickUp(kBooks, 3, cash(5000), "slane"));
  post("jortiz", first, *change(kBooks, "till.3", "safe", twenties(5), cash(10000), ""));
  post("jortiz", first, *drop(kBooks, 3, cash(2000), "E-1", ""));
  EXPECT_EQ(fund("safe"), cents(167000));
  const auto over = post("jortiz", first, *handOver(kBooks, 3, cash(3000), "jortiz", "mchen"));
  post("jortiz", first, setAside(first));
  post("slane", {}, *floatOut(kBooks, 4, cash(10000), "mchen", "slane"));
  const auto second = openTill("mchen", 4, 10000, 10000);
  post("mchen", second, *accept(kBooks, {.seq = over, .amount = cents(3000)}, "till.4", true, cash(3000)));
  close("mchen", second, 13000, 10000);
  post("mchen", {}, *floatBack(kBooks, 4, cash(10000), "slane", "slane"));
  post("jortiz", first, placed(first, "1"));
  close("jortiz", first, 30000, 30000);
  post("jortiz", {}, *floatBack(kBooks, 3, cash(30000), "slane", "slane"));
  EXPECT_EQ(fund("till.3"), cents(0));
  EXPECT_EQ(fund("till.4"), cents(0));
  EXPECT_EQ(fund("transit"), cents(0));
  EXPECT_EQ(fund("deposit"), cents(3000));
  EXPECT_EQ(fund("safe"), cents(197000));
  std::erase_if(sums_, [](const auto& of) { return of.second.isZero(); });
  EXPECT_EQ(sums_, (Booked{{"safe", cents(-3000)}, {"deposit", cents(3000)}}));
}

TEST_F(FundsLedger, pettyCashIsPaidOutAndFilledUpAgain) {
  post("slane", {}, *assign(kAccounts, "petty", "slane", cents(10000)));
  FundSettings settings;
  settings.paidOut = true;
  settings.paidOutLimit = cents(2500);
  const Purpose stamps{.name = "Stamps", .account = "over"};
  post("slane", {}, *paidOut(kBooks, settings, cash(1200), "V-1", stamps, "Post office"));
  EXPECT_EQ(fund("petty"), cents(8800));
  post("slane", {}, *transfer(kBooks, "safe", "petty", cash(1200), "slane", "rhall"));
  EXPECT_EQ(fund("petty"), cents(10000));
  EXPECT_EQ(fund("safe"), cents(198800));
}

TEST_F(FundsLedger, aSafeThatIsCountedHoldsWhatWasCounted) {
  post("rhall", {}, *count(kBooks, {"safe", "slane", fund("safe"), cash(199000), "rhall", "mchen", "Not found"}));
  EXPECT_EQ(fund("safe"), cents(199000));
  EXPECT_TRUE(ledger_->funds()[0].independentlyCounted.has_value());
}

// Whatever is handed round, no cent is made or lost.
TEST_F(FundsLedger, cashThatGoesRoundStaysTheSame) {
  const char* given = std::getenv("TILL_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::cout << "TILL_SEED=" << seed << "\n";
  std::mt19937_64 random(seed);
  const auto session = openTill("jortiz", 3, 30000, 30000);
  Money inTill = cents(30000);
  Money inSafe = cents(200000);
  for (int i = 0; i < 60; ++i) {
    const Cash some = cash(1 + static_cast<std::int64_t>(random() % 5000));
    const auto what = random() % 4;
    if (what == 0) {
      post("jortiz", session, *drop(kBooks, 3, some, "E" + std::to_string(i), ""));
      inTill -= some.amount;
      inSafe += some.amount;
    } else if (what == 1) {
      post("jortiz", session, *pickUp(kBooks, 3, some, ""));
      inTill += some.amount;
      inSafe -= some.amount;
    } else if (what == 2) {
      post("jortiz", session, *change(kBooks, "till.3", "safe", some, some, ""));
    } else {
      const auto over = post("jortiz", session, *handOver(kBooks, 3, some, "jortiz", "slane"));
      const Cash counted = cash(some.amount.minor() + static_cast<std::int64_t>(random() % 3) - 1);
      post("slane", {}, *accept(kBooks, {.seq = over, .amount = some.amount}, "safe", false, counted));
      inTill -= some.amount;
      inSafe += counted.amount;
    }
  }
  EXPECT_EQ(fund("safe"), inSafe);
  EXPECT_EQ(fund("transit"), cents(0));
  EXPECT_EQ(sums_["safe"], inSafe - cents(200000));
  EXPECT_EQ(sums_["transit"], cents(0));
  close("jortiz", session, inTill.minor(), 30000);
  EXPECT_EQ(sums_["tills"], cents(0));
}

}  // namespace
}  // namespace till::pos::funds
