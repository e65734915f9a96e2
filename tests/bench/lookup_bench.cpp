// SPDX-License-Identifier: Apache-2.0
// From a scan to the published view with a million accounts, against a bare lookup of the same key in the same file.
// The basket is durable before it is shown, so a sync of the disk stands in the value and not in the floor.
#include <fstream>
#include <iomanip>
#include <random>
#include <sstream>

#include "config/load/office.h"
#include "tests/bench/bench_station.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
using namespace pos::station;

constexpr int kAccounts = 1'000'000;
constexpr int kSamples = 100;  // a round

std::string accountNumber(int index) {
  std::ostringstream text;
  text << std::setw(10) << std::setfill('0') << 1000 + index * 7;
  return text.str();
}

// The stub of layout SC27: account, cycle, amount, date, weights 7 5 3 2 from the left.
std::string stubOf(const std::string& account) {
  const std::string body = account + "07" + "00004500" + "121526";
  int sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) sum += (body[i] - '0') * std::array{7, 5, 3, 2}.at(i % 4);
  return body + std::to_string((10 - sum % 10) % 10);
}

// Made once, kept from run to run.
fs::path millionBills(const fs::path& directory) {
  const fs::path file = directory / "bills-1.db";
  if (fs::exists(file)) return file;
  const fs::path csv = directory / "million.csv";
  {
    std::ofstream out(csv);
    out << "account,name,street,due_date,service,past_due,current,keeps_water_on\n";
    for (int i = 0; i < kAccounts; ++i) {
      out << accountNumber(i) << ",Customer " << i << ',' << i % 2400 << " Main St,2026-12-15,water,0.00,45.00,\n";
    }
  }
  const auto imported = pos::bill::importBills(csv, directory, {{"water", "Water", "601-0000-11510"}}, "2026-12-01");
  if (!imported) throw std::runtime_error(imported.error().what);
  fs::remove(csv);
  return file;
}

class QuietRack : public drivers::rack::Rack {
 public:
  explicit QuietRack(drivers::rack::RackListener listener) : listener_(std::move(listener)) {}
  void print(std::int64_t job, drivers::printer::PrintDocument, std::size_t) override {
    listener_.jobFinished(job, {drivers::printer::JobOutcome::confirmed, true, ""});
  }
  void readCheck(std::int64_t) override {}
  void printSheet(std::int64_t, drivers::slip::SlipJob) override {}
  void cancelSheet(std::int64_t) override {}
  void show(drivers::rack::CustomerLines) override {}
  void kick(std::int64_t kick, std::size_t) override {
    listener_.kickFinished(kick, drivers::drawer::KickOutcome::unknown);
  }

 private:
  drivers::rack::RackListener listener_;
};

}  // namespace

std::vector<Measure> lookupBench(const fs::path& directory) {
  const fs::path bills = millionBills(directory);
  BenchStation station(
      {directory / "station", bills, sampleDevices(),
       [](drivers::rack::RackListener listener) { return std::make_unique<QuietRack>(std::move(listener)); }, nullptr});
  const auto book = pos::bill::openBillBook(bills);
  std::mt19937 random(20261123);
  std::uniform_int_distribution<int> any(0, kAccounts - 1);
  const auto scanned = [&] {
    const std::string account = accountNumber(any(random));
    const double micros = elapsedMicros([&] {
      station.send(ScanArrived{{"", stubOf(account), std::chrono::steady_clock::now()}});
      station.until(
          [&](const StationView& view) { return !view.bills.empty() && view.bills.back().account == account; });
    });
    station.key(Key::minus);
    station.until([](const StationView& view) { return view.bills.empty(); });
    return micros;
  };
  const auto bare = [&] {
    const std::string account = accountNumber(any(random));
    return elapsedMicros([&] { (void)(*book)->find(account); });
  };
  const auto samples = [](const auto& one) {
    Samples all;
    for (int i = 0; i < kSamples; ++i) all.push_back(one());
    return all;
  };
  return inTurns(
      "scan to view, 1M accounts", [&] { return samples(scanned); }, [&] { return samples(bare); },
      {{"p50", 0.5, 0}, {"p99", 0.99, 20}});
}

}  // namespace till::bench
