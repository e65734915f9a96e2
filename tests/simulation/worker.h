// SPDX-License-Identifier: Apache-2.0
// Who works at the simulated counter. Two kinds: clerks at the real station, key by key; and one who posts straight to
// the ledger, for the facts that the station does not reach, and because it is quicker.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <random>

#include "ledger/store/ledger.h"
#include "tests/simulation/books.h"

namespace till::simulation {

using Random = std::mt19937_64;
inline std::uint64_t below(Random& random, std::uint64_t n) { return random() % n; }

// What a seed has drawn: each fault is on or off for all of its days.
struct Swarm {
  bool straight = false;      // posts straight to the ledger
  bool deviceFaults = false;  // printer without paper, a drawer that does not answer
  bool clockJumps = false;
  bool diskFull = false;
  bool syncErrors = false;
  bool kills = false;    // the program alone dies now and then
  bool garbage = false;  // a lost sector may hold anything
  bool cutsAtStart = false;
  std::uint64_t busiest = 400;  // calls of the disk between two cuts, at most
};

struct Workplace {
  std::filesystem::path folder;
  ledger::store::Surroundings surroundings;
  Swarm swarm;
  Books& books;
  Random& random;
};

class Worker {
 public:
  virtual ~Worker() = default;
  virtual bool start() = 0;                           // the program starts; false: the ledger did not open
  virtual void act() = 0;                             // something that people do
  virtual void end() = 0;                             // the program is gone, closed or dead
  [[nodiscard]] virtual bool stopped() const = 0;     // an I/O error: it sells no more
  [[nodiscard]] virtual std::string why() const = 0;  // the last thing it said of the disk
};

[[nodiscard]] std::unique_ptr<Worker> clerkAtTheStation(const Workplace& place);
[[nodiscard]] std::unique_ptr<Worker> straightToTheLedger(const Workplace& place);

}  // namespace till::simulation
