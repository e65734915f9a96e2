// SPDX-License-Identifier: Apache-2.0
// The real station without its face: office, ledger, rack over pseudo-terminals, virtual printer and scanner. A clerk
// of code walks a fixed script and says on standard output what has been acknowledged to a person:
//   ACK RECEIPT         the change page showed it
//   BASKET N            the screen showed the N-th basket of the script
//   OPEN N, CALLS N      when the till is open, and at the end: how many calls the kill shim counted
// station_child work|resume OFFICE SHARED DATA PEPPER PORTS
// `resume` signs in, says RESUMED and the accounts of the basket it finds, and ends.
#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>

#include "config/load/office.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/model/scanner_model.h"
#include "drivers/virtual/pty/pty_port.h"
#include "pos/bill/bill_files.h"
#include "pos/station/station.h"

extern "C" long tillKillCalls(void);

namespace {

namespace fs = std::filesystem;
namespace model = till::drivers::model;
using namespace till::pos::station;

constexpr std::chrono::seconds kDeadline{30};

struct Arguments {
  fs::path office, shared, data, pepper, ports;
};

std::unique_ptr<model::Port> plugIn(model::Device& device, const fs::path& ports, const std::string& name) {
  auto port = till::drivers::pty::openPtyPort(device, ports, name);
  if (!port) throw std::runtime_error(port.error());
  return std::move(*port);
}

template <class T, class E>
T orThrow(tl::expected<T, E> value, const char* what) {
  if (!value) throw std::runtime_error(what);
  return std::move(*value);
}

std::string seenInstead(const StationView& view) {
  std::string seen = ", but page " + std::to_string(static_cast<int>(view.page)) + " (" + view.title + ")";
  for (const auto& notice : view.notices) seen += "; " + notice.what + " " + notice.text;
  return seen;
}

void say(const std::string& line) {
  std::fputs((line + "\n").c_str(), stdout);
  std::fflush(stdout);
}

class Counter {
 public:
  explicit Counter(const Arguments& arguments)
      : printerPort_(plugIn(printer_, arguments.ports, "ttyPrinter")),
        scannerPort_(plugIn(scanner_, arguments.ports, "ttyScanner")) {
    auto office = orThrow(till::config::loadOffice(arguments.office, arguments.shared), "office");
    auto& devices = office.devices;
    std::get<till::drivers::transport::SerialSettings>(devices.printer->link).port = arguments.ports / "ttyPrinter";
    std::get<till::drivers::transport::SerialSettings>(devices.scanner->link).port = arguments.ports / "ttyScanner";
    devices.printer->profile.codePageOrder.resize(1);
    devices.drawer->polarity = till::drivers::drawer::SensorPolarity::highIsOpen;
    const auto surroundings = till::ledger::store::systemSurroundings();
    StationParts parts;
    parts.settings = office.station;
    parts.words = office.words;
    parts.ledger = orThrow(till::ledger::store::openLedger(arguments.data, office.identity, surroundings), "ledger");
    parts.bills = orThrow(till::pos::bill::openBillBook(*till::pos::bill::newestBills(arguments.data)), "bills");
    parts.billsFile = {"bills-1.db", "of the test"};
    parts.people = orThrow(till::pos::people::openPeopleBook(arguments.data / "people.db", arguments.pepper), "people");
    parts.devices = devices;
    parts.wallClock = surroundings.wallClock;
    station_ = startStation(
        std::move(parts), [this](std::shared_ptr<const StationView> view) { take(std::move(view)); },
        [devices](till::drivers::rack::RackListener listener) {
          return till::drivers::rack::startRack(devices, std::move(listener));
        });
  }

  template <class Holds>
  std::shared_ptr<const StationView> until(const std::string& what, Holds holds) {
    std::unique_lock lock(mutex_);
    if (changed_.wait_for(lock, kDeadline, [&] { return view_ && holds(*view_); })) return view_;
    throw std::runtime_error(what + (view_ ? seenInstead(*view_) : " (there is no view)"));
  }
  std::shared_ptr<const StationView> page(Page page) {
    return until("page " + std::to_string(static_cast<int>(page)),
                 [page](const StationView& view) { return view.page == page; });
  }
  void key(Key key) {
    const auto view = until("a view", [](const StationView&) { return true; });
    station_->send(KeyPressed{key, false, view->number});
  }
  void digits(const std::string& digits) {
    for (const char digit : digits) key(static_cast<Key>(static_cast<int>(Key::d0) + (digit - '0')));
  }
  void scan(const std::string& text) {
    scannerPort_->use([&] { scanner_.scan(text); });
  }
  void shutDrawer() {
    printerPort_->use([this] { printer_.drawer().shut(); });
  }

 private:
  void take(std::shared_ptr<const StationView> view) {
    const std::lock_guard lock(mutex_);
    view_ = std::move(view);
    changed_.notify_all();
  }

  model::PrinterModel printer_;
  model::ScannerModel scanner_;
  std::unique_ptr<model::Port> printerPort_, scannerPort_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::shared_ptr<const StationView> view_;
  std::unique_ptr<Station> station_;
};

void signIn(Counter& counter) {
  counter.page(Page::signIn);
  counter.key(Key::d1);
  counter.until("the PIN", [](const StationView& view) { return view.entry.label.find("PIN") != std::string::npos; });
  counter.digits("246813");
  counter.key(Key::enter);
}

void openTill(Counter& counter) {
  counter.until("which till",
                [](const StationView& view) { return view.page == Page::openFloat && !view.choices.empty(); });
  counter.key(Key::d1);
  counter.until("the sheet", [](const StationView& view) { return view.count.has_value(); });
  for (const char* pieces : {"3"}) {
    counter.digits(pieces);
    counter.key(Key::enter);
  }
  counter.until("300.00", [](const StationView& view) { return view.count && view.count->counted == "300.00"; });
  counter.key(Key::star);
  // Of this amount, and no other notice: one about a printer that is still being found may stand there too.
  counter.until("the question", [](const StationView& view) {
    return std::any_of(view.notices.begin(), view.notices.end(), [](const Notice& notice) {
      return (notice.what + notice.text).find("300.00") != std::string::npos;
    });
  });
  counter.key(Key::star);
  counter.page(Page::counter);
}

constexpr std::array kStubs{"004512873007000084271215268", "000073194207000092701215265", "004512873107000118411215266",
                            "002030405007000070171215262", "001496343907000107131215269"};

// Five payments, each of one stub more than fits: two baskets with one bill, then with two.
void work(Counter& counter) {
  signIn(counter);
  openTill(counter);
  say("OPEN " + std::to_string(tillKillCalls()));
  int basket = 0;
  std::string last;
  for (std::size_t i = 0; i + 1 < kStubs.size(); ++i) {
    for (const std::size_t bills : {1U, 2U}) {
      counter.scan(kStubs.at(i + bills - 1));
      counter.until("the bill", [bills](const StationView& view) { return view.bills.size() == bills; });
      say("BASKET " + std::to_string(++basket));
    }
    counter.key(Key::star);
    const auto view = counter.until(
        "the change", [&last](const StationView& seen) { return seen.change && seen.change->receipt != last; });
    last = view->change->receipt;
    say("ACK " + last);
    counter.shutDrawer();
  }
}

void resume(Counter& counter) {
  signIn(counter);
  const auto view = counter.until("what comes after sign-in", [](const StationView& seen) {
    const bool float_ = seen.page == Page::openFloat && !seen.choices.empty();
    return float_ || seen.page == Page::resume || seen.page == Page::counter;
  });
  if (view->page == Page::resume) counter.key(Key::enter);
  const auto after = counter.until("the counter", [](const StationView& seen) {
    return seen.page == Page::openFloat || seen.page == Page::counter || seen.page == Page::change;
  });
  std::string line = "RESUMED";
  for (const auto& bill : after->bills) line += " " + bill.account;
  say(line);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 7) return 64;
  try {
    Counter counter({argv[2], argv[3], argv[4], argv[5], argv[6]});
    std::string(argv[1]) == "work" ? work(counter) : resume(counter);
    say("CALLS " + std::to_string(tillKillCalls()));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "station_child: %s did not come\n", error.what());
    return 1;
  }
}
