// SPDX-License-Identifier: Apache-2.0
#include "ui/tillctl/device_search.h"

#include <algorithm>
#include <array>
#include <iostream>

#include "drivers/health/line_search.h"

namespace till::ui::tillctl {
namespace {

namespace health = drivers::health;
namespace rack = drivers::rack;
namespace transport = drivers::transport;

constexpr int kMostSecondsARate = 4;

struct ParityWord {
  char parity;
  std::string_view word;
};
constexpr std::array kParities{ParityWord{'N', "none"}, ParityWord{'E', "even"}, ParityWord{'O', "odd"}};

std::string parityWord(char parity) {
  const auto* const found = std::ranges::find(kParities, parity, &ParityWord::parity);
  return std::string(found == kParities.end() ? "none" : found->word);
}

// A device on a serial line, as devices.toml and people call it.
struct OnALine {
  std::string device, table;
  transport::SerialSettings line;
  std::string suffix = {};  // of a scanner
};

std::string_view suffixWord(const std::string& suffix) {
  if (suffix == "\r\n") return "crlf";
  if (suffix == "\n") return "lf";
  if (suffix == "\t") return "tab";
  return suffix.empty() ? "none" : "cr";
}

std::optional<OnALine> onLine(std::string device, std::string table, const rack::Link& link) {
  const auto* const serial = std::get_if<transport::SerialSettings>(&link);
  if (serial == nullptr) return std::nullopt;
  return OnALine{std::move(device), std::move(table), *serial};
}

std::optional<OnALine> lineOf(const TryOut& act, const rack::DeviceSettings& devices) {
  if (act.act == "print") {
    const auto printer = rack::printersOf(devices).at(act.index);
    const bool named = !printer.name.empty();
    return onLine(named ? "printer " + printer.name : "printer",
                  named ? "[[printer]] name = \"" + printer.name + "\"" : "[printer]", printer.link);
  }
  if (act.act == "check" && devices.sheets && devices.sheets->link)
    return onLine("check_reader", "[check_reader]", *devices.sheets->link);
  if (act.act != "scan" || !devices.scanner) return std::nullopt;
  auto line = onLine("scanner", "[scanner]", devices.scanner->link);
  if (line) line->suffix = devices.scanner->suffix;
  return line;
}

// The keys of devices.toml that differ from what is there.
std::string settingsToWrite(const OnALine& device, const health::Found& found) {
  std::string keys;
  const auto add = [&](const std::string& key) { keys += (keys.empty() ? "" : ", ") + key; };
  const auto& is = found.settings;
  if (is.baud != device.line.baud) add("baud = " + std::to_string(is.baud));
  if (is.dataBits != device.line.dataBits) add("data_bits = " + std::to_string(is.dataBits));
  if (is.parity != device.line.parity) add("parity = \"" + parityWord(is.parity) + "\"");
  const bool otherEnd = !found.suffix.empty() && found.suffix != suffixWord(device.suffix);
  if (otherEnd) add("suffix = \"" + std::string(found.suffix) + "\"");
  return keys;
}

struct Said {
  std::string result;  // found | as_configured | not_found | held
  std::string detail;
};

Said saidOf(const OnALine& device, const std::optional<health::Found>& found) {
  const bool scanner = device.table == "[scanner]";
  if (!found && scanner)
    return {"not_found", "no plain code was heard at any usual rate: power, cable; or it is not set to a serial line"};
  if (!found)
    return {"not_found",
            "no answer at any usual rate or parity: power, cable (2 and 3 crossed?), on-line; does it speak ESC/POS?"};
  const std::string keys = settingsToWrite(device, *found);
  if (!keys.empty()) return {"found", keys};
  if (device.line.flow != "none")
    return {"as_configured",
            "it answers as devices.toml has it, without handshake: its handshake line is not wired, "
            "or it is set to another than flow = \"" +
                device.line.flow + "\""};
  return {"as_configured", "it answers as devices.toml has it: the rate is right; try again"};
}

Said search(const OnALine& device, int seconds) {
  const auto open = [](const transport::SerialSettings& settings, transport::Listener listener) {
    return transport::openSerial(settings, std::move(listener));
  };
  const bool scanner = device.table == "[scanner]";
  if (scanner)
    std::cerr << "scan one code again and again until this ends: the usual rates are tried\n";
  else
    std::cerr << device.device << " was not understood: the usual rates are tried; it may print some '?'\n";
  const auto found =
      scanner ? health::searchScanner(device.line, open, std::chrono::seconds(std::min(seconds, kMostSecondsARate)))
              : health::searchPrinter(device.line, open);
  if (found) return saidOf(device, *found);
  if (found.error().code == transport::FaultCode::busy)
    return {"held", "the station holds " + device.line.port +
                        ": stop it (sudo systemctl stop citytill) and test again, and the usual rates are tried"};
  return {"not_found", found.error().detail};
}

}  // namespace

bool mayBeTheRate(const TryOut& act, const Tried& tried) {
  static constexpr std::array<std::string_view, 5> kUnheard{"silent", "babbling", "too long", "cut off",
                                                            "no plain code"};
  const bool unheard = std::ranges::find(kUnheard, tried.detail) != kUnheard.end();
  return unheard || (act.act == "scan" && tried.result == "nothing_came" && tried.detail.empty());
}

void searchLines(const rack::DeviceSettings& devices, const std::vector<TryOut>& failed, const Options& options) {
  for (const TryOut& act : failed) {
    const auto device = lineOf(act, devices);
    if (!device) continue;
    const Said said = search(*device, act.seconds);
    if (options.json) {
      std::cout << "{\"device\":" << jsonText(device->device)
                << ",\"act\":\"search\",\"result\":" << jsonText(said.result) << ",\"detail\":" << jsonText(said.detail)
                << ",\"recorded\":false}\n";
    } else if (said.result == "found") {
      std::cout << device->device << ": understood at " << said.detail << ": write that into devices.toml, under "
                << device->table << "\n";
    } else {
      std::cout << device->device << ": " << said.detail << "\n";
    }
  }
}

}  // namespace till::ui::tillctl
