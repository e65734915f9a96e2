// SPDX-License-Identifier: Apache-2.0
// bench_devices throughput | status | idle: measures on umockdev's devices, so it runs under umockdev-wrapper, as a
// process of its own: the other measures want the plain system calls. Prints one measure a line for devices_bench.cpp.
#include <poll.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "drivers/rack/rack.h"
#include "drivers/virtual/model/hid_scanner_model.h"
#include "drivers/virtual/model/line_display_model.h"
#include "drivers/virtual/model/printer_model.h"
#include "drivers/virtual/umockdev/usb_port.h"
#include "tests/bench/bench_wire.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace fs = std::filesystem;
namespace model = drivers::model;
namespace rack = drivers::rack;
namespace umockdev = drivers::umockdev;

constexpr const char* kFirstTty = "/dev/ttyACM0";
constexpr const char* kSecondTty = "/dev/ttyACM1";
constexpr int kScannerVendor = 0x0C2E;
constexpr int kScannerProduct = 0x0B81;
constexpr const char* kShown = "CityTill";
constexpr std::size_t kBlock = 64 * 1024;
constexpr int kBlocks = 8;       // a round
constexpr int kQuestions = 100;  // a round
constexpr int kIdleSeconds = 20;
constexpr int kSettleMs = 3000;

// Takes all, says nothing: what is measured is the way to it.
class Sink : public model::Device {
 public:
  std::size_t receive(std::span<const std::byte> bytes) override { return bytes.size(); }
  std::vector<std::byte> takeReplies() override { return {}; }
};

Samples blocks(const OpenWire& open) {
  const std::vector<std::byte> block(kBlock, std::byte{'x'});
  const auto wire = open();
  wire->write(block);
  Samples samples;
  for (int i = 0; i < kBlocks; ++i) samples.push_back(elapsedMicros([&] { wire->write(block); }));
  return samples;
}

Samples questions(const OpenWire& open) {
  constexpr std::array kAsk{std::byte{0x10}, std::byte{0x04}, std::byte{1}};  // DLE EOT 1
  const auto wire = open();
  Samples samples;
  for (int i = 0; i < kQuestions; ++i) {
    samples.push_back(elapsedMicros([&] {
      wire->write(kAsk);
      wire->readOne();
    }));
  }
  return samples;
}

using Sampling = std::function<Samples(const OpenWire&)>;

std::vector<Measure> onUsb(const std::string& name, model::Device& device, const Sampling& samples, double goal) {
  const auto testbed = need(umockdev::Testbed::open());
  const auto port = need(umockdev::openUsbPort(*testbed, device));
  return inTurns(name, [&] { return samples(ourUsb); }, [&] { return samples(bareUsb); }, {{"p50", 0.5, goal}});
}

std::vector<Measure> onTty(const std::string& name, model::Device& device, const Sampling& samples, double goal) {
  const auto testbed = need(umockdev::Testbed::open());
  const auto port = need(umockdev::openTtyPort(*testbed, device, fs::path(kFirstTty).filename()));
  return inTurns(
      name, [&] { return samples([] { return ourSerial(kFirstTty); }); },
      [&] { return samples([] { return bareSerial(kFirstTty); }); }, {{"p50", 0.5, goal}});
}

std::vector<Measure> together(std::vector<std::vector<Measure>> parts) {
  std::vector<Measure> all;
  for (auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::vector<Measure> throughput() {
  constexpr std::string_view kPercentile = " p50";
  Sink sink;
  auto measures =
      together({onUsb("USB, bytes a second", sink, blocks, 0), onTty("serial, bytes a second", sink, blocks, 0)});
  for (Measure& m : measures) {  // of time for a block, bytes a second
    m.name.erase(m.name.size() - kPercentile.size());
    m.unit = "MB/s";
    m.value = kBlock / m.value;
    m.floor = kBlock / m.floor;
    m.ratio = 1 / m.ratio;
    m.goal = 0.95;
    m.atLeast = true;
    m.holds = m.ratio >= m.goal;
  }
  return measures;
}

// A pseudo-terminal takes no time for a byte. This printer's line does: that of 115,200 baud, the fastest that printers
// have, and the answer's byte with it.
class PacedPrinter : public model::PrinterModel {
 public:
  std::size_t receive(std::span<const std::byte> bytes) override {
    const auto due = Clock::now() + kByte * (bytes.size() + 1);
    const std::size_t taken = PrinterModel::receive(bytes);
    while (!bytes.empty() && Clock::now() < due) continue;
    return taken;
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::nanoseconds kByte{10 * 1'000'000'000LL / 115200};  // ten bits
};

std::vector<Measure> status() {
  model::PrinterModel printer;
  PacedPrinter paced;
  return together({onUsb("USB, status", printer, questions, 1.2), onTty("115200 baud, status", paced, questions, 1.2),
                   onTty("pty, status", printer, questions, 0)});
}

// -- idle ------------------------------------------------------------------------------------------------------------

rack::DeviceSettings fourDevices() {
  rack::DeviceSettings settings;
  settings.printer.emplace();
  settings.printer->link = drivers::transport::UsbSettings{kVendor, kProduct, "", ""};
  settings.standaloneDrawer.emplace();
  drivers::transport::SerialSettings line;
  line.port = kFirstTty;
  settings.standaloneDrawer->link = line;
  settings.standaloneDrawer->sense = drivers::drawer::SenseLine::cts;
  settings.standaloneDrawer->polarity = drivers::drawer::SensorPolarity::highIsOpen;
  settings.scanner.emplace();
  settings.scanner->link =
      drivers::transport::UsbHidSettings{{kScannerVendor, kScannerProduct, "", ""}, drivers::transport::HidUse::pos};
  settings.display.emplace();
  settings.display->link = drivers::transport::SerialSettings{kSecondTty};
  return settings;
}

// Until each device that can say so has said that it is there.
class Arrivals {
 public:
  rack::RackListener listener() {
    const auto one = [](auto&&) {};
    const auto two = [](auto&&, auto&&) {};
    rack::RackListener to{one, one, one, two, two, two, two};
    to.scannerChanged = [this](rack::ScannerState state) { note(0, state == rack::ScannerState::ready); };
    to.printerChanged = [this](const drivers::printer::PrinterStatus& seen, std::size_t) { note(1, seen.online); };
    to.drawerLine = [this](std::optional<bool> high, std::size_t) { note(2, high.has_value()); };
    return to;
  }
  void wait() {
    std::unique_lock lock(mutex_);
    const auto all = [this] { return std::all_of(there_.begin(), there_.end(), [](bool there) { return there; }); };
    if (!changed_.wait_for(lock, std::chrono::seconds(20), all)) throw std::runtime_error("a device did not open");
  }

 private:
  void note(std::size_t which, bool there) {
    const std::lock_guard lock(mutex_);
    there_.at(which) = there;
    changed_.notify_all();
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::array<bool, 3> there_{};
};

double secondsOfProcessor() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

long wakeUps() {
  long all = 0;
  for (const auto& thread : fs::directory_iterator("/proc/self/task")) {
    std::ifstream file(thread.path() / "status");
    for (std::string word; file >> word;) {
      long count = 0;
      if (word == "voluntary_ctxt_switches:" && file >> count) all += count;
    }
  }
  return all;
}

// The host's side alone in its process; prints its share of a processor in percent, and its wake-ups a second.
void idleHost() {
  Arrivals arrivals;
  const auto devices = rack::startRack(fourDevices(), arrivals.listener());
  devices->show({kShown, ""});
  arrivals.wait();
  ::poll(nullptr, 0, kSettleMs);
  const double processor = secondsOfProcessor();
  const long woken = wakeUps();
  ::poll(nullptr, 0, kIdleSeconds * 1000);
  std::printf("%f %f\n", 100 * (secondsOfProcessor() - processor) / kIdleSeconds,
              static_cast<double>(wakeUps() - woken) / kIdleSeconds);
}

// A display says nothing; that it was open is seen by what it showed.
class SeenDisplay : public model::LineDisplayModel {
 public:
  std::size_t receive(std::span<const std::byte> bytes) override {
    const std::size_t taken = LineDisplayModel::receive(bytes);
    seen = seen || upper() == kShown;
    return taken;
  }
  bool seen = false;
};

// The devices here, the host in a process of its own that shares the test bed.
std::vector<Measure> idle(const std::string& self) {
  constexpr double kMostPercent = 0.5;
  model::PrinterModel printer;
  Sink drawer;
  model::HidScannerModel scanner{{}};
  SeenDisplay display;
  const auto testbed = need(umockdev::Testbed::open());
  const auto printerPort = need(umockdev::openUsbPort(*testbed, printer));
  const auto scannerPort =
      need(umockdev::openUsbPort(*testbed, scanner, {kScannerVendor, kScannerProduct, "S42", "1-3", true, &scanner}));
  const auto drawerPort = need(umockdev::openTtyPort(*testbed, drawer, fs::path(kFirstTty).filename()));
  const auto displayPort = need(umockdev::openTtyPort(*testbed, display, fs::path(kSecondTty).filename()));
  FILE* host = ::popen(("'" + self + "' idle-host").c_str(), "r");
  double percent = 0;
  double woken = 0;
  const int read = host == nullptr ? 0 : std::fscanf(host, "%lf %lf", &percent, &woken);
  if (host == nullptr || ::pclose(host) != 0 || read != 2) throw std::runtime_error("the idle host did not measure");
  displayPort->use([&] {
    if (!display.seen) throw std::runtime_error("the display was not open");
  });
  Measure processor{"idle, four devices", "%", percent, kMostPercent, percent / kMostPercent, 1};
  processor.holds = percent < kMostPercent;
  Measure wakes{"idle, wake-ups a second", "/s", woken, 0, 0, 0, true};
  return {processor, wakes};
}

void print(const std::vector<Measure>& measures) {
  for (const Measure& m : measures) {
    std::printf("%s\t%s\t%f %f %f %f %d %f %d\n", m.name.c_str(), m.unit.c_str(), m.value, m.floor, m.ratio, m.goal,
                m.holds ? 1 : 0, m.spread, m.atLeast ? 1 : 0);
  }
}

}  // namespace
}  // namespace till::bench

int main(int argc, char** argv) {
  using namespace till::bench;
  const std::string what = argc == 2 ? argv[1] : "";
  try {
    if (what == "throughput") return print(throughput()), 0;
    if (what == "status") return print(status()), 0;
    if (what == "idle") return print(idle(argv[0])), 0;
    if (what == "idle-host") return idleHost(), 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_devices: %s\n", error.what());
    return 70;
  }
  std::fputs("usage: umockdev-wrapper bench_devices throughput | status | idle\n", stderr);
  return 64;
}
