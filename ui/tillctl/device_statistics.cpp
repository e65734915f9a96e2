// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <iostream>

#include "drivers/rack/statistics.h"
#include "ui/tillctl/device_tests.h"

namespace till::ui::tillctl {
namespace {

namespace rack = drivers::rack;

constexpr std::chrono::seconds kPatience{10};

// What the devices are called, where an office is given: the file itself counts them ("printer.2").
tl::expected<rack::DeviceSettings, Failure> devicesOf(const Options& options) {
  if (options.office.empty()) return rack::DeviceSettings{};
  auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  return std::move(settings->devices);
}

// "printer left.PaperCutCount" -> "12"
tl::expected<control::Texts, Failure> counted(const Options& options) {
  auto answer = control::ask(options.data, {"devices statistics", {}}, kPatience);
  if (answer) return control::fromObject(*answer);
  if (answer.error().fault != control::AskFault::nobody) return tl::unexpected(toFailure(answer.error()));
  const auto file = options.data / rack::kStatisticsFile;
  std::error_code unreadable;
  if (!std::filesystem::exists(file, unreadable)) {
    return tl::unexpected(Failure{kNoInput, "nothing has been counted yet in " + options.data.string()});
  }
  const auto read = rack::readStatistics(file);
  if (!read) return tl::unexpected(Failure{kBadData, read.error()});
  const auto devices = devicesOf(options);
  if (!devices) return tl::unexpected(devices.error());
  return rack::toTexts(rack::withHours(*read), *devices);
}

std::string toJson(const control::Texts& counts) {
  std::map<std::string, std::string> devices;
  for (const auto& [name, n] : counts) {
    const auto dot = name.rfind('.');
    if (dot == std::string::npos || n.empty() || n.find_first_not_of("0123456789") != std::string::npos) continue;
    auto& device = devices[name.substr(0, dot)];
    device += (device.empty() ? "" : ",") + jsonText(name.substr(dot + 1)) + ":" + n;
  }
  std::string all;
  for (const auto& [device, counters] : devices) {
    all += (all.empty() ? "" : ",") + jsonText(device) + ":{" + counters + "}";
  }
  return "{" + all + "}";
}

Outcome statistics(const Given&, const Options& options) {
  if (options.data.empty()) return tl::unexpected(Failure{kUsage, "--data DIR is needed"});
  const auto counts = counted(options);
  if (!counts) return tl::unexpected(counts.error());
  if (options.json) {
    std::cout << toJson(*counts) << "\n";
    return {};
  }
  std::string device;
  for (const auto& [name, n] : *counts) {
    const auto dot = std::min(name.rfind('.'), name.size() - 1);
    if (std::exchange(device, name.substr(0, dot)) != name.substr(0, dot)) std::cout << device << "\n";
    const std::string count = name.substr(dot + 1);
    std::cout << "  " << count << std::string(std::max<std::size_t>(count.size(), 32) - count.size() + 1, ' ') << n
              << (rack::isUnifiedPos(count) ? "" : "   (not of UnifiedPOS)") << "\n";
  }
  return {};
}

}  // namespace

Command deviceStatistics() {
  return {.name = "statistics",
          .help =
              "What each device did since it was first used: openings, jobs, lines, cuts, kicks, scans, faults; "
              "in UnifiedPOS's names where it has them. Asks the running station, or reads its file, which knows the "
              "names of several printers and drawers only with --office.",
          .run = statistics};
}

}  // namespace till::ui::tillctl
