// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/bench_station.h"

#include <stdexcept>

#include "config/load/office.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
using namespace pos::station;

config::Office sampleOffice() {
  const fs::path config = fs::path(TILL_SOURCE_DIR) / "config";
  auto office = config::loadOffice(config / "offices/sample-city", config);
  if (!office) throw std::runtime_error(config::toText(office.error()));
  return std::move(*office);
}

}  // namespace

drivers::rack::DeviceSettings sampleDevices() { return sampleOffice().devices; }

BenchStation::BenchStation(const StationOptions& options) {
  fs::remove_all(options.directory);
  fs::create_directories(options.directory);
  const auto office = sampleOffice();
  const auto surroundings = ledger::store::systemSurroundings();
  auto ledger = ledger::store::openLedger(options.directory / "data", office.identity, surroundings);
  auto people = pos::people::openPeopleBook(options.directory / "data" / "people.db", options.directory / "pepper");
  auto bills = pos::bill::openBillBook(options.bills);
  if (!ledger || !people || !bills) throw std::runtime_error("the bench's station does not open");
  if (!(*people)->add({"jortiz", "J. Ortiz", pos::people::Role::clerk}, "246813")) throw std::runtime_error("people");
  StationParts parts;
  parts.settings = office.station;
  parts.words = office.words;
  parts.ledger = options.wrap ? options.wrap(std::move(*ledger)) : std::move(*ledger);
  parts.bills = std::move(*bills);
  parts.billsFile = {options.bills.filename().string(), "of the bench"};
  parts.people = std::move(*people);
  parts.devices = options.devices;
  parts.wallClock = surroundings.wallClock;
  const auto publish = [this](std::shared_ptr<const StationView> view) {
    const std::lock_guard lock(mutex_);
    view_ = std::move(view);
    changed_.notify_all();
  };
  station_ = startStation(std::move(parts), publish, options.startDevices);
  openTill();
}

void BenchStation::send(Input input) { station_->send(std::move(input)); }

void BenchStation::key(Key key) {
  const auto view = until([](const StationView&) { return true; });
  send(KeyPressed{key, false, view->number});
}

std::shared_ptr<const StationView> BenchStation::until(const std::function<bool(const StationView&)>& holds) {
  constexpr std::chrono::seconds kDeadline{30};
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, kDeadline, [&] { return view_ && holds(*view_); })) {
    std::string shown = "the station did not show what was waited for; it shows page " +
                        std::to_string(static_cast<int>(view_->page)) + ", " + view_->entry.label;
    for (const auto& lamp : view_->header.lamps) shown += " | " + lamp.text;
    for (const auto& notice : view_->notices) shown += " | " + notice.what + " " + notice.text;
    if (view_->change) shown += " | " + view_->change->receipt;
    throw std::runtime_error(shown);
  }
  return view_;
}

void BenchStation::openTill() {
  until([](const StationView& view) { return view.page == Page::signIn; });
  key(Key::d1);
  until([](const StationView& view) { return view.entry.label.find("PIN") != std::string::npos; });
  for (const Key digit : {Key::d2, Key::d4, Key::d6, Key::d8, Key::d1, Key::d3, Key::enter}) key(digit);
  until([](const StationView& view) { return view.page == Page::openFloat && !view.choices.empty(); });
  key(Key::d1);
  until([](const StationView& view) { return view.count.has_value(); });
  key(Key::d3);
  key(Key::enter);
  until([](const StationView& view) { return view.count && view.count->counted == "300.00"; });
  key(Key::star);
  until([](const StationView& view) { return !view.notices.empty(); });
  key(Key::star);
  until([](const StationView& view) { return view.page == Page::counter; });
}

}  // namespace till::bench
