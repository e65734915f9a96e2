// SPDX-License-Identifier: Apache-2.0
// A durable payment with all its rows, against appending 100 bytes and fdatasync on the same disk.
#include <array>
#include <fstream>
#include <stdexcept>

#include "ledger/store/ledger.h"
#include "tests/bench/big_ledger.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
using namespace ledger::journal;
using ledger::store::Ledger;

constexpr int kSamples = 400;     // a round
constexpr int kPreloaded = 5000;  // payments that are there already
constexpr int kBetweenCheckpoints = 64;
constexpr auto kDay = "2099-11-23";

template <class T, class E>
T orThrow(tl::expected<T, E> value) {
  if (!value) throw std::runtime_error(value.error().what);
  return std::move(*value);
}

class Payments {
 public:
  Payments(const fs::path& directory, int preloaded)
      : index_(directory / "ledger.db-shm"),
        ledger_(
            orThrow(ledger::store::openLedger(directory, {"bench", 2, "USD"}, ledger::store::systemSurroundings()))) {
    session_ = session();
    for (int i = 0; i < preloaded; ++i) (void)one();
  }

  // As the counter does it: sale id and basket are on the disk before, checkpoints run between customers.
  double one() {
    const auto sale = orThrow(ledger_->takeSaleId());
    orThrow(ledger_->saveDraft({"basket", "what was in the basket"}));
    const PaymentTaken taken = samplePayment(sale, kDay);
    const ledger::store::PostOptions options{{{"name.0", "Maria Delgado"}, {"service_address.0", "412 Pine St"}},
                                             "basket"};
    const Context context{"jortiz", {}, session_, {}};
    const auto before = walFrames();
    const double micros = elapsedMicros([&] { orThrow(ledger_->post(context, taken, options)); });
    pages_ = walFrames() - before;
    if (++posted_ % kBetweenCheckpoints == 0) orThrow(ledger_->idle());
    return micros;
  }
  // Of the last payment's transaction.
  [[nodiscard]] std::int64_t pages() const { return pages_; }

 private:
  // One that an earlier run left open is gone on with.
  std::int64_t session() {
    if (const auto open = ledger_->openSession()) return open->id;
    orThrow(ledger_->post({"station", {}, {}, {}}, sampleSettings()));
    ledger::journal::SessionOpened opened;
    opened.custodian = "jortiz";
    opened.till = 3;
    opened.businessDate = opened.glDate = kDay;
    return *orThrow(ledger_->post({"jortiz", {}, {}, {}}, opened)).session();
  }
  // The WAL index begins with its header, in which the count of frames stands at byte 16
  // (sqlite.org/walformat.html, 2.1).
  [[nodiscard]] std::int64_t walFrames() const {
    std::ifstream file(index_, std::ios::binary);
    std::uint32_t frames = 0;
    file.seekg(16);
    file.read(reinterpret_cast<char*>(&frames), sizeof frames);
    return frames;
  }
  static void orThrow(const tl::expected<void, ledger::store::PostError>& done) {
    if (!done) throw std::runtime_error(done.error().what);
  }
  template <class T, class E>
  static T orThrow(tl::expected<T, E> value) {
    return bench::orThrow(std::move(value));
  }
  fs::path index_;
  std::unique_ptr<Ledger> ledger_;
  std::int64_t session_ = 0;
  int posted_ = 0;
  std::int64_t pages_ = 0;
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
  Payments payments(directory / "ledger", kPreloaded);
  Appender appender(directory / "floor");
  return inTurns(
      "durable payment", [&] { return samplesOf(payments); }, [&] { return samplesOf(appender); },
      {{"p50", 0.5, 1.25}, {"p99", 0.99, 2.0}});
}

namespace {

constexpr Size kTenMillionEvents{3'333'334, 9200, 2};
constexpr Size kTenThousandEvents{3'334, 1000, 2};

Measure pagesPerPayment(Payments& payments) {
  constexpr int kPayments = 40;
  std::int64_t pages = 0;
  for (int i = 0; i < kPayments; ++i) {
    (void)payments.one();
    pages += payments.pages();
  }
  Measure measure{"WAL pages a payment", "pg"};
  measure.value = measure.ratio = static_cast<double>(pages) / kPayments;
  measure.floor = 1;
  measure.goal = 9;
  measure.holds = measure.ratio <= measure.goal;
  return measure;
}

}  // namespace

std::vector<Measure> millionBench(const fs::path& directory) {
  bigLedger(directory / "ledger", kMillionPayments);
  Payments payments(directory / "ledger", 64);
  const Appender appender(directory / "floor");
  auto measures = inTurns(
      "payment at 1 million", [&] { return samplesOf(payments); }, [&] { return samplesOf(appender); },
      {{"p50", 0.5, 1.20}, {"p99", 0.99, 1.5}});
  measures.push_back(pagesPerPayment(payments));
  return measures;
}

std::vector<Measure> growthBench(const fs::path& directory) {
  bigLedger(directory / "large", kTenMillionEvents);
  bigLedger(directory / "small", kTenThousandEvents);
  Payments large(directory / "large", 64);
  Payments small(directory / "small", 64);
  return inTurns(
      "payment, 10m/10k events", [&] { return samplesOf(large); }, [&] { return samplesOf(small); },
      {{"p50", 0.5, 1.15}, {"p99", 0.99, 0}});
}

}  // namespace till::bench
