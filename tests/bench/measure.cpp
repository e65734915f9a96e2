// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/measure.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>

namespace till::bench {

double percentile(Samples samples, double part) {
  if (samples.empty()) throw std::runtime_error("a round without samples");
  std::sort(samples.begin(), samples.end());
  const auto at = static_cast<std::size_t>(part * static_cast<double>(samples.size() - 1));
  return samples[at];
}

double elapsedMicros(const std::function<void()>& work) {
  const auto from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from).count();
}

std::vector<Measure> inTurns(const std::string& name, const std::function<Samples()>& ours,
                             const std::function<Samples()>& floor, const std::vector<Percentile>& percentiles) {
  std::vector<Samples> values(percentiles.size());
  std::vector<Samples> floors(percentiles.size());
  std::vector<Samples> ratios(percentiles.size());
  for (int round = 0; round < kRounds; ++round) {
    Samples mine;
    Samples least;
    if (round % 2 == 0) least = floor();
    mine = ours();
    if (round % 2 != 0) least = floor();
    for (std::size_t i = 0; i < percentiles.size(); ++i) {
      values[i].push_back(percentile(mine, percentiles[i].part));
      floors[i].push_back(percentile(least, percentiles[i].part));
      ratios[i].push_back(values[i].back() / floors[i].back());
    }
  }
  std::vector<Measure> measures;
  for (std::size_t i = 0; i < percentiles.size(); ++i) {
    Measure measure{name + " " + percentiles[i].name, "us"};
    measure.value = percentile(values[i], 0.5);
    measure.floor = percentile(floors[i], 0.5);
    measure.ratio = percentile(ratios[i], 0.5);
    measure.goal = percentiles[i].goal;
    const auto [quickest, slowest] = std::minmax_element(floors[i].begin(), floors[i].end());
    measure.spread = *slowest / *quickest;
    measure.holds = measure.goal == 0 || measure.ratio <= measure.goal;
    measures.push_back(std::move(measure));
  }
  return measures;
}

Appender::Appender(const std::filesystem::path& file)
    : file_(::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_APPEND | O_CLOEXEC, 0600)) {
  if (file_ < 0) throw std::runtime_error("cannot write " + file.string());
}

Appender::~Appender() { ::close(file_); }

double Appender::one() const {
  static constexpr std::array<char, 100> kBytes{};
  return elapsedMicros([this] {
    if (::write(file_, kBytes.data(), kBytes.size()) != static_cast<ssize_t>(kBytes.size()) ||
        ::fdatasync(file_) != 0) {
      throw std::runtime_error("the disk refused");
    }
  });
}

}  // namespace till::bench
