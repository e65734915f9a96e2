// SPDX-License-Identifier: Apache-2.0
// till_bench --dir DIR [--json] [NAME...]: 0 all goals hold, 1 one does not, 64 usage, 70 a bench could not run.
#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "tests/bench/measure.h"

namespace {

using till::bench::Measure;

struct Bench {
  const char* name;
  std::vector<Measure> (*run)(const std::filesystem::path& directory);
  bool onDemand = false;         // runs only when it is named: it fills gigabytes first
  const char* keptIn = nullptr;  // works in another one's directory, with what that has built
};
// A further bench is one row here and one function.
constexpr std::array kBenches{Bench{"payment", till::bench::paymentBench},
                              Bench{"lookup", till::bench::lookupBench},
                              Bench{"kick", till::bench::kickBench},
                              Bench{"kiosk", till::bench::kioskBench},
                              Bench{"devices_throughput", till::bench::devicesThroughputBench},
                              Bench{"devices_status", till::bench::devicesStatusBench},
                              Bench{"devices_idle", till::bench::devicesIdleBench},
                              Bench{"receipt_encode", till::bench::receiptEncodeBench},
                              Bench{"million", till::bench::millionBench, true},
                              Bench{"growth", till::bench::growthBench, true},
                              Bench{"reports", till::bench::reportsBench, true, "million"},
                              Bench{"chain", till::bench::chainBench, true, "million"}};

void printTable(const std::vector<Measure>& measures) {
  std::printf("%-24s %14s %14s %7s %7s %7s  %s\n", "measure", "value", "floor", "ratio", "goal", "spread", "holds");
  bool busy = false;
  for (const auto& m : measures) {
    const char* unit = m.unit.c_str();
    std::printf("%-24s %9.2f %-4s %9.2f %-4s %7.2f %2s%5.2f %7.2f  %s\n", m.name.c_str(), m.value, unit, m.floor, unit,
                m.ratio,
                m.goal == 0 ? ""
                : m.atLeast ? ">="
                            : "<=",
                m.goal, m.spread,
                m.goal == 0 ? "-"
                : m.holds   ? "yes"
                            : "NO");
    busy = busy || m.spread > till::bench::kSteady;
  }
  if (busy)
    std::puts("The floor moved between rounds (spread): the machine was busy otherwise; measure again when it is not.");
}

void printJson(const std::vector<Measure>& measures) {
  std::puts("[");
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const auto& m = measures[i];
    std::printf(
        R"(  {"name": "%s", "unit": "%s", "value": %.3f, "floor": %.3f, "ratio": %.4f, "goal": %.2f, "at_least": %s, "spread": %.2f, "holds": %s}%s)",
        m.name.c_str(), m.unit.c_str(), m.value, m.floor, m.ratio, m.goal, m.atLeast ? "true" : "false", m.spread,
        m.holds ? "true" : "false", i + 1 < measures.size() ? ",\n" : "\n");
  }
  std::puts("]");
}

int usage() {
  std::fputs("usage: till_bench --dir DIR [--json] [NAME...]; names:", stderr);
  for (const Bench& bench : kBenches) std::fprintf(stderr, " %s", bench.name);
  std::fputc('\n', stderr);
  return 64;
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path directory;
  std::vector<std::string> names;
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--json") {
      json = true;
    } else if (word == "--dir" && i + 1 < argc) {
      directory = argv[++i];
    } else if (std::any_of(kBenches.begin(), kBenches.end(), [&](const Bench& b) { return word == b.name; })) {
      names.push_back(word);
    } else {
      return usage();
    }
  }
  if (directory.empty()) return usage();
  std::vector<Measure> measures;
  try {
    for (const auto& bench : kBenches) {
      const bool named = std::find(names.begin(), names.end(), bench.name) != names.end();
      if (names.empty() ? bench.onDemand : !named) continue;
      const auto folder = directory / (bench.keptIn != nullptr ? bench.keptIn : bench.name);
      std::filesystem::create_directories(folder);
      for (auto& measure : bench.run(folder)) measures.push_back(std::move(measure));
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "till_bench: %s\n", error.what());
    return 70;
  }
  json ? printJson(measures) : printTable(measures);
  return std::all_of(measures.begin(), measures.end(), [](const Measure& m) { return m.holds; }) ? 0 : 1;
}
