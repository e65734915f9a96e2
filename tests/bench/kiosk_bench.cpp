// SPDX-License-Identifier: Apache-2.0
// The kiosk against an empty QML window of the same size and renderer, a process each: start to first frame, key press
// to painted frame, resident memory at rest.
#include <array>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "config/load/office.h"
#include "pos/bill/bill.h"
#include "pos/people/people.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;

struct Window {
  double firstFrame = 0;
  double key = 0;
  double kilobytes = 0;
};

Window measured(const std::string& arguments) {
  const auto started = std::chrono::steady_clock::now().time_since_epoch().count();
  const std::string command =
      "TILL_STARTED=" + std::to_string(started) + " '" + BENCH_WINDOW + "' " + arguments + " 2>/dev/null";
  FILE* pipe = ::popen(command.c_str(), "r");
  Window window;
  const int read = std::fscanf(pipe, "%lf %lf %lf", &window.firstFrame, &window.key, &window.kilobytes);
  if (::pclose(pipe) != 0 || read != 3) throw std::runtime_error("bench_window " + arguments + " did not measure");
  return window;
}

// The sample office with a person, its bills, and no devices.
std::string kioskArguments(const fs::path& directory) {
  fs::remove_all(directory);
  fs::create_directories(directory / "data");
  const fs::path config = fs::path(TILL_SOURCE_DIR) / "config";
  const auto office = config::loadOffice(config / "offices/sample-city", config);
  auto people = pos::people::openPeopleBook(directory / "data/people.db", directory / "pepper");
  if (!office || !people || !(*people)->add({"jortiz", "J. Ortiz", pos::people::Role::clerk}, "246813") ||
      !pos::bill::importBills(config / "offices/sample-city/bills.csv", directory / "data",
                              office->station.sale.services, "2026-12-01")) {
    throw std::runtime_error("the kiosk's data cannot be made");
  }
  std::ofstream(directory / "devices.toml") << "# none\n";
  return "kiosk '" + (config / "offices/sample-city").string() + "' '" + (directory / "data").string() + "' '" +
         (directory / "devices.toml").string() + "' '" + (directory / "pepper").string() + "'";
}

std::vector<Measure> of(const std::string& name, const std::string& unit, double goal, double Window::* what,
                        const std::vector<Window>& ours, const std::vector<Window>& floors) {
  Samples ratios;
  Samples values;
  Samples bare;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    values.push_back(ours[i].*what);
    bare.push_back(floors[i].*what);
    ratios.push_back(ours[i].*what / floors[i].*what);
  }
  Measure measure{name, unit, percentile(values, 0.5), percentile(bare, 0.5), percentile(ratios, 0.5), goal};
  measure.holds = measure.ratio <= goal;
  return {measure};
}

}  // namespace

std::vector<Measure> kioskBench(const fs::path& directory) {
  const std::string kiosk = kioskArguments(directory);
  std::vector<Window> ours;
  std::vector<Window> floors;
  for (int round = 0; round < kRounds; ++round) {
    ours.push_back(measured(kiosk));
    floors.push_back(measured("empty"));
  }
  std::vector<Measure> all;
  for (const auto& one : {of("kiosk, key to frame", "us", 3, &Window::key, ours, floors),
                          of("kiosk, start to frame", "us", 2, &Window::firstFrame, ours, floors),
                          of("kiosk, resident", "kB", 3, &Window::kilobytes, ours, floors)}) {
    all.insert(all.end(), one.begin(), one.end());
  }
  return all;
}

}  // namespace till::bench
