// SPDX-License-Identifier: Apache-2.0
#include "drivers/rack/statistics.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

namespace till::drivers::rack {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;
using transport::Clock;
namespace fs = std::filesystem;

constexpr auto kHeader = "citytill device statistics 1";
constexpr std::size_t kLongestFile = std::size_t{64} * 1024;
constexpr std::size_t kLongestName = 48;
constexpr std::int64_t kMostOfAKind = 99;
constexpr std::int64_t kMost = 1'000'000'000'000'000;
constexpr std::chrono::minutes kWriteEvery{10};

constexpr std::array<std::string_view, 5> kDevices{"printer", "drawer", "scanner", "display", "check_reader"};
constexpr std::array kUnifiedPos{statistic::kHoursPowered,    statistic::kCommunicationErrors,
                                 statistic::kDrawerGoodOpen,  statistic::kDrawerFailedOpen,
                                 statistic::kBarcodes,        statistic::kPaperCuts,
                                 statistic::kFailedPaperCuts, statistic::kPrinterFaults,
                                 statistic::kCharacters,      statistic::kLines,
                                 statistic::kCoverOpen,       statistic::kGoodScans,
                                 statistic::kGoodReads,       statistic::kFailedReads,
                                 statistic::kFailedParses,    statistic::kSlipLines,
                                 statistic::kSlipCharacters};

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool soundName(const std::string& name) {
  return !name.empty() && name.size() <= kLongestName && std::ranges::all_of(name, isLetter);
}

std::optional<std::int64_t> count(const std::string& text) {
  std::int64_t n = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), n);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || n < 0 || n > kMost) return std::nullopt;
  return n;
}

std::optional<DeviceAt> deviceOf(const std::string& name) {
  const auto point = name.find('.');
  const auto known = std::ranges::find(kDevices, name.substr(0, point));
  if (known == kDevices.end()) return std::nullopt;
  const auto device = static_cast<Device>(known - kDevices.begin());
  if (point == std::string::npos) return DeviceAt(device);
  const auto number = count(name.substr(point + 1));
  if (!number || *number < 2 || *number > kMostOfAKind) return std::nullopt;
  return DeviceAt(device, static_cast<std::size_t>(*number - 1));
}

// What is wrong with the line; empty: it was taken.
std::string takeLine(const std::string& line, Statistics& into) {
  std::istringstream words(line);
  std::string device, name, number, more;
  words >> device >> name >> number;
  if (number.empty() || words >> more) return "expected a device, a name and a count";
  const auto known = deviceOf(device);
  if (!known) return "no such device";
  const auto n = count(number);
  if (!soundName(name) || !n) return "expected a name of letters and a count";
  const bool added = into[*known].emplace(name, *n).second;
  return added ? "" : "the same count twice";
}

std::string toFile(const Statistics& statistics) {
  std::ostringstream text;
  std::size_t lines = 0;
  text << kHeader << "\n";
  for (const auto& [device, counters] : statistics) {
    for (const auto& [name, n] : counters) {
      text << nameOf(device) << ' ' << name << ' ' << n << "\n";
      ++lines;
    }
  }
  text << "end " << lines << "\n";
  return text.str();
}

bool writeDurably(const fs::path& file, const std::string& text) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return false;
  const auto written = ::write(fd, text.data(), text.size());
  const bool synced = written == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  return ::close(fd) == 0 && synced;
}

}  // namespace

bool isUnifiedPos(std::string_view name) { return std::ranges::find(kUnifiedPos, name) != kUnifiedPos.end(); }

std::string nameOf(const DeviceAt& device) {
  const std::string name(kDevices.at(static_cast<std::size_t>(device.device)));
  return device.index == 0 ? name : name + "." + std::to_string(device.index + 1);
}

Statistics withHours(Statistics statistics) {
  for (auto& [device, counters] : statistics) {
    const auto open = counters.find(std::string(statistic::kOpenSeconds));
    if (open != counters.end()) counters[std::string(statistic::kHoursPowered)] = open->second / 3600;
  }
  return statistics;
}

std::string calledName(const DeviceAt& device, const DeviceSettings& settings) {
  const auto named = [&](const auto& all) {
    const std::string name = device.index < all.size() ? all[device.index].name : "";
    return name.empty() ? nameOf(device) : nameOf(device.device) + " " + name;
  };
  if (device.device == Device::printer) return named(printersOf(settings));
  if (device.device == Device::drawer) return named(drawersOf(settings));
  return nameOf(device);
}

std::map<std::string, std::string> toTexts(const Statistics& statistics, const DeviceSettings& settings) {
  std::map<std::string, std::string> texts;
  for (const auto& [device, counters] : statistics)
    for (const auto& [name, n] : counters) texts[calledName(device, settings) + "." + name] = std::to_string(n);
  return texts;
}

void StatisticsBook::add(DeviceAt device, std::string_view name, std::int64_t n) {
  const std::lock_guard lock(mutex_);
  auto& counter = counted_[device][std::string(name)];
  counter = std::min(counter + n, kMost);
}

void StatisticsBook::opened(DeviceAt device) {
  add(device, statistic::kOpens);
  const std::lock_guard lock(mutex_);
  openSince_[device] = Clock::now();
  if (openings_[device]++ > 0) ++counted_[device][std::string(statistic::kReconnects)];
}

void StatisticsBook::closed(DeviceAt device) {
  const std::lock_guard lock(mutex_);
  const auto since = openSince_.find(device);
  if (since == openSince_.end()) return;
  counted_[device][std::string(statistic::kOpenSeconds)] +=
      duration_cast<seconds>(Clock::now() - since->second).count();
  openSince_.erase(since);
}

Statistics StatisticsBook::now() const {
  const std::lock_guard lock(mutex_);
  Statistics all = counted_;
  for (const auto& [device, since] : openSince_) {
    all[device][std::string(statistic::kOpenSeconds)] += duration_cast<seconds>(Clock::now() - since).count();
  }
  return all;
}

tl::expected<Statistics, std::string> readStatistics(const fs::path& file) {
  std::error_code none;
  if (!fs::exists(file, none)) return Statistics{};
  std::ifstream in(file, std::ios::binary);
  std::string text(kLongestFile + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  const auto wrong = [&file](std::size_t line, const std::string& what) {
    return tl::unexpected(file.string() + ":" + std::to_string(line) + ": " + what);
  };
  if (text.size() > kLongestFile) return wrong(0, "more than 64 KiB");
  std::istringstream lines(text);
  std::string line;
  if (!std::getline(lines, line) || line != kHeader)
    return wrong(1, "expected the line \"" + std::string(kHeader) + "\"");
  Statistics statistics;
  for (std::size_t taken = 0; std::getline(lines, line); ++taken) {
    if (line == "end " + std::to_string(taken) && text.back() == '\n' && lines.peek() == EOF) return statistics;
    if (const std::string what = takeLine(line, statistics); !what.empty()) return wrong(taken + 2, what);
  }
  return wrong(0, "it has no end: it was cut off");
}

tl::expected<void, std::string> writeStatistics(const fs::path& file, const Statistics& statistics) {
  const fs::path part = file.string() + ".part";
  if (!writeDurably(part, toFile(statistics))) return tl::unexpected(part.string() + " cannot be written");
  std::error_code error;
  fs::rename(part, file, error);
  if (error) return tl::unexpected(file.string() + ": " + error.message());
  return {};
}

StatisticsKeeper::StatisticsKeeper(fs::path file) : file_(std::move(file)) {
  auto read = readStatistics(file_);
  if (!read) {
    std::error_code ignored;
    fs::rename(file_, file_.string() + ".bad", ignored);
    trouble_ = read.error() + "; it is set aside as " + file_.filename().string() + ".bad, and counting starts anew";
  }
  book_ = std::make_unique<StatisticsBook>(read ? std::move(*read) : Statistics{});
  thread_ = std::thread([this] { run(); });
}

StatisticsKeeper::~StatisticsKeeper() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

// A count that cannot be written is no reason to trouble anybody: the next time may do.
void StatisticsKeeper::run() {
  std::unique_lock lock(mutex_);
  bool last = false;
  while (!last) {
    last = wake_.wait_for(lock, kWriteEvery, [this] { return stopping_; });
    lock.unlock();
    (void)writeStatistics(file_, book_->now());
    lock.lock();
  }
}

}  // namespace till::drivers::rack
