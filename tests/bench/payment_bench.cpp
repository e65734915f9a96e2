// SPDX-License-Identifier: Apache-2.0
// A durable payment with all its rows, against appending 100 bytes and fdatasync on the same disk.
#include <array>
#include <stdexcept>

#include "ledger/store/ledger.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
using namespace ledger::journal;
using ledger::store::Ledger;

constexpr int kSamples = 400;     // a round
constexpr int kPreloaded = 5000;  // payments that are there already
constexpr int kBetweenCheckpoints = 64;

Money cents(std::int64_t minor) { return Money::fromMinor(minor); }

template <class T, class E>
T orThrow(tl::expected<T, E> value) {
  if (!value) throw std::runtime_error(value.error().what);
  return std::move(*value);
}

PaymentTaken payment(std::int64_t sale) {
  BillPaid bill;
  bill.account = "0045128730";
  bill.lines = {
      {"late", "past_due", cents(677), "601-0000-11590"},   {"sewer", "past_due", cents(1500), "602-0000-11510"},
      {"water", "past_due", cents(1840), "601-0000-11510"}, {"garbage", "current", cents(2050), "603-0000-11510"},
      {"sewer", "current", cents(1100), "602-0000-11510"},  {"water", "current", cents(1260), "601-0000-11510"}};
  bill.due = cents(8427);
  bill.billAsOf = "2026-11-20";
  bill.entered = "scan";
  bill.layout = "SC27";
  PaymentTaken taken;
  taken.sale = sale;
  taken.businessDate = taken.glDate = "2026-11-23";
  taken.bills = {bill};
  taken.tenders = {{TenderKind::cash, cents(8427), cents(10000), "", ""}};
  taken.applied = {{0, 0, cents(8427)}};
  taken.total = cents(8427);
  taken.change = cents(1573);
  taken.entry = {{"601-0000-10110", cents(8427)},
                 {"601-0000-11590", cents(-677)},
                 {"602-0000-11510", cents(-2600)},
                 {"601-0000-11510", cents(-3100)},
                 {"603-0000-11510", cents(-2050)}};
  return taken;
}

class Payments {
 public:
  explicit Payments(const fs::path& directory)
      : ledger_(
            orThrow(ledger::store::openLedger(directory, {"bench", 2, "USD"}, ledger::store::systemSurroundings()))) {
    SettingsInForce settings;
    for (const auto& line : payment(0).entry) settings.chart.push_back({line.account, line.account, "asset"});
    orThrow(ledger_->post({"station", {}, {}, {}}, settings));
    SessionOpened opened;
    opened.custodian = "jortiz";
    opened.till = 3;
    opened.businessDate = opened.glDate = "2026-11-23";
    session_ = *orThrow(ledger_->post({"jortiz", {}, {}, {}}, opened)).session();
    for (int i = 0; i < kPreloaded; ++i) (void)one();
  }

  // As the counter does it: sale id and basket are on the disk before, checkpoints run between customers.
  double one() {
    const auto sale = orThrow(ledger_->takeSaleId());
    orThrow(ledger_->saveDraft({"basket", "what was in the basket"}));
    const PaymentTaken taken = payment(sale);
    const ledger::store::PostOptions options{{{"name.0", "Maria Delgado"}, {"service_address.0", "412 Pine St"}},
                                             "basket"};
    const Context context{"jortiz", {}, session_, {}};
    const double micros = elapsedMicros([&] { orThrow(ledger_->post(context, taken, options)); });
    if (++posted_ % kBetweenCheckpoints == 0) orThrow(ledger_->idle());
    return micros;
  }

 private:
  static void orThrow(const tl::expected<void, ledger::store::PostError>& done) {
    if (!done) throw std::runtime_error(done.error().what);
  }
  template <class T, class E>
  static T orThrow(tl::expected<T, E> value) {
    return bench::orThrow(std::move(value));
  }
  std::unique_ptr<Ledger> ledger_;
  std::int64_t session_ = 0;
  int posted_ = 0;
};

template <class Sampled>
Samples samplesOf(Sampled& sampled) {
  Samples samples;
  for (int i = 0; i < kSamples; ++i) samples.push_back(sampled.one());
  return samples;
}

}  // namespace

std::vector<Measure> paymentBench(const fs::path& directory) {
  fs::remove_all(directory);
  fs::create_directories(directory);
  Payments payments(directory / "ledger");
  Appender appender(directory / "floor");
  return inTurns(
      "durable payment", [&] { return samplesOf(payments); }, [&] { return samplesOf(appender); },
      {{"p50", 0.5, 1.25}, {"p99", 0.99, 2.0}});
}

}  // namespace till::bench
