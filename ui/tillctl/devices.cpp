// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <iostream>

#include "drivers/health/examine.h"
#include "ui/tillctl/command.h"
#include "ui/tillctl/device_tests.h"

namespace till::ui::tillctl {
namespace {

namespace health = drivers::health;

constexpr std::array kGrades{"well", "look", "stop"};

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ",") + word;
  return all;
}

std::string toJson(const health::Finding& finding) {
  return "{\"device\":" + jsonText(finding.device) +
         ",\"grade\":" + jsonText(kGrades.at(static_cast<std::size_t>(finding.grade))) +
         ",\"what\":" + jsonText(finding.what) + ",\"means\":" + jsonText(finding.means) +
         ",\"mend\":" + jsonText(finding.mend) + "}";
}

std::string toJson(const health::PluggedUsb& usb) {
  return "{\"ids\":" + jsonText(usb.ids) + ",\"usb_path\":" + jsonText(usb.portPath) +
         ",\"serial\":" + jsonText(usb.serial) + ",\"name\":" + jsonText(usb.name) +
         ",\"driver\":" + jsonText(joined(usb.drivers)) + ",\"may_open\":" + (usb.mayOpen ? "true" : "false") + "}";
}

std::string toJson(const health::PluggedSerial& serial) {
  return "{\"port\":" + jsonText(serial.port) + ",\"links\":" + jsonText(joined(serial.links)) +
         ",\"ids\":" + jsonText(serial.ids) + ",\"may_open\":" + (serial.mayOpen ? "true" : "false") + "}";
}

template <class List>
std::string listJson(const List& list) {
  std::string all;
  for (const auto& one : list) all += (all.empty() ? "" : ",") + toJson(one);
  return "[" + all + "]";
}

void sayPlugged(const health::Plugged& plugged) {
  std::cout << "Plugged in\n";
  for (const auto& usb : plugged.usb) {
    std::cout << "  usb " << usb.ids << " at " << usb.portPath << "  " << usb.name
              << (usb.serial.empty() ? "" : ", serial " + usb.serial)
              << (usb.drivers.empty() ? "" : ", driver " + joined(usb.drivers))
              << (usb.mayOpen ? "" : ", this user may not open it") << "\n";
  }
  for (const auto& serial : plugged.serial) {
    std::cout << "  serial " << serial.port << (serial.ids.empty() ? "" : "  adapter " + serial.ids)
              << (serial.links.empty() ? "" : "  " + joined(serial.links))
              << (serial.mayOpen ? "" : ", this user may not open it") << "\n";
  }
  if (plugged.usb.empty() && plugged.serial.empty()) std::cout << "  nothing\n";
}

Outcome list(const Given&, const Options& options) {
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  const auto plugged = health::look();
  const auto findings = health::examine(settings->devices, plugged);
  if (options.json) {
    std::cout << "{\"configured\":" << listJson(findings) << ",\"usb\":" << listJson(plugged.usb)
              << ",\"serial\":" << listJson(plugged.serial) << "}\n";
    return {};
  }
  std::cout << "Configured\n";
  for (const auto& finding : findings) {
    std::cout << "  " << finding.device << ": " << kGrades.at(static_cast<std::size_t>(finding.grade)) << ": "
              << finding.what << "\n";
    if (!finding.means.empty()) std::cout << "    " << finding.means << "\n    mend: " << finding.mend << "\n";
  }
  if (findings.empty()) std::cout << "  no device\n";
  sayPlugged(plugged);
  return {};
}

}  // namespace

Group deviceCommands() {
  return {
      .name = "devices",
      .help = "Printer, drawer, scanner: what is there, and what is in the way.",
      .commands = {{.name = "list",
                    .help = "What is configured and what is plugged in; each fault with what mends it. Opens nothing.",
                    .run = list},
                   testDevices(),
                   teachDrawer(),
                   deviceStatistics(),
                   recordDevice()},
      .footer = "Example: tillctl --office config/offices/sample-city devices list"};
}

}  // namespace till::ui::tillctl
