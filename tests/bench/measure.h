// SPDX-License-Identifier: Apache-2.0
// A measure is a value beside its floor: what the machine needs for the least that has to be done. Both are taken in
// turns, so that what else the machine does falls on both; only the ratio has a goal.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace till::bench {

using Samples = std::vector<double>;  // microseconds

struct Measure {
  std::string name;
  std::string unit = "us";
  double value = 0;
  double floor = 0;
  double ratio = 0;  // median of the rounds' ratios
  double goal = 0;
  bool holds = false;
  double spread = 1;     // slowest round's floor over the quickest's: above kSteady the machine was busy otherwise
  bool atLeast = false;  // the goal: the ratio is to be as high; else at most
};

struct Percentile {
  std::string name;  // "p50"
  double part = 0.5;
  double goal = 0;  // of the ratio, at the most; 0: none, it is only told
};

inline constexpr int kRounds = 10;
// What a run is worth at all: a disk that others keep busy makes any two writes on it look alike.
inline constexpr double kSteady = 1.5;

[[nodiscard]] double percentile(Samples samples, double part);
[[nodiscard]] double elapsedMicros(const std::function<void()>& work);

// Ten rounds of `floor` and `ours`, in turns and in changing order; one measure a percentile.
[[nodiscard]] std::vector<Measure> inTurns(const std::string& name, const std::function<Samples()>& ours,
                                           const std::function<Samples()>& floor,
                                           const std::vector<Percentile>& percentiles);

// Each works in a directory of its own, which is empty unless it keeps something there from run to run.
// The least that a durable thing costs: 100 bytes appended to a file and fdatasync.
class Appender {
 public:
  explicit Appender(const std::filesystem::path& file);
  ~Appender();
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;
  double one() const;  // in microseconds

 private:
  int file_;
};

std::vector<Measure> paymentBench(const std::filesystem::path& directory);
std::vector<Measure> millionBench(const std::filesystem::path& directory);
std::vector<Measure> growthBench(const std::filesystem::path& directory);
std::vector<Measure> reportsBench(const std::filesystem::path& directory);
std::vector<Measure> chainBench(const std::filesystem::path& directory);
std::vector<Measure> lookupBench(const std::filesystem::path& directory);
std::vector<Measure> kickBench(const std::filesystem::path& directory);
std::vector<Measure> kioskBench(const std::filesystem::path& directory);
std::vector<Measure> devicesThroughputBench(const std::filesystem::path& directory);
std::vector<Measure> devicesStatusBench(const std::filesystem::path& directory);
std::vector<Measure> devicesIdleBench(const std::filesystem::path& directory);
std::vector<Measure> receiptEncodeBench(const std::filesystem::path& directory);

}  // namespace till::bench
