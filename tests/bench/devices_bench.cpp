// SPDX-License-Identifier: Apache-2.0
// The raw way to the devices, measured by bench_devices under umockdev; and what a receipt costs to encode.
#include <array>
#include <cstdio>
#include <stdexcept>

#include "drivers/printer/escpos.h"
#include "tests/bench/bench_station.h"
#include "tests/bench/measure.h"

namespace till::bench {
namespace {

namespace printer = drivers::printer;

std::vector<Measure> measuredBy(const char* what) {
  const std::string command = std::string("umockdev-wrapper '") + BENCH_DEVICES + "' " + what;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error(command + " cannot start");
  std::vector<Measure> measures;
  std::array<char, 512> line{};
  while (std::fgets(line.data(), line.size(), pipe) != nullptr) {
    std::array<char, 64> name{};
    std::array<char, 16> unit{};
    Measure m;
    int holds = 0;
    int atLeast = 0;
    const int read = std::sscanf(line.data(), "%63[^\t]\t%15[^\t]\t%lf %lf %lf %lf %d %lf %d", name.data(), unit.data(),
                                 &m.value, &m.floor, &m.ratio, &m.goal, &holds, &m.spread, &atLeast);
    if (read != 9) continue;
    m.name = name.data();
    m.unit = unit.data();
    m.holds = holds != 0;
    m.atLeast = atLeast != 0;
    measures.push_back(std::move(m));
  }
  if (::pclose(pipe) != 0 || measures.empty()) throw std::runtime_error(command + " did not measure");
  return measures;
}

constexpr double kMostMicros = 100;
constexpr int kReceiptLines = 40;
constexpr int kReceipts = 200;  // a round

printer::PrintDocument receipt() {
  printer::PrintDocument document{"bench", {}};
  printer::Style heading;
  heading.bold = true;
  heading.width = heading.height = 2;
  heading.align = printer::Align::center;
  document.elements.emplace_back(printer::TextLine{"City of Pine Falls", heading});
  document.elements.emplace_back(printer::Rule{'-'});
  document.elements.emplace_back(printer::TextLine{"José Muñoz, 412 Straße", {}});
  for (int i = 3; i < kReceiptLines; ++i) {
    document.elements.emplace_back(printer::TwoColumns{"Water 0045128730 past due " + std::to_string(i), "$31.00", {}});
  }
  document.elements.emplace_back(printer::QrCode{"R1|2A-000418|3729607a61556e01"});
  document.elements.emplace_back(printer::Cut{});
  return document;
}

template <class Work>
Samples samplesOf(Work work) {
  Samples samples;
  for (int i = 0; i < kReceipts; ++i) samples.push_back(elapsedMicros(work));
  return samples;
}

}  // namespace

std::vector<Measure> devicesThroughputBench(const std::filesystem::path&) { return measuredBy("throughput"); }
std::vector<Measure> devicesStatusBench(const std::filesystem::path&) { return measuredBy("status"); }
std::vector<Measure> devicesIdleBench(const std::filesystem::path&) { return measuredBy("idle"); }

// The goal is a time, not a ratio: of the quickest round, since a busy machine only adds to it. The floor, the same
// bytes put one by one into a new vector, says how busy it was.
std::vector<Measure> receiptEncodeBench(const std::filesystem::path&) {
  const auto document = receipt();
  const auto profile = sampleDevices().printer->profile;
  const auto encoded = printer::encode(document, profile);
  double quickest = 0;
  const auto ours = [&] {
    auto samples = samplesOf([&] {
      if (printer::encode(document, profile).size() != encoded.size()) throw std::runtime_error("another receipt");
    });
    const double middle = percentile(samples, 0.5);
    quickest = quickest == 0 ? middle : std::min(quickest, middle);
    return samples;
  };
  const auto floor = [&] {
    return samplesOf([&] {
      printer::Bytes bytes;
      for (const std::byte byte : encoded) bytes.push_back(byte);
      if (bytes != encoded) throw std::runtime_error("other bytes");
    });
  };
  auto measures = inTurns("receipt, 40 lines and QR", ours, floor, {{"p50", 0.5, 0}});
  Measure limit{"receipt, of 100 us", "us", quickest, kMostMicros, quickest / kMostMicros, 1};
  limit.holds = quickest < kMostMicros;
  measures.push_back(std::move(limit));
  return measures;
}

}  // namespace till::bench
