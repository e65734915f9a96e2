// SPDX-License-Identifier: Apache-2.0
// till_simulation [--cuts N] [--seed S] [--jobs J] [--corpus FILE] | --replay SEED
// Lives through days at the counter, one a seed, until the power was cut N times. Ends with 1 if anything acknowledged
// was lost or doubled, or a ledger was left corrupt; a failing seed is printed with the command that plays it again.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/simulation/day.h"

namespace {

using till::simulation::Fault;
using till::simulation::Told;

struct Order {
  std::int64_t cuts = 1000;
  std::uint64_t seed = 0;
  bool seeded = false;
  int jobs = 1;
  std::string corpus;
  bool replay = false;
};

// What a worker tells, as it goes: plain numbers, in a pipe no writer tears.
struct Line {
  std::uint64_t seed = 0;
  std::array<std::int64_t, 8> counts{};  // cuts, kills, payments, unheard, events, starts, rebuilt, balanced
  int fault = 0;
  std::array<char, 200> what{};
};

Line lineOf(std::uint64_t seed, const Told& told) {
  Line line;
  line.seed = seed;
  line.counts = {told.cuts,   told.kills,  told.payments, told.unheard,
                 told.events, told.starts, told.rebuilt,  told.balanced};
  line.fault = static_cast<int>(told.finding.fault);
  told.finding.what.copy(line.what.data(), line.what.size() - 1);
  return line;
}

std::string freshFolder() {
  const bool memory = std::getenv("TMPDIR") == nullptr && ::access("/dev/shm", W_OK) == 0;
  std::string folder =
      (memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path()) / "till-simulation-XXXXXX";
  return ::mkdtemp(folder.data()) != nullptr ? folder : std::string();
}

// Seeds first, first + step, ...; forever, or those of `only`.
int work(int out, std::uint64_t first, std::uint64_t step, const std::vector<std::uint64_t>& only, bool aloud) {
  const std::string folder = freshFolder();
  if (folder.empty()) return 1;
  for (std::uint64_t i = 0; only.empty() || i < only.size(); ++i) {
    const std::uint64_t seed = only.empty() ? first + i * step : only[i];
    const Line line = lineOf(seed, till::simulation::liveThrough(seed, folder + "/data", aloud));
    std::fflush(stdout);
    if (::write(out, &line, sizeof line) != static_cast<ssize_t>(sizeof line)) break;
  }
  std::filesystem::remove_all(folder);
  return 0;
}

class Sums {
 public:
  void take(const Line& line) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_.at(i) += line.counts.at(i);
    ++seeds_;
    if (line.fault == 0) return;
    ++faults_.at(static_cast<std::size_t>(line.fault));
    constexpr std::array<const char*, 5> kFaults{"", "LOST", "DOUBLED", "CORRUPT", "WRONG"};
    std::printf("%s, seed %llu: %s\n  again: bash tests/simulation/run --replay %llu\n",
                kFaults.at(static_cast<std::size_t>(line.fault)), static_cast<unsigned long long>(line.seed),
                line.what.data(), static_cast<unsigned long long>(line.seed));
    std::fflush(stdout);
  }
  [[nodiscard]] std::int64_t cuts() const { return sums_[0]; }
  // A worker that crashed has told of no seed: what it was at is the one after the last of its own.
  void ended(int status) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    ++crashed_;
    std::printf("CRASHED: a worker ended with status %d\n", status);
  }
  [[nodiscard]] bool well() const { return faults_[1] + faults_[2] + faults_[3] + faults_[4] + crashed_ == 0; }
  [[nodiscard]] std::int64_t seeds() const { return seeds_; }
  void print(double seconds, double processor) const {
    const auto n = [](std::int64_t value) { return static_cast<long long>(value); };
    std::printf("%lld power cuts, %lld kills, %lld starts, %lld payments acknowledged, %lld events\n", n(sums_[0]),
                n(sums_[1]), n(sums_[5]), n(sums_[2]), n(sums_[4]));
    std::printf(
        "lost %lld, doubled %lld, corrupt %lld, wrong %lld; %lld stood unheard; %lld of %lld days rebuilt, "
        "%lld agreed with hledger\n",
        n(faults_[1]), n(faults_[2]), n(faults_[3]), n(faults_[4]), n(sums_[3]), n(sums_[6]), n(seeds_), n(sums_[7]));
    std::printf("%.1f s, %.0f cuts a second and core\n", seconds, static_cast<double>(sums_[0]) / processor);
  }

 private:
  std::array<std::int64_t, 8> sums_{};
  std::array<std::int64_t, 5> faults_{};
  std::int64_t seeds_ = 0, crashed_ = 0;
};

std::vector<std::uint64_t> corpusOf(const std::string& file) {
  std::ifstream in(file);
  std::vector<std::uint64_t> seeds;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') seeds.push_back(std::strtoull(line.c_str(), nullptr, 10));
  }
  return seeds;
}

double processorSeconds() {
  rusage children{};
  ::getrusage(RUSAGE_CHILDREN, &children);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(children.ru_utime) + seconds(children.ru_stime);
}

// The seeds of the corpus, or new ones until there were as many cuts as ordered.
void run(const Order& order, const std::vector<std::uint64_t>& corpus, Sums& sums) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) std::exit(70);
  std::vector<pid_t> workers;
  const int jobs = corpus.empty() ? order.jobs : 1;
  for (int job = 0; job < jobs; ++job) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      ::_exit(work(ends[1], order.seed + static_cast<std::uint64_t>(job), static_cast<std::uint64_t>(jobs), corpus,
                   order.replay));
    }
    workers.push_back(child);
  }
  ::close(ends[1]);
  Line line;
  const std::int64_t wanted = sums.cuts() + order.cuts;
  while ((!corpus.empty() || sums.cuts() < wanted) &&
         ::read(ends[0], &line, sizeof line) == static_cast<ssize_t>(sizeof line)) {
    sums.take(line);
  }
  ::close(ends[0]);
  for (const pid_t worker : workers) {
    int status = 0;
    ::waitpid(worker, &status, 0);
    sums.ended(status);
  }
}

bool parse(int argc, char** argv, Order& order) {
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    if (name == "--cuts") {
      order.cuts = std::atoll(argv[i + 1]);
    } else if (name == "--seed" || name == "--replay") {
      order.seed = std::strtoull(argv[i + 1], nullptr, 10);
      order.seeded = true;
      order.replay = name == "--replay";
    } else if (name == "--jobs") {
      order.jobs = std::max(1, std::atoi(argv[i + 1]));
    } else if (name == "--corpus") {
      order.corpus = argv[i + 1];
    } else {
      return false;
    }
  }
  return argc % 2 == 1;
}

}  // namespace

int main(int argc, char** argv) {
  Order order;
  if (!parse(argc, argv, order)) {
    std::fputs("till_simulation [--cuts N] [--seed S] [--jobs J] [--corpus FILE] | --replay SEED\n", stderr);
    return 64;
  }
  std::signal(SIGPIPE, SIG_IGN);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (!order.seeded) order.seed = std::random_device{}();
  const auto begun = std::chrono::steady_clock::now();
  Sums sums;
  if (order.replay) {
    run(order, {order.seed}, sums);
  } else {
    std::printf("seeds from %llu\n", static_cast<unsigned long long>(order.seed));
    std::fflush(stdout);
    if (const auto corpus = corpusOf(order.corpus); !corpus.empty()) run(order, corpus, sums);
    run(order, {}, sums);
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
  sums.print(taken.count(), processorSeconds());
  return sums.well() && sums.seeds() > 0 ? 0 : 1;
}
