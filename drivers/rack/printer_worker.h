// SPDX-License-Identifier: Apache-2.0
// The printer, the drawer on its port and the sheet station in its housing, on a thread of their own.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "drivers/drawer/cash_drawer.h"
#include "drivers/printer/receipt_printer_device.h"
#include "drivers/rack/bell.h"
#include "drivers/rack/rack.h"
#include "drivers/rack/reopener.h"
#include "drivers/rack/sheet_desk.h"

namespace till::drivers::rack {

class PrinterWorker {
 public:
  static constexpr std::size_t kRoom = 256;  // waiting jobs, and waiting kicks; what finds no room ends as "busy"

  // Without a configured printer every job ends as failed ("gone") and every kick as failed.
  PrinterWorker(const DeviceSettings& settings, const RackListener& listener, OpenLink openLink);
  ~PrinterWorker();
  PrinterWorker(const PrinterWorker&) = delete;
  PrinterWorker& operator=(const PrinterWorker&) = delete;

  void print(std::int64_t job, printer::PrintDocument document);
  void kick(std::int64_t kick);
  void readCheck(std::int64_t id);
  void printSheet(std::int64_t id, slip::SlipJob job);
  void cancelSheet(std::int64_t id) { desk_.cancel(id); }
  void lookNow();  // something was plugged in; from any thread

 private:
  struct Job {
    std::int64_t id = 0;
    std::optional<printer::PrintDocument> document;  // none: refused for want of room
  };
  struct Kick {
    std::int64_t id = 0;
    bool refused = false;
  };

  void run();
  bool runNext();  // false: nothing waits
  void runKick(const Kick& kick);
  void runJob(const Job& job);
  void runSheet();
  [[nodiscard]] bool sheetIsInTheWay();
  void refuseTheRest();
  void keepOpen();
  void keepAsking();
  void tellChanges();
  [[nodiscard]] transport::Clock::time_point nextMoment() const;

  const DeviceSettings settings_;
  const RackListener& listener_;
  const OpenLink openLink_;
  Bell bell_;
  std::mutex mutex_;  // guards the two queues
  std::deque<Job> jobs_;
  std::deque<Kick> kicks_;
  std::atomic<bool> stopping_ = false;
  printer::ReceiptPrinter printer_;
  std::optional<drawer::CashDrawer> drawer_;
  SheetDesk desk_;
  slip::StationLink station_;  // has the printer's line while a sheet is at hand
  transport::Clock::time_point askAt_;
  Reopener reopener_;
  std::optional<printer::PrinterStatus> toldStatus_;
  std::optional<drawer::DrawerState> toldDrawer_;
  std::optional<bool> toldLine_;
  std::thread thread_;  // last: it uses all of the above
};

}  // namespace till::drivers::rack
