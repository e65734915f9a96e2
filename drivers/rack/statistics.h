// SPDX-License-Identifier: Apache-2.0
// What each device did, counted, in the manner of UnifiedPOS: names as its JposStatisticsConst (1.14) has them where
// they exist, and names of our own for the rest. Counts only: nothing that was printed or scanned.
#pragma once

#include <tl/expected.hpp>

#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "drivers/rack/rack.h"

namespace till::drivers::rack {

namespace statistic {
// UnifiedPOS's names.
inline constexpr std::string_view kHoursPowered = "HoursPoweredCount";  // open by us: whether it has power nobody tells
inline constexpr std::string_view kCommunicationErrors = "CommunicationErrorCount";  // the link broke or refused
inline constexpr std::string_view kDrawerGoodOpen = "DrawerGoodOpenCount";           // the sensor saw it
inline constexpr std::string_view kDrawerFailedOpen = "DrawerFailedOpenCount";
inline constexpr std::string_view kBarcodes = "BarcodePrintedCount";
inline constexpr std::string_view kPaperCuts = "PaperCutCount";  // of jobs that the printer confirmed
inline constexpr std::string_view kFailedPaperCuts = "FailedPaperCutCount";
inline constexpr std::string_view kPrinterFaults = "PrinterFaultCount";
inline constexpr std::string_view kCharacters = "ReceiptCharacterPrintedCount";
inline constexpr std::string_view kLines = "ReceiptLinePrintedCount";  // as given, before they are wrapped
inline constexpr std::string_view kCoverOpen = "ReceiptCoverOpenCount";
inline constexpr std::string_view kGoodScans = "GoodScanCount";
inline constexpr std::string_view kGoodReads = "GoodReadCount";  // of checks, every field of them
inline constexpr std::string_view kFailedReads = "FailedReadCount";
inline constexpr std::string_view kFailedParses = "FailedDataParseCount";  // read, and a field is in doubt
inline constexpr std::string_view kSlipLines = "SlipLinePrintedCount";
inline constexpr std::string_view kSlipCharacters = "SlipCharacterPrintedCount";
// Ours.
inline constexpr std::string_view kOpenSeconds = "OpenSeconds";      // what HoursPoweredCount is made of
inline constexpr std::string_view kOpens = "OpenCount";              // the device was opened
inline constexpr std::string_view kFailedOpens = "FailedOpenCount";  // it could not be; once until that changes
inline constexpr std::string_view kReconnects = "ReconnectCount";    // opened again within one run
inline constexpr std::string_view kConfirmedJobs = "ConfirmedJobCount";
inline constexpr std::string_view kUnconfirmedJobs = "UnconfirmedJobCount";
inline constexpr std::string_view kFailedJobs = "FailedJobCount";
inline constexpr std::string_view kDrawerUnknownOpen = "DrawerUnknownOpenCount";  // pulse sent, no taught sensor
inline constexpr std::string_view kBadScans = "BadScanCount";
}  // namespace statistic

[[nodiscard]] bool isUnifiedPos(std::string_view name);

using Counters = std::map<std::string, std::int64_t>;
using Statistics = std::map<DeviceAt, Counters>;
[[nodiscard]] std::string nameOf(const DeviceAt& device);  // "printer"; the second one: "printer.2"
// With HoursPoweredCount, which is made of the seconds.
[[nodiscard]] Statistics withHours(Statistics statistics);
// As its owner calls it: "printer left"; as nameOf() where the settings give it no name, or do not have it.
[[nodiscard]] std::string calledName(const DeviceAt& device, const DeviceSettings& settings);
// "printer.PaperCutCount" -> "12", "printer left.PaperCutCount" -> "3".
[[nodiscard]] std::map<std::string, std::string> toTexts(const Statistics& statistics, const DeviceSettings& settings);

// Any thread.
class StatisticsBook {
 public:
  explicit StatisticsBook(Statistics before = {}) : counted_(std::move(before)) {}

  void add(DeviceAt device, std::string_view name, std::int64_t n = 1);
  // Open from now on, until closed() as often.
  void opened(DeviceAt device);
  void closed(DeviceAt device);
  // With the seconds up to now.
  [[nodiscard]] Statistics now() const;

 private:
  using Moment = transport::Clock::time_point;
  mutable std::mutex mutex_;
  Statistics counted_;
  std::map<DeviceAt, Moment> openSince_;
  std::map<DeviceAt, int> openings_;  // of this run
};

inline constexpr auto kStatisticsFile = "device-statistics.txt";  // in the station's data directory

// The file, as lines of text: a header, "printer PaperCutCount 12" ("printer.2" is the second one), and a last line
// that says how many there are. What is read back is hostile: an error names file, line and what was expected; nothing
// of it is taken.
[[nodiscard]] tl::expected<Statistics, std::string> readStatistics(const std::filesystem::path& file);
// Whole or not at all, durable on return. Blocks on the disk.
[[nodiscard]] tl::expected<void, std::string> writeStatistics(const std::filesystem::path& file,
                                                              const Statistics& statistics);

// A book that is kept in a file across restarts: read at the start, written every ten minutes and at the end, on a
// thread of its own. A file that does not read is set aside as FILE.bad, and counting starts anew.
class StatisticsKeeper {
 public:
  explicit StatisticsKeeper(std::filesystem::path file);
  ~StatisticsKeeper();
  StatisticsKeeper(const StatisticsKeeper&) = delete;
  StatisticsKeeper& operator=(const StatisticsKeeper&) = delete;

  [[nodiscard]] StatisticsBook& book() { return *book_; }
  // What was wrong with the file at the start; empty if nothing.
  [[nodiscard]] const std::string& trouble() const { return trouble_; }

 private:
  void run();

  const std::filesystem::path file_;
  std::string trouble_;
  std::unique_ptr<StatisticsBook> book_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;  // last: it uses all of the above
};

// A rack that counts. The book outlives it.
[[nodiscard]] std::unique_ptr<Rack> startCountedRack(const DeviceSettings& settings, RackListener listener,
                                                     StatisticsBook& book, OpenLink open = openLink);

}  // namespace till::drivers::rack
