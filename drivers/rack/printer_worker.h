// SPDX-License-Identifier: Apache-2.0
// A printer, the drawers on its port and the sheet station in its housing, on a thread of their own.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "drivers/drawer/cash_drawer.h"
#include "drivers/printer/receipt_printer_device.h"
#include "drivers/rack/bell.h"
#include "drivers/rack/rack.h"
#include "drivers/rack/reopener.h"
#include "drivers/rack/sheet_desk.h"

namespace till::drivers::rack {

// What one cable leads to. Without a printer every job ends as failed ("gone") and every kick as failed.
struct PrinterUnit {
  struct Drawer {
    std::size_t index = 0;  // of the rack's drawers
    drawer::DrawerSettings settings;
  };
  std::size_t index = 0;  // of the rack's printers
  std::optional<PrinterSettings> printer;
  std::vector<Drawer> drawers;  // two at the most: a port has two pins
  std::optional<SheetSettings> sheets;
  std::chrono::milliseconds reopenEvery{}, pollEvery{};
};

class PrinterWorker {
 public:
  static constexpr std::size_t kRoom = 256;  // waiting jobs, and waiting kicks; what finds no room ends as "busy"

  PrinterWorker(PrinterUnit unit, const RackListener& listener, OpenLink openLink);
  ~PrinterWorker();
  PrinterWorker(const PrinterWorker&) = delete;
  PrinterWorker& operator=(const PrinterWorker&) = delete;

  void print(std::int64_t job, printer::PrintDocument document);
  void kick(std::int64_t kick, std::size_t drawer);  // an index of the rack's; one that is not here fails
  void refuse(std::int64_t job);                     // for a printer that there is not
  void readCheck(std::int64_t id);
  void printSheet(std::int64_t id, slip::SlipJob job);
  void cancelSheet(std::int64_t id) { desk_.cancel(id); }
  void lookNow();  // something was plugged in; from any thread

 private:
  struct Job {
    std::int64_t id = 0;
    std::optional<printer::PrintDocument> document;
    std::string_view refused = {};  // why, where there is none
  };
  struct Kick {
    std::int64_t id = 0;
    std::size_t drawer = 0;
    bool refused = false;
  };

  void run();
  bool runNext();  // false: nothing waits
  void runKick(const Kick& kick);
  void letTheOtherCoilRest(std::size_t drawer);
  void runJob(const Job& job);
  void runSheet();
  [[nodiscard]] bool sheetIsInTheWay();
  void refuseTheRest();
  void keepOpen();
  void keepAsking();
  void tellChanges();
  [[nodiscard]] transport::Clock::time_point nextMoment() const;

  const PrinterUnit unit_;
  const RackListener& listener_;
  const OpenLink openLink_;
  Bell bell_;
  std::mutex mutex_;  // guards the two queues
  std::deque<Job> jobs_;
  std::deque<Kick> kicks_;
  std::atomic<bool> stopping_ = false;
  printer::ReceiptPrinter printer_;
  struct PortDrawer {
    std::size_t index;
    drawer::CashDrawer drawer;
    std::optional<drawer::DrawerState> told = {};
  };
  std::vector<PortDrawer> drawers_;
  std::size_t kickedLast_ = 0;                // of the rack's drawers
  transport::Clock::time_point pulseIsOver_;  // its own, with the rest that follows it
  SheetDesk desk_;
  slip::StationLink station_;  // has the printer's line while a sheet is at hand
  transport::Clock::time_point askAt_;
  Reopener reopener_;
  std::optional<printer::PrinterStatus> toldStatus_;
  std::optional<bool> toldLine_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace till::drivers::rack
