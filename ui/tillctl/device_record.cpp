// SPDX-License-Identifier: Apache-2.0
// A session with a device on a tape, so that a failure at a counter becomes a test.
#include <algorithm>
#include <array>
#include <charconv>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <mutex>

#include "drivers/transport/recording.h"
#include "ui/tillctl/command.h"
#include "ui/tillctl/device_tests.h"

namespace till::ui::tillctl {
namespace {

namespace rack = drivers::rack;
namespace transport = drivers::transport;

constexpr int kUsualSeconds = 20;

drivers::printer::PrintDocument testSlip() {
  using namespace drivers::printer;
  return {"test slip", {TextLine{"CityTill test", {}}, TextLine{"0123456789", {}}, Barcode{"2A-000000"}, Cut{}}};
}

// The session that is recorded: open, ask, then what is done with the device, or wait for scans.
class Session {
 public:
  explicit Session(std::string device) : device_(std::move(device)) {}

  rack::RackListener listener() {
    rack::RackListener all{
        .scanned = [this](const auto&) { end("scanner", "scanned"); },
        .scanDropped = [this](const auto& why) { end("scanner", "no code: " + std::string(why)); },
        .scannerChanged = {},
        .printerChanged = {},
        .drawerChanged = {},
        .jobFinished = [this](std::int64_t, const auto& result) { end("printer", wordsOf(result)); },
        .kickFinished = [this](std::int64_t,
                               auto outcome) { end("drawer", kKicks.at(static_cast<std::size_t>(outcome))); },
        .faulted = [this](rack::DeviceAt at, const auto& fault) { faulted(at, fault); },
        .checkRead = [this](std::int64_t, const auto& read) { end("check_reader", wordsOf(read)); }};
    return all;
  }

  // What is done with the device, once. A display answers nothing: it has been told when the link took it.
  void begin(rack::Rack& rack) const {
    if (device_ == "printer" || device_ == "drawer") rack.kick(1);
    if (device_ == "printer") rack.print(1, testSlip());
    if (device_ == "display") rack.show({"CityTill test", "0123456789"});
    if (device_ == "check_reader") rack.readCheck(1);
  }

  void wait(std::chrono::seconds most) {
    std::unique_lock lock(mutex_);
    ended_.wait_for(lock, most, [this] { return done_; });
  }
  [[nodiscard]] std::string result() {
    const std::lock_guard lock(mutex_);
    return result_;
  }
  // On the device's thread: a line of the tape.
  void wrote(const std::string& line) {
    const bool shown = device_ == "display" && line.find(" > ") != std::string::npos && ++messages_ > 1;
    if (shown) end("display", "sent");
  }

 private:
  static constexpr std::array kKicks{"opened", "not opened", "unknown", "failed"};

  static std::string wordsOf(const drivers::micr::ReadResult& read) {
    return read.characters.empty() ? "not read: " + read.reason : "read: " + drivers::micr::shapeOf(read.characters);
  }
  static std::string wordsOf(const drivers::printer::JobResult& result) {
    constexpr std::array kOutcomes{"confirmed", "failed", "unconfirmed"};
    return kOutcomes.at(static_cast<std::size_t>(result.outcome)) + (result.reason.empty() ? "" : ": " + result.reason);
  }
  void faulted(rack::DeviceAt at, const std::optional<transport::Fault>& fault) {
    if (at.device == rack::Device::display && fault) end("display", "not sent: " + fault->detail);
  }
  // What another device does, as the drawer on a printer's port, is not what is waited for.
  void end(const std::string& device, const std::string& result) {
    const std::lock_guard lock(mutex_);
    if (device != device_) return;
    done_ = true;
    result_ = result;
    ended_.notify_all();
  }

  const std::string device_;
  int messages_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::string result_ = "nothing came";
};

tl::expected<std::chrono::seconds, Failure> secondsOf(const std::string& text) {
  int seconds = text.empty() ? kUsualSeconds : 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (seconds >= 1 && seconds <= 3600) return std::chrono::seconds(seconds);
  return tl::unexpected(Failure{kUsage, "--seconds: 1 to 3600"});
}

// Of several printers that one, or the first, with one of the drawers on its port.
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

// Of several drawers that one, or the first, with the printer whose port it is on.
void onlyDrawer(const std::string& name, rack::DeviceSettings& devices) {
  const auto printers = rack::printersOf(devices);
  const auto drawers = rack::drawersOf(devices);
  const auto found = name.empty() ? drawers.begin() : std::ranges::find(drawers, name, &rack::DrawerPlace::name);
  devices.printer.reset(), devices.drawer.reset(), devices.standaloneDrawer.reset();
  devices.printers.clear(), devices.drawers.clear();
  if (found == drawers.end()) return;
  if (const auto* own = std::get_if<drivers::drawer::StandaloneDrawerSettings>(&found->how)) {
    devices.standaloneDrawer = *own;
    return;
  }
  const auto& port = std::get<rack::DrawerPlace::OnPort>(found->how);
  devices.printer = printers.at(port.printer);
  devices.drawer = port.settings;
}

// Nothing but what the wanted device needs; none: the office has not got it.
std::optional<rack::DeviceSettings> onlyThe(const std::string& wanted, const std::string& name,
                                            rack::DeviceSettings devices) {
  if (wanted == "drawer") {
    onlyDrawer(name, devices);
  } else {
    onlyPrinter(name, devices);
  }
  if (wanted != "scanner") devices.scanner.reset();
  if (wanted != "display") devices.display.reset();
  if (wanted != "check_reader") devices.sheets.reset();
  const bool onPrinter = wanted == "printer" || wanted == "drawer" || (devices.sheets && !devices.sheets->link);
  if (!onPrinter) devices.printer.reset(), devices.drawer.reset();
  const bool there = wanted == "scanner"        ? devices.scanner.has_value()
                     : wanted == "display"      ? devices.display.has_value()
                     : wanted == "check_reader" ? devices.sheets.has_value()
                     : wanted == "drawer"       ? devices.drawer || devices.standaloneDrawer
                                                : devices.printer.has_value();
  return there ? std::optional(std::move(devices)) : std::nullopt;
}

// What a drawer says and is told is nobody's secret.
transport::Masking maskingOf(const std::string& wanted, const rack::DeviceSettings& devices) {
  if (wanted == "drawer") return transport::Masking::none;
  if (wanted == "printer" || wanted == "display") return transport::Masking::toDevice;
  if (wanted == "check_reader") return transport::Masking::checksToHost;
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
  const auto devices = onlyThe(wanted, given.at("--name"), settings->devices);
  if (!devices) return tl::unexpected(Failure{kConfig, "the office has no such device"});
  std::ofstream tape(given.at("tape"));
  if (!tape) return tl::unexpected(Failure{kIo, given.at("tape") + " cannot be written"});
  const bool whole = given.at("--payloads") == "whole";
  const auto masking = whole ? transport::Masking::none : maskingOf(wanted, *devices);
  Session session(wanted);
  transport::FirstSession first([&](const std::string& line) {
    if (line == transport::kTapeHeader) tape = std::ofstream(given.at("tape"));
    tape << line << std::flush;
    session.wrote(line);
  });
  {
    const auto open = [&](const rack::Link& link, transport::Listener listener) {
      return transport::openRecorded([&](transport::Listener inner) { return rack::openLink(link, std::move(inner)); },
                                     std::move(listener), [&](const std::string& line) { first.line(line); }, masking);
    };
    const auto running = rack::startRack(*devices, session.listener(), open);
    session.begin(*running);
    session.wait(*seconds);
  }
  std::cout << (options.json
                    ? "{\"tape\":" + jsonText(given.at("tape")) + ",\"result\":" + jsonText(session.result()) + "}"
                    : given.at("tape") + ": " + session.result())
            << "\n";
  return {};
}

}  // namespace

Command recordDevice() {
  return {
      .name = "record",
      .help =
          "Writes a session with a device to a tape that a test can play again. A drawer is opened. The station must "
          "not be running.",
      .run = record,
      .arguments = {
          {"device", "DEVICE", "Which.", true, {"printer", "drawer", "scanner", "display", "check_reader"}},
          {"tape", "FILE", "Where to.", true},
          {"--name", "NAME", "Of several printers or drawers: which; the first without it."},
          {"--seconds", "SECONDS", "How long at the most; 20 without it."},
          {"--payloads", "HOW", "masked, or whole: with what is printed and scanned.", false, {"masked", "whole"}}}};
}

}  // namespace till::ui::tillctl
