// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "drivers/transport/loopback.h"
#include "tests/drivers/printer/scripted_printer.h"

namespace till::drivers::rack {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct StatisticsFile : testing::Test {
  StatisticsFile() {
    static int next = 0;
    directory = fs::temp_directory_path() / ("statistics-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    fs::remove_all(directory);
    fs::create_directories(directory);
    file = directory / kStatisticsFile;
  }
  ~StatisticsFile() override { fs::remove_all(directory); }
  void write(const std::string& text) const { std::ofstream(file, std::ios::binary) << text; }
  fs::path directory, file;
};

const Statistics kSome{{Device::printer, {{"PaperCutCount", 12}, {"ReceiptLinePrintedCount", 400}}},
                       {{Device::printer, 1}, {{"PaperCutCount", 3}}},
                       {Device::scanner, {{"GoodScanCount", 0}}}};

TEST_F(StatisticsFile, isReadAsItWasWritten) {
  EXPECT_EQ(readStatistics(file), Statistics{});  // the first start
  ASSERT_TRUE(writeStatistics(file, kSome));
  EXPECT_EQ(readStatistics(file), kSome);
  EXPECT_FALSE(fs::exists(file.string() + ".part"));
}

TEST_F(StatisticsFile, whatIsNoneOfOursIsRefusedWithItsLineAndNothingOfItTaken) {
  const std::string head = "citytill device statistics 1\n";
  struct Row {
    std::string text, says;
  };
  const std::vector<Row> rows{
      {"", ":1: "},
      {"citytill device statistics 2\nend 0\n", ":1: expected the line"},
      {head, "cut off"},
      {head + "printer PaperCutCount 12\n", "cut off"},
      {head + "printer PaperCutCount 12\nend 2\n", ":3: "},
      {head + "printer PaperCutCount 12\nend 1", ":3: "},
      {head + "end 0\nprinter PaperCutCount 12\n", ":2: "},
      {head + "printer PaperCutCount\nend 1\n", ":2: "},
      {head + "printer PaperCutCount 1 2\nend 1\n", ":2: "},
      {head + "toaster PaperCutCount 12\nend 1\n", ":2: no such device"},
      {head + "printer.1 PaperCutCount 12\nend 1\n", ":2: no such device"},
      {head + "printer. PaperCutCount 12\nend 1\n", ":2: no such device"},
      {head + "printer.100 PaperCutCount 12\nend 1\n", ":2: no such device"},
      {head + "printer PaperCutCount -1\nend 1\n", ":2: "},
      {head + "printer PaperCutCount 1x\nend 1\n", ":2: "},
      {head + "printer PaperCutCount 99999999999999999999\nend 1\n", ":2: "},
      {head + "printer Paper\x1b[2J 1\nend 1\n", ":2: "},
      {head + "printer " + std::string(60, 'A') + " 1\nend 1\n", ":2: "},
      {head + "printer PaperCutCount 1\nprinter PaperCutCount 1\nend 2\n", ":3: the same count twice"},
      {head + std::string(100'000, '\n'), "64 KiB"},
      {std::string(10, '\0'), ":1: "}};
  for (const Row& row : rows) {
    write(row.text);
    const auto read = readStatistics(file);
    ASSERT_FALSE(read) << row.text.substr(0, 80);
    EXPECT_THAT(read.error(), HasSubstr(row.says)) << row.text.substr(0, 80);
    EXPECT_EQ(read.error().find('\x1b'), std::string::npos);
  }
}

TEST_F(StatisticsFile, oneThatDoesNotReadIsSetAsideAndCountingStartsAnew) {
  write("nonsense");
  {
    StatisticsKeeper keeper(file);
    EXPECT_THAT(keeper.trouble(), HasSubstr("set aside"));
    keeper.book().add(Device::printer, statistic::kPaperCuts);
  }
  EXPECT_TRUE(fs::exists(file.string() + ".bad"));
  EXPECT_EQ(readStatistics(file)->at(Device::printer).at("PaperCutCount"), 1);
}

TEST_F(StatisticsFile, countsGoOnAfterARestart) {
  for (int run = 1; run <= 2; ++run) {
    StatisticsKeeper keeper(file);
    EXPECT_EQ(keeper.trouble(), "");
    keeper.book().add(Device::scanner, statistic::kGoodScans, 5);
  }
  EXPECT_EQ(readStatistics(file)->at(Device::scanner).at("GoodScanCount"), 10);
}

TEST_F(StatisticsFile, aDirectoryThatIsGoneIsAnErrorInWords) {
  EXPECT_FALSE(writeStatistics(directory / "none" / "x", kSome));
}

TEST(StatisticsHours, areMadeOfTheSeconds) {
  const auto all = withHours({{Device::printer, {{"OpenSeconds", 7300}}}});
  EXPECT_EQ(all.at(Device::printer).at("HoursPoweredCount"), 2);
  EXPECT_EQ(toTexts(all, {}).at("printer.OpenSeconds"), "7300");
}

TEST(StatisticsNames, areThoseOfTheSettingsWhereTheyGiveAny) {
  const Statistics all{{Device::printer, {{"PaperCutCount", 1}}},
                       {{Device::printer, 1}, {{"PaperCutCount", 2}}},
                       {{Device::printer, 2}, {{"PaperCutCount", 3}}},
                       {{Device::drawer, 1}, {{"DrawerGoodOpenCount", 4}}},
                       {Device::scanner, {{"GoodScanCount", 5}}}};
  const auto printer = [](const std::string& name) { return PrinterSettings{transport::SerialSettings{}, {}, name}; };
  DeviceSettings settings;
  settings.printers = {printer("at the left"), printer("Z.2")};
  settings.drawers = {{"left", DrawerPlace::OnPort{}}, {"right", DrawerPlace::OnPort{}}};
  const std::map<std::string, std::string> named{{"printer at the left.PaperCutCount", "1"},
                                                 {"printer Z.2.PaperCutCount", "2"},
                                                 {"printer.3.PaperCutCount", "3"},  // no longer in the settings
                                                 {"drawer right.DrawerGoodOpenCount", "4"},
                                                 {"scanner.GoodScanCount", "5"}};
  EXPECT_EQ(toTexts(all, settings), named);
  EXPECT_EQ(toTexts(all, {}).at("printer.2.PaperCutCount"), "2");
}

// What the workers tell and are asked is counted from outside; each expectation waits for the listener's word.
class CountedRackTest : public testing::Test {
 protected:
  CountedRackTest() {
    settings_.printer = PrinterSettings{transport::SerialSettings{.port = "printer"}, printer::quickProfile()};
    settings_.drawer = drawer::DrawerSettings{.polarity = drawer::SensorPolarity::highIsOpen,
                                              .openDeadline = std::chrono::milliseconds(20)};
    settings_.scanner = ScannerSettings{.link = transport::SerialSettings{.port = "scanner"}};
    settings_.reopenEvery = std::chrono::milliseconds(5);
  }
  void start() {
    RackListener listener;
    listener.scanned = [this](const scanner::Scan&) { tell("scan"); };
    listener.scannerChanged = [this](ScannerState state) { tell(state == ScannerState::ready ? "ready" : "missing"); };
    listener.jobFinished = [this](std::int64_t job, const printer::JobResult&) { tell("job " + std::to_string(job)); };
    listener.kickFinished = [this](std::int64_t kick, drawer::KickOutcome) { tell("kick " + std::to_string(kick)); };
    listener.faulted = [this](const DeviceAt& device, const std::optional<transport::Fault>& fault) {
      tell(nameOf(device) + (fault ? " fault" : " well"));
    };
    rack_ = startCountedRack(settings_, listener, book_, [this](const Link& link, transport::Listener told) {
      const bool isPrinter = std::get<transport::SerialSettings>(link).port == "printer";
      return transport::openLoopback(isPrinter ? device_.wire : scanner_, std::move(told));
    });
  }
  void tell(const std::string& word) {
    const std::lock_guard lock(mutex_);
    ++told_[word];
    changed_.notify_all();
  }
  bool hears(const std::string& word, int times = 1) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [&] { return told_[word] >= times; });
  }
  std::int64_t count(Device device, std::string_view name) { return book_.now()[device][std::string(name)]; }

  StatisticsBook book_;
  printer::ScriptedPrinter device_;
  std::shared_ptr<transport::LoopbackWire> scanner_ =
      std::make_shared<transport::LoopbackWire>([](std::span<const std::byte> bytes) { return bytes.size(); });
  DeviceSettings settings_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, int> told_;
  std::unique_ptr<Rack> rack_;
};

TEST_F(CountedRackTest, jobsLinesCutsKicksAndScansAreCounted) {
  device_.onPulse = [this] { device_.status[1] = 0x16; };
  start();
  rack_->print(1, {"slip",
                   {printer::TextLine{"caf\u00e9", {}}, printer::TwoColumns{"a", "b", {}}, printer::QrCode{"x"},
                    printer::Cut{}}});
  ASSERT_TRUE(hears("job 1"));
  rack_->kick(2);
  ASSERT_TRUE(hears("kick 2"));
  ASSERT_TRUE(hears("ready"));
  const std::string scan = "4711\r";
  scanner_->send(std::as_bytes(std::span(scan)));
  ASSERT_TRUE(hears("scan"));
  EXPECT_EQ(count(Device::printer, statistic::kConfirmedJobs), 1);
  EXPECT_EQ(count(Device::printer, statistic::kLines), 2);
  EXPECT_EQ(count(Device::printer, statistic::kCharacters), 6);
  EXPECT_EQ(count(Device::printer, statistic::kBarcodes), 1);
  EXPECT_EQ(count(Device::printer, statistic::kPaperCuts), 1);
  EXPECT_EQ(count(Device::drawer, statistic::kDrawerGoodOpen), 1);
  EXPECT_EQ(count(Device::scanner, statistic::kGoodScans), 1);
  EXPECT_EQ(count(Device::printer, statistic::kOpens), 1);
  EXPECT_EQ(count(Device::printer, statistic::kReconnects), 0);
}

TEST_F(CountedRackTest, aDrawerThatStaysShutAndAPrinterThatIsAwayAreCounted) {
  start();
  rack_->kick(1);
  ASSERT_TRUE(hears("kick 1"));
  EXPECT_EQ(count(Device::drawer, statistic::kDrawerFailedOpen), 1);
  device_.wire->unplug();
  ASSERT_TRUE(hears("printer fault"));
  rack_->print(2, {"slip", {printer::Cut{}}});
  ASSERT_TRUE(hears("job 2"));
  EXPECT_EQ(count(Device::printer, statistic::kFailedJobs), 1);
  EXPECT_EQ(count(Device::printer, statistic::kPaperCuts), 0);
  EXPECT_GE(count(Device::printer, statistic::kCommunicationErrors), 1);
  EXPECT_EQ(count(Device::printer, statistic::kFailedOpens), 1);
  device_.wire->plug();
  ASSERT_TRUE(hears("printer well"));
  EXPECT_EQ(count(Device::printer, statistic::kReconnects), 1);
}

}  // namespace
}  // namespace till::drivers::rack
