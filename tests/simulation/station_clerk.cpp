// SPDX-License-Identifier: Apache-2.0
// Clerks at the real station: the same step(), resume() and runner as at the counter, with keys, scans and devices.
#include <array>

#include "pos/bill/bills_file.h"
#include "tests/pos/station/counter_desk.h"
#include "tests/simulation/worker.h"

namespace till::simulation {
namespace {

using drivers::drawer::DrawerState;
using drivers::printer::JobOutcome;
using pos::station::Desk;
using pos::station::Page;

struct Office {
  config::Office office;
  std::shared_ptr<pos::bill::BillBook> bills;
};

// Read once a process: the office is the same in every seed.
const Office& theOffice() {
  static const Office office = [] {
    const std::filesystem::path config = std::filesystem::path(TILL_SOURCE_DIR) / "config";
    auto loaded = config::loadOffice(config / "offices/sample-city", config);
    if (!loaded) throw std::runtime_error(config::toText(loaded.error()));
    loaded->station.tills = {3};
    std::string folder = (std::filesystem::temp_directory_path() / "till-bills-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no folder for the bills");
    const auto imported = pos::bill::importBills(config / "offices/sample-city/bills.csv", folder,
                                                 loaded->station.sale.services, "2026-11-20");
    if (!imported) throw std::runtime_error(imported.error().what);
    auto bills = pos::bill::openBillBook(imported->file);
    std::filesystem::remove_all(folder);  // it stays readable as long as it is open
    return Office{std::move(*loaded), std::move(*bills)};
  }();
  return office;
}

class Clerk final : public Worker {
 public:
  explicit Clerk(const Workplace& place)
      : place_(place),
        desk_({place.folder, theOffice().office, theOffice().bills, place.surroundings,
               [&books = place.books](const auto& body, const auto& posted) { books.posted(body, posted); },
               [&books = place.books](const std::string& what) { books.handed(what); }}) {}

  bool start() override {
    try {
      desk_.autoPrint = desk_.autoDrawer = true;
      desk_.start();
      return true;
    } catch (const std::exception& error) {
      why_ = error.what();
      return false;
    }
  }
  void end() override { desk_.die(); }
  [[nodiscard]] bool stopped() const override {
    return desk_.view().page == Page::stopped || desk_.view().page == Page::readOnly;
  }
  [[nodiscard]] std::string why() const override { return why_ + desk_.said(); }

  void act() override {
    desk_.happened.clear();
    desk_.papers.clear();
    toTheCounter();
    if (place_.swarm.deviceFaults && chance(6)) device();
    if (place_.swarm.clockJumps && chance(20)) {
      desk_.setClock(static_cast<std::int64_t>(below(place_.random, 2 * kYear)) - kYear);
    }
    const auto what = below(place_.random, 100);
    if (what < 60) return pay();
    if (what < 70) return undo();
    if (what < 75) return desk_.type("F6 1 " + std::to_string(1 + below(place_.random, 3)) + " 2 314159 Enter");
    if (what < 80) return moveCash();
    if (what < 82) return desk_.type("F12");
    if (what < 92) return desk_.pass(3 + static_cast<std::int64_t>(below(place_.random, 40)));
    if (what < 96) return desk_.send(pos::station::DrawerChanged{DrawerState::closed});
    countDown();
  }

 private:
  static constexpr std::int64_t kYear = 365LL * 86400;
  bool chance(std::uint64_t oneIn) { return below(place_.random, oneIn) == 0; }

  // From wherever this is, back to where something is sold.
  void toTheCounter() {
    for (int tries = 0; tries < 6; ++tries) {
      const Page page = desk_.view().page;
      if (page == Page::counter) return;
      if (page == Page::signIn || page == Page::locked) {
        desk_.pass(300);
        desk_.type("/");
        desk_.signIn();
      } else if (page == Page::resume || page == Page::closed) {
        desk_.type("Enter");
      } else if (page == Page::openFloat) {
        desk_.type(std::to_string(1 + below(place_.random, 4)) + " Enter * *");
        if (desk_.view().page == Page::menu) desk_.type("2 314159 Enter");  // who gives the float
      } else if (page == Page::closing) {
        desk_.type("1 Enter");
      } else if (page == Page::countDown) {
        desk_.type("* *");
      } else {
        desk_.type("Esc Esc Esc");
      }
    }
  }

  void pay() {
    static const std::array<const char*, 8> kTenders{"*",
                                                     "*",
                                                     "200. *",
                                                     "500. *",
                                                     "/ 1042 Enter *",
                                                     "20. / 9 Enter * *",
                                                     "F3 052117 Enter 4242 Enter *",
                                                     "F2 77 Enter *"};
    static const std::array<const char*, 3> kStubs{pos::station::kDelgado, pos::station::kAcme, pos::station::kSmith};
    const auto bills = 1 + below(place_.random, 3);
    for (std::uint64_t i = 0; i < bills; ++i) {
      if (chance(4)) {
        desk_.scan(pos::station::stubOf("999000" + std::to_string(1000 + below(place_.random, 9000)), 1234));
        desk_.type("Enter");
      } else {
        desk_.scan(kStubs.at(below(place_.random, kStubs.size())));
      }
    }
    if (chance(12)) return desk_.type("F5");  // put aside
    desk_.type(kTenders.at(below(place_.random, kTenders.size())));
    if (chance(2)) desk_.drawerSaysShut();
    if (!desk_.autoPrint) finishJobs();
  }

  void undo() {
    desk_.type(chance(2) ? "F7 Enter" : "F7 3 1 1 1 2 314159 Enter");
    if (chance(2)) desk_.drawerSaysShut();
  }

  void countDown() {
    desk_.type("F8 Enter");
    if (desk_.view().page != Page::countDown) return;
    desk_.type(std::to_string(below(place_.random, 9)) + " Enter " + std::to_string(below(place_.random, 9)) +
               " Enter");
    desk_.type("* *");
    desk_.type("1 Enter");
    desk_.drawerSaysShut();
  }

  // By the drawer's pages: cash that is no payment, and a count that seals nothing.
  void moveCash() {
    const auto some = [this] { return std::to_string(1 + below(place_.random, 3)) + " Enter"; };
    const auto what = below(place_.random, 8);
    if (what < 4) desk_.type("F6 2 " + some() + " * " + std::to_string(1 + below(place_.random, 9000)) + " Enter");
    if (what == 4) desk_.type("F6 4 0 Enter " + some() + " * * 2 314159 Enter");
    if (what == 5) desk_.type("F6 5 1 Enter * 0 Enter 2 Enter * *");  // a hundred for two fifties
    if (what == 6) desk_.type("F6 8 2 314159 Enter " + some() + " * *");
    if (what == 7) desk_.type("F6 2 " + some() + " * Esc");  // thought better of
    if (chance(2)) desk_.drawerSaysShut();
  }

  void finishJobs() {
    while (!desk_.jobs.empty()) {
      desk_.finishPrint(static_cast<JobOutcome>(below(place_.random, 3)), chance(2));
    }
  }

  void device() {
    const auto what = below(place_.random, 8);
    if (what == 0) desk_.printerOutOfPaper();
    if (what == 1 || what == 2) desk_.printerWell();
    if (what == 3) desk_.drawerSaysOpen();
    if (what == 4) desk_.send(pos::station::DrawerChanged{DrawerState::unknown});
    if (what == 5) desk_.autoPrint = !desk_.autoPrint;
    if (what == 6) desk_.autoDrawer = !desk_.autoDrawer;
    if (what == 7) {
      desk_.send(pos::station::KickFinished{desk_.state().devices.kick,
                                            static_cast<drivers::drawer::KickOutcome>(below(place_.random, 4))});
    }
  }

  Workplace place_;
  Desk desk_;
  std::string why_;
};

}  // namespace

std::unique_ptr<Worker> clerkAtTheStation(const Workplace& place) { return std::make_unique<Clerk>(place); }

}  // namespace till::simulation
