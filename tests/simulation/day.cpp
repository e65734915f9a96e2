// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/day.h"

#include <sodium.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>

#include "ledger/report/journal_export.h"
#include "ledger/store/files.h"
#include "tests/simulation/disk/sim_disk.h"
#include "tests/simulation/worker.h"

namespace till::simulation {

namespace fs = std::filesystem;
namespace store = ledger::store;

namespace {

constexpr std::int64_t kSmallWal = 96LL * 1024;
constexpr std::int64_t kSmallBallast = 4096;
constexpr std::uint64_t kOneIn = 100;  // days: projections made anew, the journal read by hledger
constexpr int kMostStarts = 12;        // in a row, each cut itself

Swarm draw(Random& random, std::uint64_t seed) {
  const auto coin = [&](std::uint64_t oneIn) { return below(random, oneIn) == 0; };
  Swarm swarm;
  swarm.straight = seed % 3 != 0;
  swarm.deviceFaults = coin(2);
  swarm.clockJumps = coin(4);
  swarm.diskFull = coin(4);
  swarm.syncErrors = coin(4);
  swarm.kills = coin(3);
  swarm.garbage = coin(2);
  swarm.cutsAtStart = coin(2);
  constexpr std::array<std::uint64_t, 4> kBusy{30, 100, 300, 900};
  swarm.busiest = kBusy.at(below(random, kBusy.size()));
  return swarm;
}

// The lock, ballast, stop mark and key lie in the real folder (memory, if TMPDIR is): what a cut may do to them is done
// here. The key is synced with its folder before the ledger's first event; a mark or a ballast made late may be gone.
class SideFiles {
 public:
  explicit SideFiles(fs::path folder) : folder_(std::move(folder)) {}

  void fresh(Random& random) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    std::array<unsigned char, crypto_sign_SEEDBYTES> bytes{};  // from the seed: the same chain every time
    for (auto& byte : bytes) byte = static_cast<unsigned char>(random());
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_seed_keypair(open.data(), secret.data(), bytes.data());
    std::ofstream(folder_ / "station.key", std::ios::binary)
        .write(reinterpret_cast<const char*>(secret.data()), static_cast<std::streamsize>(secret.size()));
  }
  void afterDeath(End end, bool markBefore, Random& random) {
    std::error_code ignored;
    if (end == End::powerCut && below(random, 2) == 0) fs::remove(folder_ / "ballast", ignored);
    const bool lost = end == End::powerCut && below(random, 2) == 0;
    if (!markBefore || lost) fs::remove(folder_ / "stopped", ignored);  // written by a program that was dead
  }
  [[nodiscard]] bool marked() const { return fs::exists(folder_ / "stopped"); }

 private:
  fs::path folder_;
};

class Days {
 public:
  Days(std::uint64_t seed, const fs::path& folder, bool aloud)
      : seed_(seed), aloud_(aloud), folder_(folder), random_(seed), side_(folder), disk_(SimDisk::in(folder)) {
    side_.fresh(random_);
    sqlite3_randomness(0, nullptr);  // anew, from the disk's own numbers
    disk_.format(random_());
    disk_.watchBallast(folder_ / "ballast");
    swarm_ = draw(random_, seed);
    disk_.tearIntoGarbage(swarm_.garbage);
    surroundings_ = store::systemSurroundings();
    surroundings_.random = [this](std::span<std::uint8_t> bytes) {
      for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random_());
    };
    surroundings_.bootTime = [this] { return store::BootTime{"simulated", ++bootMillis_}; };
    surroundings_.vfs = "simulated";
    surroundings_.ballastBytes = kSmallBallast;
    surroundings_.roomToOpenBytes = 0;
    surroundings_.walBytes = kSmallWal;
    const Workplace place{folder_, surroundings_, swarm_, books_, random_};
    say("at the " + std::string(swarm_.straight ? "ledger" : "station") +
        (swarm_.deviceFaults ? ", device faults" : "") + (swarm_.clockJumps ? ", clock jumps" : "") +
        (swarm_.diskFull ? ", full disks" : "") + (swarm_.syncErrors ? ", disk errors" : "") +
        (swarm_.kills ? ", kills" : "") + (swarm_.garbage ? ", garbage" : "") +
        (swarm_.cutsAtStart ? ", cuts at the start" : ""));
    worker_ = swarm_.straight ? straightToTheLedger(place) : clerkAtTheStation(place);
  }

  Told live() {
    const auto lives = 3 + below(random_, 10);
    for (std::uint64_t i = 0; i < lives && !told_.finding; ++i) life();
    if (!told_.finding && start(false)) {
      if (!worker_->stopped()) check();
      worker_->end();
      if (!told_.finding && seed_ % kOneIn == 0) audit();
    }
    told_.payments = books_.payments();
    told_.unheard = books_.unheard();
    told_.events = books_.events();
    return told_;
  }

 private:
  // From a start to a cut, the books checked in between.
  void life() {
    if (!start(swarm_.cutsAtStart)) return;
    check();
    if (told_.finding) return;
    if (worker_->stopped()) return fail({Fault::corrupt, "after a start it does not sell: " + worker_->why()});
    disk_.dieAt(1 + static_cast<std::int64_t>(below(random_, swarm_.busiest)));
    trouble();
    while (!disk_.dead() && !worker_->stopped() && !books_.heard()) {
      worker_->act();
      if (disk_.trouble() != Trouble::none && below(random_, 12) == 0) disk_.set(Trouble::none);
    }
    die();
  }

  // Beside the cut: now and then something the program itself lives to see.
  void trouble() {
    if (swarm_.diskFull && below(random_, 2) == 0) {
      return disk_.set(Trouble::full, static_cast<std::int64_t>(below(random_, swarm_.busiest)));
    }
    if (swarm_.syncErrors && below(random_, 2) == 0) {
      const auto kind = below(random_, 4) == 0 ? Trouble::writeFails : Trouble::syncFails;
      disk_.set(kind, static_cast<std::int64_t>(below(random_, swarm_.busiest)));
    }
  }

  // The program has been cut, or has stopped by itself and is started again; or the machine is.
  void die() {
    const bool cut = disk_.dead();
    const bool marked = side_.marked() && (!cut || markedAtStart_);
    const bool dies = !cut && below(random_, 2) == 0;  // it closed its files in peace otherwise
    if (dies) disk_.die();
    books_.died();
    worker_->end();
    const bool alive = swarm_.kills || !cut;
    const End end = alive && below(random_, 2) == 0 ? End::killed : End::powerCut;
    say("call " + std::to_string(disk_.calls()) + ": " + std::to_string(books_.events()) + " events read, " +
        std::to_string(books_.payments()) + " payments acknowledged; " +
        (cut    ? "cut"
         : dies ? "killed"
                : "stopped") +
        (end == End::powerCut ? ", power cut" : ", started again") + (cut ? "" : " after: " + worker_->why()));
    disk_.restart(end);
    side_.afterDeath(end, marked, random_);
    (end == End::powerCut ? told_.cuts : told_.kills) += 1;
  }

  // False: it could not, and that is a finding.
  bool start(bool mayBeCut) {
    for (int tries = 0; tries < kMostStarts; ++tries) {
      ++told_.starts;
      disk_.live();
      markedAtStart_ = side_.marked();
      if (mayBeCut && below(random_, 3) == 0) disk_.dieAt(1 + static_cast<std::int64_t>(below(random_, 120)));
      const bool open = worker_->start();
      if (open && !disk_.dead()) return true;
      if (!disk_.dead()) {
        fail({Fault::corrupt, "the ledger does not open: " + worker_->why()});
        return false;
      }
      die();
    }
    disk_.live();
    markedAtStart_ = side_.marked();
    return worker_->start();
  }

  void check() {
    if (auto finding = books_.check(folder_)) fail(std::move(finding));
  }
  void say(const std::string& what) const {
    if (aloud_) std::printf("%s\n", what.c_str());
  }
  void fail(Finding finding) {
    if (!told_.finding) told_.finding = std::move(finding);
  }

  // I10 and I11, with no program running.
  void audit() {
    const auto before = books_.projections(folder_);
    const auto replayed = store::rebuild(folder_, surroundings_);
    if (!replayed) return fail({Fault::corrupt, "rebuild: " + replayed.error().what});
    if (books_.projections(folder_) != before) return fail({Fault::corrupt, "rebuilt projections are other bits"});
    ++told_.rebuilt;
    hledger();
  }

  void hledger() {
    const auto reader = store::openReader(folder_);
    if (!reader) return fail({Fault::corrupt, reader.error().what});
    if (const auto all = (*reader)->verifyAll(); !all.fault.empty()) return fail({Fault::corrupt, all.fault});
    std::ofstream out(folder_ / "journal.hledger");
    const auto written = ledger::report::hledgerJournal(**reader, {}, out);
    out.close();
    if (!written) return fail({Fault::wrong, "the journal does not go out: " + written.error().what});
    if (*written == 0) return;
    std::map<std::string, std::int64_t> ours;
    for (const auto& posting : (*reader)->postings(store::kFirstDay, store::kLastDay)) {
      ours[posting.account] += posting.amount.minor();
    }
    std::erase_if(ours, [](const auto& one) { return one.second == 0; });
    const auto theirs = balances();
    if (!theirs) return fail({Fault::wrong, "hledger does not read the journal"});
    if (*theirs != ours) return fail({Fault::wrong, "hledger comes to other balances"});
    ++told_.balanced;
  }

  // By account code: "assets:601-0000-10110 Cash in tills","84.27 USD" an account.
  [[nodiscard]] std::optional<std::map<std::string, std::int64_t>> balances() const {
    const std::string command =
        "hledger -f '" + (folder_ / "journal.hledger").string() + "' balance --flat -N -O csv 2>/dev/null";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return std::nullopt;
    std::map<std::string, std::int64_t> sums;
    std::array<char, 512> line{};
    bool header = true;
    while (std::fgets(line.data(), line.size(), pipe) != nullptr) {
      if (std::exchange(header, false)) continue;
      const std::string text = line.data();
      const auto colon = text.find(':');
      const auto comma = text.rfind("\",\"");
      if (colon == std::string::npos || comma == std::string::npos) continue;
      std::string digits;
      for (const char c : text.substr(comma + 3)) {
        if (c == '-' || (c >= '0' && c <= '9')) digits += c;
      }
      const std::string name = text.substr(colon + 1, comma - colon - 1);
      sums[name.substr(0, name.find(' '))] = std::strtoll(digits.c_str(), nullptr, 10);
    }
    if (::pclose(pipe) != 0) return std::nullopt;
    return sums;
  }

  std::uint64_t seed_;
  bool aloud_;
  fs::path folder_;
  Random random_;
  SideFiles side_;
  bool markedAtStart_ = false;
  SimDisk& disk_;
  Swarm swarm_;
  store::Surroundings surroundings_;
  std::int64_t bootMillis_ = 0;
  Books books_;
  std::unique_ptr<Worker> worker_;
  Told told_;
};

}  // namespace

Told liveThrough(std::uint64_t seed, const fs::path& folder, bool aloud) {
  Told told;
  try {
    Days days(seed, folder, aloud);
    told = days.live();
  } catch (const std::exception& error) {
    told.finding = {Fault::wrong, std::string("thrown: ") + error.what()};
  }
  return told;
}

}  // namespace till::simulation
