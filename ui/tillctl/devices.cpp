// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <mutex>

#include "drivers/health/examine.h"
#include "drivers/transport/recording.h"
#include "ui/tillctl/command.h"
#include "ui/tillctl/device_tests.h"

namespace till::ui::tillctl {
namespace {

namespace health = drivers::health;
namespace rack = drivers::rack;
namespace transport = drivers::transport;

constexpr std::array kGrades{"well", "look", "stop"};
constexpr int kUsualSeconds = 20;

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

// The session that is recorded: open, ask, print a slip, kick; or wait for scans.
class Session {
 public:
  rack::RackListener listener(bool scanner) {
    rack::RackListener all = listenerOf(scanner);
    all.checkRead = [this](std::int64_t, const drivers::micr::ReadResult& read) { checked(read); };
    return all;
  }
  rack::RackListener listenerOf(bool scanner) {
    return {.scanned = [this, scanner](const auto&) { note(scanner); },
            .scanDropped = [this, scanner](const auto& why) { note(scanner, "no code: " + std::string(why)); },
            .scannerChanged = {},
            .printerChanged = {},
            .drawerChanged = {},
            .jobFinished = [this](std::int64_t, const drivers::printer::JobResult& result) { printed(result); },
            .kickFinished = {}};
  }
  // True when the slip has ended, one way or another.
  bool wait(std::chrono::seconds most) {
    std::unique_lock lock(mutex_);
    return ended_.wait_for(lock, most, [this] { return done_; });
  }
  [[nodiscard]] std::string result() {
    const std::lock_guard lock(mutex_);
    return result_;
  }

 private:
  void note(bool done, const std::string& what = "scanned") {
    const std::lock_guard lock(mutex_);
    done_ = done_ || done;
    if (done) result_ = what;
    ended_.notify_all();
  }
  void checked(const drivers::micr::ReadResult& read) {
    const std::lock_guard lock(mutex_);
    done_ = true;
    result_ = read.characters.empty() ? "not read: " + read.reason : "read: " + drivers::micr::shapeOf(read.characters);
    ended_.notify_all();
  }
  void printed(const drivers::printer::JobResult& result) {
    constexpr std::array kOutcomes{"confirmed", "failed", "unconfirmed"};
    const std::lock_guard lock(mutex_);
    done_ = true;
    result_ =
        kOutcomes.at(static_cast<std::size_t>(result.outcome)) + (result.reason.empty() ? "" : ": " + result.reason);
    ended_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::string result_ = "nothing came";
};

drivers::printer::PrintDocument testSlip() {
  using namespace drivers::printer;
  return {"test slip", {TextLine{"CityTill test", {}}, TextLine{"0123456789", {}}, Barcode{"2A-000000"}, Cut{}}};
}

tl::expected<std::chrono::seconds, Failure> secondsOf(const std::string& text) {
  int seconds = text.empty() ? kUsualSeconds : 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (seconds >= 1 && seconds <= 3600) return std::chrono::seconds(seconds);
  return tl::unexpected(Failure{kUsage, "--seconds: 1 to 3600"});
}

// Of several printers that one, or the first, with the drawers on its port.
void onlyPrinter(const std::string& name, rack::DeviceSettings& devices) {
  const auto printers = rack::printersOf(devices);
  const auto found = name.empty() ? printers.begin() : std::ranges::find(printers, name, &rack::PrinterSettings::name);
  std::optional<drivers::drawer::DrawerSettings> drawer;
  for (const auto& place : rack::drawersOf(devices)) {
    const auto* port = std::get_if<rack::DrawerPlace::OnPort>(&place.how);
    const bool here = port != nullptr && port->printer == static_cast<std::size_t>(found - printers.begin());
    if (here && !drawer) drawer = port->settings;
  }
  devices.printer = found == printers.end() ? std::nullopt : std::optional(*found);
  devices.drawer = drawer;
  devices.standaloneDrawer.reset();
  devices.printers.clear();
  devices.drawers.clear();
}

// Nothing but what the wanted device needs; none: the office has not got it.
std::optional<rack::DeviceSettings> onlyThe(const std::string& wanted, const std::string& name,
                                            rack::DeviceSettings devices) {
  onlyPrinter(name, devices);
  devices.display.reset();
  if (wanted != "scanner") devices.scanner.reset();
  if (wanted != "check_reader") devices.sheets.reset();
  const bool onPrinter = wanted == "printer" || (devices.sheets && !devices.sheets->link);
  if (!onPrinter) devices.printer.reset(), devices.drawer.reset();
  const bool there = wanted == "scanner"        ? devices.scanner.has_value()
                     : wanted == "check_reader" ? devices.sheets.has_value()
                                                : devices.printer.has_value();
  return there ? std::optional(std::move(devices)) : std::nullopt;
}

transport::Masking maskingOf(const std::string& wanted, const rack::DeviceSettings& devices) {
  if (wanted == "printer") return transport::Masking::toDevice;
  const auto* const hid = devices.scanner ? std::get_if<transport::UsbHidSettings>(&devices.scanner->link) : nullptr;
  const bool keyboard = hid != nullptr && hid->use == transport::HidUse::keyboard;
  return keyboard ? transport::Masking::keysToHost : transport::Masking::toHost;
}

Outcome record(const Given& given, const Options& options) {
  const auto settings = office(options);
  if (!settings) return tl::unexpected(settings.error());
  const auto seconds = secondsOf(given.at("--seconds"));
  if (!seconds) return tl::unexpected(seconds.error());
  const std::string wanted = given.at("device");
  const bool scanner = wanted == "scanner";
  const auto devices = onlyThe(wanted, given.at("--name"), settings->devices);
  if (!devices) return tl::unexpected(Failure{kConfig, "the office has no such device"});
  std::ofstream tape(given.at("tape"));
  if (!tape) return tl::unexpected(Failure{kIo, given.at("tape") + " cannot be written"});
  const bool whole = given.at("--payloads") == "whole";
  const auto masking = whole ? transport::Masking::none : maskingOf(wanted, *devices);
  Session session;
  bool begun = false;  // a session with a device: that it was lost is what the tape is for, and stays on it
  bool over = false;
  {
    const auto open = [&](const rack::Link& link, transport::Listener listener) {
      return transport::openRecorded([&](transport::Listener inner) { return rack::openLink(link, std::move(inner)); },
                                     std::move(listener),
                                     [&](const std::string& line) {
                                       const bool header = line == transport::kTapeHeader;
                                       over = over || (header && begun);
                                       if (over) return;
                                       if (header) tape = std::ofstream(given.at("tape"));
                                       begun = begun || (!header && line.find(" x ") == std::string::npos);
                                       tape << line << std::flush;
                                     },
                                     masking);
    };
    const auto running = rack::startRack(*devices, session.listener(scanner), open);
    if (wanted == "printer") running->kick(1);
    if (wanted == "printer") running->print(1, testSlip());
    if (wanted == "check_reader") running->readCheck(1);
    session.wait(*seconds);
  }
  std::cout << (options.json
                    ? "{\"tape\":" + jsonText(given.at("tape")) + ",\"result\":" + jsonText(session.result()) + "}"
                    : given.at("tape") + ": " + session.result())
            << "\n";
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
                   {.name = "record",
                    .help = "Writes a session with a device to a tape that a test can play again. The station must "
                            "not be running.",
                    .run = record,
                    .arguments = {{"device", "DEVICE", "Which.", true, {"printer", "scanner", "check_reader"}},
                                  {"tape", "FILE", "Where to.", true},
                                  {"--name", "NAME", "Of several printers: which; the first without it."},
                                  {"--seconds", "SECONDS", "How long at the most; 20 without it."},
                                  {"--payloads",
                                   "HOW",
                                   "masked, or whole: with what is printed and scanned.",
                                   false,
                                   {"masked", "whole"}}}}},
      .footer = "Example: tillctl --office config/offices/sample-city devices list"};
}

}  // namespace till::ui::tillctl
