// SPDX-License-Identifier: Apache-2.0
// The thread around the step: from a key to a published view, through the real PIN worker and a scripted rack.
#include <condition_variable>
#include <mutex>

#include "counter_desk.h"
#include "ledger/store/ledger.h"

namespace till::pos::station {

namespace {

class ScriptedRack final : public drivers::rack::Rack {
 public:
  explicit ScriptedRack(drivers::rack::RackListener listener) : listener_(std::move(listener)) {}
  void print(std::int64_t job, drivers::printer::PrintDocument, std::size_t) override {
    listener_.jobFinished(job, {drivers::printer::JobOutcome::confirmed, true, ""});
  }
  void readCheck(std::int64_t) override {}
  void printSheet(std::int64_t, drivers::slip::SlipJob) override {}
  void cancelSheet(std::int64_t) override {}
  void show(drivers::rack::CustomerLines) override {}
  void kick(std::int64_t kick, std::size_t) override {
    listener_.kickFinished(kick, drivers::drawer::KickOutcome::opened);
  }

 private:
  drivers::rack::RackListener listener_;
};

// The last view, waited for by what it should be; a deadline instead of a sleep.
class Screen {
 public:
  void show(std::shared_ptr<const StationView> view) {
    const std::lock_guard lock(mutex_);
    view_ = std::move(view);
    shown_.notify_all();
  }
  template <class Wanted>
  bool waitFor(Wanted wanted) {
    std::unique_lock lock(mutex_);
    return shown_.wait_for(lock, std::chrono::seconds(20), [&] { return view_ && wanted(*view_); });
  }
  std::uint64_t number() {
    const std::lock_guard lock(mutex_);
    return view_ ? view_->number : 0;
  }

 private:
  std::mutex mutex_;
  std::condition_variable shown_;
  std::shared_ptr<const StationView> view_;
};

}  // namespace

TEST(Runner, signsInThroughTheWorkerAndShowsTheFloat) {
  const std::filesystem::path config = std::filesystem::path(TILL_SOURCE_DIR) / "config";
  auto office = config::loadOffice(config / "offices/sample-city", config);
  ASSERT_TRUE(office) << config::toText(office.error());
  const auto directory = std::filesystem::temp_directory_path() / ("till-runner-" + std::to_string(::getpid()));
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  auto people = people::openPeopleBook(directory / "people.db", directory / "pepper");
  ASSERT_TRUE(people) << people.error().what;
  ASSERT_TRUE((*people)->add({.id = "jortiz", .name = "J. Ortiz", .role = people::Role::clerk}, "314159"));
  auto ledger = ledger::store::openLedger(directory / "data", office->identity, ledger::store::systemSurroundings());
  ASSERT_TRUE(ledger) << ledger.error().what;

  Screen screen;
  StationParts parts;
  parts.settings = office->station;
  parts.words = office->words;
  parts.ledger = std::move(*ledger);
  parts.people = std::move(*people);
  parts.wallClock = ledger::store::systemSurroundings().wallClock;
  auto station = startStation(
      std::move(parts), [&](std::shared_ptr<const StationView> view) { screen.show(std::move(view)); },
      [](drivers::rack::RackListener listener) { return std::make_unique<ScriptedRack>(std::move(listener)); });
  ASSERT_TRUE(screen.waitFor([](const StationView& view) { return view.page == Page::signIn; }));
  for (const Key key : {Key::d1, Key::d3, Key::d1, Key::d4, Key::d1, Key::d5, Key::d9, Key::enter})
    EXPECT_TRUE(station->send(KeyPressed{.key = key, .repeat = false, .view = screen.number()}));
  EXPECT_TRUE(screen.waitFor([](const StationView& view) { return view.page == Page::openFloat; }));
  station.reset();
  std::filesystem::remove_all(directory);
}

}  // namespace till::pos::station
